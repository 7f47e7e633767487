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


def inputs(k: int = 96, n: int = 2000) -> np.ndarray:
    """Rows (n, K) that a few causes make alike, some columns far heavier than others."""
    rng = np.random.default_rng(2)
    causes = rng.normal(size=(n, k // 8)) @ rng.normal(size=(k // 8, k))
    return ((causes + 0.3 * rng.normal(size=(n, k))) * rng.gamma(1, 1, k)).astype(np.float32)


def test_columns_that_make_up_for_each_other_halve_what_is_wrong_with_products() -> None:
    weight, rows, fresh = weights(), *np.split(inputs(), 2)

    def wrong(made: Rounded) -> float:
        return float(np.square(fresh @ (read(made) - weight).T).sum())

    own = weight.copy()
    made = to_int4(weight, rows.T @ rows)
    np.testing.assert_array_equal(weight, own)
    assert wrong(made) < 0.5 * wrong(to_int4(weight))
    assert (made[0].min(), made[0].max()) == (-8, 7)


def test_inputs_that_say_nothing_leave_the_nearest() -> None:
    weight = weights()
    plain, found = to_int4(weight), to_int4(weight, np.eye(96, dtype=np.float32))
    np.testing.assert_array_equal(found[0], plain[0])
    np.testing.assert_array_equal(found[1], plain[1])
    assert np.isfinite(read(to_int4(weight, np.zeros((96, 96), dtype=np.float32)))).all()


def test_the_first_column_is_rounded_and_the_second_makes_up_for_it() -> None:
    """Two inputs that are always equal: only the sum of their weights matters."""
    weight = np.zeros((1, 32), dtype=np.float32)
    weight[0, :3] = [-8.0, 1.4, 1.4]  # steps of 1
    moments = np.eye(32, dtype=np.float32)
    moments[1, 2] = moments[2, 1] = 0.999
    moments[0, 0] = 1e3  # its weight is held exactly
    whole, scale = to_int4(weight, moments)
    assert widened(scale).tolist() == [[1.0]]
    assert whole[0, :3].tolist() == [-8, 1, 2]  # 1.4 + 1.4 is nearer to 3 than to 2
