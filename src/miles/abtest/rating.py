"""Win rates and strengths of two or more voices, from comparisons of two at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miles.post.error import MilesError

Floats = NDArray[np.float64]
PRIOR = 0.5  # wins that each of two voices that met is given over the other
CONFIDENCE = 0.95
RESAMPLES = 4000


@dataclass(frozen=True, slots=True)
class Game:
    """One comparison: `won` is 1 where voice `a` won, 0 where `b` did, 0.5 for a tie; both answered `draft`."""

    a: str
    b: str
    won: float
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A voice among others, with 95 % intervals.

    `win_rate` is the share of its `n` games won, a tie being half a win. `strength` is the Bradley-Terry strength in
    natural log-odds, mean 0 over the voices: of two voices one beats the other with probability
    1 / (1 + exp(difference)).
    """

    voice: str
    n: int
    wins: int
    ties: int
    losses: int
    win_rate: float
    win_lo: float
    win_hi: float
    strength: float
    lo: float
    hi: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Voices, the strongest first. `groups` are the longest runs in it of which no two can be told apart."""

    ratings: tuple[Rating, ...]
    groups: tuple[tuple[str, ...], ...]
    games: int
    drafts: int


def rank(games: Sequence[Game], rng: np.random.Generator, resamples: int = RESAMPLES) -> Ranking:
    """Rate voices by the games between them.

    A tie is half a win for each (Davidson's 1970 model has one parameter more for it, and orders a balanced design
    the same); strengths then tell the win rate to expect, and what ties do to its variance the resampling sees.

    Intervals: the Bayesian bootstrap (Rubin 1981). Each draft, with all its games, weighs Gamma(1); each of the
    `PRIOR` wins that the voices of a pairing are given over each other Gamma(PRIOR). With two voices, one game a draft
    and no ties the win rate so drawn is Beta(wins + 1/2, losses + 1/2), Jeffreys' interval; a voice that won every
    game has a finite strength, and one that is not certain. Two voices are apart where the interval of the
    difference of their strengths excludes 0 at 95 % for all pairings together (Bonferroni).

    MilesError without games, and where voices never met, not even by way of others.
    """
    if not games:
        raise MilesError("no comparison was decided", "run `make judge` and answer some pairs")
    names = sorted({voice for game in games for voice in (game.a, game.b)})
    drafts = {draft: place for place, draft in enumerate(dict.fromkeys(game.draft for game in games))}
    place = {voice: k for k, voice in enumerate(names)}
    v = len(names)
    won, tied = np.zeros((len(drafts), v, v)), np.zeros((v, v))
    for game in games:
        if game.a == game.b or not 0 <= game.won <= 1:
            raise MilesError(f"a game of {game.a} and {game.b} won {game.won}", "give two voices and 0, 0.5 or 1")
        i, j = place[game.a], place[game.b]
        won[drafts[game.draft], i, j] += game.won
        won[drafts[game.draft], j, i] += 1 - game.won
        tied[i, j] += game.won == 0.5
    counts = won.sum(axis=0)
    met = counts + counts.T > 0
    _refuse_strangers(names, met)
    value = strengths((counts + PRIOR * met)[None])[0]
    weights = rng.standard_gamma(1.0, (resamples, len(drafts)))
    given = rng.standard_gamma(PRIOR, (resamples, v, v)) + 1e-12  # as good as nothing, but no logarithm of 0
    drawn = (weights @ won.reshape(len(drafts), -1)).reshape(resamples, v, v) + given * met
    strength, rate = strengths(drawn), _win_rates(drawn)
    order = [int(k) for k in np.argsort(-value, kind="stable")]
    tails = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]
    lows, highs = np.quantile(strength, tails, axis=0)
    rate_lows, rate_highs = np.quantile(rate, tails, axis=0)
    ties, plain = tied.sum(axis=0) + tied.sum(axis=1), _win_rates(counts[None])[0]
    total = (counts + counts.T).sum(axis=1)
    ratings = tuple(
        Rating(
            voice=names[k],
            n=round(total[k]),
            wins=round(counts[k].sum() - ties[k] / 2),
            ties=round(ties[k]),
            losses=round(counts[:, k].sum() - ties[k] / 2),
            win_rate=float(plain[k]),
            win_lo=min(float(rate_lows[k]), float(plain[k])),
            win_hi=max(float(rate_highs[k]), float(plain[k])),
            strength=float(value[k]),
            lo=float(lows[k]),
            hi=float(highs[k]),
        )
        for k in order
    )
    groups = _groups(_apart(strength[:, order]))
    return Ranking(ratings, tuple(tuple(names[order[k]] for k in group) for group in groups), len(games), len(drafts))


def strengths(wins: Floats, tolerance: float = 1e-10, most: int = 10_000) -> Floats:
    """Bradley-Terry strengths by maximum likelihood: (..., V, V) wins of row over column -> (..., V), mean 0.

    The MM algorithm of Hunter (2004, doi 10.1214/aos/1079120141, section 2), whose every step raises the likelihood.
    It has a finite answer where no voices, taken together, won or lost all games against the others (Ford 1957).
    """
    met = wins + np.swapaxes(wins, -1, -2)
    total = wins.sum(axis=-1)
    log = np.zeros(total.shape)
    for _ in range(most):
        p = np.exp(log)
        step = np.log(total / (met / (p[..., :, None] + p[..., None, :])).sum(axis=-1))
        step -= step.mean(axis=-1, keepdims=True)
        moved, log = float(np.abs(step - log).max()), step
        if moved < tolerance:
            break
    return log


def _win_rates(wins: Floats) -> Floats:
    """(R, V, V) -> (R, V)"""
    return wins.sum(axis=-1) / (wins + np.swapaxes(wins, -1, -2)).sum(axis=-1)


def _apart(strength: Floats) -> NDArray[np.bool_]:
    """(R, V) draws -> (V, V), which voices differ for certain."""
    v = strength.shape[1]
    tail = (1 - CONFIDENCE) / (v * (v - 1))  # two tails, v (v - 1) / 2 pairings
    lo, hi = np.quantile(strength[:, :, None] - strength[:, None, :], [tail, 1 - tail], axis=0)
    return np.asarray((lo > 0) | (hi < 0))


def _groups(apart: NDArray[np.bool_]) -> list[range]:
    """The longest runs of neighbours of which no two are apart."""
    v = len(apart)
    found: list[range] = []
    for start in range(v):
        end = start + 1
        while end < v and not apart[start : end + 1, start : end + 1].any():
            end += 1
        if not found or end > found[-1].stop:
            found.append(range(start, end))
    return found


def _refuse_strangers(names: Sequence[str], met: NDArray[np.bool_]) -> None:
    known, fresh = {0}, {0}
    while fresh:
        fresh = {int(k) for place in fresh for k in np.flatnonzero(met[place])} - known
        known |= fresh
    strangers = [name for place, name in enumerate(names) if place not in known]
    if strangers:
        raise MilesError(
            f"{names[0]} and {strangers[0]} were never compared, not even by way of others",
            f"run `make compare A={names[0]} B={strangers[0]}`, or judge one comparison at a time",
        )
