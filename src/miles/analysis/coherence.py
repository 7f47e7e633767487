"""How good topics are: whether their terms belong together, differ from each other's, and come back on other posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.analysis.clusters import NONE, Rows, Topics
from miles.analysis.content import grams
from miles.post.error import MilesError

TAILS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Spread:
    """A value with its 95 % interval and the number of things (posts or refits) it was resampled over."""

    value: float
    lo: float
    hi: float
    n: int


@dataclass(frozen=True, slots=True)
class Coherence:
    """`by_topic` (topics,) NPMI, NaN where a topic has no two terms to compare; `mean` over the topics."""

    by_topic: NDArray[np.float64]
    mean: Spread


def coherence(
    texts: Sequence[str], terms: Sequence[Sequence[str]], *, resamples: int = 200, seed: int = 0
) -> Coherence:
    """Normalised pointwise mutual information of a topic's terms, -1 (never together) to 1 (always together).

    Whole posts are the windows (Bouma 2009; Lau, Newman & Baldwin 2014). Pairs of terms that share a word are left out,
    because "meme coin" cannot but stand beside "coin". The interval is 1.96 standard errors of resampled
    posts to both sides; their own quantiles lie too low, because resampling loses pairs that met once.
    """
    wanted = sorted({term for row in terms for term in row})
    column = {term: place for place, term in enumerate(wanted)}
    holds = np.zeros((len(texts), len(wanted)), np.float32)
    for row, text in zip(holds, texts, strict=True):
        row[[column[term] for term in set(grams(text)) if term in column]] = 1
    pairs = [[(column[a], column[b]) for i, a in enumerate(row) for b in row[:i] if _apart(a, b)] for row in terms]
    by_topic = _npmi(holds, np.ones(len(texts), np.float32), pairs)
    rng, chance = np.random.default_rng(seed), np.full(len(texts), 1 / max(1, len(texts)))
    drawn = [rng.multinomial(len(texts), chance).astype(np.float32) for _ in range(resamples)] if len(texts) else []
    means = np.array([_mean(_npmi(holds, weights, pairs)) for weights in drawn])
    value, known = _mean(by_topic), means[np.isfinite(means)]
    reach = 1.96 * float(known.std()) if len(known) else float("nan")
    return Coherence(by_topic, Spread(value, value - reach, value + reach, len(texts)))


def diversity(terms: Sequence[Sequence[str]]) -> float:
    """Share of the topics' terms that no other topic has too (Dieng et al. 2020); NaN without terms."""
    every = [term for row in terms for term in row]
    return len(set(every)) / len(every) if every else float("nan")


def outlier_share(topic: NDArray[Any]) -> float:
    """Share of posts that belong to none of the topics; NaN without posts."""
    return float(np.mean(np.asarray(topic) == NONE)) if len(topic) else float("nan")


def stability(texts: Sequence[str], vectors: Rows, *, refits: int = 20, seed: int = 0) -> Spread:
    """Mean adjusted Rand index (Hubert & Arabie 1985) of topics refitted on bootstrapped posts, 0 by chance, 1 always.

    Every pair of refits is compared on the posts that both had, each with its likest topic, so that calling much of
    them NONE gains nothing. The interval resamples refits. `n` is how many.
    """
    if refits < 2:
        raise MilesError(f"refits={refits} compares nothing", "take at least 2")
    from sklearn.metrics import adjusted_rand_score

    rng = np.random.default_rng(seed)
    own = np.full((refits, len(texts)), NONE)
    for row in own:
        drawn = np.unique(rng.integers(len(texts), size=len(texts)))
        some, rows = [texts[place] for place in drawn], vectors[drawn]
        row[drawn] = Topics.fit(some, rows, seed=seed, folds=0).nearest(some, rows)
    agreement = np.zeros((refits, refits))
    for i in range(refits):
        for j in range(i):
            both = (own[i] != NONE) & (own[j] != NONE)
            agreement[i, j] = agreement[j, i] = adjusted_rand_score(own[i][both], own[j][both])
    counts = rng.multinomial(refits, np.full(refits, 1 / refits), size=1_000)
    pairs = counts[:, :, None] * counts[:, None, :] * (1 - np.eye(refits))
    totals = pairs.sum(axis=(1, 2))
    draws = (pairs * agreement).sum(axis=(1, 2))[totals > 0] / totals[totals > 0]
    lo, hi = np.quantile(draws, TAILS)
    return Spread(float(agreement.sum() / (refits * (refits - 1))), float(lo), float(hi), refits)


def _npmi(holds: Rows, weights: Rows, pairs: Sequence[Sequence[tuple[int, int]]]) -> NDArray[np.float64]:
    """(topics,) means over the pairs of columns; a pair of which one never occurs says nothing."""
    together = np.asarray((holds * weights[:, None]).T @ holds, float) / weights.sum()
    means = np.full(len(pairs), np.nan)
    for topic, wanted in enumerate(pairs):
        told = [(together[i, j], together[i, i], together[j, j]) for i, j in wanted if together[i, i] * together[j, j]]
        if told:
            both, one, other = np.array(told).T
            with np.errstate(divide="ignore", invalid="ignore"):
                value = np.log(both / (one * other)) / -np.log(both)
            means[topic] = np.where(both <= 0, -1.0, np.where(both >= 1, 1.0, value)).mean()
    return means


def _mean(values: NDArray[np.float64]) -> float:
    """Over what is known; NaN where nothing is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")


def _apart(one: str, other: str) -> bool:
    return set(one.split()).isdisjoint(other.split())
