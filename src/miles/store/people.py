"""All that is kept of one person: handed out, or erased."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from miles.store.audit import Audit, Entry
from miles.store.engine import Database
from miles.store.replies import changed
from miles.store.rows import MOST_ROWS
from miles.store.tables import BatchLineRow, BatchRow, CandidateRow, GenerationRow, OutcomeRow, PostRow, Table

OWNED = tuple(  # children before parents: what others hang on is erased last
    mapper.class_
    for table in reversed(Table.metadata.sorted_tables)
    for mapper in Table.registry.mappers
    if mapper.local_table is table and "person" in table.columns
)
_UNTOLD = {"tenant", "number", "words", "fingerprint"}


class People:
    """The persons of all tenants, by the subject of their tokens."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._audit = Audit(database)

    async def export(self, tenant: str, person: str) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """(table, row as plain JSON): every row of theirs and, where those have no person, what hangs on them."""
        for table in OWNED:
            async for row in self._rows(table, tenant, table.person == person, table.tenant == tenant):
                yield table.__tablename__, row
        whose = select(PostRow.tweet_id).where(PostRow.tenant == tenant, PostRow.person == person)
        async for row in self._rows(OutcomeRow, tenant, OutcomeRow.tweet_id.in_(whose)):
            yield "outcomes", row
        for child, parent_id, parent in (
            (CandidateRow, CandidateRow.generation_id, GenerationRow),
            (BatchLineRow, BatchLineRow.batch_id, BatchRow),
        ):
            mine = select(parent.id).where(parent.tenant == tenant, parent.person == person)
            async for row in self._rows(child, tenant, parent_id.in_(mine)):
                yield child.__tablename__, row

    async def erase(self, tenant: str, person: str, deadline_s: float = 30.0) -> dict[str, int]:
        """Every row of theirs, in one transaction; how many of each table. The audit log says that it was done.

        What hangs on those rows goes too: candidates, what others said of them, counts.
        """

        async def work(session: AsyncSession) -> dict[str, int]:
            gone = {}
            for table in OWNED:
                done = await session.execute(delete(table).where(table.tenant == tenant, table.person == person))
                gone[table.__tablename__] = changed(done)
            self._audit.within(session, tenant, Entry(actor=person, action="erase", subject=person, details=gone))
            return gone

        return await self._database.write(work, deadline_s)

    async def _rows(self, table: type[Any], tenant: str, *which: Any) -> AsyncIterator[dict[str, Any]]:
        """In order of their keys, some at a time."""
        keys = list(table.__table__.primary_key.columns)
        after: tuple[Any, ...] | None = None
        while True:
            query = select(table.__table__).where(table.tenant == tenant, *which).order_by(*keys).limit(MOST_ROWS)
            if after is not None:
                query = query.where(tuple_(*keys) > tuple_(*after))
            found = (await self._database.read(lambda session, query=query: session.execute(query))).mappings().all()  # type: ignore[misc]
            for row in found:
                yield {name: _plain(value) for name, value in row.items() if name not in _UNTOLD}
            if len(found) < MOST_ROWS:
                return
            after = tuple(found[-1][key.name] for key in keys)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
