from __future__ import annotations

import numpy as np
import pytest

from miles.engine.packed import widened
from miles.model.rounding import Rounded, to_int4, to_int8


def weights(n: int = 40, k: int = 96) -> np.ndarray:
    rng = np.random.default_rng(1)
    return (rng.standard_t(4, (n, k)) * 0.03).astype(np.float32)


def read(made: Rounded) -> np.ndarray:
    whole, scale = made
    return whole * np.repeat(widened(scale), 32, axis=1)


def test_eight_bits_are_never_further_off_than_half_a_step() -> None:
    weight = weights()
    whole, scale = to_int8(weight)
    assert (whole.dtype, whole.shape, scale.shape) == (np.int8, (40, 96), (40, 3))
    assert np.abs(whole).max() == 127
    step = np.repeat(widened(scale), 32, axis=1)
    inside = np.abs(weight) <= 127 * step  # a scale that was rounded down no longer holds the largest, quite
    assert inside.mean() > 0.98
    assert (np.abs(read((whole, scale)) - weight)[inside] <= step[inside] * 0.5001).all()
    assert (np.abs(read((whole, scale)) - weight) <= step * 0.76).all()  # 127 steps of a scale off by 2^-9, and a half


def test_four_bits_by_the_best_scale_beat_the_scale_that_holds_the_largest() -> None:
    weight = weights()
    whole, scale = to_int4(weight)
    assert (whole.min(), whole.max()) == (-8, 7)
    assert (widened(scale) < 0).any()
    groups = weight.reshape(40, 3, 32)
    step = np.abs(groups).max(-1, keepdims=True) / 7
    plain = (groups / step).round() * step
    assert np.square(read((whole, scale)) - weight).sum() < 0.85 * np.square(plain - groups).sum()


@pytest.mark.parametrize("to", [to_int8, to_int4])
def test_zeros_stay_zeros_beside_others(to: object) -> None:
    weight = weights()
    weight[3, 32:64] = 0
    assert (read(to(weight))[3, 32:64] == 0).all()
    assert np.isfinite(read(to(weight))).all()


def test_four_bits_hold_what_has_sixteen_values() -> None:
    whole = np.random.default_rng(0).integers(-8, 8, (5, 64)).astype(np.int8)
    whole[:, ::32] = -8
    weight = (whole * np.float32(-0.25)).astype(np.float32)
    np.testing.assert_array_equal(read(to_int4(weight)), weight)
