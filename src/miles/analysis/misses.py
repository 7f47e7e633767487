"""How far forecasts have lately missed: what the doubt of the next one is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis.level import SETTLED, plain
from miles.analysis.predictors import Rows

HALF_LIFE = 100  # posts after which a miss counts half
FEWEST = 20  # misses below which nothing is said of the doubt


class Misses:
    """`sizes` (n, heads): truth minus forecast, in units of its spread, of posts out at `times`.

    `times` (n,) are seconds since 1970, ordered on the way in; NaN where a count is unknown.
    """

    def __init__(self, times: Rows, sizes: Rows) -> None:
        order = np.argsort(times, kind="stable")
        self.times, self.sizes = np.asarray(times, np.float64)[order], np.asarray(sizes, np.float64)[order]

    def __add__(self, later: Misses) -> Misses:
        return Misses(np.concatenate([self.times, later.times]), np.concatenate([self.sizes, later.sizes]))

    def newest(self, n: int) -> Misses:
        return Misses(self.times[-n:], self.sizes[-n:])

    def quantiles(self, grid: Sequence[float], at: float | None = None) -> Rows:
        """(heads, len(grid)) quantiles over the misses known `at` that second; None: all of them, NaN where few.

        Only posts out for SETTLED by then have told their counts. The newest weighs most (HALF_LIFE): under drift
        the coverage is off by no more than the weighted distance between then and now (Barber, Candès, Ramdas &
        Tibshirani 2023, Conformal prediction beyond exchangeability, section 3).
        """
        end = len(self.times) if at is None else int(np.searchsorted(self.times, at - SETTLED.total_seconds(), "right"))
        return np.array([weighted(column[np.isfinite(column)], grid) for column in self.sizes[:end].T])

    def as_dict(self) -> dict[str, Any]:
        return {"times": self.times.tolist(), "sizes": plain(self.sizes)}

    @classmethod
    def from_dict(cls, read: dict[str, Any]) -> Self:
        return cls(np.array(read["times"]), np.array(read["sizes"], dtype=float))


def weighted(values: Rows, grid: Sequence[float], half_life: float = HALF_LIFE) -> NDArray[np.float64]:
    """(len(grid),) quantiles of values given oldest first, each weighing half of the one `half_life` places later.

    The forecast's own miss, still unknown, weighs 1 (ibid.), half of it beyond either end. With equal weights these are
    the i-th of n at i / (n + 1), numpy's method "weibull".
    """
    if len(values) < FEWEST:
        return np.full(len(grid), np.nan)
    weights = 0.5 ** (np.arange(len(values))[::-1] / half_life)
    order = np.argsort(values, kind="stable")
    share = (np.cumsum(weights[order]) - weights[order] / 2 + 0.5) / (weights.sum() + 1)
    return np.interp(grid, share, values[order])
