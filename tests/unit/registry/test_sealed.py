from __future__ import annotations

from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.registry.forecaster import SealedForecaster


def test_the_name_follows_from_every_byte_and_fact(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("1")
    names = [SealedForecaster.seal(tmp_path, {"author": "ann", "n": n}).hash for n in (1, 1, 2)]
    (tmp_path / "a.json").write_text("2")
    names.append(SealedForecaster.seal(tmp_path, {"author": "ann", "n": 2}).hash)
    assert names[0] == names[1]
    assert len(set(names)) == 3


def test_a_changed_file_is_named_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("1")
    made = SealedForecaster.seal(tmp_path, {"author": "ann"})
    assert SealedForecaster.open(tmp_path).manifest == made.manifest
    (tmp_path / "a.json").write_text("2")
    with pytest.raises(MilesError, match=r"changed after sealing: a\.json\n.*make engage"):
        SealedForecaster.open(tmp_path)
