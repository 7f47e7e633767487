"""Trials of two arms, thousands at once: their outcomes, and how often a test calls them different."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from miles.abtest import fixed, srm
from miles.abtest.outcome import Kind, Metric
from miles.abtest.sequential import Interval
from miles.abtest.totals import Totals

TRIALS = 4000
METRICS = {
    "accepted": Metric("accepted", Kind.BERNOULLI),
    "likes": Metric("likes", Kind.COUNT),
    "seconds": Metric("seconds", Kind.LOGNORMAL, is_more_better=False),
    "edited": Metric("edited", Kind.RATIO, is_more_better=False),
}


def rows(name: str, rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray | None]:
    """accepted: 10 % yes. likes: mean 3, variance 9. seconds: sigma 1.5. edited: 1 or more rows a user, who edits them
    with a chance of his own and the more often the more rows he has."""
    if name == "accepted":
        return (rng.random(shape) < 0.1).astype(float), None
    if name == "likes":
        return rng.poisson(rng.gamma(1.5, 2.0, shape)).astype(float), None
    if name == "seconds":
        return np.exp(1.5 * rng.standard_normal(shape)), None
    count = 1 + rng.poisson(2.0, shape)
    chance = np.clip(0.2 + 0.03 * count + 0.2 * rng.standard_normal(shape), 0, 1)
    return rng.binomial(count, chance).astype(float), count.astype(float)


def watched(name: str, rng: np.random.Generator, trials: int, looks: int, units: int) -> Totals:
    """One arm of `trials` trials: totals (trials, looks) so far, with `units` new ones before each look."""
    parts = [
        METRICS[name].totals(*rows(name, rng, (min(100, trials - at), looks, units))) for at in range(0, trials, 100)
    ]
    columns = (np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Totals))
    return Totals(*(column.cumsum(axis=1) for column in columns))


def at(totals: Totals, look: int) -> Totals:
    """The totals of one look."""
    return Totals(*(getattr(totals, field.name)[:, look] for field in fields(Totals)))


def once(name: str, a: Totals, b: Totals) -> np.ndarray:
    """p of one look at a fixed number of units."""
    if name == "accepted":
        return np.asarray(fixed.proportions(a, b).p)
    arms = (a.ratio(), b.ratio()) if name == "edited" else (a.mean(), b.mean())
    return np.asarray(fixed.welch(*arms).p)


def ever(interval: Interval) -> float:
    """Share of trials whose bounds leave out 0 at some look."""
    return float(np.mean(((interval.lo > 0) | (interval.hi < 0)).any(axis=1)))


def shares(rng: np.random.Generator, share: float, units: int, looks: int = 20) -> Totals:
    """(TRIALS, looks) of one arm that says yes with the chance `share`, `units` new ones before each look."""
    yes = rng.binomial(units, share, (TRIALS, looks)).cumsum(axis=1).astype(float)
    return Totals(np.broadcast_to(np.arange(1.0, looks + 1) * units, yes.shape), yes, yes)


def covaried(rng: np.random.Generator, rho: float, units: int, trials: int = TRIALS) -> Totals:
    """(trials,) of one arm whose outcome, of variance 4, has the correlation `rho` with what was known before."""
    x = rng.standard_normal((trials, units))
    return Totals.of(5 + 2 * (rho * x + np.sqrt(1 - rho**2) * rng.standard_normal(x.shape)), x)


def authors(rng: np.random.Generator, count: int, correlation: float) -> tuple[np.ndarray, np.ndarray, Totals]:
    """Sums and sizes (trials, authors) of posts whose variance is 1, and the totals over posts as if independent.

    The squares within an author are drawn as chi-square: exact for normal posts, and no post need be drawn.
    """
    sizes = np.ceil(np.exp(rng.normal(1.5, 1.0, (TRIALS, count))))
    luck = np.sqrt(correlation) * rng.standard_normal(sizes.shape)
    means = luck + np.sqrt((1 - correlation) / sizes) * rng.standard_normal(sizes.shape)
    within = (1 - correlation) * np.where(sizes > 1, rng.chisquare(np.maximum(sizes - 1, 1)), 0.0)
    sums, posts = means * sizes, sizes.sum(axis=1)
    squares = (means**2 * sizes + within).sum(axis=1)
    return sums, sizes, Totals(posts, sums.sum(axis=1), squares)


def fallen(rng: np.random.Generator, share: float, units: int = 20_000, looks: int = 20) -> np.ndarray:
    """(TRIALS, looks, 2) units so far, `share` of them in the second arm."""
    second = rng.binomial(units // looks, share, (TRIALS, looks)).cumsum(axis=1)
    total = np.arange(1, looks + 1) * (units // looks)
    return np.stack([total - second, second], axis=-1)


def alarms(counts: np.ndarray, promised: tuple[float, float]) -> float:
    """Share of trials that sound the alarm at any look; the last look ends the trial."""
    is_over = np.arange(counts.shape[1]) == counts.shape[1] - 1
    planned = counts[0, -1].sum()
    return float(np.mean(srm.check(counts, promised, planned, is_over).is_alarm.any(axis=1)))
