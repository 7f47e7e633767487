"""The state of the loop: numbers that a hand can count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miles.store.engine import Database
from miles.store.feedback import Feedback, Feedbacks
from miles.store.generations import Candidate, Generations
from miles.store.labels import Label, Labels
from miles.store.learning import Learning, Told
from miles.store.outcomes import Counts, Outcomes, Published
from saved import written

pytestmark = pytest.mark.anyio
NOTHING = Told(0, None)


async def test_nothing_is_known_of_a_tenant_who_did_nothing(database: Database) -> None:
    await Generations(database).save(written(tenant="u"))
    state = await Learning(database).state("t")
    assert (state.generations, state.accepted, state.rated, state.outcomes) == (NOTHING,) * 4
    assert (state.labels, state.pairs) == ({}, 0)


async def test_what_people_told_is_counted_once_a_candidate(database: Database) -> None:
    generations, feedbacks = Generations(database), Feedbacks(database)
    four = tuple(Candidate(output=f"text {k}", pattern_used=1, confidence_score=0.5) for k in range(4))
    first = await generations.save(written(candidates=four))  # two of four are taken: 4 pairs
    second = await generations.save(written())  # one of two is edited: 1 pair, and 1 of the edit
    await generations.save(written())  # nothing is said
    theirs = await generations.save(written(tenant="u"))
    for one, fields in (
        (first.candidates[0], {"is_picked": True, "rating": 5}),
        (first.candidates[0], {"rating": 4}),
        (first.candidates[1], {"posted_id": "1"}),
        (first.candidates[2], {"rating": 1}),
        (second.candidates[0], {"edited": "better"}),
    ):
        last = await feedbacks.give("t", Feedback(person="ada", candidate_id=one.id, **fields))
    await feedbacks.give("u", Feedback(person="eve", candidate_id=theirs.candidates[0].id, is_picked=True))
    for task, text in (("topic", "gm"), ("topic", "gn"), ("sentiment", "gm")):
        await Labels(database).give("t", Label(person="ada", task=task, text=text, answer="x"))
    post = Published(person="ada", tweet_id="1", content="gm", pattern_type=1)
    for day in (1, 2):
        await Outcomes(database).record("t", post, Counts(counted_at=datetime(2026, 1, day, tzinfo=UTC), likes=day))

    state = await Learning(database).state("t")
    numbers = {name: getattr(state, name).n for name in ("generations", "accepted", "rated", "edited", "picked")}
    assert numbers == {"generations": 3, "accepted": 2, "rated": 2, "edited": 1, "picked": 1}
    assert (state.posted.n, state.outcomes.n, state.published.n) == (1, 2, 1)
    assert {task: told.n for task, told in state.labels.items()} == {"sentiment": 1, "topic": 2}
    assert state.pairs == 2 * 2 + 1 * 1 + 1
    newest = next(event.created_at for event in (await feedbacks.page("t")).rows if event.id == last)
    assert state.edited.newest == newest
    assert (await Learning(database).state("u")).pairs == 1
