"""Metrics: which rows each kind takes, and what they become."""

from __future__ import annotations

import numpy as np
import pytest

from healthy import METRICS
from miles.abtest.outcome import Kind, Metric
from miles.abtest.sequential import ConfidenceSequence
from miles.post.error import MilesError


def test_a_long_tail_is_told_by_its_logarithm() -> None:
    a, b = (METRICS["seconds"].totals(np.exp(np.log(scale) + np.linspace(-2, 2, 500))) for scale in (1.0, 1.5))
    told = METRICS["seconds"].lift(a, b, ConfidenceSequence(1000))
    assert told.value == pytest.approx(0.5)
    logs = METRICS["seconds"].watched(a, b, ConfidenceSequence(1000))
    assert (told.lo, told.hi) == pytest.approx((np.exp(logs.lo) - 1, np.exp(logs.hi) - 1))


def test_a_ratio_is_one_sum_over_another() -> None:
    told, _ = METRICS["edited"].estimates(*[METRICS["edited"].totals([1.0, 2.0, 0.0], [2.0, 5.0, 3.0])] * 2)
    assert told.value == pytest.approx(3 / 10)


def test_yes_and_no_keep_a_doubt_where_nothing_happened_yet() -> None:
    """Two yes and two no are added to 0 of 96."""
    told, _ = METRICS["accepted"].estimates(*[METRICS["accepted"].totals(np.zeros(96))] * 2)
    assert told.value == 0
    assert told.variance == pytest.approx(0.02 * 0.98 / 96)


def test_counts_are_told_by_their_mean() -> None:
    told, _ = METRICS["likes"].estimates(*[METRICS["likes"].totals([0.0, 1.0, 5.0])] * 2)
    assert (told.value, told.variance) == pytest.approx((2.0, 7 / 3))


@pytest.mark.parametrize(
    ("name", "y", "x"),
    [
        ("accepted", [0.0, 0.5], None),
        ("likes", [-1.0, 2.0], None),
        ("seconds", [0.0, 2.0], None),
        ("edited", [1.0, 2.0], [1.0, -1.0]),
        ("edited", [1.0, 2.0], None),
        ("likes", [1.0, 2.0], [1.0, 2.0]),
        ("likes", [1.0, np.nan], None),
    ],
)
def test_rows_that_a_kind_cannot_have_are_refused(name: str, y: list[float], x: list[float] | None) -> None:
    with pytest.raises(MilesError, match=name):
        METRICS[name].totals(y, x)


def test_a_metric_without_a_name_or_with_two_second_columns_is_refused() -> None:
    with pytest.raises(MilesError):
        Metric("", Kind.COUNT)
    with pytest.raises(MilesError):
        Metric("edited", Kind.RATIO, is_adjusted=True)
