"""Agreement against arithmetic, other implementations and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from miles.feedback.agree import concord, findings, krippendorff, leaning, metric_agreement, share, steadiness


def test_a_metric_agrees_where_it_prefers_the_same_side(duel, vote) -> None:
    values = [(2, 1), (1, 2), (1, 1), (3, 0), (0, 1)]  # a, b, neither, a, b
    duels = [duel(k, metrics={"likeness": each, **({"rare": each} if k == 0 else {})}) for k, each in enumerate(values)]
    votes = [vote(duels[k], choice) for k, choice in enumerate(["a", "a", "b", "tie", "b"])]
    votes += [vote(duels[0], "b", turn=2), vote(duels[3], "skip", judge="bob")]
    found = metric_agreement(duels, votes)
    assert (found["likeness"].value, found["likeness"].n) == ((1 + 0 + 0.5 + 1) / 4, 4)
    assert (found["rare"].value, found["rare"].n) == (1.0, 1)


@pytest.mark.parametrize(("wins", "n"), [(0, 12), (12, 12), (7, 30), (55, 80)])
def test_of_one_vote_a_pair_the_interval_is_wilsons(wins: int, n: int) -> None:
    found = share([1.0] * wins + [0.0] * (n - wins), [str(k) for k in range(n)])
    lo, hi = proportion_confint(wins, n, method="wilson")
    if wins in (0, n):
        assert (found.lo, found.hi) == (pytest.approx(lo, abs=1e-12), pytest.approx(hi, abs=1e-12))
    else:  # the variance is estimated with n - 1
        assert (found.lo, found.hi) == (pytest.approx(lo, abs=0.01), pytest.approx(hi, abs=0.01))


def test_the_same_vote_three_times_tells_no_more_than_once() -> None:
    hits, names = [1.0] * 14 + [0.0] * 6, [str(k) for k in range(20)]
    once, thrice = share(hits, names), share(hits * 3, names * 3)
    assert (thrice.lo, thrice.hi) == (pytest.approx(once.lo), pytest.approx(once.hi))
    assert (thrice.n, thrice.pairs) == (60, 20)


@pytest.mark.parametrize(("pairs", "judges", "truth"), [(40, 1, 0.6), (40, 3, 0.6), (30, 3, 0.85)])
def test_intervals_hold_the_truth_as_often_as_they_say(pairs: int, judges: int, truth: float) -> None:
    """Judges of one pair mostly see the same; a metric that sees no difference in every fifth pair."""
    rng, hits, rounds = np.random.default_rng(1), 0, 1000
    for _ in range(rounds):
        easy = rng.beta(2 * truth, 2 * (1 - truth), pairs)  # how often a judge of this pair agrees with the metric
        side = (rng.random((judges, pairs)) < easy).astype(float)
        side[:, rng.random(pairs) < 0.2] = 0.5
        expected = 0.8 * truth + 0.1
        found = share(side.ravel(), [str(k) for k in range(pairs)] * judges)
        hits += found.lo <= expected <= found.hi
    assert 0.925 < hits / rounds < 0.995, hits / rounds


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Krippendorff (2011), section C: four observers, twelve units, gaps; nominal alpha 0.743."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    counts = np.array([[sum(row[unit] == value for row in rows) for value in range(1, 6)] for unit in range(12)], float)
    alpha, _ = krippendorff(counts[counts.sum(axis=1) >= 2])
    assert alpha == pytest.approx(0.743, abs=0.0005)


def test_judges_are_compared_on_pairs_that_several_answered(vote) -> None:
    pairs = range(30)
    votes = [vote(k, "ab"[k % 2]) for k in pairs] + [vote(k, "ab"[k % 2], judge="bob") for k in range(20)]
    found = concord(votes, np.random.default_rng(0))
    assert found is not None
    assert (found.alpha, found.same, found.pairs, found.judges) == (1.0, 1.0, 20, 2)
    differ = 2 * 20 * 20 / (40 * 39)  # answers of two by chance
    lo = proportion_confint(20, 20, method="wilson")[0]
    assert (found.lo, found.hi) == (pytest.approx(1 - (1 - lo) / differ), 1.0)
    rng = np.random.default_rng(1)
    random = [vote(k, "ab"[rng.integers(2)], judge=judge) for k in range(200) for judge in ("eve", "bob")]
    by_chance = concord(random, rng)
    assert by_chance is not None
    assert by_chance.lo < 0 < by_chance.hi
    assert abs(by_chance.alpha) < 0.2
    assert concord([vote(0), vote(1, judge="bob")], rng) is None
    same = concord([vote(0), vote(0, judge="bob")], rng)
    assert same is not None
    assert np.isnan(same.alpha), "where only one answer was ever given nothing can be said"


def test_a_leaning_to_the_left_is_a_binomial_test_of_first_answers(vote) -> None:
    votes = [vote(k, "a" if k < 15 else "b") for k in range(20)] + [vote(k, "b", turn=2) for k in range(20)]
    votes += [vote(30, "tie"), vote(31, "skip")]
    found = leaning(votes)
    assert found is not None
    assert (found.left.value, found.left.n) == (0.75, 20)
    assert found.p == pytest.approx(stats.binomtest(15, 20).pvalue)
    assert leaning([vote(0, "tie")]) is None


def test_a_judge_is_steady_where_the_swapped_pair_gets_the_same_answer(vote) -> None:
    first = [vote(0, "a"), vote(1, "tie"), vote(2, "b"), vote(3, "skip")]
    again = [vote(0, "a", turn=2), vote(1, "tie", turn=2), vote(2, "a", turn=2), vote(3, "a", turn=2)]
    found = steadiness([*first, *again, vote(4, "a", turn=2), vote(2, "b", judge="bob", turn=2)])
    assert found is not None
    assert (found.value, found.n) == (2 / 3, 3)
    assert steadiness(first) is None


def test_votes_about_other_pairs_say_nothing(duel, vote) -> None:
    found = findings([duel(0, metrics={"m": (1, 0)})], [vote(9, "a")], np.random.default_rng(0))
    assert (found.metrics, found.leaning, found.steadiness, found.concord) == ({}, None, None, None)
