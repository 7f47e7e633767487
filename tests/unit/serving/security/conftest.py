"""What the tests of the door share: an event loop and a store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from miles.store.engine import Database, opened
from miles.store.migrate import upgrade


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def database(tmp_path: Path, anyio_backend: Any) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'miles.db'}"
    await upgrade(url)
    opened_one = opened(url, deadline_s=5)
    yield opened_one
    await opened_one.close()
