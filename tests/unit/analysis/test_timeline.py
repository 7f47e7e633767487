"""Shares over months and weeks, counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from miles.analysis.timeline import monthly, weekly


def at(*day: int) -> datetime:
    return datetime(*day, tzinfo=UTC)


def test_months_count_every_post_and_show_silence() -> None:
    times = [at(2024, 1, 3), at(2024, 1, 30), at(2024, 1, 31), at(2024, 3, 1), None]
    found = monthly(np.array([0, 1, -1, 1, 0]), times, 2)
    assert found.starts == ("2024-01", "2024-02", "2024-03")
    assert found.counts.tolist() == [[1, 1], [0, 0], [0, 1]]
    assert found.totals.tolist() == [3, 0, 1]
    np.testing.assert_allclose(found.shares, [[1 / 3, 1 / 3], [np.nan, np.nan], [0, 1]])


def test_a_month_is_utc() -> None:
    late = datetime(2024, 1, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert monthly(np.array([0]), [late], 1).starts == ("2024-02",)


def test_december_and_january_are_neighbours() -> None:
    assert monthly(np.array([0, 0]), [at(2023, 12, 31), at(2024, 1, 1)], 1).starts == ("2023-12", "2024-01")


def test_weeks_begin_on_monday() -> None:
    found = weekly(np.array([0, 0, 0]), [at(2024, 3, 3), at(2024, 3, 4), at(2024, 3, 10)], 1)  # Sunday, Monday, Sunday
    assert found.starts == ("2024-02-26", "2024-03-04")
    assert found.counts.tolist() == [[1], [2]]


def test_smoothing_halves_what_is_a_half_life_old() -> None:
    """One post of topic 0, a week later two of topic 1: 0.5 of 2.5 posts, then 0.25 of 1.25 after a silent week."""
    times = [at(2024, 3, 4), at(2024, 3, 11), at(2024, 3, 12), at(2024, 3, 25)]
    found = weekly(np.array([0, 1, 1, -1]), times, 2).smoothed(half_life=1.0)
    np.testing.assert_allclose(found[0], [1, 0])
    np.testing.assert_allclose(found[1], [0.5 / 2.5, 2 / 2.5])
    np.testing.assert_allclose(found[2], [0.25 / 1.25, 1 / 1.25])
    np.testing.assert_allclose(found[3], [0.125 / 1.625, 0.5 / 1.625])
    slower = weekly(np.array([0, 1, 1, -1]), times, 2).smoothed(half_life=2.0)
    np.testing.assert_allclose(slower[1, 0], 0.5**0.5 / (0.5**0.5 + 2))


def test_no_posts_are_no_periods() -> None:
    found = monthly(np.array([], int), [], 3)
    assert found.starts == ()
    assert found.shares.shape == (0, 3)
