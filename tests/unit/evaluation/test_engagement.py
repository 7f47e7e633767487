"""Measures of a forecast against other implementations and arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import ndcg_score

from miles.evaluation.engagement import BINS, TOP, calibration, difference, factor, ndcg, pairwise, spearman

RNG = np.random.default_rng(8)
GUESS, TRUTH = RNG.normal(size=60).round(1), RNG.integers(0, 30, 60).astype(float)
ALL = np.ones(60, bool)


def value(statistic: object, weights: np.ndarray | None = None) -> float:
    return float(statistic.of(np.ones((1, 60)) if weights is None else weights[None, :])[0])  # type: ignore[attr-defined]


def drawn() -> tuple[np.ndarray, np.ndarray]:
    rows = RNG.integers(0, 60, 60)
    return rows, np.bincount(rows, minlength=60).astype(float)


def test_rank_correlation_is_scipy_s_also_of_resampled_posts() -> None:
    found = spearman(GUESS, TRUTH, ALL)
    assert value(found) == pytest.approx(stats.spearmanr(GUESS, TRUTH).statistic)
    for _ in range(5):
        rows, weights = drawn()
        assert value(found, weights) == pytest.approx(stats.spearmanr(GUESS[rows], TRUTH[rows]).statistic)


def test_unknown_posts_count_for_nothing() -> None:
    told = np.arange(60) < 40
    truth = np.where(told, TRUTH, np.nan)
    assert value(spearman(GUESS, truth, told)) == pytest.approx(stats.spearmanr(GUESS[:40], TRUTH[:40]).statistic)
    assert value(factor(GUESS - truth, told)) == pytest.approx(np.exp(np.abs(GUESS - TRUTH)[:40].mean()))


def test_pairs_in_order_by_counting_them() -> None:
    rows, weights = drawn()
    right = total = 0.0
    for i in rows:
        for j in rows:
            if TRUTH[i] > TRUTH[j]:
                total += 1
                right += 1.0 if GUESS[i] > GUESS[j] else 0.5 if GUESS[i] == GUESS[j] else 0.0
    assert value(pairwise(GUESS, TRUTH, ALL), weights) == pytest.approx(right / total)


def test_ndcg_is_sklearn_s() -> None:
    guess = RNG.permutation(60).astype(float)  # no ties, which sklearn averages
    assert value(ndcg(guess, TRUTH, ALL)) == pytest.approx(ndcg_score([TRUTH], [guess], k=round(60 * TOP)))
    assert value(ndcg(TRUTH, TRUTH, ALL)) == pytest.approx(1.0)


def test_calibration_sees_overconfidence_and_only_that() -> None:
    n = 15_000
    chance = RNG.random(n)
    came_true = RNG.random(n) < chance
    everyone = np.ones(n, bool)
    honest = float(calibration(chance, came_true, everyone).of(np.ones((1, n)))[0])
    boasting = float(calibration(np.where(chance > 0.5, 1.0, 0.0), came_true, everyone).of(np.ones((1, n)))[0])
    assert honest < 0.02
    assert boasting == pytest.approx(0.25, abs=0.02)
    assert BINS == 15


def test_a_difference_uses_the_same_draws() -> None:
    one, other = spearman(GUESS, TRUTH, ALL), spearman(-GUESS, TRUTH, ALL)
    _, weights = drawn()
    assert value(difference(one, other), weights) == pytest.approx(2 * value(one, weights))
    assert value(difference(one, one), weights) == 0.0
