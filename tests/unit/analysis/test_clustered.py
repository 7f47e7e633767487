"""Does a 95 % interval hold what is true 95 % of the time, on days that share their news?"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from miles.analysis.clustered import Estimate, dummies, fit, holm

SIMULATED = 200


def design(rng: np.random.Generator, n: int = 240, days: int = 80) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A column that a sixth of the posts have, three controls of which one goes with it, and days."""
    has = (rng.random(n) < 1 / 6).astype(float)[:, None]
    controls = np.column_stack([np.ones(n), rng.normal(size=n) + has[:, 0], rng.integers(0, 2, n)])
    return has, controls, rng.integers(0, days, n)


def noise(rng: np.random.Generator, days: np.ndarray) -> np.ndarray:
    """Heavy tails, and half of the variance is shared by the posts of a day."""
    return rng.normal(scale=0.6, size=days.max() + 1)[days] + 0.45 * rng.standard_t(5, len(days))


def test_coefficients_are_those_of_least_squares() -> None:
    rng = np.random.default_rng(0)
    has, controls, days = design(rng)
    outcome = rng.normal(size=len(days))
    expected = np.linalg.lstsq(np.hstack([has, controls]), outcome, rcond=None)[0][0]
    found = fit(outcome, has, controls, days)
    assert found
    assert found.coefficients[0] == pytest.approx(expected)


def test_where_each_post_is_its_own_day_the_error_is_hc3() -> None:
    """HC3 by its textbook formula: residuals over 1 - leverage."""
    rng = np.random.default_rng(1)
    has, controls, _ = design(rng)
    outcome = rng.normal(size=len(has)) * (1 + has[:, 0])
    everything = np.hstack([has, controls])
    bread = np.linalg.inv(everything.T @ everything)
    left = outcome - everything @ bread @ everything.T @ outcome
    left = left / (1 - np.einsum("ni,ij,nj->n", everything, bread, everything))
    expected = bread @ (everything.T * left**2) @ everything @ bread
    found = fit(outcome, has, controls, np.arange(len(has)))
    assert found
    assert found.covariance[0, 0] == pytest.approx(expected[0, 0], rel=1e-3)


def test_resampling_whole_days_finds_the_same_error() -> None:
    rng = np.random.default_rng(2)
    has, controls, days = design(rng)
    outcome = noise(rng, days)
    members = [np.flatnonzero(days == day) for day in np.unique(days)]
    drawn = []
    for _ in range(400):
        rows = np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))])
        drawn.append(np.linalg.lstsq(np.hstack([has, controls])[rows], outcome[rows], rcond=None)[0][0])
    found = fit(outcome, has, controls, days)
    assert found
    assert np.sqrt(found.covariance[0, 0]) == pytest.approx(np.std(drawn), rel=0.15)


@pytest.mark.parametrize("factor", [1.0, 1.3])
def test_the_interval_holds_the_truth_as_often_as_it_says(factor: float) -> None:
    """A pattern that does nothing (A/A) and one that adds 30 %: missed about 5 times in 100, neither more nor never."""
    rng = np.random.default_rng(3)
    missed = 0
    for _ in range(SIMULATED):
        has, controls, days = design(rng)
        found = fit(np.log(factor) * has[:, 0] + 0.3 * controls[:, 1] + noise(rng, days), has, controls, days)
        assert found
        missed += not found.factor().lo < factor < found.factor().hi
    fewest, most = stats.binom.ppf([0.0005, 0.9995], SIMULATED, 0.05)
    assert fewest <= missed <= most


def test_days_that_share_their_news_widen_the_interval() -> None:
    """A column that whole days have: with 4 posts a day of equal news, twice the error of independent posts."""
    rng = np.random.default_rng(4)
    days = np.repeat(np.arange(100), 4)
    has = (days % 2 == 0).astype(float)[:, None]
    outcome = rng.normal(size=100)[days]
    by_day, by_post = (fit(outcome, has, np.ones((400, 1)), units) for units in (days, np.arange(400)))
    assert by_day
    assert by_post
    assert np.sqrt(by_day.covariance / by_post.covariance)[0, 0] == pytest.approx(2.0, rel=0.03)
    assert by_day.freedom[0] == pytest.approx(99, abs=2)


def test_what_cannot_be_told_is_not_told() -> None:
    ones, days = np.ones((12, 1)), np.arange(12)
    has = (days < 6).astype(float)[:, None]
    assert fit(np.arange(12.0), has, ones, days)
    assert fit(np.arange(12.0), has, np.hstack([ones, 1 - has]), days) is None, "a control says the same"
    assert fit(np.arange(12.0), ones, ones, days) is None, "everybody has it"
    assert fit(np.arange(12.0), has, ones, 0 * days) is None, "one day"
    assert fit(np.arange(2.0), has[5:7], ones[:2], days[:2]) is None, "nothing left over"


def test_a_day_with_a_control_of_its_own_does_no_harm() -> None:
    rng = np.random.default_rng(5)
    has, controls, days = design(rng)
    found = fit(noise(rng, days), has, np.hstack([controls, dummies(days)[:, :1]]), days)
    assert found
    assert np.isfinite(found.covariance).all()


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_a_factor_is_told_from_its_logarithm() -> None:
    found = Estimate.factor(np.log(1.3), 0.1)
    assert (found.value, found.lo, found.hi) == pytest.approx(
        (1.3, 1.3 * np.exp(-0.196), 1.3 * np.exp(0.196)), rel=1e-4
    )
    assert found.excludes_one
    assert not Estimate.factor(0.1, 0.1).excludes_one
    assert Estimate.factor(0.0, 0.1, 3.0).hi > Estimate.factor(0.0, 0.1).hi
