"""One look at a fixed number of units: as scipy and statsmodels tell it, and wrong 5 % of the time."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from healthy import METRICS, TRIALS, at, once, watched
from miles.abtest import fixed
from miles.abtest.totals import Totals
from miles.post.error import MilesError


def samples() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.gamma(2.0, 1.0, 83), rng.gamma(2.0, 1.5, 61)


def test_welch_is_scipys() -> None:
    a, b = samples()
    told, other = fixed.welch(Totals.of(a).mean(), Totals.of(b).mean()), stats.ttest_ind(b, a, equal_var=False)
    interval = other.confidence_interval(0.95)
    assert (told.statistic, told.p, told.freedom) == pytest.approx((other.statistic, other.pvalue, other.df), abs=1e-9)
    assert (told.lo, told.hi) == pytest.approx((interval.low, interval.high), abs=1e-9)


def test_z_is_statsmodels() -> None:
    a, b = samples()
    told, other = (
        fixed.z(Totals.of(a).mean(), Totals.of(b).mean()),
        CompareMeans(DescrStatsW(b), DescrStatsW(a)),
    )
    assert (told.statistic, told.p) == pytest.approx(other.ztest_ind(usevar="unequal"), abs=1e-9)
    assert (told.lo, told.hi) == pytest.approx(other.zconfint_diff(usevar="unequal"), abs=1e-9)


def test_proportions_are_statsmodels() -> None:
    a, b = Totals(n=1000, y=100, yy=100), Totals(n=900, y=121, yy=121)
    told = fixed.proportions(a, b)
    assert (told.statistic, told.p) == pytest.approx(proportions_ztest([121, 100], [900, 1000]), abs=1e-9)
    reach = stats.norm.ppf(0.975) * np.sqrt(0.1 * 0.9 / 1000 + 121 / 900 * (1 - 121 / 900) / 900)
    assert (told.lo, told.hi) == pytest.approx((121 / 900 - 0.1 - reach, 121 / 900 - 0.1 + reach), abs=1e-12)


def test_arms_without_any_spread_are_equal_or_certain() -> None:
    same, other = Totals.of(np.ones(9)).mean(), Totals.of(np.zeros(9)).mean()
    assert fixed.welch(same, same).p == 1
    assert fixed.welch(same, other).p == 0


def test_shares_of_anything_but_yes_and_no_are_refused() -> None:
    with pytest.raises(MilesError):
        fixed.proportions(Totals.of([0.0, 2.0]), Totals.of([0.0, 1.0]))


@pytest.mark.parametrize("name", METRICS)
def test_of_healthy_trials_looked_at_once_5_percent_are_called_different(name: str) -> None:
    rng = np.random.default_rng(21)
    a, b = (at(watched(name, rng, TRIALS, 1, 1000), -1) for _ in range(2))
    assert 0.043 <= np.mean(once(name, a, b) < 0.05) <= 0.057
