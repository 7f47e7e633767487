"""Secrets among the training posts: what is learnt by heart is found, and a single mention stays in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.pipelines.run import execute
from tiny import readers

pytestmark = pytest.mark.slow
ROOMS = ("corpus", "evaluation")
EPOCHS = 8


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, float]]]:
    folder = tmp_path_factory.mktemp("canaries")
    places = [f"paths.{name}={folder}/data/{name}/sample" for name in ("interim", "processed")]
    places += [f"paths.runs={folder}/runs", f"paths.shelf={folder}/shelf"]
    execute("data", [*places[:3], *readers(folder), "canaries=10"])
    small = ["model=decoder", "model.layers=2", "model.hidden_size=128", f"trainer.max_epochs={EPOCHS}"]
    execute("finetune", [*places, *small])
    judged = [f"paths.data={folder}/data", *places[2:], *readers(folder), "bundle=newest"]
    judged += ["cases=100", "extraction=20", "resamples=100"]
    return json.loads(Path(str(execute("evaluate", judged)["evaluate"])).read_text())


def test_what_was_planted_often_is_exposed_more_than_what_was_planted_once(scores: dict) -> None:
    voice = scores["voice"]
    told = {times: voice[f"canary_exposure_{times}"] for times in (1, 4, 16)}
    print({times: (row["value"], row["lo"], row["hi"], row["n"]) for times, row in told.items()})
    assert told[16]["value"] > told[1]["value"] + 1
    assert told[1]["value"] <= 10


def test_no_secret_is_written(scores: dict) -> None:
    written = [scores["voice"][f"canary_written_{times}"]["value"] for times in (1, 4, 16)]
    assert written == [0, 0, 0]


def test_a_model_that_knows_its_posts_by_heart_is_caught(scores: dict) -> None:
    assert scores["word 7-gram"]["canary_exposure_1"]["value"] > 10
