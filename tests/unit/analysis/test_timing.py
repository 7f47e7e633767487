"""Authors for whom the hour matters, and authors for whom it does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from miles.analysis.effects import Reception
from miles.analysis.pattern import PATTERNS
from miles.analysis.timing import posterior, timing

START = 1_704_067_200.0  # Monday, 2024-01-01, UTC
NO_HOUR = np.zeros(24)


def author(seed: int, by_hour: np.ndarray, n: int = 500, days: int = 150) -> Reception:
    rng = np.random.default_rng(seed)
    day, second = rng.integers(0, days, n), rng.integers(0, 86_400, n)
    patterns = np.zeros((n, len(PATTERNS)), bool)
    patterns[:, 0] = True
    ratios = by_hour[second // 3600] + rng.normal(scale=0.3, size=days)[day] + 0.4 * rng.standard_t(5, n)
    seconds = START + 86_400.0 * day + second
    return Reception(
        patterns, np.expm1(ratios + 6), ratios, seconds, rng.integers(-1, 3, n), np.full(n, 100.0), np.zeros(n, bool)
    )


def test_where_the_hour_does_nothing_no_hour_is_clear() -> None:
    """At most 2 of 8 authors by chance (p = 0.006 were it 5 %; it is less, because hours are shrunk)."""
    told = [timing(author(seed, NO_HOUR)) for seed in range(8)]
    assert sum(any(cell.is_clear for cell in found.hours.cells) for found in told) <= 2
    assert sum(any(cell.is_clear for cell in found.weekdays.cells) for found in told) <= 2
    factors = [cell.factor.value for found in told for cell in found.hours.cells if cell.factor]
    assert np.std(np.log(factors)) < 0.06, "a bare mean of 20 posts would stray by 0.13"


def test_good_hours_are_found_beside_their_neighbours() -> None:
    evening = 0.5 * np.exp(-(((np.arange(24) - 18) / 3) ** 2))
    found = timing(author(20, evening)).hours
    assert found.best is not None
    assert found.sure is not None
    assert abs(found.best - 18) <= 2
    assert found.sure > 0.5
    assert any(cell.is_clear and cell.factor and cell.factor.lo > 1 for cell in found.cells[16:21])
    assert not any(cell.is_clear and cell.factor and cell.factor.lo > 1 for cell in found.cells[:12])


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """24 hours of 8 authors, not independent: 95 % of 192 would be 182, and shrunk ones do no worse than 88 %."""
    held, rng = [], np.random.default_rng(30)
    for seed in range(8):
        truth = rng.normal(scale=0.15, size=24)
        base = author(seed, truth)
        expected = np.exp(truth - truth[base.hours.astype(int)].mean())
        held += [c.factor.lo < expected[c.place] < c.factor.hi for c in timing(base).hours.cells if c.factor]
    assert 0.88 <= np.mean(held) < 1.0


def test_a_good_weekday_is_found_and_named() -> None:
    base = author(40, NO_HOUR)
    found = timing(replace(base, ratios=base.ratios + 0.5 * (base.weekdays == 5))).weekdays
    assert found.best == 5
    assert found.cells[5].is_clear
    assert sum(cell.n for cell in found.cells) == len(base)
    assert found.sure is not None
    assert found.sure > 0.95


def test_the_middle_is_that_of_stein() -> None:
    """One contrast x of variance v between two cells of prior variance t^2 each: its mean is x 2t^2 / (2t^2 + v)."""
    from miles.analysis import timing as module

    x, v = 0.6, 0.04
    t = module.TAUS[:, None]
    chance = np.exp(-(x**2) / (2 * (2 * t**2 + v)) - (t / module.USUAL_TAU) ** 2 / 2) / np.sqrt(2 * t**2 + v)
    expected = float((chance / chance.sum() * x * 2 * t**2 / (2 * t**2 + v)).sum())
    draws = posterior(np.array([x]), np.array([[v]]), np.array([[1.0, -1.0]]), [np.eye(2)], seed=0)
    assert (draws[:, 0] - draws[:, 1]).mean() == pytest.approx(expected, abs=0.02)


def test_hours_with_few_posts_get_no_number() -> None:
    base = author(50, NO_HOUR)
    night = base.hours.astype(int) == 3
    kept = base.take(np.concatenate([np.flatnonzero(~night), np.flatnonzero(night)[:7]]))
    found = timing(kept).hours
    assert (found.cells[3].n, found.cells[3].factor, found.cells[3].is_clear) == (7, None, False)
    assert found.cells[4].factor


@pytest.mark.parametrize("rows", [0, 5, 40])
def test_too_little_is_said_to_be_too_little(rows: int) -> None:
    found = timing(author(60, NO_HOUR).take(np.arange(rows)))
    assert found.hours.best is None
    assert sum(cell.n for cell in found.hours.cells) == rows
    assert not any(cell.factor for cell in found.hours.cells)


def test_one_day_and_no_counts_say_nothing() -> None:
    base = author(70, NO_HOUR)
    one = timing(replace(base, seconds=START + base.hours * 3600))
    assert (one.hours.best, one.weekdays.best) == (None, None)
    bare = timing(replace(base, ratios=np.full(len(base), np.nan), seconds=np.full(len(base), np.nan)))
    assert (bare.hours.best, bare.weekdays.best) == (None, None)
