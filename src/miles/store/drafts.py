"""Drafts: texts on their way to be published by hand, edited by several without one undoing another."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Conflict
from miles.store.replies import Asked, Replies
from miles.store.rows import Page, frozen, paged, the
from miles.store.stamp import time_of
from miles.store.tables import CandidateRow, DraftRow


class State(StrEnum):
    """open -> approved -> open again by an edit; discarded for good."""

    OPEN = "open"
    APPROVED = "approved"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """`version` rises with every change; `scheduled_at` is when its author means to publish it."""

    id: str
    person: str
    text: str
    state: str
    version: int
    scheduled_at: datetime | None
    created_at: datetime
    updated_at: datetime
    candidate_id: str | None


class Drafts:
    """The drafts of all tenants. A change names the `version` it was made on: Conflict where that is not the newest."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._replies = Replies(database)

    async def save(
        self, tenant: str, person: str, text: str, candidate_id: str | None = None, key: str | None = None
    ) -> SavedDraft:
        """A new draft, by hand or from a candidate of the tenant's; the same key again gives that one as it began."""
        _filled(text)

        def begun(id_: str) -> SavedDraft:
            now = time_of(id_)
            return SavedDraft(
                id=id_, person=person, text=text, state=State.OPEN, version=1, scheduled_at=None,
                created_at=now, updated_at=now, candidate_id=candidate_id,
            )  # fmt: skip

        async def effect(session: AsyncSession) -> dict[str, Any]:
            if candidate_id is not None:
                await the(session, CandidateRow, tenant, candidate_id, "candidate")
            draft = begun(self._database.stamp.new())
            session.add(DraftRow(tenant=tenant, **asdict(draft)))
            return {"id": draft.id}

        if key is None:
            return begun((await self._database.write(effect))["id"])
        asked = Asked(tenant, person, f"draft {key}", {"text": text, "candidate_id": candidate_id})
        return begun((await self._replies.once(asked, effect))[0]["id"])

    async def get(self, tenant: str, id_: str) -> SavedDraft:
        """The draft of that tenant, or Missing."""
        return frozen(
            SavedDraft, await self._database.read(lambda session: the(session, DraftRow, tenant, id_, "draft"))
        )

    async def page(
        self, tenant: str, state: State | None = None, after: str | None = None, most: int = 50
    ) -> Page[SavedDraft]:
        """Newest first."""
        query = select(DraftRow).where(DraftRow.tenant == tenant)
        if state is not None:
            query = query.where(DraftRow.state == state)
        rows, following = await self._database.read(lambda session: paged(session, query, DraftRow.id, after, most))
        return Page(tuple(frozen(SavedDraft, row) for row in rows), following)

    async def edit(self, tenant: str, id_: str, version: int, text: str) -> SavedDraft:
        """Another text; what was approved has to be approved again."""
        _filled(text)
        return await self._change(tenant, id_, version, text=text, state=State.OPEN)

    async def approve(self, tenant: str, id_: str, version: int) -> SavedDraft:
        return await self._change(tenant, id_, version, state=State.APPROVED)

    async def discard(self, tenant: str, id_: str, version: int) -> SavedDraft:
        """For good: a discarded draft does not change any more."""
        return await self._change(tenant, id_, version, state=State.DISCARDED, scheduled_at=None)

    async def schedule(self, tenant: str, id_: str, version: int, at: datetime | None) -> SavedDraft:
        """When it is meant to be published; None takes it back. Nothing here publishes."""
        return await self._change(tenant, id_, version, scheduled_at=at)

    async def _change(self, tenant: str, id_: str, version: int, **fields: Any) -> SavedDraft:
        async def work(session: AsyncSession) -> SavedDraft:
            row = await the(session, DraftRow, tenant, id_, "draft", lock=True)
            if row.version != version:
                raise Conflict(
                    f"the draft is at version {row.version}, the change was made on {version}", "read it again"
                )
            if row.state == State.DISCARDED:
                raise Conflict("the draft was discarded", "save its text as a new one")
            for name, value in fields.items():
                setattr(row, name, value)
            row.version += 1
            row.updated_at = self._database.stamp.clock()
            await session.flush()
            return frozen(SavedDraft, row)

        return await self._database.write(work)


def _filled(text: str) -> None:
    if not text.strip():
        raise MilesError("the draft is empty", "give a text")
