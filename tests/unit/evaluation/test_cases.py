from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from miles.analysis.novelty import Memory
from miles.evaluation.cases import cases, fingerprint, unseen
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError
from miles.post.post import Post, Thread
from miles.post.tally import Tally

SEEN = "patience is the only edge that a small account has over a fund"
KINDS = (DraftKind.NOTHING, DraftKind.TOPIC, DraftKind.KEYWORDS, DraftKind.NOTE, DraftKind.BULLETS)


def drafts(texts: tuple[str, ...], rng: np.random.Generator) -> list[Draft]:
    return [Draft(text="" if kind is DraftKind.NOTHING else texts[0][:5], kind=kind) for kind in KINDS]


def threads(*texts: str) -> list[Thread]:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    return [Thread((Post(id=str(k), text=text, time=start + timedelta(days=k)),)) for k, text in enumerate(texts)]


def test_seen_and_nearly_seen_posts_are_left_out_and_counted() -> None:
    tally = Tally()
    found = unseen(
        threads(SEEN.upper() + " https://t.co/x", SEEN + " today", "something else entirely"),
        Memory.build([SEEN]),
        tally,
    )
    assert [thread.id for thread in found] == ["2"]
    assert sorted(tally.steps["never seen in training"].values()) == [1, 1]
    assert tally.rows_out("never seen in training") == 1


def test_a_thread_goes_whole_and_is_counted_by_posts() -> None:
    tally = Tally()
    [one, two] = threads(SEEN, "something else entirely")
    other = Thread((Post(id="9", text="a third post that nobody has read before today"),))
    assert unseen([Thread((*one.posts, *two.posts)), other], Memory.build([SEEN]), tally) == [other]
    assert (tally.rows_in["never seen in training"], tally.rows_out("never seen in training")) == (3, 1)


def test_the_fingerprint_follows_the_posts_not_their_order() -> None:
    one, two, three = (thread.posts[0] for thread in threads("a", "b", "c"))
    assert fingerprint([one, two]) == fingerprint([two, one])
    assert len({fingerprint(posts) for posts in ([one], [two], [one, two], [one, two, three], [])}) == 5


def test_nothing_unseen_is_an_error() -> None:
    with pytest.raises(MilesError, match="no post is left"):
        unseen(threads(SEEN), Memory.build([SEEN]), Tally())


def test_cases_spread_over_time_and_over_kinds() -> None:
    many = threads(*(f"post number {k} about things" for k in range(100)))
    found = cases(many, drafts, n=8)
    assert [case.draft.kind for case in found][:4] == [
        DraftKind.NOTE,
        DraftKind.KEYWORDS,
        DraftKind.TOPIC,
        DraftKind.NOTHING,
    ]
    assert found[0].id == "0"
    assert found[-1].id == "99"
    assert all(case.draft.is_thread is False for case in found)
    assert [case.draft for case in cases(many, drafts, n=8)] == [case.draft for case in found]
    twice = cases(many[:6], drafts, n=100, most_a_post=2)
    assert [case.id for case in twice] == [thread.id for thread in many[:6]] * 2
    assert all(one.draft.kind != other.draft.kind for one, other in zip(twice[:6], twice[6:], strict=True))
    assert len(cases(many[:6], drafts, n=8, most_a_post=2)) == 8
    assert len(cases(many[:6], drafts, n=8)) == 6


@pytest.mark.parametrize("wrong", [0, -3, 1.5, "many", None])
def test_a_number_of_cases_that_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(MilesError, match=f"cases={wrong} is no whole number"):
        cases(threads("one"), drafts, n=wrong)  # type: ignore[arg-type]
    with pytest.raises(MilesError, match=f"drafts_a_post={wrong} is no whole number"):
        cases(threads("one"), drafts, n=1, most_a_post=wrong)  # type: ignore[arg-type]


def test_a_thread_is_asked_for_as_a_thread() -> None:
    pair = Thread(tuple(Post(id=str(k), text=f"piece {k}", time=datetime(2025, 1, 1, tzinfo=UTC)) for k in range(2)))
    (case,) = cases([pair], drafts, n=5)
    assert case.draft.is_thread is True
    assert case.texts == ("piece 0", "piece 1")
