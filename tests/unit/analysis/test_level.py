from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from miles.analysis.level import SLOW, WINDOW, History, as_read, counts, pull, refuse_uncounted
from miles.post.error import MilesError
from miles.post.post import Metrics, Post

START = datetime(2024, 1, 1, tzinfo=UTC)


def post(day: float, likes: int | None, read_at: datetime | None = None) -> Post:
    return Post(id=str(day), text="x", time=START + timedelta(days=day), metrics=Metrics(likes=likes, read_at=read_at))


def test_the_level_is_the_median_of_what_had_settled() -> None:
    history = History.of([post(day, likes) for day, likes in enumerate([10, 20, 30, 40, 50, 1000, 9999])])
    at = START + timedelta(days=7)  # days 0 to 4 are older than two days
    assert history.level(at)[0] == pytest.approx(np.log1p(30))
    assert history.level(at + timedelta(hours=1))[0] == pytest.approx(np.median(np.log1p([10, 20, 30, 40, 50, 1000])))


def test_two_windows_of_the_level_count_half_each() -> None:
    """150 posts of 99 likes, then 50 of 9,999: the last 50 say 10,000, the last 200 say 100; half way is 1,000."""
    history = History.of([post(day, 99 if day < SLOW - WINDOW else 9_999) for day in range(SLOW)])
    at = START + timedelta(days=SLOW + 2)
    level, slow = history.level(at), history.level(at, SLOW)
    assert np.exp(level + pull(level, slow))[0] == pytest.approx(1_000)
    assert pull(level, np.full_like(level, np.nan))[0] == 0.0


def test_a_level_needs_five_posts_that_tell_it() -> None:
    history = History.of([post(day, likes) for day, likes in enumerate([1, 2, None, 4, 5])])
    assert np.isnan(history.level(START + timedelta(days=30))).all()


def test_nothing_later_than_the_moment_is_looked_at() -> None:
    """The level, the gap and the pace before day 50 stay the same when all of later history changes."""
    early = [post(day / 2, day) for day in range(100)]
    at = START + timedelta(days=50)
    alone, followed = (History.of([*early, *more]) for more in ([], [post(50 + k, 10**6) for k in range(20)]))
    np.testing.assert_array_equal(alone.level(at), followed.level(at))
    assert alone.hours_since_last(at) == followed.hours_since_last(at) == 12
    assert alone.posts_last_day(at) == followed.posts_last_day(at) == 2


def test_counts_read_within_two_days_are_unknown() -> None:
    young = post(0, 5, START + timedelta(hours=47))
    assert np.isnan(counts(young)).all()
    assert counts(post(0, 5, START + timedelta(hours=49)))[0] == 5
    with pytest.raises(MilesError, match="none of 1 root posts tells likes"):
        refuse_uncounted([young])


def test_counts_of_unknown_reading_were_read_no_earlier_than_the_newest_post() -> None:
    known = post(9, 5, START + timedelta(days=30))
    old, young, *_ = as_read([post(0, 5), post(8.5, 5), known, post(10, 5)])
    assert counts(old)[0] == 5
    assert np.isnan(counts(young)[0])
    assert as_read([known]) == [known]
    assert as_read([]) == []


def test_histories_join_without_doubles_and_travel_as_json() -> None:
    one, two = History.of([post(0, 1), post(1, 2)]), History.of([post(1, 2), post(2, None)])
    joined = History.from_dict((one + two).as_dict())
    np.testing.assert_array_equal(joined.counts[:, 0], [1, 2, np.nan])
    assert len(joined.newest(2).times) == 2
    assert History.of([]).hours_since_last(START) == 72
