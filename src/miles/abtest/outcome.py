"""What is measured of a unit, and how its rows become totals and its totals an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from miles.abtest import cuped
from miles.abtest.sequential import ConfidenceSequence, Interval, difference
from miles.abtest.totals import Estimate, Totals
from miles.post.error import MilesError


class Kind(StrEnum):
    """How the values of a metric are spread.

    BERNOULLI: yes or no, 1 or 0. COUNT: any number of 0 or more (counts, ratings, shares), told by its mean; the
    variance is the sample's own, so counts may be more spread than Poisson's. LOGNORMAL: above 0 with a long tail
    (latency, engagement above nothing), told by the mean of the logarithm. RATIO: one sum over another, such as
    edited characters over characters; a unit is a user with all its rows summed.
    """

    BERNOULLI = "bernoulli"
    COUNT = "count"
    LOGNORMAL = "lognormal"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Metric:
    """A named outcome, which way is better, and whether a covariate takes noise out of it (CUPED).

    Long tails are tamed by the logarithm, not by winsorizing: a cap must be known before the first look (one read off
    the data moves between looks, and no bound survives that), and it trades the tail's noise for a bias. What the
    logarithm compares is the typical unit, as a ratio of geometric means, not the total: where the total pays, use
    COUNT and more units.
    """

    name: str
    kind: Kind
    is_more_better: bool = True
    is_adjusted: bool = False

    def __post_init__(self) -> None:
        if not self.name:
            raise MilesError("a metric has no name", "name it, for example 'accepted'")
        if self.is_adjusted and self.kind is Kind.RATIO:
            raise MilesError(
                f"the ratio {self.name!r} is to be adjusted by a covariate, but its denominator takes that place",
                "set is_adjusted=False, or measure a mean per user",
            )

    def totals(self, y: ArrayLike, x: ArrayLike | None = None) -> Totals:
        """Rows, one a unit on the last axis. `x` is the denominator of a ratio, or the covariate from before the trial.

        A LOGNORMAL's y is logged here; its covariate is taken as it is.
        """
        rows = np.asarray(y, float)
        for side in (rows, rows if x is None else np.asarray(x, float)):
            if not np.isfinite(side).all():
                raise MilesError(f"{self.name!r} has rows without a value", "leave those units out and count them")
        if (x is None) == (self.kind is Kind.RATIO or self.is_adjusted):
            wanted = "needs" if x is None else "takes no"
            raise MilesError(
                f"{self.name!r} {wanted} second column", "x is for a ratio's denominator and for is_adjusted=True"
            )
        wrong = {
            Kind.BERNOULLI: ~np.isin(rows, (0.0, 1.0)),
            Kind.COUNT: rows < 0,
            Kind.LOGNORMAL: rows <= 0,
            Kind.RATIO: np.asarray(0.0 if x is None else x, float) < 0,
        }[self.kind]
        if np.any(wrong):
            raise MilesError(
                f"{int(np.sum(wrong)):,} rows of {self.name!r} cannot be of the kind {self.kind}",
                "bernoulli: 0 or 1; count: 0 or more; lognormal: above 0; ratio: a denominator of 0 or more",
            )
        return Totals.of(np.log(rows) if self.kind is Kind.LOGNORMAL else rows, x)

    def estimates(self, a: Totals, b: Totals) -> tuple[Estimate, Estimate]:
        """Both arms' values with their errors; LOGNORMAL's are logarithms.

        BERNOULLI's variance counts two yes and two no more than there were (Agresti & Coull 1998), or 0 errors in 50
        requests would pass for a rate of 0, known exactly.
        """
        if self.is_adjusted:
            return cuped.adjusted(a, b)
        if self.kind is Kind.BERNOULLI:
            return _share(a), _share(b)
        if self.kind is Kind.RATIO:
            return a.ratio(), b.ratio()
        return a.mean(), b.mean()

    def watched(self, a: Totals, b: Totals, bounds: ConfidenceSequence) -> Interval:
        """The interval of b minus a that holds at every look; for LOGNORMAL of the difference of logarithms."""
        return bounds.interval(difference(*self.estimates(a, b)))

    def lift(self, a: Totals, b: Totals, bounds: ConfidenceSequence) -> Interval:
        """b / a - 1 at every look; LOGNORMAL's is exp of the difference, less 1."""
        if self.kind is Kind.LOGNORMAL:
            logs = self.watched(a, b, bounds)
            return Interval(np.expm1(logs.value), np.expm1(logs.lo), np.expm1(logs.hi), logs.p)
        return bounds.lift(*self.estimates(a, b))


# What people do with what a voice wrote. A unit is a user; of several posts the user's mean, or for EDITED the sums.
ACCEPTED = Metric("accepted", Kind.BERNOULLI)  # took at least one candidate as it was or edited
POSTED = Metric("posted", Kind.BERNOULLI)  # published at least one
EDITED = Metric("edited", Kind.RATIO, is_more_better=False)  # characters changed over characters taken
RATING = Metric("rating", Kind.COUNT)  # 1 to 5
ENGAGEMENT = Metric("engagement", Kind.LOGNORMAL)  # (likes + 1) / (the author's usual likes + 1)
OUTCOMES = {metric.name: metric for metric in (ACCEPTED, POSTED, EDITED, RATING, ENGAGEMENT)}


def _share(arm: Totals) -> Estimate:
    n = np.maximum(arm.n, 1.0)
    spread = (arm.y + 2) * (arm.n - arm.y + 2) / np.square(np.add(arm.n, 4))
    return Estimate(np.divide(arm.y, n), np.where(np.greater_equal(arm.n, 2), spread / n, np.inf)[()], arm.n)
