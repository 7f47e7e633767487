"""Batches: many requests sent at once, done line by line, also after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.replies import changed
from miles.store.rows import MOST_ROWS, the
from miles.store.stamp import time_of
from miles.store.tables import BatchLineRow, BatchRow

MOST_LINES = 10_000
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many lines of a batch are done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Line:
    """One request that a worker holds."""

    tenant: str
    batch_id: str
    line: int
    person: str
    request: Json


class Batches:
    """The batches of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def submit(self, tenant: str, person: str, requests: Sequence[Json], deadline_s: float = 10.0) -> str:
        """The id of a batch with these lines, all of them kept or none."""
        if not 1 <= len(requests) <= MOST_LINES:
            raise MilesError(f"a batch of {len(requests):,} lines", f"send 1 to {MOST_LINES:,}")

        async def work(session: AsyncSession) -> str:
            id_ = self._database.stamp.new()
            session.add(BatchRow(tenant=tenant, id=id_, created_at=time_of(id_), person=person, total=len(requests)))
            await session.flush()
            lines = [
                {"tenant": tenant, "batch_id": id_, "line": line, "request": dict(request)}
                for line, request in enumerate(requests)
            ]
            await session.execute(insert(BatchLineRow), lines)
            return id_

        return await self._database.write(work, deadline_s)

    async def take(self, most: int = 1, hold_s: float = 60.0) -> tuple[Line, ...]:
        """The oldest lines of any tenant that nobody holds, held for `hold_s`: a worker that died lets go of them."""
        now = self._database.stamp.clock()
        free = or_(BatchLineRow.held_until.is_(None), BatchLineRow.held_until < now)
        query = (
            select(BatchLineRow, BatchRow.person)
            .join(BatchRow, (BatchRow.tenant == BatchLineRow.tenant) & (BatchRow.id == BatchLineRow.batch_id))
            .where(BatchLineRow.reply.is_(None), free)
            .order_by(BatchLineRow.batch_id, BatchLineRow.line)
            .limit(most)
            .with_for_update(of=BatchLineRow, skip_locked=True)
        )

        async def work(session: AsyncSession) -> tuple[Line, ...]:
            found = (await session.execute(query)).all()
            for row, _ in found:
                row.held_until = now + timedelta(seconds=hold_s)
            return tuple(Line(row.tenant, row.batch_id, row.line, person, row.request) for row, person in found)

        return await self._database.write(work)

    async def finish(self, line: Line, reply: Json) -> bool:
        """Whether this is the first reply to that line; a later one, of a worker believed dead, is dropped."""
        order = update(BatchLineRow).where(
            BatchLineRow.tenant == line.tenant,
            BatchLineRow.batch_id == line.batch_id,
            BatchLineRow.line == line.line,
            BatchLineRow.reply.is_(None),
        )
        done = await self._database.write(lambda session: session.execute(order.values(reply=dict(reply))))
        return changed(done) == 1

    async def progress(self, tenant: str, id_: str) -> Progress:
        """Of a batch of that tenant, or Missing."""
        of = (BatchLineRow.tenant == tenant, BatchLineRow.batch_id == id_, BatchLineRow.reply.is_not(None))

        async def work(session: AsyncSession) -> Progress:
            batch = await the(session, BatchRow, tenant, id_, "batch")
            return Progress(await session.scalar(select(func.count()).where(*of)) or 0, batch.total)

        return await self._database.read(work)

    async def results(self, tenant: str, id_: str) -> AsyncIterator[tuple[int, Json | None]]:
        """(line, reply), in order; None where there is none yet. Missing where the batch is not the tenant's."""
        await self._database.read(lambda session: the(session, BatchRow, tenant, id_, "batch"))
        query = select(BatchLineRow.line, BatchLineRow.reply).where(
            BatchLineRow.tenant == tenant, BatchLineRow.batch_id == id_
        )
        start = 0
        while True:
            part = query.where(BatchLineRow.line >= start).order_by(BatchLineRow.line).limit(MOST_ROWS)
            rows = (await self._database.read(lambda session, part=part: session.execute(part))).all()  # type: ignore[misc]
            for line, reply in rows:
                yield line, reply
            if len(rows) < MOST_ROWS:
                return
            start = rows[-1][0] + 1
