"""A head over a table of word vectors: probabilities by arithmetic, and files that are what the card says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from miles.analysis.embed import Embedder
from miles.analysis.head import SCALE, Head, heard, read_card
from miles.post.error import MilesError
from miles.post.whole import file_sha256
from tiny import make_encoder


@pytest.fixture
def embedder(tmp_path: Path) -> Embedder:
    return Embedder(make_encoder(tmp_path / "encoder"))


def test_probabilities_are_a_softmax_over_the_vector(embedder: Embedder) -> None:
    rng = np.random.default_rng(0)
    weight, bias = rng.normal(size=(2, 32)).astype(np.float32), np.array([0.5, -0.5], np.float32)
    (vector,) = embedder.embed(["bitcoin up"])
    logits = SCALE * weight @ vector + bias
    share = 1 / (1 + np.exp(logits[0] - logits[1]))
    found = Head(embedder, weight, bias, ["no", "yes"], "v").probabilities(["bitcoin up"])
    assert found[0, 1] == pytest.approx(share, rel=1e-4)
    assert Head(embedder, weight, bias, ["no", "yes"], "v").guess(["bitcoin up"]).tolist() == [int(share > 0.5)]


def test_links_and_names_are_heard_alike() -> None:
    assert heard("@Some_One look https://t.co/abc now") == "@user look http now"


def test_a_folder_that_is_not_what_its_card_says_is_refused(tmp_path: Path, embedder: Embedder) -> None:
    with pytest.raises(MilesError, match="no trained head"):
        read_card(tmp_path)
    save_file({"weight": np.zeros((2, 32), np.float32), "bias": np.zeros(2, np.float32)}, tmp_path / "head.safetensors")
    files = {"head.safetensors": file_sha256(tmp_path / "head.safetensors")}
    (tmp_path / "card.json").write_text(json.dumps({"task": "t", "labels": ["a", "b"], "files": files}))
    assert Head.load(tmp_path, embedder).labels == ("a", "b")
    save_file({"weight": np.ones((2, 32), np.float32), "bias": np.zeros(2, np.float32)}, tmp_path / "head.safetensors")
    with pytest.raises(MilesError, match=r"head\.safetensors"):
        Head.load(tmp_path, embedder)
