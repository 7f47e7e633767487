"""Databases for the store's tests: each test runs on SQLite and on a real PostgreSQL that the tests start."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from miles.store.engine import Database, opened
from miles.store.migrate import upgrade

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Postgres:
    """A server of its own in a temporary folder, on a free port of this machine alone."""

    def __init__(self) -> None:
        self.bin = next((Path(found).resolve().parent for found in [shutil.which("initdb")] if found), None)
        if self.bin is None and DEBIAN:
            self.bin = DEBIAN[-1]
        if self.bin is None:
            pytest.skip("needs PostgreSQL's binaries (Debian: postgresql)")
        self.folder = Path(tempfile.mkdtemp(prefix="miles-postgres-"))
        self.port = free_port()
        if os.geteuid() == 0:  # the server refuses root
            shutil.chown(self.folder, "postgres")
        self.run(
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            "miles",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        self.start()

    @property
    def who(self) -> dict[str, Any]:
        return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}

    def run(self, program: str, *arguments: str) -> None:
        order = [str(self.bin / program), *arguments]
        done = subprocess.run(
            order, cwd=self.folder, capture_output=True, text=True, timeout=60, check=False, **self.who
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        """As a child of ours, so that it is gone once it is killed."""
        settings = ["max_connections=60", "shared_buffers=32MB", "fsync=off", "listen_addresses=127.0.0.1"]
        settings += [f"port={self.port}", f"unix_socket_directories={self.folder}"]
        order = [str(self.bin / "postgres"), "-D", str(self.folder / "data")]
        order += [word for setting in settings for word in ("-c", setting)]
        with (self.folder / "log").open("a") as log:
            self.server = subprocess.Popen(order, cwd=self.folder, stdout=log, stderr=log, **self.who)
        until = time.monotonic() + 60
        while True:
            try:
                return self.order("SELECT 1")
            except psycopg.OperationalError:
                assert self.server.poll() is None, (self.folder / "log").read_text()
                assert time.monotonic() < until
                time.sleep(0.05)

    def stop(self, mode: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: fast, the sessions end; SIGQUIT: at once."""
        self.server.send_signal(mode)
        self.server.wait(60)

    def kill(self) -> None:
        """What a power cut does: kill -9, the server and all its processes."""
        self.signal(signal.SIGKILL)
        self.server.wait(60)

    def processes(self) -> list[int]:
        """The server and its backends."""
        head = self.server.pid
        rows = (status(pid) for pid in Path("/proc").iterdir() if pid.name.isdigit())
        return [pid for pid, parent, state in rows if head in (pid, parent) and state not in "ZX"]

    def signal(self, number: signal.Signals) -> None:
        for pid in self.processes():
            os.kill(pid, number)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://miles@127.0.0.1:{self.port}/{name}"

    def order(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement)


def status(folder: Path) -> tuple[int, int, str]:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return (-1, -1, "X")
    return int(folder.name), int(fields[1]), fields[0]


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
