"""Intervals by resampling drafts: every statistic is a function of how often each draft was drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from scipy import stats

from miles.evaluation.metric import Score

Functional = Callable[[np.ndarray], np.ndarray]  # weights (R, n) -> values (R,)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number as a function of the weights of the drafts, so that one pass resamples it a thousand times.

    `applies` (n,) says which drafts carry a value. `is_rate` marks shares of yes and no: their
    interval at 0 or 1 is Wilson's, because resampling "0 of 250" would claim certainty.
    `bounds`: BCa (Efron 1987) for smooth statistics; percentiles for quantiles and classifiers;
    "basic" (percentiles mirrored at the value) for distances, which resampling inflates because
    repeated drafts add noise of their own. `labeller` is the version of a labeller behind the
    values, which becomes part of the score's version.
    """

    of: Functional
    applies: np.ndarray
    is_rate: bool = False
    bounds: Literal["bca", "percentile", "basic"] = "bca"
    labeller: str = ""


def mean(values: Sequence[float] | np.ndarray, labeller: str = "") -> Statistic:
    """The mean over drafts with a value (NaN: no value); 0/1 values make it a rate."""
    array = np.asarray(values, float)
    applies = ~np.isnan(array)
    filled = np.where(applies, array, 0.0)
    is_rate = bool(np.isin(filled[applies], (0.0, 1.0)).all())

    def of(weights: np.ndarray) -> np.ndarray:
        return weights @ filled / (weights @ applies.astype(float))

    return Statistic(of, applies, is_rate=is_rate, labeller=labeller)


def ratio(top: Sequence[float] | np.ndarray, bottom: Sequence[float] | np.ndarray) -> Statistic:
    """Sum over drafts of `top` divided by the sum of `bottom` (bits per character)."""
    above, below = np.asarray(top, float), np.asarray(bottom, float)
    applies = ~(np.isnan(above) | np.isnan(below))
    above, below = np.where(applies, above, 0.0), np.where(applies, below, 0.0)

    def of(weights: np.ndarray) -> np.ndarray:
        bottoms = weights @ below
        return np.divide(weights @ above, bottoms, out=np.full(len(weights), np.nan), where=bottoms != 0)

    return Statistic(of, applies)


def quantile(values: Sequence[float] | np.ndarray, q: float) -> Statistic:
    """The smallest value that at least a share `q` of the drafts does not exceed; q=1 is the largest."""
    array = np.asarray(values, float)
    applies = ~np.isnan(array)
    order = np.argsort(np.where(applies, array, np.inf), kind="stable")
    ranked = array[order]

    def of(weights: np.ndarray) -> np.ndarray:
        mass = np.cumsum(weights[:, order] * applies[order], axis=1)  # (R, n)
        return ranked[np.argmax(mass >= q * mass[:, -1:] - 1e-9, axis=1)]

    return Statistic(of, applies, bounds="percentile")


@dataclass
class Resampler:
    """Draws drafts with replacement, those of one post together, the same draws for every system.

    `groups` names the post behind each draft: several drafts of one post are one piece of
    evidence. Sharing the draws makes differences between systems less noisy and the table cheap.
    """

    groups: Sequence[str]
    seed: int = 0
    resamples: int = 1000
    confidence: float = 0.95
    _draws: dict[bytes, np.ndarray] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        _, self._group = np.unique(np.asarray(self.groups, dtype=object).astype(str), return_inverse=True)

    def regrouped(self, groups: Sequence[str]) -> Resampler:
        """The same settings over other units."""
        return replace(self, groups=groups, _draws={})

    def score(self, statistic: Statistic, version: str, where: np.ndarray | None = None) -> Score | None:
        """The statistic over the drafts in `where` with its interval; None where no draft carries a value."""
        used = statistic.applies if where is None else statistic.applies & where
        n = int(used.sum())
        version = f"{version}+{statistic.labeller}" if statistic.labeller else version
        if n == 0:
            return None
        value = float(statistic.of(used[None, :].astype(float))[0])
        if not np.isfinite(value):
            return None
        members, sizes = np.unique(self._group[used], return_counts=True)
        if statistic.is_rate and (value in (0.0, 1.0) or int(sizes.max()) == 1):
            interval = stats.binomtest(round(value * members.size), members.size).proportion_ci(
                self.confidence, method="wilson"
            )
            return Score(value, min(float(interval.low), value), max(float(interval.high), value), n, version)
        if members.size < 2:
            return Score(value, value, value, n, version)
        drawn = statistic.of(self._weights(used))
        drawn = np.sort(drawn[np.isfinite(drawn)])
        lo, hi = self._bounds(statistic, value, drawn, used, members)
        return Score(value, min(lo, value), max(hi, value), n, version)

    def _weights(self, used: np.ndarray) -> np.ndarray:
        """How often each draft is drawn in each resample, (R, n); zero outside `used`."""
        key = np.packbits(used).tobytes()
        if key not in self._draws:
            members, place = np.unique(self._group[used], return_inverse=True)
            rng = np.random.default_rng([self.seed, members.size])
            counts = rng.multinomial(members.size, np.full(members.size, 1 / members.size), size=self.resamples)
            weights = np.zeros((self.resamples, used.size), np.float32)
            weights[:, used] = counts[:, place]
            self._draws[key] = weights
        return self._draws[key]

    def _bounds(
        self, statistic: Statistic, value: float, drawn: np.ndarray, used: np.ndarray, members: np.ndarray
    ) -> tuple[float, float]:
        """The bounds that the statistic asks for, from its sorted resamples."""
        tails = np.array([(1 - self.confidence) / 2, (1 + self.confidence) / 2])
        if statistic.bounds == "bca" and drawn[0] < drawn[-1]:
            below = (np.sum(drawn < value) + 0.5 * np.sum(drawn == value)) / drawn.size
            bias = stats.norm.ppf(np.clip(below, 1 / (drawn.size + 1), drawn.size / (drawn.size + 1)))
            left_out = used & (self._group[None, :] != members[:, None])  # (G, n): one post away at a time
            jack = statistic.of(left_out.astype(float))
            away = jack.mean() - jack
            spread = 6 * float((away**2).sum()) ** 1.5
            skew = float((away**3).sum()) / spread if spread > 0 else 0.0
            z = bias + stats.norm.ppf(tails)
            tails = stats.norm.cdf(bias + z / (1 - skew * z))
        lo, hi = (float(bound) for bound in np.quantile(drawn, tails))
        return (max(0.0, 2 * value - hi), 2 * value - lo) if statistic.bounds == "basic" else (lo, hi)
