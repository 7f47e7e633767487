"""Recommendations on held-out weeks: nothing later is seen, measures by hand, a planted rule is found."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from miles.analysis.recommend import DAY, Weights
from miles.evaluation.metric import Metric
from miles.evaluation.recommend import BASELINES, METRICS, OURS, Archive, Period, periods, score_recommendations, tuned
from miles.post.error import MilesError


class FourTopics:
    """Topics that read the topic off the text; remembers how many posts each fit was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, int]] = []

    def __call__(self, texts, vectors):
        self.shown.append((len(texts), len(vectors)))
        return self

    def __len__(self) -> int:
        return 4

    def assign(self, texts, vectors):
        return type("Found", (), {"topic": np.array([int(text) for text in texts])})()


def archive(days: int = 200) -> Archive:
    """One post a day; its topic is the day modulo 4, every fifth post belongs to none and every third is no root."""
    numbers = np.arange(days)
    texts = [str(-1 if k % 5 == 0 else k % 4) for k in numbers]
    engagement = np.where(numbers % 4 == 1, 0.5, -0.1)
    return Archive(texts, np.zeros((days, 2), np.float32), numbers * DAY, engagement, numbers % 3 != 0)


def test_topics_are_fitted_on_earlier_posts_only_and_again_every_four_weeks() -> None:
    fit = FourTopics()
    found = periods(archive(), fit)
    assert [period.start / DAY for period in found[:3]] == [90, 97, 104]
    assert fit.shown == [(90, 90), (118, 118), (146, 146), (174, 174)]


def test_a_period_knows_the_past_and_judges_the_week() -> None:
    first = periods(archive(), FourTopics())[0]
    past, week = np.arange(90), np.arange(90, 97)
    assert (first.times / DAY).tolist() == [k for k in past if k % 3]
    assert first.later_topic.tolist() == [k % 4 for k in week if k % 3 and k % 5]
    assert first.later_engagement.tolist() == [0.5 if k % 4 == 1 else -0.1 for k in week if k % 3 and k % 5]


def test_counts_that_had_not_settled_at_the_start_are_unknown() -> None:
    first = periods(archive(), FourTopics())[0]
    fresh = first.times > first.start - 2 * DAY
    assert fresh.tolist().count(True) == 1  # day 89; day 88 is exactly two days old
    assert np.isnan(first.engagement[fresh]).all()
    assert np.isfinite(first.engagement[~fresh]).all()


def test_what_comes_later_changes_nothing_that_was_known() -> None:
    whole = archive()
    changed = replace(whole, engagement=np.where(whole.times >= 90 * DAY, 9.0, whole.engagement))
    one, other = (periods(each, FourTopics())[0] for each in (whole, changed))
    np.testing.assert_array_equal(one.engagement, other.engagement)
    np.testing.assert_array_equal(one.topic, other.topic)


def test_months_are_longer_steps() -> None:
    found = periods(archive(), FourTopics(), step=28)
    assert [period.start / DAY for period in found] == [90, 118, 146, 174]
    assert len(found[0].later_topic) == sum(1 for k in range(90, 118) if k % 3 and k % 5)


def test_an_archive_in_disorder_is_refused() -> None:
    whole = archive()
    with pytest.raises(MilesError, match="not oldest first"):
        periods(replace(whole, times=whole.times[::-1]), FourTopics())
    with pytest.raises(MilesError, match="0 posts"):
        periods(archive(0), FourTopics())


def test_periods_before_there_are_posts_are_skipped() -> None:
    assert periods(archive(), FourTopics(), warm_up=0)[0].start == 42 * DAY  # 40 posts lie before it


def week(later: list[int], received: list[float], past: list[int] | None = None) -> Period:
    """Topic 0 was written of most lately, 1 did best, 5 had most likes in all, years ago."""
    past = past or [0] * 6 + [1] * 2 + [2, 3, 4] + [5] * 30
    ago = [5.0] * 8 + [200.0, 210.0, 220.0] + [300.0] * 30
    engagement = [-0.2] * 6 + [1.5] * 2 + [0.0] * 33
    start = 1_000 * DAY
    times = start - np.array(ago) * DAY
    return Period(start, 6, np.array(past), times, np.array(engagement), np.array(later), np.array(received))


def scored(found: list[Period], weights: Weights):
    return score_recommendations(found, weights, resamples=50)


BY_ENGAGEMENT = Weights(1, 0, 0, 0, 0)  # 1, then 2 to 5 unknown (0), then 0


def test_hit_rate_counts_the_better_posts_on_the_three() -> None:
    """Ours takes 1, 2, 3: of the posts above the usual two of three are on these; the one below does not count."""
    scores = scored([week([1, 3, 0, 2], [0.4, 0.2, 0.9, -0.5])] * 5, BY_ENGAGEMENT)
    assert scores[OURS]["hit"].value == pytest.approx(2 / 3)
    assert scores["random"]["hit"].value == pytest.approx(0.5, abs=0.12)  # three of six


def test_ndcg_discounts_likes_by_rank() -> None:
    """Likes 2 on topic 1 (rank 1) and 4 on topic 3 (rank 3) over the other way round at ranks 1 and 2."""
    scores = scored([week([1, 3], [math.log(2), math.log(4)])] * 5, BY_ENGAGEMENT)
    expected = (2 + 4 / math.log2(4)) / (4 + 2 / math.log2(3))
    assert scores[OURS]["ndcg"].value == pytest.approx(expected)


def test_lift_is_the_mean_of_the_chosen_minus_that_of_all() -> None:
    scores = scored([week([1, 0, 0], [0.6, 0.1, 0.2])] * 5, BY_ENGAGEMENT)
    assert scores[OURS]["lift"].value == pytest.approx(0.6 - 0.3)


def test_baselines_do_what_they_are_called() -> None:
    """Each sees its own first topic rewarded alone, so that only it reaches an NDCG of 1."""
    firsts = {"most popular": 1, "most recent": 0, "most likes in all": 5}
    for name, topic in firsts.items():
        scores = scored([week([topic], [0.3])] * 5, Weights(0, 0, 1, 0, 0))
        assert [each for each in BASELINES if scores[each]["ndcg"].value == 1.0] == [name]


def test_the_gain_is_against_the_best_baseline_on_the_same_periods() -> None:
    found = [week([1, 3], [0.7, 0.3]), week([5, 0], [0.2, 0.6]), *[week([1, 0], [0.5, 0.1])] * 4]
    scores = scored(found, BY_ENGAGEMENT)
    for measure in ("hit", "ndcg", "lift"):
        best = max(scores[name][measure].value for name in BASELINES if measure in scores[name])
        if measure != "lift":
            gain = scores[OURS][f"{measure}_gain"].value
            assert gain == pytest.approx(scores[OURS][measure].value - best)


def test_every_score_has_a_metric_and_an_interval() -> None:
    rng = np.random.default_rng(0)
    found = [week(list(rng.integers(6, size=5)), list(rng.normal(size=5))) for _ in range(8)]
    for row in scored(found, Weights()).values():
        for name, score in row.items():
            assert isinstance(METRICS[name], Metric)
            assert score.lo <= score.value <= score.hi
            assert 1 <= score.n <= 8


def test_too_few_periods_are_refused() -> None:
    with pytest.raises(MilesError, match="only 4 periods"):
        scored([week([1], [0.1])] * 4, Weights())


def test_tuning_finds_weights_that_do_best_on_these_weeks() -> None:
    rng = np.random.default_rng(2)
    found = [week(list(rng.integers(6, size=4)), list(rng.normal(size=4))) for _ in range(6)]
    weights, value = tuned(found)
    assert value == pytest.approx(scored(found, weights)[OURS]["ndcg"].value)
    others = [
        scored(found, other)[OURS]["ndcg"].value
        for other in (Weights(0.3, 0.1, 0.1, 0.2, 1), Weights(2, 0.3, 0.3, 1.5, 0.1))
    ]
    assert value >= max(others)
    assert value > min(others)
    assert min(weights.engagement, weights.trend, weights.freshness, weights.fatigue, weights.habit) > 0


def test_no_later_post_on_the_three_leaves_the_lift_unknown() -> None:
    scores = scored([week([4], [0.3])] * 5, Weights(0, 0, 0, 0, 1))
    assert "lift" not in scores[OURS]
    assert scores[OURS]["hit"].value == 0.0
