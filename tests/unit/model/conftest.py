"""A base model for adapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiny import make_base


@pytest.fixture(scope="session", params=["llama-tied", "qwen2-untied"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("base"), request.param)
