"""Tests for one look at a number of units fixed beforehand: shorter intervals, void as soon as one peeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from miles.abtest.totals import Estimate, Number, Rows, Totals
from miles.post.error import MilesError


@dataclass(frozen=True, slots=True)
class Difference:
    """b minus a: its interval, the statistic, its degrees of freedom (infinite: normal), and the two-sided p."""

    value: Number
    lo: Number
    hi: Number
    statistic: Number
    freedom: Number
    p: Number


def welch(a: Estimate, b: Estimate, alpha: float = 0.05) -> Difference:
    """Student's t with variances of their own (Welch 1947); means and ratios alike, unit by unit."""
    variance = np.add(a.variance, b.variance)
    parts = np.square(a.variance) / np.maximum(np.subtract(a.n, 1), 1) + np.square(b.variance) / np.maximum(
        np.subtract(b.n, 1), 1
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = np.where(np.greater(parts, 0), np.square(variance) / parts, np.inf)
    return _test(a, b, variance, freedom, alpha)


def z(a: Estimate, b: Estimate, alpha: float = 0.05) -> Difference:
    """The normal distribution in place of Student's: for many units."""
    return _test(a, b, np.add(a.variance, b.variance), np.full(np.shape(a.value), np.inf), alpha)


def proportions(a: Totals, b: Totals, alpha: float = 0.05) -> Difference:
    """Shares of yes: the p pools both arms, as under "no difference"; the interval does not (Wald)."""
    if not all(np.equal(arm.y, arm.yy).all() and np.greater(arm.n, 0).all() for arm in (a, b)):
        raise MilesError("a share of yes is asked of values other than 0 and 1", "use `welch` on the means")
    before, after = _share(a), _share(b)
    pooled = (a.y + b.y) / (a.n + b.n)
    told, wald = z(before, after, alpha), pooled * (1 - pooled) * (1 / a.n + 1 / b.n)
    tested = _test(before, after, wald, np.full(np.shape(a.n), np.inf), alpha)
    return Difference(told.value, told.lo, told.hi, tested.statistic, told.freedom, tested.p)


def _share(arm: Totals) -> Estimate:
    share = arm.y / arm.n
    return Estimate(share, share * (1 - share) / arm.n, arm.n)


def _test(a: Estimate, b: Estimate, variance: Number, freedom: Rows, alpha: float) -> Difference:
    value, error = np.subtract(b.value, a.value), np.sqrt(variance)
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = np.where(np.greater(error, 0), value / error, np.where(value == 0, 0.0, np.copysign(np.inf, value)))
    reach = error * stats.t.ppf(1 - alpha / 2, freedom)
    p = 2 * stats.t.sf(np.abs(statistic), freedom)
    return Difference(value, value - reach, value + reach, statistic[()], freedom[()], p)
