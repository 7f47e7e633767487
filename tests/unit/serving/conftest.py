"""One shelf for all tests of the online half: making a voice takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from served import make_shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shelf with one voice that really writes."""
    return make_shelf(tmp_path_factory.mktemp("served")).folder
