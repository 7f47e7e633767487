from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from miles.evaluation.interval import Resampler, mean, quantile, ratio


def test_values_are_the_plain_formulas() -> None:
    values = np.array([1.0, 2.0, np.nan, 7.0])
    groups = list("abcd")
    score = Resampler(groups).score(mean(values), "1")
    assert score is not None
    assert (score.value, score.n) == (10 / 3, 3)
    bits = Resampler(groups).score(ratio([2, 4, 6, 8], [1, 1, 1, 7]), "1")
    assert bits is not None
    assert bits.value == 20 / 10


def test_quantile_is_the_smallest_value_that_covers_the_share() -> None:
    values = np.arange(1.0, 101.0)
    scores = Resampler([str(k) for k in range(100)])
    for q, wanted in ((0.99, 99.0), (1.0, 100.0), (0.5, 50.0), (0.991, 100.0)):
        found = scores.score(quantile(values, q), "1")
        assert found is not None
        assert found.value == wanted


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    rng, hits = np.random.default_rng(0), 0
    for seed in range(200):
        sample = rng.exponential(1.0, 60)
        score = Resampler([str(k) for k in range(60)], seed=seed, resamples=400).score(mean(sample), "1")
        assert score is not None
        hits += score.lo <= 1.0 <= score.hi
    assert 178 <= hits <= 199  # 95 % of 200 is 190; a skewed sample of 60 loses a little


def test_drafts_of_one_post_are_one_piece_of_evidence() -> None:
    rng = np.random.default_rng(1)
    values = np.repeat(rng.normal(size=30), 8)
    apart = Resampler([str(k) for k in range(240)]).score(mean(values), "1")
    together = Resampler([str(k // 8) for k in range(240)]).score(mean(values), "1")
    assert apart is not None
    assert together is not None
    ratio_of_widths = (together.hi - together.lo) / (apart.hi - apart.lo)
    assert 2.2 < ratio_of_widths < 3.5  # sqrt(8) = 2.83


@pytest.mark.parametrize(("yes", "n"), [(0, 250), (250, 250), (3, 40)])
def test_rates_take_wilsons_interval(yes: int, n: int) -> None:
    score = Resampler([str(k) for k in range(n)]).score(mean([1.0] * yes + [0.0] * (n - yes)), "1")
    wilson = stats.binomtest(yes, n).proportion_ci(method="wilson")
    assert score is not None
    assert (score.lo, score.hi) == pytest.approx((wilson.low, wilson.high), abs=1e-12)


def test_nothing_measured_is_no_score() -> None:
    resampler = Resampler(["a", "b"])
    assert resampler.score(mean([np.nan, np.nan]), "1") is None
    assert resampler.score(mean([1.0, 2.0]), "1", np.array([False, False])) is None
    assert resampler.score(ratio([1.0, 1.0], [0.0, 0.0]), "1") is None


def test_one_post_has_no_width_and_the_labeller_joins_the_version() -> None:
    score = Resampler(["a", "a"]).score(mean([1.5, 2.5], labeller="vader"), "3")
    assert score is not None
    assert (score.value, score.lo, score.hi, score.n, score.version) == (2.0, 2.0, 2.0, 2, "3+vader")


def test_where_scores_a_slice_and_the_same_seed_the_same_interval() -> None:
    values, where = np.arange(40.0), np.arange(40) < 20
    first, again = (Resampler([str(k) for k in range(40)], seed=5).score(mean(values), "1", where) for _ in range(2))
    assert first == again
    assert first is not None
    assert (first.value, first.n) == (9.5, 20)
