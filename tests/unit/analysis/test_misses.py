"""The doubt of a forecast on posts whose reception drifts, and that it never looks ahead."""

from __future__ import annotations

import json

import numpy as np
import pytest

from miles.analysis.level import SETTLED
from miles.analysis.misses import FEWEST, HALF_LIFE, Misses, weighted

DAY = 86_400.0
GRID = (0.1, 0.5, 0.9)


def test_alike_weights_give_numpy_s_quantiles() -> None:
    values = np.random.default_rng(0).normal(size=61)
    expected = np.quantile(values, GRID, method="weibull")
    np.testing.assert_allclose(weighted(values, GRID, half_life=1e12), expected, atol=1e-9)


def test_a_miss_counts_half_of_the_one_a_half_life_later() -> None:
    """100 zeros, then 100 ones: the ones hold 2/3 of the weight, so what lies above a third is one."""
    values = np.repeat([0.0, 1.0], HALF_LIFE)
    low, high = weighted(values, (0.32, 0.35))
    assert low < 0.5 < high


def test_few_misses_say_nothing() -> None:
    sizes = np.full((FEWEST, 2), 1.0)
    sizes[0, 1] = np.nan
    found = Misses(np.arange(FEWEST) * DAY, sizes).quantiles(GRID)
    np.testing.assert_array_equal(found[0], 1.0)
    assert np.isnan(found[1]).all()


def test_what_has_not_settled_is_not_looked_at() -> None:
    """The canary: all misses within two days before the forecast, and after it, are made absurd; nothing changes."""
    rng = np.random.default_rng(1)
    times, sizes = np.arange(200) * DAY / 4, rng.normal(size=(200, 1))
    at = times[120]
    planted = sizes.copy()
    planted[times > at - SETTLED.total_seconds()] = 1e9
    honest, other = (Misses(times, each).quantiles(GRID, at) for each in (sizes, planted))
    np.testing.assert_array_equal(honest, other)
    assert Misses(times, planted).quantiles(GRID, times[-1])[0, -1] > 1e6, "later they are seen"


def test_coverage_returns_when_the_misses_grow_and_move() -> None:
    """Simulated authors: from post 300 on everything lands half a unit lower and scatters twice as much."""
    rng, held, followed = np.random.default_rng(2), [], []
    for _ in range(20):
        sizes = np.concatenate([rng.normal(size=300), 2.0 * rng.normal(size=300) - 0.5])
        misses = Misses(np.arange(600) * DAY / 4, sizes[:, None])
        fixed = np.quantile(sizes[:300], GRID)
        for row in range(450, 600, 10):
            low, _, high = misses.quantiles(GRID, misses.times[row])[0]
            followed.append(low <= sizes[row] <= high)
            held.append(fixed[0] <= sizes[row] <= fixed[2])
    assert np.mean(held) < 0.6
    assert 0.75 < np.mean(followed) < 0.87


def test_they_join_in_order_of_time_and_travel_as_json() -> None:
    one, two = Misses(np.array([3.0, 1.0]), np.array([[3.0], [np.nan]])), Misses(np.array([2.0]), np.array([[2.0]]))
    joined = Misses.from_dict(json.loads(json.dumps((one + two).as_dict())))
    np.testing.assert_array_equal(joined.sizes[:, 0], [np.nan, 2.0, 3.0])
    assert joined.newest(2).times.tolist() == pytest.approx([2.0, 3.0])
