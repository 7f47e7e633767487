"""The shipped head and the packaged encoder label what a voice is taught, and the manifest says so."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from miles.corpus.drafts import read_pairs
from miles.model.classifier import Shipped
from miles.pipelines.run import execute
from miles.post.draft import Sentiment

pytestmark = pytest.mark.slow
ROOMS = ("analysis", "corpus", "model")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("labels")


@pytest.fixture(scope="module")
def prepared(folder: Path) -> Path:
    places = [f"paths.{name}={folder}/{name}" for name in ("interim", "processed", "runs", "encoder")]
    return Path(str(execute("data", places)["prepare"]))


def test_the_head_and_the_topics_are_the_labellers(prepared: Path) -> None:
    labels = json.loads((prepared / "manifest.json").read_text())["labels"]
    assert labels["sentiment"].startswith("sentiment-")
    assert labels["topic"].startswith("tfidf-kmeans-")
    wished = {pair.draft.sentiment for pair in read_pairs(prepared / "train.parquet")} - {None}
    assert wished == set(Sentiment)


def test_the_shipped_head_hears_what_people_hear(prepared: Path, folder: Path, root: Path) -> None:
    listener = Shipped(str(root / "data" / "heads" / "sentiment"), f"{folder}/encoder-sentiment").sentiment()
    glad = ["What a great day, I love it", "Congratulations, wonderful work", "So happy with this result!"]
    sad = ["This is awful", "I hate losing money like that", "Worst week of the year, terrible"]
    flat = ["The meeting is at nine", "Bitcoin trades at 60,000", "The report comes out on Tuesday"]
    assert (listener.scores(glad) > 0.3).all()
    assert (listener.scores(sad) < -0.3).all()
    assert np.abs(listener.scores(flat)).mean() < 0.3
