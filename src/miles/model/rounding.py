"""Weights of full precision -> whole numbers and scales, as near as few bits allow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from miles.engine.packed import GROUP, narrowed, widened

Floats = NDArray[np.float32]
Rounded = tuple[NDArray[np.int8], NDArray[np.uint16]]  # whole numbers (N, K), bits of bfloat16 scales (N, K / 32)

LEAST, MOST = -8, 7  # of four bits
SHARES = np.linspace(0.6, 1.1, 21)  # of the scale that just holds a group's largest weight: smaller ones clip it
DAMPING = 0.01  # of the mean second moment, added to each: inputs that were hardly seen decide nothing
BLOCK = 64  # columns after which those to come are corrected at once


def to_int8(weight: Floats) -> Rounded:
    """Nearest whole numbers (N, K) from -127 to 127, by a scale for each 32 columns that holds the largest."""
    scale = narrowed(np.abs(_grouped(weight)).max(-1) / np.float32(127))
    return _nearest(weight, scale, -127, 127), scale


def to_int4(weight: Floats, moments: Floats | None = None) -> Rounded:
    """Whole numbers (N, K) from -8 to 7, by the scale of each 32 columns that leaves the least squared error.

    A scale may be negative: then it is the largest positive weight that gets the one step more. With the second
    moments (K, K) of the inputs, errors count as they come out, and each column makes up for those before it.
    """
    if moments is None:
        scale = _best_scales(weight, np.ones(weight.shape[1], dtype=np.float32))
        return _nearest(weight, scale), scale
    scale = _best_scales(weight, moments.diagonal())
    return _compensated(weight, scale, moments), scale


def _best_scales(weight: Floats, importance: Floats) -> NDArray[np.uint16]:
    groups, heavy = _grouped(weight), importance.reshape(1, -1, GROUP)
    extreme = np.take_along_axis(groups, np.abs(groups).argmax(-1)[..., None], -1)[..., 0]
    best = np.zeros(extreme.shape, dtype=np.uint16)
    least = np.full(extreme.shape, np.inf)
    for side in (LEAST, MOST):  # which end the largest weight is put at
        for share in SHARES:
            scale = narrowed((extreme / side * share).astype(np.float32))
            whole = _nearest(weight, scale).reshape(groups.shape)
            error = (heavy * np.square(whole * widened(scale)[..., None] - groups)).sum(-1)
            best, least = np.where(error < least, scale, best), np.minimum(error, least)
    return best


def _nearest(weight: Floats, scale: NDArray[np.uint16], least: int = LEAST, most: int = MOST) -> NDArray[np.int8]:
    groups, step = _grouped(weight), widened(scale)[..., None]
    whole = np.divide(groups, step, out=np.zeros_like(groups), where=step != 0)
    return whole.round().clip(least, most).astype(np.int8).reshape(weight.shape)


def _compensated(weight: Floats, scale: NDArray[np.uint16], moments: Floats) -> NDArray[np.int8]:
    """Frantar et al. 2022 (GPTQ, https://arxiv.org/abs/2210.17323), the heaviest inputs first, scales as given.

    Each column is rounded to the nearest, and the columns to come are moved by what least squares says makes up for
    it: the rows of the Cholesky factor of the inverse of `moments`.
    """
    order = np.argsort(-moments.diagonal(), kind="stable")
    exact = moments[np.ix_(order, order)].astype(float)
    exact[np.diag_indices_from(exact)] += DAMPING * exact.diagonal().mean() + 1e-9
    upper = np.linalg.cholesky(np.linalg.inv(exact)).T.astype(np.float32)  # (K, K)
    left, steps = weight[:, order], np.repeat(widened(scale), GROUP, axis=1)[:, order]
    whole = np.zeros(weight.shape, dtype=np.int8)
    for start in range(0, weight.shape[1], BLOCK):
        end = min(start + BLOCK, weight.shape[1])
        errors = np.zeros((len(weight), end - start), dtype=np.float32)
        for k in range(start, end):
            step = steps[:, k]
            near = np.divide(left[:, k], step, out=np.zeros_like(step), where=step != 0).round().clip(LEAST, MOST)
            whole[:, order[k]] = near
            errors[:, k - start] = (left[:, k] - near * step) / upper[k, k]
            left[:, k + 1 : end] -= np.outer(errors[:, k - start], upper[k, k + 1 : end])
        left[:, end:] -= errors @ upper[start:end, end:]
    return whole


def _grouped(weight: Floats) -> Floats:
    """(N, K) -> (N, K / 32, 32)"""
    return weight.reshape(len(weight), -1, GROUP)
