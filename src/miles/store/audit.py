"""The audit log: who did what to which row. It is only added to, and holds ids and numbers, no texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from miles.store.engine import Database
from miles.store.rows import Page, frozen, paged
from miles.store.stamp import time_of
from miles.store.tables import AuditRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`actor` is the subject of a token, `action` a verb, `subject` the id of what it was done to."""

    actor: str
    action: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    created_at: datetime | None = None


class Audit:
    """The log of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, tenant: str, entry: Entry) -> None:
        """On its own; `within` belongs to the transaction of what is told."""

        async def work(session: AsyncSession) -> None:
            self.within(session, tenant, entry)

        await self._database.write(work)

    def within(self, session: AsyncSession, tenant: str, entry: Entry) -> None:
        """Kept if and only if the caller's transaction is."""
        id_ = self._database.stamp.new()
        told = {"actor": entry.actor, "action": entry.action, "subject": entry.subject, "details": dict(entry.details)}
        session.add(AuditRow(tenant=tenant, id=id_, created_at=time_of(id_), **told))

    async def page(self, tenant: str, after: str | None = None, most: int = 50) -> Page[Entry]:
        """Newest first."""
        query = select(AuditRow).where(AuditRow.tenant == tenant)
        rows, following = await self._database.read(lambda session: paged(session, query, AuditRow.id, after, most))
        return Page(tuple(frozen(Entry, row) for row in rows), following)
