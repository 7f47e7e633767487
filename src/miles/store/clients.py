"""Programs that may ask for tokens. Only a hash of a secret is ever held; making and checking it is the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Missing
from miles.store.replies import changed
from miles.store.rows import frozen
from miles.store.tables import ClientRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """`scopes` are words with blanks between, as in a token; revoked for good where `revoked_at` is set."""

    client_id: str
    tenant: str
    secret_hash: str
    scopes: str
    created_at: datetime | None = None
    revoked_at: datetime | None = None


class Clients:
    """All clients: one is found by its name alone, since that is all that a request for a token brings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, client: Client) -> None:
        """MilesError where the name is taken, by whomever."""

        async def work(session: AsyncSession) -> None:
            if await session.get(ClientRow, client.client_id) is not None:
                raise MilesError(f"there is a client {client.client_id!r} already", "choose another name")
            fields = {name: getattr(client, name) for name in client.__slots__}
            session.add(ClientRow(**fields | {"created_at": self._database.stamp.clock()}))

        await self._database.write(work)

    async def named(self, client_id: str) -> Client:
        """The client, or Missing where there is none or it was revoked."""
        query = select(ClientRow).where(ClientRow.client_id == client_id, ClientRow.revoked_at.is_(None))
        row = (await self._database.read(lambda session: session.scalars(query))).one_or_none()
        if row is None:
            raise Missing("client", client_id[:64])
        return frozen(Client, row)

    async def revoke(self, tenant: str, client_id: str) -> None:
        """No tokens for it from now on; Missing where it is not the tenant's."""
        order = update(ClientRow).where(
            ClientRow.tenant == tenant, ClientRow.client_id == client_id, ClientRow.revoked_at.is_(None)
        )
        now = self._database.stamp.clock()
        if not changed(await self._database.write(lambda session: session.execute(order.values(revoked_at=now)))):
            raise Missing("client", client_id[:64])
