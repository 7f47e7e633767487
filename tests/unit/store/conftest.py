"""Databases for the store's tests: each test runs on SQLite and on a real PostgreSQL that the tests start."""

from __future__ import annotations

import asyncio
import shutil
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from miles.store.engine import Database, opened
from miles.store.migrate import upgrade
from servers import Postgres


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def served() -> Iterator[Postgres]:
    server = Postgres()
    server.order("CREATE DATABASE migrated")
    asyncio.run(upgrade(server.url("migrated")))
    yield server
    server.stop(signal.SIGQUIT)
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    yield from served()


@pytest.fixture(scope="module")
def victim() -> Iterator[Postgres]:
    """A server to be killed: no other test needs it."""
    yield from served()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database that is up to date."""
    path = tmp_path_factory.mktemp("store") / "migrated.db"
    asyncio.run(upgrade(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"empty_{time.time_ns()}"
    server.order(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.order(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that is up to date, of this test alone."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "miles.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'miles.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"test_{time.time_ns()}"
    server.order(f"CREATE DATABASE {name} TEMPLATE migrated")
    yield server.url(name)
    server.order(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(url: str, anyio_backend: Any) -> AsyncIterator[Database]:
    opened_one = opened(url, deadline_s=5)
    yield opened_one
    await opened_one.close()
