from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.embed import Embedder
from miles.post.error import MilesError
from tiny import make_encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_encoder(tmp_path / "encoder")


def test_a_text_is_the_mean_of_its_tokens_at_unit_length(folder: Path) -> None:
    table = np.load(folder.parent / "table.npy")
    found = Embedder(folder).embed(["bitcoin up", "gold", "bitcoin up"])
    wanted = (table[1] + table[5]) / 2
    np.testing.assert_allclose(found[0], wanted / np.linalg.norm(wanted), rtol=1e-5)
    np.testing.assert_allclose(found[1], table[4] / np.linalg.norm(table[4]), rtol=1e-5)
    np.testing.assert_array_equal(found[0], found[2])


def test_company_in_a_batch_changes_nothing(folder: Path) -> None:
    texts = ["bitcoin", "alts down down down why", "macro when gold", "hold"] * 3
    embedder = Embedder(folder)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    for batch in (1, 2, 5, 32):
        np.testing.assert_allclose(embedder.embed(texts, batch), alone, atol=1e-6)


def test_an_empty_list_gives_no_rows(folder: Path) -> None:
    assert Embedder(folder).embed([]).shape == (0, 32)


def test_weights_other_than_the_card_names_are_refused(folder: Path) -> None:
    (folder / "encoder.json").write_text(json.dumps({"name": "table", "precision": "fp32", "sha256": "0" * 64}))
    with pytest.raises(MilesError, match=r"encoder\.json names 000000000000"):
        Embedder(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(MilesError, match=r"tokenizer\.json missing"):
        Embedder(folder)
