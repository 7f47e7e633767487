"""A profile on the shelf beside voices and forecasters, under its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.registry.profile import Profiles, SealedProfile


def test_a_profile_is_put_and_found_and_changes_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "facts.json").write_text("{}")
    sealed = SealedProfile.seal(tmp_path / "made", {"author": "ann", "newest_post": "2025-01-01"})
    shelf = Profiles(tmp_path / "shelf")
    assert shelf.put(sealed).hash == shelf.get("best", "ann").hash == sealed.hash
    (shelf.get("best", "ann").path / "facts.json").write_text('{"posts": 9}')
    with pytest.raises(MilesError, match="changed after sealing"):
        shelf.get("best", "ann")
    with pytest.raises(MilesError, match="make analyse"):
        Profiles(tmp_path / "none").get("best")
