"""Strengths against another implementation, Jeffreys' interval and simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from miles.abtest.rating import PRIOR, Game, rank, strengths
from miles.post.error import MilesError


def games_of(a: str, b: str, wins: int, ties: int, losses: int) -> list[Game]:
    results = [1.0] * wins + [0.5] * ties + [0.0] * losses
    return [Game(a, b, won, f"{a}{b}{k}") for k, won in enumerate(results)]


def test_strengths_are_those_of_a_logistic_regression() -> None:
    rng = np.random.default_rng(1)
    wins = rng.integers(1, 30, (5, 5)) / 2.0
    np.fill_diagonal(wins, 0)
    rows, won, n = [], [], []
    for i in range(5):
        for j in range(i + 1, 5):
            row = np.zeros(5)
            row[i], row[j] = 1, -1
            rows.append(row[1:])  # the first voice is the origin
            n.append(wins[i, j] + wins[j, i])
            won.append(wins[i, j] / n[-1])
    with np.errstate(all="ignore"):
        fitted = sm.GLM(won, np.array(rows), sm.families.Binomial(), freq_weights=np.array(n)).fit(tol=1e-12)
    expected = np.concatenate([[0.0], fitted.params])
    np.testing.assert_allclose(strengths(wins[None])[0], expected - expected.mean(), atol=1e-7)


def test_two_voices_have_the_log_odds_of_their_counts() -> None:
    found = rank(games_of("a", "b", 30, 8, 10), np.random.default_rng(0))
    best, other = found.ratings
    odds = np.log((34 + PRIOR) / (14 + PRIOR))
    assert best.strength - other.strength == pytest.approx(odds)
    assert (best.voice, best.wins, best.ties, best.losses, best.n) == ("a", 30, 8, 10, 48)
    assert (other.wins, other.ties, other.losses) == (10, 8, 30)
    assert best.win_rate == 34 / 48
    assert (found.games, found.drafts, found.groups) == (48, 48, (("a",), ("b",)))


@pytest.mark.parametrize(("wins", "losses"), [(20, 0), (13, 7), (1, 4)])
def test_with_two_voices_the_interval_is_jeffreys(wins: int, losses: int) -> None:
    found = rank(games_of("a", "b", wins, 0, losses), np.random.default_rng(3), resamples=40_000)
    a = next(rating for rating in found.ratings if rating.voice == "a")
    lo, hi = stats.beta.ppf([0.025, 0.975], wins + 0.5, losses + 0.5)
    assert a.win_lo == pytest.approx(lo, abs=0.006)
    assert a.win_hi == pytest.approx(max(hi, wins / (wins + losses)), abs=0.006)
    assert np.isfinite([a.lo, a.strength, a.hi]).all()


def test_votes_on_one_draft_are_one_piece_of_evidence() -> None:
    single = [Game("a", "b", float(k % 3 > 0), f"d{k}") for k in range(60)]
    three_judges = [game for game in single for _ in range(3)]
    widths = []
    for games in (single, three_judges):
        a = next(r for r in rank(games, np.random.default_rng(0)).ratings if r.voice == "a")
        widths.append(a.win_hi - a.win_lo)
    assert widths[1] == pytest.approx(widths[0], rel=0.06)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Three voices, 40 drafts answered by all, ties among them; the truth is the model's."""
    truth, rng, hits, rounds = np.array([0.6, 0.0, -0.6]), np.random.default_rng(5), np.zeros(3), 300
    for _ in range(rounds):
        games = []
        for draft in range(40):
            for i, j in ((0, 1), (0, 2), (1, 2)):
                chance = 1 / (1 + np.exp(truth[j] - truth[i]))
                is_tie = rng.random() < 0.4 * min(chance, 1 - chance)  # of both sides alike: the mean stays
                won = 0.5 if is_tie else float(rng.random() < (chance - 0.2 * min(chance, 1 - chance)) / (
                    1 - 0.4 * min(chance, 1 - chance)))  # fmt: skip
                games.append(Game("abc"[i], "abc"[j], won, str(draft)))
        for rating in rank(games, rng, resamples=400).ratings:
            k = "abc".index(rating.voice)
            hits[k] += rating.lo <= truth[k] <= rating.hi
    assert (hits / rounds > 0.91).all(), hits / rounds
    assert (hits / rounds < 0.99).all(), hits / rounds


def test_equal_voices_are_seldom_told_apart() -> None:
    rng, wrong, rounds = np.random.default_rng(6), 0, 200
    for _ in range(rounds):
        games = [Game(a, b, float(rng.random() < 0.5), str(draft))
                 for draft in range(30) for a, b in (("a", "b"), ("a", "c"), ("b", "c"))]  # fmt: skip
        wrong += len(rank(games, rng, resamples=600).groups) > 1
    assert wrong <= stats.binom.ppf(0.999, rounds, 0.05)


def test_groups_overlap_where_only_the_ends_are_apart() -> None:
    games = games_of("a", "b", 22, 0, 18) + games_of("b", "c", 22, 0, 18) + games_of("a", "c", 38, 0, 2)
    found = rank(games, np.random.default_rng(0))
    assert [rating.voice for rating in found.ratings] == ["a", "b", "c"]
    assert found.groups == (("a",), ("b",), ("c",))
    close = games_of("a", "b", 24, 0, 16) + games_of("b", "c", 24, 0, 16) + games_of("a", "c", 27, 0, 13)
    assert rank(close, np.random.default_rng(0)).groups == (("a", "b"), ("b", "c"))


def test_the_order_of_games_makes_no_difference_to_the_strengths() -> None:
    games = games_of("a", "b", 5, 1, 3) + games_of("c", "b", 4, 0, 4)
    one, two = (rank(order, np.random.default_rng(0)) for order in (games, games[::-1]))
    assert [(r.voice, r.strength) for r in one.ratings] == [(r.voice, pytest.approx(r.strength)) for r in two.ratings]


def test_what_cannot_be_rated_is_refused() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(MilesError, match="never compared"):
        rank(games_of("a", "b", 1, 0, 1) + games_of("c", "d", 1, 0, 1), rng)
    with pytest.raises(MilesError, match="make judge"):
        rank([], rng)
    with pytest.raises(MilesError, match="a and a"):
        rank([Game("a", "a", 1.0, "d")], rng)
