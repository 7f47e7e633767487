"""What was written for whom: saved whole, found by id, searched, paged and exported."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.rows import MOST_ROWS, Page, frozen, paged, the
from miles.store.stamp import first_of, time_of
from miles.store.tables import MOST_WORDS, CandidateRow, GenerationRow

MOST_CANDIDATES = 20
_WORD = re.compile(r"[^\W_]+")
_FOUND_BY_FTS5 = text("SELECT rowid FROM search_generations WHERE search_generations MATCH :words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One written post. `pattern_used` is its number of parts, `confidence_score` within 0-1, `user_feedback` the
    last word said of it; `details` is plain JSON: forecast, novelty, facts, warnings."""

    output: str
    pattern_used: int
    confidence_score: float
    details: Mapping[str, Any] = field(default_factory=dict)
    user_feedback: str | None = None
    id: str = ""
    generation_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A draft with its wishes and what was written for it, the best candidate first.

    `id`, `created_at` and `is_accepted` are the store's.
    """

    tenant: str
    person: str
    input: str
    wishes: Mapping[str, Any]
    voice: str
    prompt_version: str
    topic: str | None = None
    sentiment: str | None = None
    seed: int | None = None
    candidates: tuple[Candidate, ...] = ()
    id: str = ""
    created_at: datetime | None = None
    is_accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which generations: all that are named must hold. `search` wants all its words; `since` <= made < `until`."""

    search: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    voice: str | None = None
    topic: str | None = None
    sentiment: str | None = None
    is_accepted: bool | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            moment = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise MilesError(f"{name}={moment.isoformat()} has no zone", "add one, such as Z for UTC")
        if self.search is not None and not 1 <= len(self.search) <= 500:
            raise MilesError("the search is empty or longer than 500 characters", "give a few words")


class Generations:
    """The generations of all tenants; every call is about one of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, generation: Generation) -> Generation:
        """With its candidates, all or nothing; returned with the ids and the time it got."""
        return await self._database.write(lambda session: self.add(session, generation))

    async def save_all(self, generations: Sequence[Generation]) -> None:
        """Several that were `named` before, in one transaction."""

        async def work(session: AsyncSession) -> None:
            for generation in generations:
                await self.add(session, generation)

        await self._database.write(work)

    def named(self, generation: Generation) -> Generation:
        """With ids and a time, not kept yet: for a reply that names it before it is."""
        if not 1 <= len(generation.candidates) <= MOST_CANDIDATES:
            raise MilesError(
                f"a generation with {len(generation.candidates)} candidates", f"save 1 to {MOST_CANDIDATES}"
            )
        new = self._database.stamp.new
        id_ = new()
        candidates = tuple(replace(each, id=new(), generation_id=id_) for each in generation.candidates)
        return replace(generation, id=id_, created_at=time_of(id_), candidates=candidates)

    async def add(self, session: AsyncSession, generation: Generation) -> Generation:
        """As `save`, within a transaction of the caller's, such as one that also keeps the reply."""
        saved = generation if generation.id else self.named(generation)
        own = {name: getattr(saved, name) for name in saved.__slots__ if name != "candidates"}
        words = searchable(saved.input, *(each.output for each in saved.candidates))
        session.add(GenerationRow(**own | {"wishes": dict(saved.wishes), "words": words}))
        await session.flush()  # parents first
        for rank, each in enumerate(saved.candidates):
            fields = {name: getattr(each, name) for name in each.__slots__} | {"details": dict(each.details)}
            session.add(CandidateRow(**fields, tenant=saved.tenant, rank=rank, created_at=time_of(each.id)))
        await session.flush()
        return saved

    async def get(self, tenant: str, id_: str) -> Generation:
        """The generation of that tenant with its candidates, or Missing."""

        async def work(session: AsyncSession) -> Generation:
            row = await the(session, GenerationRow, tenant, id_, "generation")
            return (await _whole(session, tenant, [row]))[0]

        return await self._database.read(work)

    async def candidate(self, tenant: str, id_: str) -> Candidate:
        """One candidate of that tenant, or Missing."""
        row = await self._database.read(lambda session: the(session, CandidateRow, tenant, id_, "candidate"))
        return frozen(Candidate, row)

    async def many(self, tenant: str, ids: Sequence[str]) -> dict[str, Generation]:
        """Those of the ids that are generations of that tenant, with their candidates: two queries for all."""

        async def work(session: AsyncSession) -> list[Generation]:
            query = select(GenerationRow).where(GenerationRow.tenant == tenant, GenerationRow.id.in_(ids))
            return await _whole(session, tenant, list(await session.scalars(query)))

        return {each.id: each for each in await self._database.read(work)}

    async def candidates(self, tenant: str, ids: Sequence[str]) -> dict[str, Candidate]:
        """Those of the ids that are candidates of that tenant: one query for all."""
        query = select(CandidateRow).where(CandidateRow.tenant == tenant, CandidateRow.id.in_(ids))
        rows = await self._database.read(lambda session: session.scalars(query))
        return {row.id: frozen(Candidate, row) for row in rows}

    async def history(self, tenant: str, which: Filter, after: str | None = None, most: int = 50) -> Page[Generation]:
        """A page, newest first. What is saved while somebody pages on is newer than all pages but the first."""

        async def work(session: AsyncSession) -> Page[Generation]:
            query = history_query(tenant, which, self._database.is_sqlite)
            rows, following = await paged(session, query, GenerationRow.id, after, most)
            return Page(tuple(await _whole(session, tenant, rows)), following)

        return await self._database.read(work)

    async def accepted(self, tenant: str, most: int = 1_000) -> tuple[int, int]:
        """Of the tenant's newest generations: how many somebody went on with, and how many they are."""
        newest = (
            select(GenerationRow.is_accepted)
            .where(GenerationRow.tenant == tenant)
            .order_by(GenerationRow.id.desc())
            .limit(most)
        )
        found = list(await self._database.read(lambda session: session.scalars(newest)))
        return sum(found), len(found)

    async def export(self, tenant: str, which: Filter) -> AsyncIterator[Generation]:
        """All of them, newest first, a page in memory at a time and no transaction held open between pages."""
        after: str | None = None
        while True:
            page = await self.history(tenant, which, after, MOST_ROWS)
            for generation in page.rows:
                yield generation
            if page.next is None:
                return
            after = page.next


def history_query(tenant: str, which: Filter, is_sqlite: bool) -> Select[Any]:
    """The select behind `history`, without its page."""
    query = select(GenerationRow).where(GenerationRow.tenant == tenant)
    for name in ("voice", "topic", "sentiment", "is_accepted"):
        if (wanted := getattr(which, name)) is not None:
            query = query.where(getattr(GenerationRow, name) == wanted)
    if which.since is not None:
        query = query.where(GenerationRow.id >= first_of(which.since))
    if which.until is not None:
        query = query.where(GenerationRow.id < first_of(which.until))
    if which.search is not None:
        words = searchable(which.search)
        if is_sqlite:
            quoted = " ".join(f'"{word}"' for word in words.split()) or '""'
            found = _FOUND_BY_FTS5.bindparams(bindparam("words", quoted)).columns(GenerationRow.number)
            return query.where(GenerationRow.number.in_(found))
        vector = func.to_tsvector(text("'simple'"), GenerationRow.words)
        query = query.where(vector.bool_op("@@")(func.plainto_tsquery(text("'simple'"), words)))
    return query


def searchable(*texts: str) -> str:
    """Each word once, in lower case, without marks: then both databases see the same words in it."""
    words = dict.fromkeys(word for each in texts for word in _WORD.findall(each.lower()))
    told = " ".join(words)
    return told if len(told) <= MOST_WORDS else told[:MOST_WORDS].rpartition(" ")[0]


async def _whole(session: AsyncSession, tenant: str, rows: Sequence[GenerationRow]) -> list[Generation]:
    """Generations with their candidates: one more query, however many there are."""
    ids = [row.id for row in rows]
    query = select(CandidateRow).where(CandidateRow.tenant == tenant, CandidateRow.generation_id.in_(ids))
    found = list((await session.scalars(query.order_by(CandidateRow.generation_id, CandidateRow.rank))).all())
    names = [name for name in Generation.__slots__ if name != "candidates"]
    return [
        Generation(
            **{name: getattr(row, name) for name in names},
            candidates=tuple(frozen(Candidate, each) for each in found if each.generation_id == row.id),
        )
        for row in rows
    ]
