"""What to write next: each ingredient by hand, the reason in words, bad input answered."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from miles.analysis.recommend import DAY, SHRINK, Weights, ingredients, recommend
from miles.post.error import MilesError

NOW = 1_000 * DAY
ONLY = {"engagement": Weights(1, 0, 0, 0, 0), "trend": Weights(0, 1, 0, 0, 0), "freshness": Weights(0, 0, 1, 0, 0)}
ONLY |= {"fatigue": Weights(0, 0, 0, 1, 0), "habit": Weights(0, 0, 0, 0, 1)}
NAMES = ("ai", "bitcoin", "gaming")


def days_ago(*days: float) -> np.ndarray:
    return NOW - np.array(days, float) * DAY


def told(topic: list[int], ago: list[float], engagement: list[float], topics: int = 2):
    return ingredients(topics, np.array(topic), days_ago(*ago), np.array(engagement), NOW)


def test_engagement_is_the_shrunk_difference_to_the_authors_mean() -> None:
    found = told([0, 0, 1], [10, 20, 30], [0.6, 0.2, -0.2])
    usual = (0.6 + 0.2 - 0.2) / 3
    np.testing.assert_allclose(found.engagement, [(0.8 - 2 * usual) / (2 + SHRINK), (-0.2 - usual) / (1 + SHRINK)])
    np.testing.assert_allclose(found.received, [0.4, -0.2])
    assert found.told.tolist() == [2, 1]


def test_counts_that_are_unsettled_old_or_unknown_do_not_count() -> None:
    found = told([0, 0, 0, 0, 1], [1.9, 61, 5, 3, 5], [9.0, 9.0, np.nan, 0.5, 0.5])
    assert found.told.tolist() == [1, 1]
    assert found.received[0] == 0.5


def test_what_comes_later_is_not_looked_at() -> None:
    past = told([0, 1], [10, 12], [0.1, 0.3])
    both = told([0, 1, 1, 0], [10, 12, -1, 0], [0.1, 0.3, 9.0, 9.0])
    for name in ("engagement", "trend", "days", "fatigue", "habit", "told"):
        np.testing.assert_array_equal(getattr(past, name), getattr(both, name))


def test_the_score_remembers_longer_than_the_words() -> None:
    found = told([0, 0, 0, 1], [10, 100, 181, 20], [0.6, 0.2, 9.0, -0.2])
    usual = (0.6 + 0.2 - 0.2) / 3
    np.testing.assert_allclose(found.engagement[0], (0.8 - 2 * usual) / (2 + SHRINK))
    assert found.received[0] == 0.6
    assert found.told.tolist() == [1, 1]


def test_the_interval_of_a_reception_counts_days() -> None:
    """Three days, leave-one-out errors r / (1 - 1/3), Student's t with two degrees; one day alone tells nothing."""
    ratios = np.array([0.1, 0.5, 0.6])
    found = told([0, 0, 0, 1, 1, 1], [5.2, 7.2, 9.2, 11.1, 11.2, 11.3], [*ratios, 0.3, 0.4, 0.3])
    reach = stats.t.ppf(0.975, 2) * np.sqrt((((ratios - 0.4) / (2 / 3)) ** 2).sum()) / 3
    np.testing.assert_allclose(found.bounds[:, 0], [0.4 - reach, 0.4 + reach], rtol=1e-3)
    assert found.bounds[:, 1].tolist() == [-np.inf, np.inf]


def test_what_does_worse_for_certain_is_never_suggested_and_chance_is_called_chance() -> None:
    """Topic 0 is the author's habit and does badly day after day; topic 1 now badly, now well."""
    topic, ago = np.array([0] * 20 + [1] * 4), np.concatenate([np.linspace(3, 50, 20), [4, 14, 24, 34]])
    engagement = np.concatenate([np.linspace(-0.5, -0.3, 20), [-1.2, 0.5, -0.9, 0.4]])
    (only,) = recommend(NAMES, topic, days_ago(*ago), engagement, NOW)
    assert only.topic == 1
    assert "did 26 % worse than usual in the last 60 days (n=4), which may be chance, " in only.reason
    assert recommend(NAMES, topic[:20], days_ago(*ago[:20]), engagement[:20], NOW) == []


def test_trend_compares_the_last_thirty_days_with_the_ninety_before() -> None:
    """1 of 4 before, 1 of 2 lately; SHRINK even posts added to both."""
    found = told([0, 1, 0, 1, 1, 1], [5, 6, 40, 50, 60, 119], [np.nan] * 6)
    half = SHRINK / 2
    lately, before = (1 + half) / (2 + SHRINK), (1 + half) / (4 + SHRINK)
    assert found.trend[0] == pytest.approx(math.log(lately / before))
    np.testing.assert_allclose(found.shares, [[1 / 4, 3 / 4], [1 / 2, 1 / 2]])


def test_freshness_grows_with_the_days_since() -> None:
    found = told([0, 0, 1], [7, 100, 14], [np.nan] * 3)
    assert found.days.tolist() == [7, 14]
    np.testing.assert_allclose(found.freshness, [1 - math.exp(-0.5), 1 - math.exp(-1)])


def test_fatigue_is_the_share_of_the_last_thirty_posts() -> None:
    found = told([0] * 6 + [1] * 24 + [0] * 50, list(range(1, 81)), [np.nan] * 80)
    np.testing.assert_allclose(found.fatigue, [6 / 30, 24 / 30])


def test_habit_halves_a_post_after_thirty_days() -> None:
    found = told([0, 1], [30, 60], [np.nan] * 2)
    total = 0.5 + 0.25 + SHRINK
    np.testing.assert_allclose(found.habit, np.log(2 * np.array([0.5 + SHRINK / 2, 0.25 + SHRINK / 2]) / total))


@pytest.mark.parametrize(("ingredient", "best"), [("engagement", 1), ("trend", 0), ("freshness", 1), ("fatigue", 1)])
def test_each_weight_pulls_its_own_way(ingredient, best) -> None:
    """Topic 0 is written of lately and does badly, if not for certain, topic 1 was written of long ago and did well."""
    topic, ago = np.repeat([0, 1], 20), np.concatenate([np.linspace(3, 25, 20), np.linspace(35, 58, 20)])
    engagement = np.where(topic == 0, np.where(np.arange(40) % 2, -1.5, 0.9), 0.3)
    first = recommend(NAMES, topic, days_ago(*ago), engagement, NOW, weights=ONLY[ingredient])[0]
    assert first.topic == best


def test_the_score_is_the_weighted_sum() -> None:
    weights = Weights(engagement=2, trend=0.5, freshness=0.25, fatigue=3, habit=0.7)
    found = recommend(NAMES, np.array([0, 0, 1]), days_ago(3, 9, 40), np.array([0.5, 0.1, 0.2]), NOW, weights=weights)
    for each in found:
        fresh = 1 - math.exp(-each.days_since / 14)
        expected = 2 * each.engagement + 0.5 * each.trend + 0.25 * fresh - 3 * each.fatigue + 0.7 * each.habit
        assert each.score == pytest.approx(expected)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_the_reason_names_figures_and_their_n() -> None:
    engagement = np.full(18, math.log(1.24))
    topic, times = np.zeros(18, int), days_ago(*np.linspace(9.5, 50, 18))
    (only,) = recommend(NAMES, topic, times, engagement, NOW)
    assert only.name == "ai"
    assert only.reason.startswith("did 24 % better than usual in the last 60 days (n=18), last written 9 days ago, ")
    assert "100 % of the last 18 posts" in only.reason
    assert only.told == 18


@pytest.mark.parametrize(("value", "words"), [(math.log(0.5), "did 50 % worse than usual"), (0.0, "did as usual")])
def test_the_reason_says_worse_and_as_usual(value, words) -> None:
    (only,) = recommend(NAMES, np.array([2]), days_ago(5), np.array([value]), NOW)
    assert only.reason.startswith(f"{words} in the last 60 days (n=1)")


def test_without_counts_it_says_so_and_invents_nothing() -> None:
    found = recommend(NAMES, np.array([0, 0, 1]), days_ago(0.2, 9, 40), np.full(3, np.nan), NOW)
    for each in found:
        assert math.isnan(each.engagement)
        assert each.told == 0
        assert "is not known (n=0 posts with settled counts)" in each.reason
        assert "better" not in each.reason
        assert "worse" not in each.reason
        assert math.isfinite(each.score)
    assert "last written today" in next(each.reason for each in found if each.topic == 0)


def test_examples_are_the_best_recent_ones_then_the_newest() -> None:
    ago = [1, 10, 20, 30, 200, 5]
    engagement = [9.0, 0.1, 0.9, 0.5, 3.0, 2.0]
    topic = np.array([0, 0, 0, 0, 0, 1])
    found = {each.topic: each for each in recommend(NAMES, topic, days_ago(*ago), np.array(engagement), NOW)}
    assert found[0].examples == (2, 3, 1)  # not place 0, unsettled, nor place 4, old
    assert found[1].examples == (5,)
    unknown = recommend(NAMES, np.zeros(4, int), days_ago(-1, 30, 4, 8), np.full(4, np.nan), NOW)[0]
    assert unknown.examples == (2, 3, 1)


def test_topics_never_written_of_are_not_recommended() -> None:
    found = recommend(NAMES, np.array([1, -1, 1]), days_ago(4, 5, 6), np.zeros(3), NOW, most=5)
    assert [each.name for each in found] == ["bitcoin"]


def test_the_longer_unwritten_of_two_equals_comes_first() -> None:
    found = recommend(NAMES, np.array([0, 1]), days_ago(4, 8), np.zeros(2), NOW, weights=Weights(0, 0, 0, 0, 0))
    assert [each.topic for each in found] == [1, 0]


@pytest.mark.parametrize("topic", [[], [-1, -1]])
def test_nothing_to_choose_from_is_refused(topic) -> None:
    with pytest.raises(MilesError, match=f"none of {len(topic)} posts"):
        recommend(NAMES, np.array(topic, int), days_ago(*range(1, len(topic) + 1)), np.zeros(len(topic)), NOW)


def test_arrays_of_different_posts_are_refused() -> None:
    with pytest.raises(MilesError, match="2 topics, 1 times, 2 counts"):
        recommend(NAMES, np.array([0, 1]), days_ago(1), np.zeros(2), NOW)
    with pytest.raises(MilesError, match="topic 3 has no name"):
        recommend(NAMES, np.array([3]), days_ago(1), np.zeros(1), NOW)
