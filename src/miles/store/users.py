"""Persons known by the subject of their tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from miles.store.engine import Database
from miles.store.refusal import Missing
from miles.store.rows import frozen
from miles.store.stamp import time_of
from miles.store.tables import UserRow


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """`person` is the subject of the token, `name` what they want to be called."""

    person: str
    name: str
    id: str
    created_at: datetime


class Users:
    """The users of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, tenant: str, person: str, name: str) -> User:
        """New, or under another name."""

        async def work(session: AsyncSession) -> User:
            row = (await session.scalars(_query(tenant, person).with_for_update())).one_or_none()
            if row is None:
                id_ = self._database.stamp.new()
                row = UserRow(tenant=tenant, id=id_, created_at=time_of(id_), person=person, name=name)
                session.add(row)
            row.name = name
            await session.flush()
            return frozen(User, row)

        return await self._database.write(work)

    async def get(self, tenant: str, person: str) -> User:
        """The user of that tenant, or Missing."""
        query = _query(tenant, person)
        row = (await self._database.read(lambda session: session.scalars(query))).one_or_none()
        if row is None:
            raise Missing("user", person[:64])
        return frozen(User, row)


def _query(tenant: str, person: str) -> Select[UserRow]:
    return select(UserRow).where(UserRow.tenant == tenant, UserRow.person == person)
