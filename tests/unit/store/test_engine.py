"""A Database under faults: nothing acknowledged is lost, no call outlasts its deadline, nothing has to be restarted."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from miles.post.error import MilesError
from miles.store.engine import Database, opened, parsed
from miles.store.generations import Filter, Generations
from miles.store.refusal import Unavailable
from saved import written

pytestmark = pytest.mark.anyio
DEADLINE_S = 0.5
SLACK_S = 0.4  # two cores that others use too


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "cannot be read"),
        ("miles.db", "cannot be read"),
        ("mysql://x/y", "not spoken"),
        ("sqlite://", "names no file"),
        ("sqlite:////nowhere/at/all/x.db", "does not exist"),
        ("postgresql://host", "names no database"),
        ("postgresql://h:port/x", "cannot be read"),
    ],
)
def test_a_wrong_url_is_told_at_once_without_its_password(url: str, why: str) -> None:
    with pytest.raises(MilesError, match=why) as told:
        parsed(url)
    assert "give" in told.value.next_step or "make" in told.value.next_step


async def test_a_server_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    database = opened("postgresql://ada:secret@127.0.0.1:1/miles", deadline_s=3)
    with pytest.raises(Unavailable, match=r"'miles' at 127.0.0.1:1 does not answer") as told:
        await Generations(database).get("t", "0" * 26)
    assert "secret" not in str(told.value)
    health = await database.health()
    assert not health.is_up
    assert "127.0.0.1:1" in health.reason
    await database.close()


async def test_sqlite_is_opened_for_many_readers_and_safe_writes(tmp_path: Path) -> None:
    database = opened(f"sqlite:///{tmp_path / 'x.db'}", deadline_s=2)
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 2000}
    for pragma, value in wanted.items():
        assert await database.read(lambda s, p=pragma: s.scalar(text(f"PRAGMA {p}"))) == value
    await database.close()


async def test_a_slow_statement_ends_at_the_deadline_and_the_next_one_works(url: str) -> None:
    database = opened(url, deadline_s=DEADLINE_S, connections=1)
    assert (await database.health(2)).is_up
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    for _ in range(3):
        started = time.perf_counter()
        with pytest.raises(Unavailable):
            await database.read(lambda session: session.execute(text(endless)))
        assert time.perf_counter() - started < DEADLINE_S + SLACK_S
    assert (await database.health(2)).is_up
    await database.close()


async def test_a_cancelled_call_gives_its_connection_back(url: str) -> None:
    database = opened(url, deadline_s=5, connections=1)

    async def hang(session: Any) -> None:
        await session.execute(text("SELECT 1"))
        await asyncio.sleep(60)

    for _ in range(3):
        call = asyncio.ensure_future(database.write(hang))
        await asyncio.sleep(0.05)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert (await database.health(3)).is_up
    await database.close()


async def test_writers_wait_for_each_other(database: Database) -> None:
    generations = Generations(database)
    await asyncio.gather(*(generations.save(written()) for _ in range(50)))
    assert len((await generations.history("t", Filter(), most=100)).rows) == 50


async def test_another_process_may_write_too(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "miles.db"
    path.write_bytes(migrated.read_bytes())
    database = opened(f"sqlite:///{path}", deadline_s=DEADLINE_S)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await Generations(database).save(written())
    assert (await database.health()).is_up  # readers do not wait for writers
    other.execute("COMMIT")
    assert (await Generations(database).save(written())).id
    await database.close()


@pytest.mark.parametrize("how", ["fast", "kill"])
async def test_postgres_restarted_in_the_middle_loses_nothing(victim: Any, how: str) -> None:
    name = f"faults_{time.time_ns()}"
    victim.order(f"CREATE DATABASE {name} TEMPLATE migrated")
    database = opened(victim.url(name), deadline_s=DEADLINE_S)
    generations = Generations(database)
    acknowledged: list[str] = []
    refused = 0
    is_over = asyncio.Event()

    async def keep_writing() -> None:
        nonlocal refused
        while not is_over.is_set():
            try:
                acknowledged.append((await generations.save(written())).id)
            except Unavailable:
                refused += 1
                await asyncio.sleep(0.02)

    writers = [asyncio.ensure_future(keep_writing()) for _ in range(4)]
    await asyncio.sleep(0.5)
    await asyncio.to_thread(victim.kill if how == "kill" else victim.stop)
    await asyncio.sleep(0.2)
    before = len(acknowledged)
    await asyncio.to_thread(victim.start)
    again = await generations.save(written("the next call"))
    await asyncio.sleep(0.5)
    is_over.set()
    await asyncio.gather(*writers)
    kept = {each.id async for each in generations.export("t", Filter())}
    assert before > 0
    assert len(acknowledged) > before
    assert refused > 0
    assert {*acknowledged, again.id} <= kept
    await database.close()


async def test_the_next_call_after_a_restart_works(victim: Any) -> None:
    name = f"faults_{time.time_ns()}"
    victim.order(f"CREATE DATABASE {name} TEMPLATE migrated")
    database = opened(victim.url(name), deadline_s=5)
    first = await Generations(database).save(written())
    victim.stop()
    victim.start()
    assert await Generations(database).get("t", first.id) == first
    await database.close()


async def test_a_stopped_postgres_costs_a_deadline_and_no_more(victim: Any) -> None:
    name = f"faults_{time.time_ns()}"
    victim.order(f"CREATE DATABASE {name} TEMPLATE migrated")
    database = opened(victim.url(name), deadline_s=DEADLINE_S, connections=3)
    generations = Generations(database)
    first = await generations.save(written())
    victim.signal(signal.SIGSTOP)
    try:
        for _ in range(4):  # more than there are connections
            started = time.perf_counter()
            with pytest.raises(Unavailable, match="did not answer within 500 ms"):
                await generations.get("t", first.id)
            assert time.perf_counter() - started < DEADLINE_S + SLACK_S
        await asyncio.sleep(0.3)
        assert not database._late  # nothing hangs on, though the server still does not move
    finally:
        victim.signal(signal.SIGCONT)
    await asyncio.sleep(0.2)
    assert await generations.get("t", first.id) == first
    await database.close()


async def test_what_was_acknowledged_survives_a_killed_process(url: str) -> None:
    code = (
        "import asyncio, os\nfrom miles.store.engine import opened\nfrom miles.store.generations import Generations\n"
        "from saved import written\n"
        "async def main():\n"
        f"    generations = Generations(opened({url!r}, deadline_s=10))\n"
        "    for _ in range(1000):\n"
        "        print((await generations.save(written())).id, flush=True)\n"
        "asyncio.run(main())\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    program = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert program.stdout is not None
    told = [program.stdout.readline().strip() for _ in range(20)]
    program.kill()
    told += program.stdout.read().split()
    program.wait()
    database = opened(url, deadline_s=5)
    kept = {each.id async for each in Generations(database).export("t", Filter())}
    assert {id_ for id_ in told if len(id_) == 26} <= kept
    assert len(kept) < 1000
    await database.close()
