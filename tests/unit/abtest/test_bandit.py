"""Thompson sampling: it finds the better arm, starves none, and must not be read as a trial."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from miles.abtest import bandit
from miles.abtest.totals import Totals
from miles.post.error import MilesError


def play(chances: tuple[float, ...], rounds: int, least: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Yes and units of each arm after rounds of 10 units."""
    rng = np.random.default_rng(seed)
    yes, n = np.zeros(len(chances)), np.zeros(len(chances))
    for _ in range(rounds):
        for arm in bandit.choose(bandit.draw_shares(yes, n, rng, draws=10), rng, least):
            n[arm] += 1
            yes[arm] += rng.random() < chances[arm]
    return yes, n


def test_it_converges_on_the_better_arm_and_starves_none() -> None:
    _, n = play((0.1, 0.3, 0.1), rounds=300, least=0.05, seed=0)
    assert n[1] / n.sum() > 0.8
    assert (n / n.sum() > 0.04).all()


def test_shares_are_the_chances_of_being_best() -> None:
    """Of two arms: the chance that one beta draw exceeds the other, by integration."""
    rng = np.random.default_rng(1)
    points = np.linspace(0, 1, 20_001)
    best = np.trapezoid(stats.beta.pdf(points, 31, 71) * stats.beta.cdf(points, 26, 76), points)
    drawn = bandit.draw_shares([25, 30], [100, 100], rng, draws=100_000)
    assert bandit.shares(drawn, least=0.1) == pytest.approx([0.1 + 0.8 * (1 - best), 0.1 + 0.8 * best], abs=0.006)
    chosen = bandit.choose(drawn, rng, least=0.1)
    assert np.mean(chosen == 1) == pytest.approx(0.1 + 0.8 * best, abs=0.006)


def test_means_are_drawn_from_students_posterior() -> None:
    rng = np.random.default_rng(2)
    y = rng.normal(3.0, 2.0, 8)
    drawn = bandit.draw_means([Totals.of(y)], rng, draws=20_000)[:, 0]
    posterior = stats.t(7, y.mean(), y.std(ddof=1) / np.sqrt(8))
    assert stats.kstest(drawn, posterior.cdf).pvalue > 0.001


def test_an_arm_nobody_saw_is_tried() -> None:
    rng = np.random.default_rng(3)
    drawn = bandit.draw_means([Totals.of([5.0, 6.0, 5.5]), Totals()], rng, draws=1000)
    assert bandit.shares(drawn)[1] == pytest.approx(0.5, abs=0.05)
    assert bandit.shares(bandit.draw_means([Totals(), Totals()], rng, draws=1000)) == pytest.approx([0.5] * 2, abs=0.05)


def test_a_mean_from_a_bandit_is_too_low() -> None:
    """Why it is no trial: of two equal arms, the mean of each falls short of the truth."""
    means = []
    for seed in range(150):
        yes, n = play((0.3, 0.3), rounds=10, least=0.0, seed=seed)
        means.extend(yes[n > 0] / n[n > 0])
    assert np.mean(means) < 0.29
    assert stats.ttest_1samp(means, 0.3).pvalue < 0.01


def test_counts_and_shares_that_cannot_be_are_refused() -> None:
    rng = np.random.default_rng(4)
    for yes, n in (([2.0], [1.0]), ([], []), ([1.0, 1.0], [2.0])):
        with pytest.raises(MilesError):
            bandit.draw_shares(yes, n, rng)
    with pytest.raises(MilesError):
        bandit.draw_means([], rng)
    with pytest.raises(MilesError):
        bandit.choose(np.zeros((1, 2)), rng, least=0.6)
