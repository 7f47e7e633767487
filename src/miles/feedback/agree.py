"""How well automatic metrics agree with people, people with each other and with themselves, and with the left side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from miles.feedback.pair import Duel
from miles.feedback.vote import Vote

Floats = NDArray[np.float64]
CONFIDENCE = 0.95
FEWEST = 20  # decided votes below which no share is told
FEWEST_TWICE = 10  # pairs answered twice, by one judge or by two, below which no agreement is told
_DECIDED = ("a", "b")
_JUDGED = (*_DECIDED, "tie")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `n` votes about `pairs` pairs, with its 95 % interval."""

    value: float
    lo: float
    hi: float
    n: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """How often the left answer won, with the exact two-sided p of no leaning."""

    left: Share
    p: float


@dataclass(frozen=True, slots=True)
class Concord:
    """Krippendorff's alpha of judges about pairs that several answered: 1 always the same, 0 as by chance.

    `same` is the share of two answers to one pair that are the same.
    """

    alpha: float
    lo: float
    hi: float
    same: float
    pairs: int
    judges: int


def metric_agreement(duels: Sequence[Duel], votes: Sequence[Vote]) -> dict[str, Share]:
    """For each metric the share of decided votes whose side it prefers too; where it sees no difference, half.

    First answers only. A coin would have 0.5.
    """
    by_id = {duel.id: duel for duel in duels}
    found: dict[str, list[tuple[str, float]]] = {}
    for vote in votes:
        if vote.turn == 1 and vote.choice in _DECIDED and vote.pair in by_id:
            for name, (a, b) in by_id[vote.pair].metrics.items():
                side = 0.5 if a == b else float((a > b) == (vote.choice == "a"))
                found.setdefault(name, []).append((vote.pair, side))
    return {name: share([hit for _, hit in rows], [pair for pair, _ in rows]) for name, rows in sorted(found.items())}


def share(hits: Sequence[float], clusters: Sequence[str]) -> Share:
    """The mean of values within 0-1 with a Wilson interval over as many independent votes as these are worth.

    Votes about one pair resemble each other: n is divided by the design effect, the variance that the clusters show
    over that of as many coins, at least 1 (Korn & Graubard 1998, Survey Methodology 24(2), with Wilson's interval).
    Where all votes are the same the clusters show no variance, and each counts once.
    """
    value, names = np.asarray(hits, float), np.unique(np.asarray(clusters, str), return_inverse=True)[1]
    n, groups, p = len(value), int(names.max()) + 1, float(value.mean())
    off = np.bincount(names, value - p)
    variance = float((off**2).sum()) / n**2 * groups / max(groups - 1, 1)
    worth = min(n, p * (1 - p) / variance) if variance > 1e-12 else float(groups)
    lo, hi = _wilson(p, worth)
    return Share(p, min(lo, p), max(hi, p), n, groups)


def leaning(votes: Sequence[Vote]) -> Leaning | None:
    """How often left won among first answers that chose a side; None without any.

    Sides are drawn for every judge and pair, so without a leaning each of these is a fair coin whatever was written.
    """
    left = [vote.chose_left for vote in votes if vote.turn == 1 and vote.chose_left is not None]
    if not left:
        return None
    p = float(stats.binomtest(sum(left), len(left)).pvalue)
    lo, hi = _wilson(sum(left) / len(left), len(left))
    pairs = len({vote.pair for vote in votes if vote.turn == 1 and vote.chose_left is not None})
    return Leaning(Share(sum(left) / len(left), lo, hi, len(left), pairs), p)


def steadiness(votes: Sequence[Vote]) -> Share | None:
    """How often a judge gave the same answer when asked again with the sides swapped; None where nobody was."""
    first = {(vote.judge, vote.pair): vote.choice for vote in votes if vote.turn == 1 and vote.choice in _JUDGED}
    second = [vote for vote in votes if vote.turn == 2 and vote.choice in _JUDGED and (vote.judge, vote.pair) in first]
    if not second:
        return None
    same = [float(vote.choice == first[vote.judge, vote.pair]) for vote in second]
    return share(same, [vote.pair for vote in second])


def concord(votes: Sequence[Vote], rng: np.random.Generator, resamples: int = 1000) -> Concord | None:
    """Agreement between judges on the pairs that two or more answered, by first answers; None where there are none.

    The interval is percentile, pairs drawn with replacement, without the draws in which only one answer is given,
    where alpha has no value. Judges who never differed may yet: then its lower end is where `same` is at the lower
    end of Wilson's interval.
    """
    judged = [vote for vote in votes if vote.turn == 1 and vote.choice in _JUDGED]
    pairs = {pair: place for place, pair in enumerate(sorted({vote.pair for vote in judged}))}
    counts = np.zeros((len(pairs), len(_JUDGED)))
    for vote in judged:
        counts[pairs[vote.pair], _JUDGED.index(vote.choice)] += 1
    several = counts.sum(axis=1) >= 2
    counts = counts[several]
    if not len(counts):
        return None
    judges = {vote.judge for vote in judged if several[pairs[vote.pair]]}
    alpha, same = krippendorff(counts)
    weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    drawn = np.array([krippendorff(np.repeat(counts, weight, axis=0))[0] for weight in weights])
    drawn = drawn[np.isfinite(drawn)]
    lo, hi = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]) if len(drawn) else (np.nan, np.nan)
    if same == 1.0:
        lo = 1 - (1 - _wilson(1.0, len(counts))[0]) / _by_chance(counts)
    return Concord(alpha, float(lo), float(hi), same, len(counts), len(judges))


def krippendorff(counts: Floats) -> tuple[float, float]:
    """Nominal alpha and the share of equal answers among two: (units, values) how often each value was given.

    Every unit has at least 2 answers. Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C;
    with two judges, all pairs by both, it is Cohen's kappa with pooled margins up to a correction for few pairs. NaN
    where only one value was ever given.
    """
    of = counts.sum(axis=1)
    same = float((((counts**2).sum(axis=1) - of) / (of - 1)).sum() / of.sum())
    return 1 - (1 - same) / _by_chance(counts), same


def _by_chance(counts: Floats) -> float:
    """How often two answers of any units differ; NaN where none do."""
    total, each = float(counts.sum()), counts.sum(axis=0)
    return float(total**2 - (each**2).sum()) / (total * (total - 1)) or float("nan")


@dataclass(frozen=True, slots=True)
class Findings:
    """What votes say besides who won."""

    metrics: Mapping[str, Share]
    leaning: Leaning | None
    steadiness: Share | None
    concord: Concord | None


def findings(duels: Sequence[Duel], votes: Sequence[Vote], rng: np.random.Generator) -> Findings:
    """Everything of this module about the votes on these pairs."""
    known = {duel.id for duel in duels}
    of = [vote for vote in votes if vote.pair in known]
    return Findings(metric_agreement(duels, of), leaning(of), steadiness(of), concord(of, rng))


def _wilson(p: float, n: float) -> tuple[float, float]:
    """Wilson's interval of a share p of n votes; n may be broken."""
    z2 = float(stats.norm.ppf((1 + CONFIDENCE) / 2)) ** 2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = (z2 * (p * (1 - p) / n + z2 / (4 * n**2))) ** 0.5 / (1 + z2 / n)
    return max(0.0, centre - reach), min(1.0, centre + reach)
