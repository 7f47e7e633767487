from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from miles.post.error import MilesError
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.stage import Stage


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


def test_production_is_a_name_for_the_voice_that_serves(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess")
    ann, bob = shelf.put(bundle(tmp_path, "ann", 1)), shelf.put(bundle(tmp_path, "bob", 2))
    with pytest.raises(MilesError, match=r"no voice is in production\n.*promote one: make promote.*`make shelf` lists"):
        shelf.get("production")
    shelf.move(ann, Stage.PRODUCTION, {}, "first", None)
    assert shelf.get("production").name == ann.name
    with pytest.raises(MilesError, match=r"no voice of bob is in production\n.*there are: ann"):
        shelf.get("production", "bob")
    shelf.move(bob, Stage.PRODUCTION, {}, "first", None)
    assert shelf.get("production", "bob").name == bob.name
    with pytest.raises(MilesError, match=r"no author is named\n.*AUTHOR=; there are: ann, bob"):
        shelf.get("production")
    with pytest.raises(MilesError, match="no author is named"):
        shelf.rollback(None, "why")
    with pytest.raises(MilesError, match="eve:9 is not on the shelf"):
        shelf.stage(Bundle(tmp_path, {"author": "eve", "hash": "9"}))


def test_who_serves_is_the_voice_in_production_else_the_best(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess")
    with pytest.raises(MilesError, match="is empty"):
        shelf.get("serving")
    one, two = (shelf.put(bundle(tmp_path, "ann", number)) for number in (1, 2))
    shelf.judge(one, judged(2.0))
    shelf.judge(two, judged(1.9))
    assert shelf.get("serving").name == shelf.get("serving", "ann").name == two.name
    shelf.move(one, Stage.PRODUCTION, {}, "first", None)
    assert shelf.get("serving").name == shelf.get("serving", "ann").name == one.name
    bob = shelf.put(bundle(tmp_path, "bob", 3))
    assert shelf.get("serving", "bob").name == shelf.get("serving").name == bob.name, "bob was shelved last"


def test_a_name_with_another_author_is_no_ones(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    ann = shelf.put(bundle(tmp_path, "ann", 1))
    assert shelf.get(f"ann:{ann.hash[:8]}").name == ann.name
    with pytest.raises(MilesError, match=f"no bundle 'bob:{ann.hash}'"):
        shelf.get(f"bob:{ann.hash}")


def test_a_name_that_a_config_reads_as_a_number_is_a_name(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who=1000)  # type: ignore[arg-type]
    assert shelf.move(shelf.put(bundle(tmp_path, "ann", 1)), Stage.STAGING, {}, "why", None).who == "1000"


def test_whoever_decided_before_another_voice_came_decides_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess")
    one, two = (shelf.put(bundle(tmp_path, "ann", k)) for k in (1, 2))
    shelf.move(one, Stage.PRODUCTION, {}, "first", None)
    with pytest.raises(MilesError, match=f"{one.name} came into production while this was decided"):
        shelf.move(two, Stage.PRODUCTION, {}, "late", None)
    assert [entry.event for entry in shelf.entries()] == ["shelved", "shelved", "promoted"]


def test_scores_are_kept_by_content_beside_the_voice(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess")
    one, scores = shelf.put(bundle(tmp_path, "ann", 1)), tmp_path / "scores.json"
    for text in ("{}", "{} ", "{}"):
        scores.write_text(text)
        facts = shelf.judge(one, judged(1.9, cases="a" * 64), scores).facts
        kept = shelf.folder / facts["kept"]
        assert kept.name == f"{one.hash}-{'a' * 12}-{facts['sha256'][:8]}.json"
        assert (kept.read_text(), file_sha256(kept)) == (text, facts["sha256"])
    assert len(list(kept.parent.iterdir())) == 2
    (kept.parent / ".x.tmp").write_text("torn")
    (kept.parent / "copied but never logged.json").write_text("{}")
    shelf.judge(one, judged(1.9, cases="a" * 64), scores)
    assert len(list(kept.parent.iterdir())) == 2


def test_a_comparison_names_all_that_a_promotion_asks_for(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess")
    one = shelf.put(bundle(tmp_path, "ann", 1))
    with pytest.raises(MilesError, match="a comparison without seal, file proves nothing"):
        shelf.compared(one, {"against": "ann:2", "winner": None, "verdict": "v"})


def test_a_bundle_that_a_killed_run_copied_by_half_is_copied_anew(tmp_path: Path) -> None:
    shelf, one = Shelf(tmp_path / "shelf"), bundle(tmp_path, "ann", 1)
    place = shelf.put(one).path
    (place / "model.safetensors").unlink()
    shelf.put(one)
    (place / "model.yaml").unlink()
    assert shelf.put(one).hash == one.hash
    assert (place / "model.yaml").is_file()


def test_the_same_bundle_is_kept_once_and_bentoml_sees_it(tmp_path: Path) -> None:
    import bentoml

    shelf = Shelf(tmp_path / "shelf")
    one = bundle(tmp_path, "ann", 1)
    shelf.put(one)
    shelf.put(one)
    models = bentoml.models.list(_model_store=shelf._store())
    assert [str(model.tag) for model in models] == [one.name]
