"""Feedback: kept, shown at the candidate, once a key, within the tenant."""

from __future__ import annotations

import asyncio

import pytest

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.feedback import Feedback, Feedbacks
from miles.store.generations import Generations
from miles.store.refusal import Conflict, Missing
from saved import written

pytestmark = pytest.mark.anyio


async def test_events_are_kept_and_the_candidate_shows_the_last(database: Database) -> None:
    generations, feedbacks = Generations(database), Feedbacks(database)
    saved = await generations.save(written())
    best = saved.candidates[0].id
    steps = [
        ({"rating": 2}, "rated-2", False),
        ({"is_picked": True}, "picked", True),
        ({"edited": "gm!"}, "edited", True),
        ({"posted_id": "123", "rating": 5}, "posted", True),
        ({"rating": 1}, "rated-1", True),  # a later opinion does not unsay that it was posted
    ]
    for fields, word, is_accepted in steps:
        await feedbacks.give("t", Feedback(person="ada", candidate_id=best, **fields))
        now = await generations.get("t", saved.id)
        assert (now.candidates[0].user_feedback, now.is_accepted) == (word, is_accepted)
    assert now.candidates[1].user_feedback is None
    events = await feedbacks.of("t", best)
    assert [event.word for event in events] == [word for _, word, _ in steps]
    assert [event.id for event in (await feedbacks.page("t", most=2)).rows] == [events[4].id, events[3].id]


async def test_twenty_sendings_with_a_key_are_one_event(database: Database) -> None:
    feedbacks = Feedbacks(database)
    best = (await Generations(database).save(written())).candidates[0].id
    said = Feedback(person="ada", candidate_id=best, rating=4)
    ids = await asyncio.gather(*(feedbacks.give("t", said, key="k") for _ in range(20)))
    assert [event.id for event in await feedbacks.of("t", best)] == list(set(ids))
    with pytest.raises(Conflict):
        await feedbacks.give("t", Feedback(person="ada", candidate_id=best, rating=5), key="k")


async def test_no_tenant_speaks_of_anothers_candidate(database: Database) -> None:
    feedbacks = Feedbacks(database)
    saved = await Generations(database).save(written())
    best = saved.candidates[0].id
    for key in (None, "k"):
        with pytest.raises(Missing):
            await feedbacks.give("u", Feedback(person="ada", candidate_id=best, rating=4), key)
    assert await feedbacks.of("t", best) == ()
    assert await feedbacks.of("u", best) == ()


async def test_the_latest_of_many_are_those_of_each(database: Database) -> None:
    feedbacks, generations = Feedbacks(database), Generations(database)
    ids = [each.id for name in ("gm", "gn") for each in (await generations.save(written(name))).candidates]
    others = (await generations.save(written(tenant="u"))).candidates[0].id
    await feedbacks.give("u", Feedback(person="eve", candidate_id=others, rating=1))
    for number in range(7):
        await feedbacks.give("t", Feedback(person="ada", candidate_id=ids[number % 3], rating=1 + number % 5))
    found = await feedbacks.of_many("t", [*ids, others], 2)
    assert found == {id_: (await feedbacks.of("t", id_))[-2:] for id_ in ids[:3]}
    assert [len(each) for each in found.values()] == [2, 2, 2]
    assert await feedbacks.of_many("t", [], 2) == {}


@pytest.mark.parametrize("fields", [{}, {"rating": 0}, {"rating": 6}, {"edited": ""}])
def test_feedback_says_something(fields: dict[str, object]) -> None:
    with pytest.raises(MilesError):
        Feedback(person="ada", candidate_id="x", **fields)
