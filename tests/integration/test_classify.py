"""Labelled texts to a head that is kept with its card, and that the other verbs then hear with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.model.classifier import Shipped
from miles.pipelines.run import execute
from miles.post.error import MilesError
from tiny import make_bert, make_task


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("classify")
    encoder = make_bert(folder / "bert")
    make_task(folder / "task")
    return folder, [
        f"texts={folder}/task", f"paths.heads={folder}/heads", f"paths.runs={folder}/runs", "trainer.max_epochs=12",
        f"model.encoder={encoder}", f"served.encoder={encoder}", "training.lr=2e-2", "corpus.batch=8", "model.rank=2",
    ]  # fmt: skip


def test_a_head_is_trained_judged_and_kept(places: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    folder, settings = places
    path = Path(str(execute("classify", settings)["classify"]))
    told = capsys.readouterr().out
    assert told.strip().endswith(str(path))
    scores = json.loads(path.read_text())
    assert scores["head"]["macro_recall"]["value"] > 0.9
    assert {"char+word TF-IDF, SVM", "most frequent label", "VADER with trade words"} <= set(scores)
    kept = folder / "heads" / "sentiment"
    card = json.loads((kept / "card.json").read_text())
    assert card["test"]["macro_recall"]["value"] == pytest.approx(scores["head"]["macro_recall"]["value"], abs=1e-5)
    assert "mean recall" in (kept / "README.md").read_text()
    listener = Shipped(str(kept), str(folder / "built"), str(folder / "bert")).sentiment()
    assert listener.score("the day good") > 0.3 > -0.3 > listener.score("the day bad")


def test_a_folder_without_the_task_is_told(places: tuple[Path, list[str]]) -> None:
    _, settings = places
    with pytest.raises(MilesError, match=r"mapping\.txt"):
        execute("classify", [*settings, "task=emotion"])
