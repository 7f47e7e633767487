"""Running totals of one arm: all that a test needs, added up as outcomes come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from miles.post.error import MilesError

Rows = NDArray[np.float64]
Number = float | Rows
_ROUNDING = 1e-9  # share of a sum of squares that rounding may take from it


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the variance of that value over repeated trials, and the n units behind it."""

    value: Number
    variance: Number
    n: Number


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the n units of an arm: of `y`, of its square, and of a second column `x` with its products.

    `x` is what was known of a unit before the trial (CUPED), or the denominator of a ratio. Every field may also be an
    array, one entry per trial or look. Totals of different units add up; a unit that comes back must be counted as one
    unit (its rows are summed first), or its two halves pass for independent. Sums of squares lose digits where the
    mean is more than some 1e6 standard deviations from 0: subtract a constant first.
    """

    n: Number = 0.0
    y: Number = 0.0
    yy: Number = 0.0
    x: Number = 0.0
    xx: Number = 0.0
    xy: Number = 0.0

    def __post_init__(self) -> None:
        """MilesError where no data could have these sums."""
        for field in fields(self):
            if not np.isfinite(getattr(self, field.name)).all():
                raise MilesError(f"the total {field.name!r} is not a finite number", "leave out rows without a value")
        if np.less(self.n, 0).any():
            raise MilesError("a total counts fewer than 0 units", "count each unit once")
        for name, total, squares in (("y", self.y, self.yy), ("x", self.x, self.xx)):
            if np.less(np.multiply(self.n, squares) * (1 + _ROUNDING), np.square(total)).any():
                raise MilesError(
                    f"the sum of {name} squared is less than n units with this sum of {name} have",
                    f"add up {name} * {name} over the same units as {name}",
                )

    @classmethod
    def of(cls, y: ArrayLike, x: ArrayLike | None = None) -> Totals:
        """From one value a unit, (n,) or (..., n): sums run over the last axis."""
        rows = np.asarray(y, float)
        beside = np.zeros_like(rows) if x is None else np.asarray(x, float)
        if rows.ndim == 0 or rows.shape != beside.shape:
            raise MilesError(
                f"y has the shape {rows.shape} and x {beside.shape}", "give one row a unit, the same units in both"
            )
        return cls(
            n=np.full(rows.shape[:-1], float(rows.shape[-1]))[()],
            y=rows.sum(axis=-1),
            yy=np.einsum("...i,...i->...", rows, rows),
            x=beside.sum(axis=-1),
            xx=np.einsum("...i,...i->...", beside, beside),
            xy=np.einsum("...i,...i->...", rows, beside),
        )

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def squares(self) -> tuple[Rows, Rows, Rows]:
        """Sums about the means: of (y - mean)^2, of (x - mean)^2, of their product."""
        n = np.maximum(self.n, 1.0)
        return (
            np.maximum(self.yy - np.square(self.y) / n, 0.0),
            np.maximum(self.xx - np.square(self.x) / n, 0.0),
            np.asarray(self.xy - np.multiply(self.y, self.x) / n),
        )

    def mean(self) -> Estimate:
        """The mean of y; its variance is infinite below two units."""
        return Estimate(_over(self.y, self.n), _spread(self.squares[0], self.n), self.n)

    def ratio(self) -> Estimate:
        """Sum of y over sum of x by the delta method: the error of each unit is y - ratio * x (Deng, Knoblich & Lu
        2018, "Applying the delta method in metric analytics", section 3). Infinite variance where x sums to 0."""
        value = _over(self.y, self.x)
        errors = np.maximum(self.yy - 2 * value * self.xy + np.square(value) * self.xx, 0.0)
        scale = np.square(_over(self.x, self.n))
        variance = _over(_spread(errors, self.n), scale)
        return Estimate(value, np.where(np.greater(scale, 0), variance, np.inf)[()], self.n)


def added(parts: Sequence[Totals]) -> Totals:
    """The totals of all parts together."""
    return sum(parts, Totals())


def _over(top: Number, bottom: Number) -> Rows:
    """top / bottom, and 0 where bottom is 0: such a value always comes with an infinite variance."""
    top, bottom = np.broadcast_arrays(np.asarray(top, float), np.asarray(bottom, float))
    return np.divide(top, bottom, out=np.zeros(top.shape), where=bottom != 0)[()]


def _spread(squares: Number, n: Number) -> Rows:
    """Variance of a mean from squares about it."""
    units = np.maximum(n, 2.0)
    return np.where(np.greater_equal(n, 2), squares / (units * (units - 1)), np.inf)[()]
