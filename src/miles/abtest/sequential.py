"""Intervals and p values that hold at every look at once, so that a trial may be watched and stopped at any time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import lambertw

from miles.abtest.totals import Estimate, Number, Rows
from miles.post.error import MilesError

FEWEST = 50  # units an arm before anything is said: the bounds below are those of large numbers


@dataclass(frozen=True, slots=True)
class Interval:
    """An effect with its bounds and its p value; infinite bounds and p = 1 where nothing can be said yet."""

    value: Number
    lo: Number
    hi: Number
    p: Number


def cautious(a: Estimate, b: Estimate, fewest: int = FEWEST) -> tuple[Estimate, Estimate]:
    """Both arms with errors fit to be watched: no unit varies less than the average unit of both arms.

    A small arm that has not met a rare outcome yet has no variance of its own and would look certain: with 5 % of the
    units and 1 % yes, more than half of all healthy trials were rejected, and with this floor almost none. It widens
    an interval by at most sqrt(1.5) for arms of equal size. Infinite below `fewest` units in either arm, and where
    no unit differs from any other: what has not happened yet may still happen.
    """
    enough = np.greater_equal(np.minimum(a.n, b.n), max(fewest, 2)) & (np.add(a.variance, b.variance) > 0)
    units = [np.maximum(np.where(enough, arm.n, 1.0), 1.0) for arm in (a, b)]
    spreads = [np.where(enough, arm.variance, 0.0) * n for arm, n in zip((a, b), units, strict=True)]
    average = (spreads[0] * units[0] + spreads[1] * units[1]) / (units[0] + units[1])
    variances = [np.maximum(own, average) / n for own, n in zip(spreads, units, strict=True)]
    first, second = (np.where(enough, variance, np.inf)[()] for variance in variances)
    return Estimate(a.value, first, a.n), Estimate(b.value, second, b.n)


def difference(a: Estimate, b: Estimate, fewest: int = FEWEST) -> Estimate:
    """b minus a, of independent arms, with `cautious` errors."""
    before, after = cautious(a, b, fewest)
    return Estimate(np.subtract(b.value, a.value), np.add(before.variance, after.variance), np.add(a.n, b.n))


@dataclass(frozen=True)
class ConfidenceSequence:
    """Bounds that all hold together with probability 1 - `alpha`, at every number of units from the first on.

    The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2023, "Time-uniform central
    limit theory and asymptotic confidence sequences", Theorem 2.2): with z = effect / standard error and
    x = n rho^2 for n units in both arms, 0 is left out where z^2 > 2 (1 + 1/x) log(sqrt(1 + x) / alpha).
    `rho` is chosen so that the bounds are tightest, for their standard error, at `planned` units (both arms together;
    their Appendix B.2); elsewhere they stay valid and are wider: 3.04 standard errors at the plan, 3.25 at a quarter
    of it and 3.13 at four times it, for alpha .05. `planned` must not be chosen from the trial's own outcomes.
    """

    planned: float
    alpha: float = 0.05

    def __post_init__(self) -> None:
        if not (np.isfinite(self.planned) and self.planned >= 2):
            raise MilesError(f"a trial of {self.planned} units is planned", "plan at least one unit in each arm")
        if not 0 < self.alpha < 0.5:
            raise MilesError(f"alpha is {self.alpha}", "choose the risk of a false alarm between 0 and 0.5, say 0.05")

    @cached_property
    def rho(self) -> float:
        return float(np.sqrt(tightest(self.alpha) / self.planned))

    @cached_property
    def rho_one_sided(self) -> float:
        """For `lower` and `upper`; an alpha on one side is twice as much on two."""
        return float(np.sqrt(tightest(2 * self.alpha) / self.planned))

    def interval(self, effect: Estimate) -> Interval:
        """Two-sided; p is the least alpha at which 0 lies outside, for this same rho."""
        reach = np.sqrt(effect.variance) * self._errors(effect.n)
        return Interval(effect.value, effect.value - reach, effect.value + reach, _p(effect, self.rho**2 * effect.n))

    def lift(self, a: Estimate, b: Estimate) -> Interval:
        """b / a - 1, two-sided, by Fieller (1954): all r for which 0 lies in the interval of b - (1 + r) a.

        The delta method divides by the mean of a as if it were known; early looks at rare outcomes then reject three
        times as often. This one leaves out 0 exactly where `interval` of the difference does. Infinite where a mean
        of a of 0 cannot be ruled out; where it is 0, the value is no number.
        """
        effect = difference(a, b)
        lo, hi = _fieller(*cautious(a, b), self._errors(effect.n))
        base = np.where(np.greater(a.value, 0), a.value, np.nan)
        return Interval((b.value / base - 1)[()], lo, hi, _p(effect, self.rho**2 * effect.n))

    def lower(self, effect: Estimate) -> Rows:
        """The effect is above this at every look together (their Proposition B.1)."""
        return np.asarray(effect.value - np.sqrt(effect.variance) * self._errors_one_sided(effect.n))[()]

    def upper(self, effect: Estimate) -> Rows:
        """The effect is below this at every look together."""
        return np.asarray(effect.value + np.sqrt(effect.variance) * self._errors_one_sided(effect.n))[()]

    def lift_sides(self, a: Estimate, b: Estimate) -> tuple[Rows, Rows]:
        """`lower` and `upper` of b / a - 1, each one-sided at `alpha`."""
        return _fieller(*cautious(a, b), self._errors_one_sided(np.add(a.n, b.n)))

    def p_above(self, effect: Estimate, margin: float = 0.0) -> Rows:
        """Always-valid p of "the effect is at most `margin`": below alpha exactly where `lower` is above it."""
        weight = np.square(self.rho_one_sided) * effect.n
        z = np.maximum(_z(Estimate(np.subtract(effect.value, margin), effect.variance, effect.n)), 0.0)
        grown = np.expm1(np.minimum(z**2 * weight / (2 * (1 + weight)), 700.0))
        return np.minimum(np.sqrt(1 + weight) * _inverse(2 * grown), 1.0)[()]

    def _errors(self, n: Number) -> Rows:
        """Standard errors from the effect to either bound."""
        weight = np.square(self.rho) * n
        return np.sqrt(2 * (1 + _inverse(weight)) * (np.log1p(weight) / 2 - np.log(self.alpha)))

    def _errors_one_sided(self, n: Number) -> Rows:
        weight = np.square(self.rho_one_sided) * n
        return np.sqrt(2 * (1 + _inverse(weight)) * np.log1p(np.sqrt(1 + weight) / (2 * self.alpha)))


def tightest(alpha: float) -> float:
    """n rho^2 at which the two-sided bound is the fewest standard errors wide: x = log((1 + x) / alpha^2)."""
    return float(-lambertw(-(alpha**2) / np.e, -1).real - 1)


def mixture_sprt(effect: Estimate, tau: float) -> Rows:
    """Always-valid p of the mixture sequential probability ratio test, effects mixed as normal(0, tau^2).

    Johari, Koomen, Pekelis & Walsh (2022, "Always valid inference", section 4). It is the two-sided p above with
    x = tau^2 / variance: the same bound, told by a likely size of the effect instead of a planned number of units.
    """
    if not tau > 0:
        raise MilesError(f"tau is {tau}", "give the size of effect that you expect, in the unit of the metric, above 0")
    return _p(effect, np.where(np.isfinite(effect.variance), tau**2 * _inverse(effect.variance), 0.0))


def running(looks: Interval) -> Interval:
    """What all looks so far say together: the intersection of their bounds and the smallest p, over the last axis.

    The bounds only ever tighten. Where lo passes hi, the looks contradict one another: the effect drifts.
    """
    return Interval(
        looks.value,
        np.maximum.accumulate(looks.lo, axis=-1),
        np.minimum.accumulate(looks.hi, axis=-1),
        np.minimum.accumulate(looks.p, axis=-1),
    )


def _fieller(a: Estimate, b: Estimate, errors: Rows) -> tuple[Rows, Rows]:
    """Roots r of (b - r a)^2 = errors^2 (var b + r^2 var a), less 1."""
    known = np.isfinite(a.variance)
    free_a, free_b = (np.square(np.where(known, errors, 0.0)) * np.where(known, arm.variance, 0.0) for arm in (a, b))
    bottom = np.square(a.value) - free_a
    bounded = known & np.greater(a.value, 0) & (bottom > 0)
    product = np.multiply(a.value, b.value)
    root = np.sqrt(np.maximum(np.square(product) - bottom * (np.square(b.value) - free_b), 0.0))
    safe = np.where(bounded, bottom, 1.0)
    lo, hi = (product - root) / safe - 1, (product + root) / safe - 1
    return np.where(bounded, lo, -np.inf)[()], np.where(bounded, hi, np.inf)[()]


def _z(effect: Estimate) -> Rows:
    """Standard errors from 0; 0 where the error is infinite, infinite where a difference comes without any error."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(np.divide(effect.value, np.sqrt(effect.variance)), nan=0.0, posinf=np.inf, neginf=-np.inf)


def _p(effect: Estimate, weight: Number) -> Rows:
    z = np.minimum(np.abs(_z(effect)), 1e6)
    return np.minimum(np.exp(np.log1p(weight) / 2 - z**2 * weight / (2 * (1 + weight))), 1.0)[()]


def _inverse(number: Number) -> Rows:
    """1 / number, infinite at 0."""
    with np.errstate(divide="ignore"):
        return np.divide(1.0, number)
