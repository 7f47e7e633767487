from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf


def bundle(folder: Path, author: str, number: int) -> Bundle:
    folder = folder / f"{author}{number}"
    folder.mkdir()
    save_file({"weight": np.full(4, number, dtype=np.float32)}, folder / "model.safetensors")
    return Bundle.seal(folder, {"author": author, "synthetic": True, "newest_post": "2024-12-31"})


def judged(bits: float, cases: str = "a", is_comparable: bool = True) -> dict[str, object]:
    return {"bits_per_char": bits, "cases": cases, "is_comparable": is_comparable}


def test_an_empty_shelf_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="run `make train` first"):
        Shelf(tmp_path / "shelf").get("best")


def test_put_get_by_name_hash_newest_and_best(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    one, two = (shelf.put(bundle(tmp_path, "ann", k)) for k in (1, 2))
    assert shelf.get(one.name).hash == shelf.get(one.hash[:8]).hash == one.hash
    assert shelf.get("newest").hash == shelf.get("best").hash == two.hash
    shelf.judge(one, judged(1.9))
    shelf.judge(two, judged(2.1))
    assert shelf.get("best", "ann").hash == one.hash
    shelf.judge(two, judged(1.5, is_comparable=False))
    assert shelf.get("best").hash == one.hash
    shelf.judge(two, judged(2.5, cases="b"))
    assert shelf.get("best").hash == two.hash, "bits on other posts do not compare"


def test_authors_stand_apart(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    ann, bob = shelf.put(bundle(tmp_path, "ann", 1)), shelf.put(bundle(tmp_path, "bob", 2))
    assert shelf.get("best").hash == bob.hash
    assert shelf.get("best", "ann").hash == ann.hash
    with pytest.raises(MilesError, match=r"no voice of 'eve'.*\n.*there are: ann, bob"):
        shelf.get("best", "eve")
    with pytest.raises(MilesError, match="no bundle 'ffff0000'"):
        shelf.get("ffff0000")


def test_the_same_bundle_is_kept_once_and_bentoml_sees_it(tmp_path: Path) -> None:
    import bentoml

    shelf = Shelf(tmp_path / "shelf")
    one = bundle(tmp_path, "ann", 1)
    shelf.put(one)
    shelf.put(one)
    models = bentoml.models.list(_model_store=shelf._store())
    assert [str(model.tag) for model in models] == [one.name]
