"""One shelf for all tests of the online half: making a voice takes seconds. Those that change it get a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from miles.registry.shelf import Shelf
from served import make_shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shelf with one voice that really writes."""
    return make_shelf(tmp_path_factory.mktemp("served")).folder


@pytest.fixture
def own(shelf: Path, tmp_path: Path) -> Shelf:
    """A copy of the shelf that a test may change."""
    shutil.copytree(shelf, tmp_path / "shelf")
    return Shelf(tmp_path / "shelf", "tests")
