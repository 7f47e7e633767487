from __future__ import annotations

from pathlib import Path

import pytest

from miles.engine.sampling import Sampling
from miles.post.error import MilesError
from miles.registry.shelf import Shelf
from miles.training.voicing import Voicing


def test_what_is_missing_is_told_before_training(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="no posts at"):
        Voicing(str(tmp_path), Shelf(tmp_path), "ann", None, True, Sampling())
