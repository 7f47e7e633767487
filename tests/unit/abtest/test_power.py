"""Sizes of samples, against statsmodels and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.power import TTestPower

from miles.abtest.power import detectable, drafts_needed, power
from miles.post.error import MilesError


@pytest.mark.parametrize(("difference", "n"), [(0.1, 30), (0.3, 50), (0.5, 20), (0.05, 3000), (1.5, 5), (0.0, 40)])
@pytest.mark.parametrize("alpha", [0.05, 0.005])
def test_power_is_that_of_statsmodels(difference: float, n: int, alpha: float) -> None:
    theirs = TTestPower().power(difference, n, alpha)
    assert power(2 * difference, 2.0, n, alpha) == pytest.approx(theirs, abs=1e-9)


def test_power_is_how_often_a_t_test_finds_it() -> None:
    rng = np.random.default_rng(0)
    drawn = rng.normal(0.4, 1.3, size=(20_000, 60))
    found = stats.ttest_1samp(drawn, 0, axis=1).pvalue < 0.05
    assert found.mean() == pytest.approx(power(0.4, 1.3, 60), abs=0.01)


@pytest.mark.parametrize("n", [2, 5, 40, 240, 5000])
def test_detectable_and_drafts_needed_are_each_others_inverse(n: int) -> None:
    small = detectable(0.7, n)
    assert power(small, 0.7, n) == pytest.approx(0.8, abs=1e-6)
    assert drafts_needed(small * (1 + 1e-7), 0.7) == n
    assert drafts_needed(-small * 0.999, 0.7) in (n, n + 1) or n > 500


@pytest.mark.parametrize(("n", "alpha"), [(2, 0.05 / 760), (2, 0.001 / 4), (3, 1e-6)])
def test_few_pairs_and_many_tests_need_a_large_difference(n: int, alpha: float) -> None:
    assert power(detectable(1.0, n, alpha), 1.0, n, alpha) == pytest.approx(0.8, abs=1e-6)


def test_nothing_to_find_and_nothing_to_find_it_with() -> None:
    assert detectable(0.5, 1) == math.inf
    assert detectable(0.0, 30) == 0.0
    assert (power(0.1, 0.0, 10), power(0.0, 0.0, 10)) == (1.0, 0.0)
    assert drafts_needed(0.1, 0.0) == 2
    with pytest.raises(MilesError, match="difference of 0"):
        drafts_needed(0.0, 1.0)
    with pytest.raises(MilesError, match="over 10,000,000"):
        drafts_needed(1e-6, 1.0)
