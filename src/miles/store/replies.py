"""Idempotency keys: a request that comes twice has one effect and gets the first one's reply."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Conflict
from miles.store.tables import ReplyRow

Json = dict[str, Any]
MOST_KEY = 255


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for what under which key. `request` is plain JSON, of which only a hash is kept."""

    tenant: str
    person: str
    key: str
    request: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not (1 <= len(self.key) <= MOST_KEY and self.key.isascii() and self.key.isprintable()):
            raise MilesError("the Idempotency-Key is no printable ASCII text of 1 to 255", "send a UUID")

    @property
    def fingerprint(self) -> str:
        told = json.dumps([self.person, self.request], sort_keys=True, separators=(",", ":"), default=str)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class Replies:
    """One effect a key (IETF draft-ietf-httpapi-idempotency-key-header, section 2): the key is claimed in the same
    transaction as the effect, so others with it wait for that one, and a crash leaves neither."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def once(
        self, asked: Asked, effect: Callable[[AsyncSession], Awaitable[Json]], deadline_s: float | None = None
    ) -> tuple[Json, bool]:
        """(reply, whether it is the first): of `effect`, or as kept. Conflict where the key stood for another request.

        `effect` only touches the database; what takes long (writing posts) is done before.
        """

        async def work(session: AsyncSession) -> tuple[Json, bool]:
            insert = sqlite.insert if self._database.is_sqlite else postgresql.insert
            claim = insert(ReplyRow).values(
                tenant=asked.tenant,
                key=asked.key,
                person=asked.person,
                fingerprint=asked.fingerprint,
                reply={},
                created_at=self._database.stamp.clock(),
            )
            claimed = await session.execute(claim.on_conflict_do_nothing().returning(ReplyRow.key))
            ours = (ReplyRow.tenant == asked.tenant, ReplyRow.key == asked.key)
            if claimed.one_or_none():
                reply = await effect(session)
                await session.execute(update(ReplyRow).where(*ours).values(reply=reply))
                return reply, True
            kept = (await session.execute(select(ReplyRow.fingerprint, ReplyRow.reply).where(*ours))).one()
            if kept.fingerprint != asked.fingerprint:
                raise Conflict("the Idempotency-Key was used for another request", "send a new key")
            return kept.reply, False

        return await self._database.write(work, deadline_s)

    async def kept(self, asked: Asked) -> Json | None:
        """The reply to that key if it is known already: asked before work that takes long."""
        query = select(ReplyRow.fingerprint, ReplyRow.reply).where(
            ReplyRow.tenant == asked.tenant, ReplyRow.key == asked.key
        )
        found = await self._database.read(lambda session: _first(session, query))
        if found is not None and found.fingerprint != asked.fingerprint:
            raise Conflict("the Idempotency-Key was used for another request", "send a new key")
        return None if found is None else found.reply


def changed(result: Any) -> int:
    """How many rows a statement changed."""
    assert isinstance(result, CursorResult)
    assert result.rowcount >= 0
    return result.rowcount


async def _first(session: AsyncSession, query: Any) -> Any:
    return (await session.execute(query)).one_or_none()
