"""Paired contrasts: against scipy and statsmodels, and by simulation where both voices are the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from miles.abtest.paired import Column, contrasts, holm
from miles.abtest.power import detectable
from miles.post.error import MilesError

RNG = np.random.default_rng(3)


def column(a: list[float] | np.ndarray, b: list[float] | np.ndarray, **others: object) -> Column:
    plain = Column(
        metric="facts", version="1", higher_is_better=True, a=np.asarray(a, float), b=np.asarray(b, float),
        groups=[str(k) for k in range(len(a))],
    )  # fmt: skip
    return replace(plain, **others)  # type: ignore[arg-type]


def test_the_numbers_of_a_small_table() -> None:
    [found] = contrasts([column([0, 0.5, 1, 1, 0.2], [1, 0.5, 1, 0.5, 0.6])])
    assert (found.n, found.wins, found.ties, found.losses) == (5, 2, 2, 1)
    assert (found.a, found.b) == (0.54, 0.72)
    assert found.effect == pytest.approx(0.18)  # (1 + 0 + 0 - 0.5 + 0.4) / 5
    assert found.lo < found.effect < found.hi
    # of the 2^3 signs of (1, 0.5, 0.4) the sums of at least 0.9: 1.9, 1.1, 0.9 and their negatives
    assert found.p == 6 / 8


def test_p_is_scipys_and_near_the_t_test() -> None:
    a = RNG.normal(0, 1, 300)
    b = a + RNG.normal(0.06, 0.5, 300)
    [found] = contrasts([column(a, b)])
    assert found.p == pytest.approx(stats.ttest_rel(b, a).pvalue, abs=0.01)
    assert (found.lo, found.hi) == pytest.approx(stats.ttest_rel(b, a).confidence_interval(), abs=0.005)
    assert found.detectable == pytest.approx(detectable(float(np.std(b - a, ddof=1)), 300), rel=1e-6)


def test_lower_is_better_turns_the_wins_but_not_the_effect() -> None:
    a, b = RNG.random(30), RNG.random(30)
    [up], [down] = contrasts([column(a, b)]), contrasts([column(a, b, higher_is_better=False)])
    assert (up.effect, up.p) == (down.effect, down.p)
    assert (up.wins, up.losses) == (down.losses, down.wins)
    assert down.gain[0] == -up.effect


def test_weights_make_it_a_ratio_of_sums() -> None:
    bits_a, bits_b, chars = np.array([100.0, 400]), np.array([90.0, 500]), np.array([50.0, 150])
    [found] = contrasts([column(bits_a / chars, bits_b / chars, weights=chars)])
    assert (found.a, found.b) == (500 / 200, 590 / 200)
    assert found.effect == pytest.approx(90 / 200)


def test_what_one_voice_has_no_value_for_is_left_out() -> None:
    nan = np.nan
    [found] = contrasts([column([1, nan, 0, 1], [1, 1, nan, 0])])
    assert (found.n, found.a, found.b) == (2, 1.0, 0.5)
    assert contrasts([column([1, nan], [nan, 1])]) == []


def test_drafts_of_one_post_are_one_piece_of_evidence() -> None:
    """Ten equal copies of six posts say no more than six posts."""
    a, b = RNG.random(6), RNG.random(6)
    groups = [str(k) for k in range(6)] * 10
    [once], [often] = contrasts([column(a, b)]), contrasts([column(np.tile(a, 10), np.tile(b, 10), groups=groups)])
    assert (once.p, once.lo, once.hi) == pytest.approx((often.p, often.lo, often.hi), abs=0.02)
    assert (often.n, often.posts) == (60, 6)
    assert often.detectable == pytest.approx(once.detectable)


def test_equal_pairs_leave_open_what_they_cannot_rule_out() -> None:
    ones = np.ones(50)
    [found] = contrasts([column(ones, ones, span=1.0)])
    assert found.p == 1.0
    # had one of 50 pairs differed with chance q, none would with (1 - q)^50 = 0.025
    assert (1 - found.hi) ** 50 == pytest.approx(0.025)
    assert found.lo == -found.hi
    [exact] = contrasts([column(ones, ones)])
    assert (exact.lo, exact.hi) == (0, 0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_other_pairs_of_voices_count_too() -> None:
    assert holm([0.01, 0.2], family=12) == pytest.approx([0.12, 1.0])
    a = RNG.random(40)
    deciding = [column(a, a + RNG.normal(0.02, 0.1, 40), metric=name, decides=True) for name in "xyz"]
    alone, among = contrasts(deciding), contrasts(deciding, family=9)
    for one, other in zip(alone, among, strict=True):
        assert other.p == one.p
        assert other.p_adjusted >= one.p_adjusted
        assert other.detectable > one.detectable


def test_the_same_seed_gives_the_same_numbers() -> None:
    a, b = RNG.random(40), RNG.random(40)
    assert contrasts([column(a, b)], seed=5) == contrasts([column(a, b)], seed=5)
    assert contrasts([column(a, b)], seed=5) != contrasts([column(a, b)], seed=6)


def test_other_drafts_are_refused() -> None:
    with pytest.raises(MilesError, match="same drafts"):
        contrasts([column([1, 2, 3], [1, 2])])


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 30), st.integers(0, 10_000))
def test_swapping_the_voices_turns_everything_round(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 3, n) / 2, rng.integers(0, 3, n) / 2
    [one], [other] = contrasts([column(a, b)], resamples=999), contrasts([column(b, a)], resamples=999)
    assert one.effect == -other.effect
    assert (one.wins, one.losses) == (other.losses, other.wins)
    assert one.p == pytest.approx(other.p, abs=0.05)


def test_alike_voices_are_rarely_told_apart_and_unlike_ones_mostly() -> None:
    """150 comparisons of 3 metrics over 60 drafts: any false alarm in at most 5 %, give or take 99 % of 150 x .05."""
    rng = np.random.default_rng(11)
    alarms = hits = 0
    for _ in range(150):
        shared = rng.normal(size=(3, 60))
        same = [
            column(shared[k] + rng.standard_t(4, 60), shared[k] + rng.standard_t(4, 60), metric=str(k), decides=True)
            for k in range(3)
        ]
        alarms += min(one.p_adjusted for one in contrasts(same, resamples=199)) <= 0.05
        other = replace(same[0], b=same[0].b + 0.9)
        hits += contrasts([other, *same[1:]], resamples=199)[0].p_adjusted <= 0.05
    assert alarms <= stats.binom.ppf(0.99, 150, 0.05)
    assert hits / 150 >= 0.7


def test_intervals_hold_the_truth_nineteen_times_in_twenty() -> None:
    """300 tables of 80 skewed differences: 92 to 98 % hold it."""
    rng = np.random.default_rng(12)
    held = 0
    for _ in range(300):
        gap = rng.exponential(1.0, 80) - 0.7  # mean 0.3
        [found] = contrasts([column(np.zeros(80), gap)], resamples=499)
        held += found.lo <= 0.3 <= found.hi
    assert 0.92 <= held / 300 <= 0.98
