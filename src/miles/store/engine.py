"""A Database: transactions with a deadline on SQLite (one box) or PostgreSQL (production)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from miles.post.error import MilesError
from miles.store.refusal import Unavailable
from miles.store.stamp import Stamp

T = TypeVar("T")
Work = Callable[[AsyncSession], Awaitable[T]]
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_WRITES = "miles_writes"
_PATIENCE_S = 0.1  # for a server that still cancels statements


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the database answered, how fast, and why not."""

    is_up: bool
    latency_s: float
    reason: str = ""


class Database:
    """Runs work in one transaction each: all of it is kept, or none.

    `read` and `write` end within `deadline_s`, whatever the server does, and then raise Unavailable. A call that is
    too late hangs up on the server, so that its connection neither blocks the pool nor comes back half read.
    """

    def __init__(self, engine: AsyncEngine, deadline_s: float, stamp: Stamp) -> None:
        self.engine = engine
        self.stamp = stamp
        self.deadline_s = deadline_s
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._turn = asyncio.Lock() if self.is_sqlite else None  # SQLite has one writer: ours wait in order
        self._late: set[asyncio.Task[Any]] = set()

    async def read(self, work: Work[T], deadline_s: float | None = None) -> T:
        """What `work` finds. MilesErrors of `work` pass; Unavailable where the database does not answer in time."""
        return await self._by(self.deadline_s if deadline_s is None else deadline_s, work, writes=False)

    async def write(self, work: Work[T], deadline_s: float | None = None) -> T:
        """What `work` returns, once it is on the disk. After an Unavailable it may or may not be: use a key."""
        return await self._by(self.deadline_s if deadline_s is None else deadline_s, work, writes=True)

    async def health(self, deadline_s: float = 0.2) -> Health:
        """One question to the server; never raises."""
        started = time.perf_counter()
        try:
            await self.read(lambda session: session.execute(text("SELECT 1")), deadline_s)
        except Unavailable as error:
            return Health(False, time.perf_counter() - started, error.what)
        return Health(True, time.perf_counter() - started)

    async def close(self) -> None:
        """Ends all connections."""
        for task in self._late:
            task.cancel()
        await self.engine.dispose()

    async def _by(self, deadline_s: float, work: Work[T], *, writes: bool) -> T:
        line: list[Any] = []
        task = asyncio.ensure_future(self._transaction(work, line, writes))
        try:
            done, _ = await asyncio.wait({task}, timeout=deadline_s)
        except asyncio.CancelledError:
            await self._hang_up(task, line)
            raise
        if done:
            return task.result()
        await self._hang_up(task, line)
        raise Unavailable(
            f"{self._place} did not answer within {deadline_s * 1000:.0f} ms", "ask again in a few seconds"
        )

    async def _transaction(self, work: Work[T], line: list[Any], writes: bool) -> T:
        try:
            async with (
                self._turn if self._turn and writes else nullcontext(),
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                connection = await session.connection(execution_options={_WRITES: writes})
                line.append((await connection.get_raw_connection()).driver_connection)
                return await work(session)
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) == "42P01":
                raise self._not_migrated() from error
            raise
        except (OperationalError, InterfaceError, PoolTimeout, OSError) as error:
            if "no such table" in str(error):
                raise self._not_migrated() from error
            told = error.orig if isinstance(error, DBAPIError) else error
            reason = (str(told).strip() or type(told).__name__).splitlines()[0]
            raise Unavailable(
                f"{self._place} does not answer: {reason}", "start it, or mend its URL; then ask again"
            ) from None

    async def _hang_up(self, task: asyncio.Task[Any], line: list[Any]) -> None:
        """psycopg, once cancelled, asks the server to cancel too, which may hang; told twice, it closes the line."""
        self._late.add(task)
        task.add_done_callback(self._let_go)
        if line and self.is_sqlite:
            await line[0].interrupt()
        task.cancel()
        asyncio.get_running_loop().call_later(_PATIENCE_S, task.cancel)

    def _let_go(self, task: asyncio.Task[Any]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()  # told already: it was too late

    def _not_migrated(self) -> Unavailable:
        return Unavailable(f"{self._place} lacks our tables", "bring it up to date: miles.store.migrate.upgrade(url)")

    @property
    def _place(self) -> str:
        url = self.engine.url
        if self.is_sqlite:
            return f"the database {url.database}"
        return f"the database {url.database!r} at {url.host}:{url.port or 5432}"


def parsed(url: str) -> URL:
    """A URL that names a driver of ours: sqlite[+aiosqlite]:///file.db or postgresql[+psycopg]://user@host/name."""
    example = "give sqlite+aiosqlite:///miles.db or postgresql+psycopg://user@host:5432/miles"
    try:
        read = make_url(url)
        drivername = DRIVERS.get(read.drivername, read.drivername)
    except (ArgumentError, ValueError):
        raise MilesError("the database URL cannot be read", example) from None
    if drivername not in DRIVERS.values():
        raise MilesError(f"the database URL names {read.drivername!r}, which is not spoken here", example)
    if drivername.startswith("sqlite"):
        if read.database in (None, "", ":memory:"):
            raise MilesError("the database URL names no file", example)
        if not Path(str(read.database)).absolute().parent.is_dir():
            raise MilesError(f"the folder of the database {read.database} does not exist", "make it, then start again")
    elif not read.database:
        raise MilesError("the database URL names no database", example)
    return read.set(drivername=drivername)


def opened(url: str, *, deadline_s: float = 0.5, connections: int = 10, stamp: Stamp | None = None) -> Database:
    """A Database on that URL. Nothing is asked of the server yet. A password in the URL is never told."""
    where = parsed(url)
    millis = int(deadline_s * 1000)
    if where.drivername == DRIVERS["sqlite"]:
        engine = create_async_engine(
            where, hide_parameters=True, pool_size=connections, max_overflow=0, connect_args={"timeout": deadline_s}
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        engine = create_async_engine(
            where,
            hide_parameters=True,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": 2,
                "options": f"-c statement_timeout={millis} -c lock_timeout={millis} "
                f"-c idle_in_transaction_session_timeout={2 * millis} -c timezone=UTC",
                "application_name": "miles",
            },
        )
    return Database(engine, deadline_s, stamp or Stamp())


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer says so at once: a reader that turns into one may be refused at any time (SQLITE_BUSY_SNAPSHOT)."""
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
