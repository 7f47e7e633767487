"""Weights of full precision -> whole numbers and scales, as near as few bits allow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from miles.engine.packed import GROUP, narrowed, widened

Floats = NDArray[np.float32]
Rounded = tuple[NDArray[np.int8], NDArray[np.uint16]]  # whole numbers (N, K), bits of bfloat16 scales (N, K / 32)

LEAST, MOST = -8, 7  # of four bits
SHARES = np.linspace(0.6, 1.1, 21)  # of the scale that just holds a group's largest weight: smaller ones clip it


def to_int8(weight: Floats) -> Rounded:
    """Nearest whole numbers (N, K) from -127 to 127, by a scale for each 32 columns that holds the largest."""
    scale = narrowed(np.abs(_grouped(weight)).max(-1) / np.float32(127))
    return _nearest(weight, scale, -127, 127), scale


def to_int4(weight: Floats) -> Rounded:
    """Nearest whole numbers (N, K) from -8 to 7, by the scale of each 32 columns that leaves the least squared error.

    A scale may be negative: then it is the largest positive weight that gets the one step more.
    """
    groups = _grouped(weight)
    extreme = np.take_along_axis(groups, np.abs(groups).argmax(-1)[..., None], -1)[..., 0]
    best = np.zeros(extreme.shape, dtype=np.uint16)
    least = np.full(extreme.shape, np.inf)
    for side in (LEAST, MOST):  # which end the largest weight is put at
        for share in SHARES:
            scale = narrowed((extreme / side * share).astype(np.float32))
            whole = _nearest(weight, scale).reshape(groups.shape)
            error = np.square(whole * widened(scale)[..., None] - groups).sum(-1)
            best, least = np.where(error < least, scale, best), np.minimum(error, least)
    return _nearest(weight, best), best


def _nearest(weight: Floats, scale: NDArray[np.uint16], least: int = LEAST, most: int = MOST) -> NDArray[np.int8]:
    step = widened(scale)[..., None]
    whole = np.divide(_grouped(weight), step, out=np.zeros_like(_grouped(weight)), where=step != 0)
    return whole.round().clip(least, most).astype(np.int8).reshape(weight.shape)


def _grouped(weight: Floats) -> Floats:
    """(N, K) -> (N, K / 32, 32)"""
    return weight.reshape(len(weight), -1, GROUP)
