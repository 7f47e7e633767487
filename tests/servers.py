"""Real servers that tests start for themselves, on free ports or sockets of this machine alone."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


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


class RedisServer:
    """A Redis of this test's, on a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("redis-server"):
            pytest.skip("needs redis-server (Debian: redis-server)")
        self.folder = folder
        self.url = f"unix://{folder / 'redis.sock'}"
        self.start()

    def start(self) -> None:
        order = ["redis-server", "--port", "0", "--unixsocket", str(self.folder / "redis.sock"), "--save", ""]
        self.process = subprocess.Popen([*order, "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while not (self.folder / "redis.sock").exists():
            assert time.monotonic() < until
            time.sleep(0.02)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        (self.folder / "redis.sock").unlink(missing_ok=True)
