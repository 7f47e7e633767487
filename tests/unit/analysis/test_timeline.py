"""Shares over months, counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from miles.analysis.timeline import monthly


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


def test_no_posts_are_no_periods() -> None:
    found = monthly(np.array([], int), [], 3)
    assert found.starts == ()
    assert found.shares.shape == (0, 3)
