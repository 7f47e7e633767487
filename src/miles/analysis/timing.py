"""The best hours and weekdays of an author, with how sure that is: each cell borrows from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from miles.analysis.clustered import Estimate, Rows, fit
from miles.analysis.effects import FEWEST, Reception

TOP = 3  # the best hour is said to be one of the best three
DAYS_PER_CELL = 2  # days for each cell with enough posts; below, their covariance is not known
DRAWS = 4000
TAUS = np.linspace(0.0, 0.8, 41)  # how far cells may differ: standard deviation of log factors
USUAL_TAU = 0.2  # half-normal scale of what is thought of it beforehand: hours seldom differ by more than half
NEIGHBOURS = (0.0, 0.5, 0.9)  # shares of the variance between hours that neighbours may have in common
_REACH = 0.8  # of the periodic kernel: neighbours correlate by 0.95, hours four apart by 0.46
_FLOOR = 1e-9


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour (0-23, UTC) or weekday (0 is Monday).

    `factor` is on the author's average post with everything else alike, shrunk toward 1 and toward the neighbours, with
    its 95 % interval; None below FEWEST posts. `is_clear`: it differs from the average even when all cells are
    looked at together.
    """

    place: int
    n: int
    factor: Estimate | None = None
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """All cells in order; `best` is the place with the highest factor, and `sure` the probability that it really is
    among the best TOP of those with enough posts. None where too little is known."""

    cells: tuple[Cell, ...]
    best: int | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Both clocks of an author."""

    hours: Clock
    weekdays: Clock


def timing(reception: Reception, *, seed: int = 0) -> Timing:
    """Hours and weekdays from posts whose ratio is known, beside the controls of `Reception.controls`."""
    known = reception.take(reception.told)
    apart = np.abs(np.subtract.outer(np.arange(24), np.arange(24)))
    near = np.exp(-2 * (np.sin(np.pi * apart / 24) / _REACH) ** 2)  # MacKay 1998: a periodic kernel
    shared = [share * near + (1 - share) * np.eye(24) for share in NEIGHBOURS]
    return Timing(
        hours=_clock(known, known.hours.astype(np.int64), "hour", shared, seed),
        weekdays=_clock(known, known.weekdays, "weekday", [np.eye(7)], seed),
    )


def _clock(known: Reception, places: NDArray[np.int64], name: str, shared: Sequence[Rows], seed: int) -> Clock:
    """Cells of one clock, which is `name` among the controls.

    Each of `shared` (cells, cells) says how alike they may be before any post is seen.
    """
    n = np.bincount(places, minlength=len(shared[0]))
    shown = np.flatnonzero(n >= FEWEST)
    silent = Clock(tuple(Cell(place, int(count)) for place, count in enumerate(n)))
    if len(shown) < 2 or len(np.unique(known.days)) < DAYS_PER_CELL * len(shown):
        return silent
    first = shown[np.argmax(n[shown])]
    others = shown[shown != first]
    columns = np.asarray(places[:, None] == others[None, :], float)
    rare = np.asarray(~np.isin(places, shown)[:, None], float)  # posts of cells too small to be told, together
    fitted = fit(known.ratios, columns, np.hstack([known.controls(name), rare]), known.days)
    if fitted is None:
        return silent
    against = np.array([(shown == other).astype(float) - (shown == first) for other in others])
    # The inverse of a covariance estimated from few days promises too much (Hartlap, Simon & Schneider 2007).
    days = len(np.unique(known.days))
    covariance = fitted.covariance * (days - 1) / max(days - len(others) - 2, 1)
    draws = posterior(fitted.coefficients, covariance, against, [each[np.ix_(shown, shown)] for each in shared], seed)
    draws = draws - (draws @ (n[shown] / n[shown].sum()))[:, None]
    means, deviations = draws.mean(axis=0), draws.std(axis=0).clip(_FLOOR)
    lo, hi = np.quantile(draws, [0.025, 0.975], axis=0)
    # A band that holds all cells at once in 95 % of the draws: no cell is clear only because there are so many.
    band = np.quantile(np.abs((draws - means) / deviations).max(axis=1), 0.95)
    cells = list(silent.cells)
    for k, place in enumerate(shown):
        factor = Estimate(*(float(np.exp(point)) for point in (means[k], lo[k], hi[k])))
        cells[place] = Cell(int(place), int(n[place]), factor, bool(abs(means[k]) > band * deviations[k]))
    best = int(np.argmax(means))
    rank = (draws > draws[:, [best]]).sum(axis=1)
    return Clock(tuple(cells), int(shown[best]), float((rank < TOP).mean()))


def posterior(contrasts: Rows, covariance: Rows, against: Rows, shared: Sequence[Rows], seed: int) -> Rows:
    """(DRAWS, cells) of what the cells' log factors may be, given estimated contrasts between them.

    contrasts = against @ cells + noise of that covariance, cells ~ N(0, tau^2 shared), tau half-normal on TAUS
    (Efron & Morris 1975, "Data analysis using Stein's estimator"; such priors: Gelman 2006, doi 10.1214/06-BA117A)
    and every one of `shared` as likely. With shared = 1 and independent noise v the mean is the familiar estimate
    * tau^2 / (tau^2 + v). Averaging over tau instead of taking its best value keeps the intervals from collapsing where
    that value is 0. Ranks are told from these draws and not from resampled estimates, which rank the luckiest cell
    first again and again.
    """
    rng = np.random.default_rng(seed)
    noise = covariance + _FLOOR * np.eye(len(contrasts))
    priors = [tau**2 * each for each in shared for tau in TAUS]
    totals = [against @ prior @ against.T + noise for prior in priors]
    logs = np.array([stats.multivariate_normal.logpdf(contrasts, cov=total) for total in totals])
    logs -= np.tile((TAUS / USUAL_TAU) ** 2 / 2, len(shared))
    chances = np.exp(logs - logs.max())
    draws = []
    for prior, total, count in zip(priors, totals, rng.multinomial(DRAWS, chances / chances.sum()), strict=True):
        gain = np.linalg.solve(total, against @ prior).T  # (cells, contrasts)
        sizes, axes = np.linalg.eigh(prior - gain @ against @ prior)
        spread = rng.normal(size=(count, len(prior))) * np.sqrt(sizes.clip(0.0))
        draws.append(gain @ contrasts + spread @ axes.T)
    return np.concatenate(draws)
