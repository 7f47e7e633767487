"""Moods by month: means by arithmetic, intervals that hold over simulated authors, gaps that stay gaps."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from miles.analysis.mood import months, moods
from miles.analysis.stance import Stance

START = datetime(2024, 11, 1, tzinfo=UTC)


def test_months_run_over_the_year() -> None:
    assert months(START, datetime(2025, 2, 3, tzinfo=UTC)) == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_means_and_shares_are_those_of_the_month() -> None:
    times = [START + timedelta(days=k) for k in range(10)] + [START + timedelta(days=70)]
    scores = np.array([0.5, -0.5] * 5 + [1.0])
    stances = [Stance.BULLISH, Stance.BEARISH, None, Stance.BULLISH, *[None] * 6, Stance.NEUTRAL]
    first, empty, last = moods(times, scores, stances)
    assert (first.name, first.posts, first.mean, first.market) == ("2024-11", 10, 0.0, 3)
    assert first.stances["bullish"] == pytest.approx(2 / 3)
    assert first.lo < 0 < first.hi
    assert (empty.posts, empty.market) == (0, 0)
    assert math.isnan(empty.mean)
    assert math.isnan(last.mean), "one post is no month"
    assert last.stances["neutral"] == 1.0


def test_the_interval_covers_the_truth_when_days_share_their_mood() -> None:
    rng, covered, runs = np.random.default_rng(0), 0, 300
    times = [START + timedelta(days=day, hours=hour) for day in range(25) for hour in range(4)]
    for _ in range(runs):
        scores = np.repeat(rng.normal(0.1, 0.2, 25), 4) + rng.normal(0, 0.1, 100)
        (month,) = moods(times, scores, [None] * 100)
        covered += month.lo <= 0.1 <= month.hi
    assert 0.95 - 3 * math.sqrt(0.95 * 0.05 / runs) <= covered / runs <= 0.95 + 3 * math.sqrt(0.95 * 0.05 / runs)


def test_no_post_has_no_month() -> None:
    assert moods([], np.zeros(0), []) == []
