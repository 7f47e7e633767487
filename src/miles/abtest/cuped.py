"""Less noise: take out of an outcome what was already known of its unit before the trial."""

from __future__ import annotations

import numpy as np

from miles.abtest.totals import Estimate, Totals


def adjusted(a: Totals, b: Totals) -> tuple[Estimate, Estimate]:
    """The arms' means of y - theta (x - mean of x), from totals whose x no arm could have changed.

    theta is the pooled slope of y on x, one for both arms; the variance falls to 1 - correlation^2 of the raw one
    (Deng, Xu, Kohavi & Walker 2013, "Improving the sensitivity of online controlled experiments by utilizing
    pre-experiment data", section 3). A slope costs a degree of freedom. An x without any spread changes nothing.
    """
    squares = [np.stack(arm.squares) for arm in (a, b)]
    _, xx, xy = squares[0] + squares[1]
    theta = np.divide(xy, xx, out=np.zeros_like(xy), where=xx > 0)
    units = np.maximum(np.add(a.n, b.n), 1.0)
    centre = np.add(a.x, b.x) / units
    lost = np.where(xx > 0, np.maximum(units - 2, 1) / np.maximum(units - 3, 1), 1.0)
    arms = []
    for arm, (own_yy, own_xx, own_xy) in zip((a, b), squares, strict=True):
        n = np.maximum(arm.n, 2.0)
        left = np.maximum(own_yy - 2 * theta * own_xy + theta**2 * own_xx, 0.0) * lost
        value = (arm.y - theta * (arm.x - centre * arm.n)) / np.maximum(arm.n, 1.0)
        variance = np.where(np.greater_equal(arm.n, 2), left / (n * (n - 1)), np.inf)
        arms.append(Estimate(value, variance[()], arm.n))
    return arms[0], arms[1]
