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
        self.run("initdb", "-D", str(self.folder / "data"), "-U", "miles", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    def run(self, program: str, *arguments: str, check: bool = True) -> str:
        user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [str(self.bin / program), *arguments],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, **user,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stdout
        return done.stdout

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c max_connections=60 -c shared_buffers=32MB -c fsync=off"
        log = ["-l", str(self.folder / "log")]
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-t", "60", "-o", options, *log, "start")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def kill(self) -> None:
        """What a power cut does to the processes: kill -9, all of them, and its leftovers."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        while self.processes():
            time.sleep(0.02)

    def processes(self) -> list[int]:
        """The server and its backends."""
        try:
            head = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError):
            return []
        rows = (status(pid) for pid in Path("/proc").iterdir() if pid.name.isdigit())
        return [pid for pid, parent, state in rows if head in (pid, parent) and state not in "ZX"]

    def signal(self, number: signal.Signals) -> None:
        for pid in self.processes():
            os.kill(pid, number)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://miles@127.0.0.1:{self.port}/{name}"

    def order(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement)


def status(folder: Path) -> tuple[int, int, str]:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return (-1, -1, "X")
    return int(folder.name), int(fields[1]), fields[0]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    server.order("CREATE DATABASE migrated")
    asyncio.run(upgrade(server.url("migrated")))
    yield server
    server.stop("immediate")
    shutil.rmtree(server.folder, ignore_errors=True)


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
