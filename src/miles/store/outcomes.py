"""Posts that came back, and their counts as time goes by."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Missing
from miles.store.replies import Asked, Replies
from miles.store.rows import Page, frozen, paged, the
from miles.store.stamp import time_of
from miles.store.tables import CandidateRow, OutcomeRow, PostRow

MOST_COUNT = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A post as it was published. `pattern_type` is its number of parts, `engagement_score` relative to the author's
    trailing level; `candidate_id` where we wrote it."""

    person: str
    tweet_id: str
    content: str
    pattern_type: int
    engagement_score: float | None = None
    candidate_id: str | None = None

    def __post_init__(self) -> None:
        if not (self.tweet_id.isascii() and self.tweet_id.isdigit()):
            raise MilesError("the id of the post is no number", "give the digits at the end of its link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was counted of a post at a time."""

    counted_at: datetime
    likes: int = 0
    replies: int = 0
    reposts: int = 0
    quotes: int = 0
    bookmarks: int = 0
    impressions: int = 0

    def __post_init__(self) -> None:
        for field in fields(self)[1:]:
            if not 0 <= getattr(self, field.name) <= MOST_COUNT:
                raise MilesError(f"{field.name}={getattr(self, field.name)} is no count", "give a number from 0 on")


class Outcomes:
    """The published posts of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._replies = Replies(database)

    async def record(self, tenant: str, post: Published, counts: Counts | None = None, key: str | None = None) -> None:
        """Kept once a post and once a time of counting; told again, the later telling stands, but not for one key."""

        async def effect(session: AsyncSession) -> dict[str, Any]:
            if post.candidate_id is not None:
                await the(session, CandidateRow, tenant, post.candidate_id, "candidate")
            own = {field.name: getattr(post, field.name) for field in fields(post)}
            query = select(PostRow).where(PostRow.tenant == tenant, PostRow.tweet_id == post.tweet_id)
            await self._put(session, PostRow, tenant, query, own)
            if counts is None:
                return {}
            counted = {field.name: getattr(counts, field.name) for field in fields(counts)}
            at = (OutcomeRow.tweet_id == post.tweet_id, OutcomeRow.counted_at == counts.counted_at)
            query_counts = select(OutcomeRow).where(OutcomeRow.tenant == tenant, *at)
            await self._put(session, OutcomeRow, tenant, query_counts, counted | {"tweet_id": post.tweet_id})
            return {}

        if key is None:
            await self._database.write(effect)
            return
        request = {"post": asdict(post), "counts": counts and asdict(counts)}
        await self._replies.once(Asked(tenant, post.person, f"outcome {key}", request), effect)

    async def counts(self, tenant: str, tweet_id: str) -> tuple[Counts, ...]:
        """All counts of a post, oldest first; Missing where the tenant has no such post."""
        query = select(OutcomeRow).where(OutcomeRow.tenant == tenant, OutcomeRow.tweet_id == tweet_id)
        known = select(PostRow.id).where(PostRow.tenant == tenant, PostRow.tweet_id == tweet_id)

        async def work(session: AsyncSession) -> tuple[Counts, ...]:
            if (await session.scalars(known)).first() is None:
                raise Missing("post", tweet_id[:64])
            return tuple(frozen(Counts, row) for row in await session.scalars(query.order_by(OutcomeRow.counted_at)))

        return await self._database.read(work)

    async def page(self, tenant: str, after: str | None = None, most: int = 50) -> Page[Published]:
        """Posts by when they came back, newest first."""
        query = select(PostRow).where(PostRow.tenant == tenant)
        rows, following = await self._database.read(lambda session: paged(session, query, PostRow.id, after, most))
        return Page(tuple(frozen(Published, row) for row in rows), following)

    async def _put(
        self, session: AsyncSession, table: type, tenant: str, query: object, own: dict[str, object]
    ) -> None:
        row = (await session.scalars(query)).one_or_none()  # type: ignore[call-overload]
        if row is None:
            id_ = self._database.stamp.new()
            session.add(table(tenant=tenant, id=id_, created_at=time_of(id_), **own))
        else:
            for name, value in own.items():
                setattr(row, name, value)
        await session.flush()
