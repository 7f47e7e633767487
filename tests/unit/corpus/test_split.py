"""Borders in time, the embargo, and planted leaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.corpus.split import Split, leaks, split
from miles.post.error import MilesError
from miles.post.post import Post, Thread
from miles.post.tally import Tally

START = datetime(2024, 1, 1, tzinfo=UTC)
RNG = np.random.default_rng(3)


def words(count: int = 12) -> str:
    letters = RNG.integers(97, 123, (count, 6))
    return " ".join("".join(map(chr, row)) for row in letters)


def thread(day: float, *texts: str, last_day: float | None = None) -> Thread:
    """A thread that begins `day` days after START; its last post may come later."""
    at = START + timedelta(days=day)
    posts = [
        Post(id=f"{day}-{n}", text=text, time=at + timedelta(seconds=n), thread=f"{day}-0")
        for n, text in enumerate(texts or (words(),))
    ]
    if last_day is not None:
        posts.append(Post(id=f"{day}-last", text=words(), time=START + timedelta(days=last_day)))
    return Thread(posts=tuple(posts))


def days(count: int = 100) -> list[Thread]:
    """One thread a day at noon."""
    return [thread(day + 0.5) for day in range(count)]


def ids(part: list[Thread]) -> list[str]:
    return [thread.id for thread in part]


def test_borders_and_embargo_by_hand() -> None:
    """100 days; test from day 80; day 79 is embargoed; valid = ceil(0.05 * 79) = 4 days; one more embargo."""
    tally = Tally()
    found = split(days(), test_from=date(2024, 3, 21), tally=tally)  # day 80
    assert ids(found.test) == [f"{day}.5" + "-0" for day in range(80, 100)]
    assert ids(found.valid) == [f"{day}.5-0" for day in range(75, 79)]
    assert ids(found.train) == [f"{day}.5-0" for day in range(74)]
    assert tally.steps["split"] == {
        "embargo: begins too close before test": 1,
        "embargo: begins too close before valid": 1,
    }
    assert tally.rows_out("split") == 98
    assert "test: 20 posts in 20 threads, 2024-03-21 to 2024-04-09" in tally.notes


def test_without_a_date_the_newest_tenth_judges() -> None:
    found = split(days(), test_from=None, tally=Tally())
    assert ids(found.test) == [f"{day}.5-0" for day in range(90, 100)]
    assert ids(split(days(), test_from="2024-03-21", tally=Tally()).test)[0] == "80.5-0"


def test_a_thread_that_reaches_over_a_border_is_in_no_set() -> None:
    tally = Tally()
    rows = [row for row in days() if row.id not in ("50.5-0", "76.5-0")]
    rows += [thread(50.5, last_day=90), thread(76.5, last_day=79.2)]
    found = split(rows, test_from=date(2024, 3, 21), tally=tally)
    kept = ids(found.train) + ids(found.valid) + ids(found.test)
    assert "50.5-0" not in kept
    assert "76.5-0" not in kept
    assert tally.steps["split"]["thread reaches into the embargo before test"] == 4


def test_no_embargo_and_no_valid() -> None:
    found = split(days(), test_from=date(2024, 3, 21), embargo_h=0, valid_share=0, tally=Tally())
    assert (len(found.train), len(found.valid), len(found.test)) == (80, 0, 20)


def test_planted_leaks_leave_the_later_set() -> None:
    secret, second = words(), words()
    rows = [row for row in days() if row.id not in ("10.5-0", "76.5-0", "85.5-0", "86.5-0", "87.5-0", "88.5-0")]
    rows += [
        thread(10.5, secret),
        thread(76.5, second),  # valid
        thread(85.5, secret + " more"),  # test, near to train: goes
        thread(86.5, words(), second.upper(), words()),  # test, its second piece is near to valid: that piece goes
        thread(87.5, secret + " https://t.co/x", words()),  # test, its first piece is train's: all of it goes
        thread(88.5, secret[: len(secret) // 3]),  # a third of it is not near
    ]
    planted = Split(train=rows[94:95], valid=rows[95:96], test=rows[96:])
    assert leaks(planted) == [("10.5-0", "85.5-0"), ("76.5-0", "86.5-1"), ("10.5-0", "87.5-0")]
    tally = Tally()
    found = split(rows, test_from=date(2024, 3, 21), tally=tally)
    assert "10.5-0" in ids(found.train), "train stays whole"
    assert [len(row.posts) for row in found.test if row.id == "86.5-0"] == [2]
    assert not {"85.5-0", "87.5-0"} & set(ids(found.test))
    assert "88.5-0" in ids(found.test)
    assert tally.steps["split"]["test: near to a post of an earlier set"] == 3
    assert tally.steps["split"]["test: rest of a thread whose first post went"] == 1
    assert leaks(found) == []
    total = sum(len(row.posts) for part in (found.train, found.valid, found.test) for row in part)
    assert total == tally.rows_out("split")


def test_valid_loses_what_train_has() -> None:
    same = words()
    rows = [row for row in days() if row.id not in ("10.5-0", "76.5-0")] + [thread(10.5, same), thread(76.5, same)]
    tally = Tally()
    found = split(rows, test_from=date(2024, 3, 21), tally=tally)
    assert "76.5-0" not in ids(found.valid)
    assert tally.steps["split"]["valid: near to a post of an earlier set"] == 1


@pytest.mark.parametrize("test_from", [date(2024, 6, 1), date(2023, 12, 1), date(2024, 1, 1)])
def test_a_border_outside_the_posts_names_their_dates(test_from: date) -> None:
    with pytest.raises(MilesError, match=r"the posts run from 2024-01-01 to 2024-04-09") as error:
        split(days(), test_from=test_from, tally=Tally())
    assert "2024-04-09" in error.value.next_step


def test_empty_sets_are_refused() -> None:
    with pytest.raises(MilesError, match="no posts to split"):
        split([], test_from=None, tally=Tally())
    with pytest.raises(MilesError, match="the train set is empty: 100 threads from 2024-01-01 to 2024-04-09"):
        split(days(), test_from=date(2024, 3, 21), embargo_h=24 * 90, tally=Tally())
    same = words()
    copies = [thread(day, same) for day in range(30)]
    with pytest.raises(MilesError, match="the valid set is empty"):
        split(copies, test_from=date(2024, 1, 25), tally=Tally())
    with pytest.raises(MilesError, match="test_from='soon' is not a date"):
        split(days(), test_from="soon", tally=Tally())


def test_posts_without_a_time_are_refused_by_name() -> None:
    undated = Thread(posts=(Post(id="7", text="when?", source="a.jsonl", row=3),))
    with pytest.raises(MilesError, match=r"post 7 \(a\.jsonl, row 3\) has no time"):
        split([*days(), undated], test_from=None, tally=Tally())


@given(
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 5)), min_size=30, max_size=60),
    st.floats(0, 72),
    st.floats(0.02, 0.3),
)
def test_no_post_lies_within_the_embargo_of_a_later_set(
    spans: list[tuple[float, float]], embargo_h: float, valid_share: float
) -> None:
    rows = [thread(day, last_day=day + more) for day, more in spans]
    tally = Tally()
    try:
        found = split(rows, test_from=None, valid_share=valid_share, embargo_h=embargo_h, tally=tally)
    except MilesError:
        return
    for earlier, later in ((found.train, found.valid), (found.valid, found.test), (found.train, found.test)):
        newest = max(post.time for row in earlier for post in row.posts if post.time)
        oldest = min(post.time for row in later for post in row.posts if post.time)
        assert oldest - newest > timedelta(0)
        assert oldest - newest >= timedelta(hours=embargo_h) or embargo_h == 0
