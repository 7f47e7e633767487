"""Thompson sampling: send more units to the arm that looks best.

A bandit earns while it learns; it does not tell which arm is better, and by how much. Its shares follow the outcomes,
so an arm that is unlucky early is starved and keeps its low mean (means are biased downwards: Nie, Tian, Taylor & Zou
2018, "Why adaptively collected data have negative bias"), shares that drift with the hour of the day mix time into the
arms, and the alarm on shares means nothing. Never hand its totals to `trial.report`: assign by `assign` for a trial,
and use this where nobody will ask for an effect.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from miles.abtest.totals import Rows, Totals
from miles.post.error import MilesError


def draw_shares(yes: ArrayLike, n: ArrayLike, rng: np.random.Generator, draws: int = 1) -> Rows:
    """(draws, arms) from the posterior of each arm's share of yes, beta(1 + yes, 1 + no)."""
    hits, units = np.asarray(yes, float), np.asarray(n, float)
    if (
        hits.shape != units.shape
        or hits.ndim != 1
        or not hits.size
        or not (np.all(hits >= 0) and np.all(hits <= units))
    ):
        raise MilesError(f"{hits.tolist()} of {units.tolist()} units said yes", "give 0 <= yes <= n for each arm")
    return rng.beta(1 + hits, 1 + units - hits, size=(draws, len(hits)))


def draw_means(arms: Sequence[Totals], rng: np.random.Generator, draws: int = 1) -> Rows:
    """(draws, arms) from the posterior of each arm's mean, Student's t under Jeffreys' prior for a normal outcome.

    An arm of fewer than two units could be anything: it is drawn as the best and the worst in turn.
    """
    if not arms:
        raise MilesError("there is no arm to draw from", "give the totals of at least one")
    columns = []
    for arm in arms:
        told = arm.mean()
        if np.isfinite(told.variance):
            columns.append(told.value + np.sqrt(told.variance) * rng.standard_t(arm.n - 1, size=draws))
        else:
            columns.append(rng.choice([-np.inf, np.inf], size=draws))
    return np.stack(columns, axis=1)


def choose(drawn: ArrayLike, rng: np.random.Generator, least: float = 0.05) -> np.ndarray:
    """(draws, arms) posterior draws -> (draws,) arm of each unit; every arm gets at least the share `least`."""
    values = np.asarray(drawn, float)
    arms = values.shape[-1]
    if not 0 <= least <= 1 / arms:
        raise MilesError(
            f"each of {arms} arms is promised at least {least:g} of the units", f"promise 0 to {1 / arms:.3g}"
        )
    tied = values == values.max(axis=-1, keepdims=True)
    best = np.argmax(np.where(tied, rng.random(values.shape), -1.0), axis=-1)
    return np.where(rng.random(len(values)) < least * arms, rng.integers(0, arms, len(values)), best)


def shares(drawn: ArrayLike, least: float = 0.05) -> Rows:
    """(draws, arms) posterior draws -> (arms,) the share that `choose` gives each arm in the long run."""
    values = np.asarray(drawn, float)
    tied = values == values.max(axis=-1, keepdims=True)
    best = (tied / tied.sum(axis=-1, keepdims=True)).mean(axis=0)
    return least + (1 - least * values.shape[-1]) * best
