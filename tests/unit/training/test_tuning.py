"""Fine-tuning a tiny encoder on posts whose reception follows a rule."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from miles.analysis.embed import Embedder
from miles.analysis.engagement import ENCODER, Forecaster, without_links
from miles.analysis.level import History
from miles.analysis.outcomes import Outcomes, roots
from miles.analysis.predictors import Inputs
from miles.post.error import MilesError
from miles.post.post import Thread
from miles.training.engage import Team
from miles.training.tuning import NAME, Tuning
from tiny import make_bert, make_encoder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_bert(tmp_path_factory.mktemp("bert")))


def tuning(folder: Path, source: str, **changes: float) -> Tuning:
    return Tuning(str(folder), source, **({"rank": 4, "lr": 1e-2, "epochs": 2, "batch": 16, "dropout": 0.0} | changes))


def posts(n: int = 64) -> tuple[Inputs, np.ndarray]:
    """What speaks of bitcoin does well; a count that nobody tells stands beside it."""
    texts = [("bitcoin up", "gold down")[k % 2] + " we hold" * (k % 3) for k in range(n)]
    targets = np.stack([np.where(np.arange(n) % 2, -1.0, 1.0), np.full(n, np.nan)], axis=1)
    return Inputs(texts, np.zeros((n, 16), np.float32), np.zeros((n, 3))), targets


def likeness(vectors: np.ndarray) -> float:
    """Mean cosine between a post that did well and one that did badly."""
    return float((vectors[::2] @ vectors[1::2].T).mean())


def test_posts_that_were_received_otherwise_move_apart(source: str, tmp_path: Path) -> None:
    inputs, targets = posts()
    before = tuning(tmp_path, source, epochs=2, lr=0.0).tune(inputs, targets).embed(inputs.texts)
    after = tuning(tmp_path, source, epochs=10).tune(inputs, targets).embed(inputs.texts)
    assert np.linalg.norm(after, axis=1) == pytest.approx(np.ones(len(inputs)), abs=1e-5)
    assert likeness(after) < likeness(before) - 0.1


def test_only_adapters_and_the_net_learn_and_the_seed_decides(source: str, tmp_path: Path) -> None:
    inputs, targets = posts(32)
    torch.manual_seed(7)
    one = tuning(tmp_path, source).tune(inputs, targets)
    torch.manual_seed(8)
    other = tuning(tmp_path, source).tune(inputs, targets)
    np.testing.assert_array_equal(one.embed(inputs.texts), other.embed(inputs.texts))
    learnt = {name for name, weight in one.net.named_parameters() if weight.requires_grad}
    assert all("lora_" in name or name.startswith("net.") for name in learnt)
    assert any("lora_" in name for name in learnt)


def test_what_is_served_says_the_same(source: str, tmp_path: Path) -> None:
    inputs, targets = posts(32)
    tuned = tuning(tmp_path / "written", source).tune(inputs, targets)
    texts = ["bitcoin https://t.co/x up", "gold", "we hold " * 400]
    eager = tuned.embed(texts)
    served = tuned.embedder()
    np.testing.assert_allclose(served.embed(without_links(texts)), eager, atol=1e-4)
    assert served.version.startswith(f"{NAME}-")
    assert served.precision == "fp32"


def test_the_forecaster_brings_the_encoder_it_was_taught_with(
    received: list[Thread], source: str, tmp_path: Path
) -> None:
    history = History.of(roots(received))
    before, later = Outcomes.of(received[:100], history), Outcomes.of(received[100:120], history)
    general = Embedder(make_encoder(tmp_path / "general"))
    taught = tuning(tmp_path / "own", source, epochs=1)
    team = Team(networks=1, epochs=2, rounds=5, folds=2, tuning=taught)
    made, _ = team.learn(before, history, general)
    made.save(tmp_path / "kept")
    (tmp_path / "own" / "model.onnx").unlink()
    again = Forecaster.load(tmp_path / "kept")
    assert again.ear is not None
    assert again.ear.folder == tmp_path / "kept" / ENCODER
    assert again.encoder == again.ear.version
    one, other = (
        each.forecast(each.inputs(later.texts, later.moments, each.ear), later.level) for each in (made, again)
    )
    np.testing.assert_allclose(one.centre, other.centre, rtol=1e-6)
    with pytest.raises(MilesError, match=f"learnt with the encoder {NAME}"):
        again.inputs(later.texts, later.moments, general)


def test_a_fold_is_heard_by_an_encoder_that_saw_none_of_its_counts(received: list[Thread], source: str) -> None:
    """The canary: counts of the posts that are forecast out of fold do not touch their vectors."""
    history = History.of(roots(received))
    outcomes = Outcomes.of(received[:60], history)
    team = Team(tuning=tuning(Path("unused"), source, epochs=1))
    inputs = Inputs(outcomes.texts, np.zeros((len(outcomes), 16), np.float32), np.zeros((len(outcomes), 3)))
    learnt = np.arange(30)
    planted = outcomes.targets.copy()
    planted[30:] = 50.0
    one, other = (team._heard(inputs, targets, learnt).vectors for targets in (outcomes.targets, planted))
    np.testing.assert_array_equal(one, other)
    planted[:30] = -planted[:30]
    assert not np.array_equal(one, team._heard(inputs, planted, learnt).vectors)
