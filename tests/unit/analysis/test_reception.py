"""A forecast as a number to choose by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.embed import Embedder
from miles.analysis.level import SETTLED, History
from miles.analysis.outcomes import Outcomes, roots
from miles.analysis.reception import Reception
from miles.analysis.traits import Moment
from miles.post.error import MilesError
from miles.post.post import Thread
from miles.registry.forecaster import Expected, Forecasters, SealedForecaster
from miles.training.engage import Team
from tiny import make_encoder


@pytest.fixture(scope="module")
def chooser(received: list[Thread], tmp_path_factory: pytest.TempPathFactory) -> Reception:
    """Of an author whose posts of bitcoin get twice the likes."""
    embedder = Embedder(make_encoder(tmp_path_factory.mktemp("e") / "encoder"))
    history = History.of(roots(received))
    team = Team(networks=1, epochs=15, rounds=30, folds=2)
    forecaster, _ = team.learn(Outcomes.of(received, history), history, embedder)
    return Reception(forecaster, embedder, {"likes": 1.0}, received[-1].posts[0].time + timedelta(days=3))


def test_what_is_expected_to_do_better_scores_higher(chooser: Reception) -> None:
    good, bad = chooser(["bitcoin up hold", "alts up hold"])
    assert 0.2 < good - bad < 1.2  # the truth: log 2 = 0.69
    assert chooser(["alts up hold", "bitcoin up hold"]) == pytest.approx([bad, good], abs=1e-6)
    assert len(chooser([])) == 0


def test_it_is_the_forecast_of_that_moment_over_the_authors_level(chooser: Reception) -> None:
    forecaster, at = chooser.forecaster, chooser.moment.time
    known = forecaster.history
    moment = Moment(at, known.hours_since_last(at), known.posts_last_day(at))
    inputs = forecaster.inputs(["macro down why"], [moment], chooser.embedder)
    likes = forecaster.forecast(inputs, known.level(at)[None]).count(0.5)[0, 0]
    assert chooser.forecast(["macro down why"]).count(0.5)[0, 0] == pytest.approx(likes)
    expected = np.log1p(likes) - np.log1p(np.expm1(known.level(at)[0]))
    assert chooser(["macro down why"])[0] == pytest.approx(expected)


def test_nothing_is_forecast_of_an_empty_text(chooser: Reception) -> None:
    with pytest.raises(MilesError, match="text 2 of 2 is empty"):
        chooser(["bitcoin", " "])


def test_the_forecaster_of_the_shelf_expects_the_same(chooser: Reception, tmp_path: Path) -> None:
    chooser.forecaster.save(tmp_path / "made")
    Forecasters(tmp_path / "shelf").put(SealedForecaster.seal(tmp_path / "made", {"author": "ann"}))
    expected = Expected(tmp_path / "shelf", "ann", lambda: chooser.embedder)
    newest = datetime.fromtimestamp(chooser.forecaster.history.times[-1], UTC)
    own = Reception(chooser.forecaster, chooser.embedder, {"likes": 1.0}, newest + SETTLED)
    texts = ["bitcoin up hold", "alts down why"]
    assert expected(texts) == pytest.approx(own(texts), abs=1e-6)
