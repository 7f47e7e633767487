"""Batches: many requests sent at once, done line by line, also after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.replies import Asked, Replies, changed
from miles.store.rows import MOST_ROWS, Page, bounded, paged, the
from miles.store.stamp import time_of
from miles.store.tables import BatchLineRow, BatchRow

MOST_LINES = 10_000
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedBatch:
    """A batch and how many of its lines are done."""

    id: str
    person: str
    created_at: datetime
    total: int
    done: int


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
        self._replies = Replies(database)

    async def submit(
        self, tenant: str, person: str, requests: Sequence[Json], key: str | None = None, deadline_s: float = 10.0
    ) -> str:
        """The id of a batch with these lines, all of them kept or none; the same id again for the same key."""
        if not 1 <= len(requests) <= MOST_LINES:
            raise MilesError(f"a batch of {len(requests):,} lines", f"send 1 to {MOST_LINES:,}")

        async def effect(session: AsyncSession) -> dict[str, Any]:
            id_ = self._database.stamp.new()
            session.add(BatchRow(tenant=tenant, id=id_, created_at=time_of(id_), person=person, total=len(requests)))
            await session.flush()
            lines = [
                {"tenant": tenant, "batch_id": id_, "line": line, "request": dict(request)}
                for line, request in enumerate(requests)
            ]
            await session.execute(insert(BatchLineRow), lines)
            return {"id": id_}

        if key is None:
            return str((await self._database.write(effect, deadline_s))["id"])
        asked = Asked(tenant, person, f"batch {key}", {"lines": [dict(request) for request in requests]})
        return str((await self._replies.once(asked, effect, deadline_s))[0]["id"])

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

    async def release(self, line: Line) -> None:
        """Lets go of a line before its time is up: whoever ends has not done it."""
        order = update(BatchLineRow).where(
            BatchLineRow.tenant == line.tenant, BatchLineRow.batch_id == line.batch_id, BatchLineRow.line == line.line
        )
        await self._database.write(lambda session: session.execute(order.values(held_until=None)))

    async def page(self, tenant: str, after: str | None = None, most: int = 50) -> Page[SavedBatch]:
        """Newest first."""
        query = select(BatchRow).where(BatchRow.tenant == tenant)

        async def work(session: AsyncSession) -> Page[SavedBatch]:
            rows, following = await paged(session, query, BatchRow.id, after, most)
            done = await _done(session, tenant, [row.id for row in rows])
            return Page(tuple(_saved(row, done) for row in rows), following)

        return await self._database.read(work)

    async def get(self, tenant: str, id_: str) -> SavedBatch:
        """The batch of that tenant, or Missing."""

        async def work(session: AsyncSession) -> SavedBatch:
            row = await the(session, BatchRow, tenant, id_, "batch")
            return _saved(row, await _done(session, tenant, [id_]))

        return await self._database.read(work)

    async def part(
        self, tenant: str, id_: str, first: int = 0, most: int = MOST_ROWS
    ) -> tuple[tuple[int, Json | None], ...]:
        """(line, reply) from the line `first` on, in order; None where there is none yet. Missing where the batch is
        not the tenant's."""
        bounded(most)
        query = (
            select(BatchLineRow.line, BatchLineRow.reply)
            .where(BatchLineRow.tenant == tenant, BatchLineRow.batch_id == id_, BatchLineRow.line >= first)
            .order_by(BatchLineRow.line)
            .limit(most)
        )

        async def work(session: AsyncSession) -> tuple[tuple[int, Json | None], ...]:
            await the(session, BatchRow, tenant, id_, "batch")
            return tuple((line, reply) for line, reply in await session.execute(query))

        return await self._database.read(work)

    async def results(self, tenant: str, id_: str) -> AsyncIterator[tuple[int, Json | None]]:
        """All parts one after the other."""
        first = 0
        while True:
            rows = await self.part(tenant, id_, first)
            for row in rows:
                yield row
            if len(rows) < MOST_ROWS:
                return
            first = rows[-1][0] + 1


async def _done(session: AsyncSession, tenant: str, ids: Sequence[str]) -> Mapping[str, int]:
    of = (BatchLineRow.tenant == tenant, BatchLineRow.batch_id.in_(ids), BatchLineRow.reply.is_not(None))
    query = select(BatchLineRow.batch_id, func.count()).where(*of).group_by(BatchLineRow.batch_id)
    return {str(id_): int(n) for id_, n in await session.execute(query)}


def _saved(row: BatchRow, done: Mapping[str, int]) -> SavedBatch:
    return SavedBatch(
        id=row.id, person=row.person, created_at=row.created_at, total=row.total, done=done.get(row.id, 0)
    )
