"""What people did with candidates: rated, edited, picked, posted. Every event is kept; a candidate shows the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.replies import Asked, Replies
from miles.store.rows import Page, frozen, paged, the
from miles.store.stamp import time_of
from miles.store.tables import CandidateRow, FeedbackRow, GenerationRow

RATINGS = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One event about one candidate: `rating` 1-5, the text as `edited`, picked among several, or the post's id."""

    person: str
    candidate_id: str
    rating: int | None = None
    edited: str | None = None
    is_picked: bool = False
    posted_id: str | None = None
    id: str = ""
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.rating is not None and self.rating not in RATINGS:
            raise MilesError(f"rating={self.rating} is outside 1-5", "rate from 1 (useless) to 5 (as I would say it)")
        if self.rating is None and not (self.edited or self.is_picked or self.posted_id):
            raise MilesError("the feedback says nothing", "give a rating, an edited text, is_picked or posted_id")

    @property
    def is_accepting(self) -> bool:
        """Picked, edited or posted: somebody went on with it. A rating alone is an opinion."""
        return bool(self.posted_id or self.edited or self.is_picked)

    @property
    def word(self) -> str:
        """posted, edited, picked or rated-1 ... rated-5."""
        if self.posted_id:
            return "posted"
        return "edited" if self.edited else "picked" if self.is_picked else f"rated-{self.rating}"


class Feedbacks:
    """The feedback of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._replies = Replies(database)

    async def give(self, tenant: str, feedback: Feedback, key: str | None = None) -> str:
        """The id of the event; the same id again for the same key. Missing where the candidate is not the tenant's."""

        async def effect(session: AsyncSession) -> dict[str, Any]:
            return {"id": await self._add(session, tenant, feedback)}

        if key is None:
            return str((await self._database.write(effect))["id"])
        request = {name: getattr(feedback, name) for name in feedback.__slots__ if name not in ("id", "created_at")}
        reply, _ = await self._replies.once(Asked(tenant, feedback.person, f"feedback {key}", request), effect)
        return str(reply["id"])

    async def of(self, tenant: str, candidate_id: str) -> tuple[Feedback, ...]:
        """All events about a candidate, oldest first."""
        query = of_query(tenant, candidate_id).order_by(FeedbackRow.id)
        rows = await self._database.read(lambda session: session.scalars(query))
        return tuple(frozen(Feedback, row) for row in rows)

    async def of_many(self, tenant: str, candidate_ids: Sequence[str], most: int) -> dict[str, tuple[Feedback, ...]]:
        """The latest `most` events about each candidate that has any, oldest first: one query for all of them."""
        rows = await self._database.read(lambda session: session.scalars(latest_query(tenant, candidate_ids, most)))
        found: dict[str, list[Feedback]] = {}
        for row in rows:
            found.setdefault(row.candidate_id, []).append(frozen(Feedback, row))
        return {id_: tuple(events) for id_, events in found.items()}

    async def page(self, tenant: str, after: str | None = None, most: int = 50) -> Page[Feedback]:
        """Events of a tenant, newest first."""
        query = select(FeedbackRow).where(FeedbackRow.tenant == tenant)
        rows, following = await self._database.read(lambda session: paged(session, query, FeedbackRow.id, after, most))
        return Page(tuple(frozen(Feedback, row) for row in rows), following)

    async def _add(self, session: AsyncSession, tenant: str, feedback: Feedback) -> str:
        candidate = await the(session, CandidateRow, tenant, feedback.candidate_id, "candidate", lock=True)
        id_ = self._database.stamp.new()
        fields = {name: getattr(feedback, name) for name in feedback.__slots__}
        session.add(FeedbackRow(**fields | {"tenant": tenant, "id": id_, "created_at": time_of(id_)}))
        candidate.user_feedback = feedback.word
        if feedback.is_accepting:
            whose = (GenerationRow.tenant == tenant, GenerationRow.id == candidate.generation_id)
            await session.execute(update(GenerationRow).where(*whose).values(is_accepted=True))
        return id_


def of_query(tenant: str, candidate_id: str) -> Any:
    """The select behind `of`, without its order."""
    return select(FeedbackRow).where(FeedbackRow.tenant == tenant, FeedbackRow.candidate_id == candidate_id)


def latest_query(tenant: str, candidate_ids: Sequence[str], most: int) -> Any:
    """The select behind `of_many`."""
    place = func.row_number().over(partition_by=FeedbackRow.candidate_id, order_by=FeedbackRow.id.desc())
    about = (FeedbackRow.tenant == tenant, FeedbackRow.candidate_id.in_(candidate_ids))
    placed = select(FeedbackRow.id, place.label("place")).where(*about).subquery()
    query = select(FeedbackRow).join(placed, FeedbackRow.id == placed.c.id)
    return query.where(FeedbackRow.tenant == tenant, placed.c.place <= most).order_by(FeedbackRow.id)
