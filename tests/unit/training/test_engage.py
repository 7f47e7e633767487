"""Learning a forecast from posts whose reception follows a rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import stats

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecaster
from miles.analysis.level import History
from miles.analysis.outcomes import Outcomes, roots
from miles.analysis.predictors import QUANTILES
from miles.analysis.traits import TRAITS
from miles.evaluation.engagement import score_forecasts
from miles.post.error import MilesError
from miles.post.post import Thread
from miles.training.engage import Engage, Team
from tiny import make_encoder


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return Embedder(make_encoder(tmp_path_factory.mktemp("e") / "encoder"))


def small(**changes: int) -> Team:
    return Team(**({"networks": 1, "epochs": 15, "rounds": 30, "folds": 2} | changes))


@pytest.fixture(scope="module")
def learnt(received: list[Thread], embedder: Embedder) -> tuple[Forecaster, Outcomes]:
    """From the first 170 posts; the outcomes are those of the others."""
    history = History.of(roots(received))
    border = received[170].posts[0].time
    before = Outcomes.of(received[:168], history)
    forecaster, facts = small().learn(before, History.of(roots(received[:168])), embedder)
    assert facts["posts"] == len(before)
    assert sum(facts["weights"].values()) == pytest.approx(1.0, abs=0.01)
    return forecaster, Outcomes.of(received, history, after=border)


def test_it_forecasts_what_it_never_saw(learnt: tuple[Forecaster, Outcomes], embedder: Embedder) -> None:
    forecaster, later = learnt
    inputs = forecaster.inputs(later.texts, later.moments, embedder)
    forecast = forecaster.forecast(inputs, later.level)
    assert stats.spearmanr(forecast.centre[:, 0], later.targets[:, 0]).statistic > 0.6
    assert stats.spearmanr(forecast.centre[:, 2], later.targets[:, 2]).statistic > 0.4
    inside = (later.targets >= forecast.quantile(0.1)) & (later.targets <= forecast.quantile(0.9))
    assert 0.5 < inside[:, 0].mean() < 0.95
    chance = forecast.above_level()[:, 0]
    is_bitcoin = np.array(["bitcoin" in text for text in later.texts])
    assert chance[is_bitcoin].mean() > 0.75 > 0.5 > chance[~is_bitcoin].mean()
    assert np.isnan(forecast.count(0.5)[:, 5]).all(), "nobody tells impressions, so none are forecast"
    low, high = forecast.count(0.1)[:, 0], forecast.count(0.9)[:, 0]
    assert (low < high).all()
    goal = forecast.score({"likes": 1.0, "impressions": 5.0})
    assert stats.spearmanr(goal, forecast.count(0.5)[:, 0] / np.exp(forecast.level[:, 0])).statistic > 0.99


def test_what_is_like_nothing_it_learnt_from_is_unknown(
    learnt: tuple[Forecaster, Outcomes], embedder: Embedder
) -> None:
    forecaster, later = learnt
    inputs = forecaster.inputs(["bitcoin up", "Grossmutter backt Kuchen"], later.moments[:2], embedder)
    assert forecaster.forecast(inputs, later.level[:2]).is_familiar.tolist() == [True, False]


def test_topics_are_traits_where_asked(
    received: list[Thread], learnt: tuple[Forecaster, Outcomes], embedder: Embedder, tmp_path: Path
) -> None:
    plain, later = learnt
    history = History.of(roots(received))
    forecaster, _ = small(topics=True).learn(Outcomes.of(received[:168], history), history, embedder)
    assert plain.subjects.topics is None
    assert forecaster.subjects.topics is not None
    inputs = forecaster.inputs(later.texts, later.moments, embedder)
    assert inputs.traits.shape[1] == len(TRAITS) + len(forecaster.subjects.topics)
    forecaster.save(tmp_path / "made")
    again = Forecaster.load(tmp_path / "made")
    read = again.inputs(later.texts, later.moments, embedder)
    np.testing.assert_allclose(
        again.forecast(read, later.level).centre, forecaster.forecast(inputs, later.level).centre, atol=1e-4
    )


def test_a_saved_forecaster_answers_the_same(
    learnt: tuple[Forecaster, Outcomes], embedder: Embedder, tmp_path: Path
) -> None:
    forecaster, later = learnt
    forecaster.save(tmp_path)
    again = Forecaster.load(tmp_path)
    one, other = (f.forecast(f.inputs(later.texts, later.moments, embedder), later.level) for f in (forecaster, again))
    np.testing.assert_allclose(one.count(0.9), other.count(0.9), rtol=1e-6)
    np.testing.assert_allclose(one.above_level(), other.above_level(), rtol=1e-6)
    assert not list(tmp_path.rglob("*.pkl"))


def test_a_draft_alone_and_among_fifty_is_forecast_alike(
    learnt: tuple[Forecaster, Outcomes], embedder: Embedder
) -> None:
    forecaster, later = learnt
    many = forecaster.forecast(forecaster.inputs(later.texts[:50], later.moments[:50], embedder), later.level[:50])
    one = forecaster.forecast(forecaster.inputs(later.texts[3:4], later.moments[3:4], embedder), later.level[3:4])
    np.testing.assert_allclose(one.centre, many.centre[3:4], rtol=1e-5)


def test_shuffled_counts_teach_nothing(received: list[Thread], embedder: Embedder) -> None:
    rng = np.random.default_rng(3)
    given = [thread.posts[0].metrics for thread in received]
    mixed = [
        Thread((replace(thread.posts[0], metrics=given[place]),))
        for thread, place in zip(received, rng.permutation(len(received)), strict=True)
    ]
    history = History.of(roots(mixed))
    forecaster, _ = small().learn(Outcomes.of(mixed[:168], history), history.newest(5), embedder)
    later = Outcomes.of(mixed, history, after=mixed[170].posts[0].time)
    inputs = forecaster.inputs(later.texts, later.moments, embedder)
    found = forecaster.forecast(inputs, later.level).centre[:, 0]
    assert abs(stats.spearmanr(found, later.targets[:, 0]).statistic) <= 2 / np.sqrt(len(later))


def test_texts_that_are_no_posts_and_another_encoder_are_refused(
    learnt: tuple[Forecaster, Outcomes], embedder: Embedder, tmp_path: Path
) -> None:
    forecaster, later = learnt
    for text, words in ((" \n", "the text is empty"), ("x" * 25_001, "has 25,001 characters")):
        with pytest.raises(MilesError, match=words):
            forecaster.inputs([text], later.moments[:1], embedder)
    assert len(forecaster.inputs(["x" * 25_000], later.moments[:1], embedder)) == 1
    other = Embedder(make_encoder(tmp_path / "other", width=16))
    with pytest.raises(MilesError, match="learnt with the encoder"):
        forecaster.inputs(["bitcoin"], later.moments[:1], other)


def test_a_forecast_follows_what_settled_before_it_and_nothing_else(
    learnt: tuple[Forecaster, Outcomes], embedder: Embedder
) -> None:
    """The canary: counts of the last two days before a post, its own and all later ones do not touch its doubt."""
    forecaster, later = learnt
    made = forecaster.forecast(forecaster.inputs(later.texts, later.moments, embedder), later.level, later.slow)
    row = len(later) // 2
    planted = later.targets.copy()
    planted[later.times > later.times[row] - 2 * 86_400] = 50.0
    honest, other = (forecaster.follow(made, later.times, targets) for targets in (later.targets, planted))
    np.testing.assert_array_equal(honest.residuals[: row + 1], other.residuals[: row + 1])
    assert (honest.residuals[-1, 0] != other.residuals[-1, 0]).any()
    np.testing.assert_array_equal(honest.centre, made.centre)


def test_counts_that_fell_for_good_are_soon_covered_again(received: list[Thread], embedder: Embedder) -> None:
    """A drifting author: noise grows fourfold when the lesson is over."""
    rng = np.random.default_rng(5)
    wild = [
        replace(root, metrics=replace(root.metrics, likes=round(root.metrics.likes * float(np.exp(rng.normal())))))
        for root in (thread.posts[0] for thread in received[170:])
    ]
    drifted = [*received[:170], *(Thread((post,)) for post in wild)]
    history = History.of(roots(drifted))
    forecaster, _ = small().learn(Outcomes.of(drifted[:168], history), history.newest(50), embedder)
    later = Outcomes.of(drifted, history, after=drifted[190].posts[0].time)
    made = forecaster.forecast(forecaster.inputs(later.texts, later.moments, embedder), later.level, later.slow)
    held, followed = (
        np.mean((later.targets >= each.quantile(0.1)) & (later.targets <= each.quantile(0.9)), axis=0)[0]
        for each in (made, forecaster.follow(made, later.times, later.targets))
    )
    assert followed > held + 0.1


def test_few_posts_teach_no_forecast(received: list[Thread], embedder: Embedder) -> None:
    history = History.of(roots(received))
    with pytest.raises(MilesError, match="9 root posts with counts are too few"):
        small().learn(Outcomes.of(received[:20], history), history, embedder)


def test_scores_stand_beside_the_baselines(learnt: tuple[Forecaster, Outcomes], embedder: Embedder) -> None:
    forecaster, later = learnt
    scores = score_forecasts(forecaster, forecaster.inputs(later.texts, later.moments, embedder), later, resamples=100)
    assert {"forecaster", "trailing median", "length only", "ridge TF-IDF", "LightGBM MiniLM"} <= set(scores)
    ours = scores["forecaster"]
    assert ours["spearman"].n == len(later)
    assert ours["spearman"].value > scores["length only"]["spearman"].value + 0.2
    assert {"coverage", "calibration", "calibration_chance", "unknown", "spearman_gain", "spearman/replies"} <= set(
        ours
    )
    assert "spearman/impressions" not in ours


def test_the_pinball_loss_is_least_at_the_quantiles() -> None:
    """Of 1,000 numbers, a constant answer is best at their own quantiles (Koenker & Bassett 1978)."""

    class Constant(torch.nn.Module):
        def __init__(self, values: list[float]) -> None:
            super().__init__()
            self.values = torch.nn.Parameter(torch.tensor(values))

        def forward(self, rows: torch.Tensor) -> torch.Tensor:
            return self.values.expand(len(rows), 1, len(QUANTILES))

    numbers = np.random.default_rng(0).normal(size=1000)
    best = np.quantile(numbers, QUANTILES)
    batch = torch.zeros(1000, 2), torch.tensor(numbers[:, None], dtype=torch.float32)
    loss = Engage(Constant(best.tolist()))._loss(batch)
    for place in range(len(QUANTILES)):
        moved = best.copy()
        moved[place] += 0.1
        assert Engage(Constant(moved.tolist()))._loss(batch) > loss
    unknown = torch.full((1000, 1), torch.nan)
    both = torch.zeros(1000, 2), torch.cat([batch[1], unknown], dim=1)

    class Twice(Constant):
        def forward(self, rows: torch.Tensor) -> torch.Tensor:
            return super().forward(rows).expand(len(rows), 2, len(QUANTILES))

    assert float(Engage(Twice(best.tolist()))._loss(both).detach()) == pytest.approx(float(loss.detach()))
