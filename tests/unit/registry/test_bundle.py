from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from miles.engine.prompt import PROMPT_VERSION
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.sealed import _hash

MANIFEST = "bundle.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_file({"weight": np.arange(64, dtype=np.float32)}, tmp_path / "model.safetensors")
    (tmp_path / "tokenizer.json").write_text("{}")
    return tmp_path


def test_a_bundle_is_named_by_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    bundle = Bundle.seal(folder, {"author": "ann"})
    assert bundle.name == f"ann:{bundle.hash}"
    assert Bundle.open(folder).manifest == json.loads((folder / MANIFEST).read_text())
    other = Bundle.seal(folder, {"author": "ann", "newest_post": "2024-12-31"})
    assert other.hash != bundle.hash


@pytest.mark.parametrize("bit", [0, 100, 1000, 2000])
def test_one_flipped_bit_is_refused(folder: Path, bit: int) -> None:
    Bundle.seal(folder, {"author": "ann"})
    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    weights.write_bytes(data)
    with pytest.raises(MilesError, match=r"changed after sealing: model\.safetensors"):
        Bundle.open(folder)


def test_a_foreign_file_a_missing_file_and_a_new_manifest_are_refused(folder: Path) -> None:
    Bundle.seal(folder, {"author": "ann"})
    (folder / "evil.pkl").write_bytes(b"x")
    with pytest.raises(MilesError, match=r"evil\.pkl"):
        Bundle.open(folder)
    (folder / "evil.pkl").unlink()
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**manifest, "author": "bob"}))
    with pytest.raises(MilesError, match="changed after sealing"):
        Bundle.open(folder)
    (folder / MANIFEST).write_text("{")
    with pytest.raises(MilesError, match="is broken"):
        Bundle.open(folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(MilesError, match="is not a bundle"):
        Bundle.open(folder)


def test_the_labellers_versions_are_part_of_the_prompt_version(folder: Path) -> None:
    labels = {"sentiment": "vader-1", "topic": "kmeans-2"}
    bundle = Bundle.seal(folder, {"author": "ann", "labels": labels})
    assert bundle.manifest["prompt_version"] == f"{PROMPT_VERSION}+vader-1+kmeans-2"
    assert Bundle.open(folder).hash == bundle.hash
    assert Bundle.seal(folder, {"author": "ann", "labels": labels | {"topic": "kmeans-3"}}).hash != bundle.hash


def test_another_prompt_version_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = Bundle.seal(folder, {"author": "ann"})
    older = {**bundle.manifest, "prompt_version": "0"}
    older["hash"] = _hash(older)
    (folder / MANIFEST).write_text(json.dumps(older))
    with pytest.raises(MilesError, match="reads prompt version 0"):
        Bundle.open(folder)


def test_weights_and_author_are_needed(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="needs an author"):
        Bundle.seal(tmp_path, {})
    with pytest.raises(MilesError, match="no safetensors"):
        Bundle.seal(tmp_path, {"author": "ann"})
