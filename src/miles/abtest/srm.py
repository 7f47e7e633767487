"""Sample-ratio mismatch: did the arms get the shares of units they were promised? If not, no result counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats
from scipy.special import gammaln, xlogy

from miles.abtest.sequential import tightest
from miles.abtest.totals import Number, Rows
from miles.post.error import MilesError

ALPHA = 0.001  # a mismatch voids a trial, and is rare: alarms must be, too


@dataclass(frozen=True, slots=True)
class Split:
    """How units fell: p of the chi-square test (for one look), p valid at every look, and the alarm."""

    p_fixed: Number
    p_always: Number
    is_alarm: bool | np.ndarray


def check(
    counts: ArrayLike, shares: ArrayLike, planned: float, is_over: bool | np.ndarray = False, alpha: float = ALPHA
) -> Split:
    """Units of each arm (..., arms) against the shares promised (arms,), where about `planned` units are expected.

    While a trial runs the sequential test alone sounds the alarm; once it `is_over`, and is looked at for the last
    time, the chi-square test sounds it too. Each is wrong with probability `alpha`, both together at most 2 alpha.
    """
    p_fixed, p_always = chi_square(counts, shares), always(counts, shares, planned, alpha)
    return Split(p_fixed, p_always, ((p_always < alpha) | (np.asarray(is_over) & (p_fixed < alpha)))[()])


def chi_square(counts: ArrayLike, shares: ArrayLike) -> Rows:
    """Pearson's p for counts (..., arms)."""
    seen, promised = _checked(counts, shares)
    expected = seen.sum(axis=-1, keepdims=True) * promised
    parts = np.divide(np.square(seen - expected), expected, out=np.zeros_like(seen), where=expected > 0)
    return np.asarray(stats.chi2.sf(parts.sum(axis=-1), len(promised) - 1))[()]


def always(counts: ArrayLike, shares: ArrayLike, planned: float, alpha: float = ALPHA) -> Rows:
    """1 / Bayes factor, at most 1: below `alpha` at any look ever with probability at most `alpha` if all is well.

    The counts as multinomial, with the promised shares against shares drawn from a Dirichlet around them (Lindon &
    Malek 2022, "Anytime-valid inference for multinomial count data", section 3). The prior weighs as much as
    `planned` / x units, x making the equivalent normal bound tightest at `planned`; exact at any number of units.
    """
    seen, promised = _checked(counts, shares)
    if not planned >= 1:
        raise MilesError(f"a trial of {planned} units is planned", "plan at least one unit")
    prior = promised * max(planned / tightest(alpha), 1.0)
    total = seen.sum(axis=-1)
    log_factor = (
        gammaln(prior.sum())
        - gammaln(prior.sum() + total)
        + (gammaln(prior + seen) - gammaln(prior) - xlogy(seen, promised)).sum(axis=-1)
    )
    return np.exp(np.minimum(-log_factor, 0.0))[()]


def _checked(counts: ArrayLike, shares: ArrayLike) -> tuple[Rows, Rows]:
    seen, promised = np.asarray(counts, float), np.asarray(shares, float)
    if promised.ndim != 1 or len(promised) < 2 or not (np.all(promised > 0) and np.isclose(promised.sum(), 1)):
        raise MilesError(f"the promised shares are {promised.tolist()}", "give at least two, above 0, that sum to 1")
    if seen.ndim == 0 or seen.shape[-1] != len(promised) or not np.all(seen >= 0):
        raise MilesError(
            f"counts of shape {seen.shape} come with {len(promised)} shares", "give one count an arm, 0 or more"
        )
    return seen, promised
