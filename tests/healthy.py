"""Trials of two arms, many at once: outcomes of each kind, drawn unit by unit and added up look by look."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from miles.abtest.outcome import Kind, Metric
from miles.abtest.totals import Totals

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
