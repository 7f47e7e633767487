from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from miles.registry.bundle import Bundle
from miles.registry.confidence import Confidence, Confidences, SealedConfidence
from miles.registry.packed import PACKED, pack_shelf
from miles.registry.profile import Profiles, SealedProfile
from miles.registry.shelf import Shelf


def _voice(folder: Path, author: str, content: bytes) -> Bundle:
    place = folder / f"made-{author}-{content.decode()}"
    place.mkdir()
    (place / "model.safetensors").write_bytes(content)
    return Bundle.seal(place, {"author": author, "synthetic": True})


def _profile(folder: Path, author: str, told: str) -> SealedProfile:
    place = folder / f"profile-{author}-{told}"
    place.mkdir()
    (place / "facts.json").write_text(json.dumps(told))
    return SealedProfile.seal(place, {"author": author})


def test_the_new_shelf_has_the_voice_the_newest_of_each_kind_and_nobody_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", "me")
    made = [_voice(tmp_path, author, content) for author, content in (("ann", b"1"), ("ann", b"2"), ("bob", b"3"))]
    ann, _, _ = [shelf.put(voice) for voice in made]
    profiles = Profiles(shelf.folder, "me")
    told_of = [_profile(tmp_path, author, told) for author, told in (("ann", "old"), ("ann", "new"), ("bob", "x"))]
    _, newest, _ = [profiles.put(profile) for profile in told_of]
    told = pack_shelf(shelf, ann, tmp_path / "packed")
    assert told == {"voice": ann.name, "profile": newest.name} == json.loads((tmp_path / "packed" / PACKED).read_text())
    packed = Shelf(tmp_path / "packed")
    assert packed.get("serving").name == ann.name
    assert Profiles(packed.folder).get("best", "ann").hash == newest.hash
    found = {path.parent.name for path in (tmp_path / "packed" / "models").glob("*/*/")}
    assert found == {"ann", "ann.profile"}
    assert [len(store.entries()) for store in (packed, Profiles(packed.folder))] == [1, 1]


def test_an_author_without_a_profile_has_a_voice_all_the_same(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", "me")
    voice = shelf.put(_voice(tmp_path, "ann", b"1"))
    assert pack_shelf(shelf, voice, tmp_path / "packed") == {"voice": voice.name}


def test_the_calibration_goes_along_that_the_voice_is_given_also_a_lent_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", "me")
    voice, other = [shelf.put(_voice(tmp_path, "ann", content)) for content in (b"1", b"2")]
    kept = Confidences(shelf.folder, "me")
    known = Confidence(voice=voice.name, basis="proxy", likeness=0.2, knots=((0.0, 0.1), (1.0, 0.9)))
    mine = kept.put(SealedConfidence.of(known, tmp_path / "mine", {"author": "ann"}))
    theirs = replace(known, voice=other.name)
    kept.put(SealedConfidence.of(theirs, tmp_path / "theirs", {"author": "ann"}))
    told = pack_shelf(shelf, voice, tmp_path / "packed")
    assert told["confidence"] == mine.name
    assert Confidences(tmp_path / "packed").of(voice.name) == known
    form = Bundle.seal(_forms(tmp_path), {"author": "ann", "synthetic": True, "parent": voice.name, "form": "onnx"})
    pack_shelf(shelf, shelf.put(form), tmp_path / "small")
    assert Confidences(tmp_path / "small").of(form.name) == replace(known, is_lent=True)


def _forms(folder: Path) -> Path:
    place = folder / "form"
    place.mkdir()
    (place / "model.safetensors").write_bytes(b"4")
    return place
