"""Totals: sums that add up to what the rows say, and the errors of means and ratios."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.abtest.totals import Totals, added
from miles.post.error import MilesError

VALUES = st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=3, max_size=30)


@given(rows=VALUES, cut=st.integers(0, 30))
def test_two_halves_add_up_to_the_whole(rows: list[tuple[float, float]], cut: int) -> None:
    y, x = np.array(rows).T
    halves = added([Totals.of(y[:cut], x[:cut]), Totals.of(y[cut:], x[cut:])])
    assert astuple(halves) == pytest.approx(astuple(Totals.of(y, x)), abs=1e-6)


@given(rows=VALUES)
def test_a_mean_and_its_error_are_numpys(rows: list[tuple[float, float]]) -> None:
    y = np.array(rows)[:, 0]
    told = Totals.of(y).mean()
    assert told.value == pytest.approx(y.mean(), abs=1e-9)
    assert told.variance == pytest.approx(y.var(ddof=1) / len(y), abs=1e-8)


def test_many_trials_at_once_are_each_trial_by_itself() -> None:
    rng = np.random.default_rng(0)
    y, x = rng.normal(size=(4, 3, 50)), 2 + rng.random((4, 3, 50))
    together, alone = Totals.of(y, x).ratio(), Totals.of(y[2, 1], x[2, 1]).ratio()
    assert (together.value[2, 1], together.variance[2, 1]) == pytest.approx((alone.value, alone.variance))


def test_the_error_of_a_ratio_is_what_repeated_samples_show() -> None:
    rng = np.random.default_rng(1)
    x = 1.0 + rng.poisson(2.0, (4000, 200))
    ratios = Totals.of(0.5 * x + rng.normal(size=x.shape), x).ratio()
    assert np.mean(ratios.variance) == pytest.approx(np.var(ratios.value), rel=0.07)
    assert np.mean(ratios.value) == pytest.approx(0.5, abs=0.002)


def test_nothing_is_known_of_one_unit_or_of_a_sum_over_nothing() -> None:
    assert Totals.of([3.0]).mean().variance == np.inf
    assert Totals().mean().variance == np.inf
    assert Totals.of([1.0, 2.0], [0.0, 0.0]).ratio().variance == np.inf


@pytest.mark.parametrize(
    "fields",
    [
        {"n": 2, "y": 4, "yy": 7.9},  # two units that sum to 4 have squares of at least 8
        {"n": -1},
        {"n": 1, "y": np.nan},
        {"n": 2, "x": 4, "xx": 7},
    ],
)
def test_sums_that_no_rows_have_are_refused(fields: dict[str, float]) -> None:
    with pytest.raises(MilesError):
        Totals(**fields)
    Totals(n=2, y=4, yy=8)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(MilesError):
        Totals.of([1.0, 2.0], [1.0])
