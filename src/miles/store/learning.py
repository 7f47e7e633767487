"""How far the closed loop is for one tenant: what people told, counted, and the newest of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from miles.store.engine import Database
from miles.store.tables import CandidateRow, FeedbackRow, GenerationRow, LabelRow, OutcomeRow, PostRow

_IS_ACCEPTING = or_(
    FeedbackRow.is_picked,
    and_(FeedbackRow.edited.is_not(None), FeedbackRow.edited != ""),
    FeedbackRow.posted_id.is_not(None),
)


@dataclass(frozen=True, slots=True)
class Told:
    """How many there are, and when the newest came."""

    n: int
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Candidates are counted once, whatever was said of them how often. `accepted` are generations of which somebody
    went on with a candidate. `pairs` are (taken, left) of one generation, and (edited, as written)."""

    generations: Told
    accepted: Told
    rated: Told
    edited: Told
    picked: Told
    posted: Told
    outcomes: Told
    published: Told
    labels: dict[str, Told]
    pairs: int


class Learning:
    """The loops of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def state(self, tenant: str, deadline_s: float = 5.0) -> Learnt:
        """All of it, in one transaction: the numbers belong together."""

        async def work(session: AsyncSession) -> Learnt:
            async def told(query: Select[Any]) -> Told:
                return Told(*(await session.execute(query)).one())

            labels = await session.execute(
                _counted(LabelRow, tenant).add_columns(LabelRow.task).group_by(LabelRow.task).order_by(LabelRow.task)
            )
            edited = await told(_said(tenant, and_(FeedbackRow.edited.is_not(None), FeedbackRow.edited != "")))
            return Learnt(
                generations=await told(_counted(GenerationRow, tenant)),
                accepted=await told(_counted(GenerationRow, tenant).where(GenerationRow.is_accepted)),
                rated=await told(_said(tenant, FeedbackRow.rating.is_not(None))),
                edited=edited,
                picked=await told(_said(tenant, FeedbackRow.is_picked)),
                posted=await told(_said(tenant, FeedbackRow.posted_id.is_not(None))),
                outcomes=await told(_counted(OutcomeRow, tenant)),
                published=await told(_counted(PostRow, tenant)),
                labels={task: Told(n, newest) for n, newest, task in labels},
                pairs=edited.n + int(await session.scalar(_pairs(tenant)) or 0),
            )

        return await self._database.read(work, deadline_s)


def _counted(table: type[Any], tenant: str) -> Select[Any]:
    return select(func.count(), func.max(table.created_at)).where(table.tenant == tenant)


def _said(tenant: str, of: ColumnElement[bool] | InstrumentedAttribute[bool]) -> Any:
    number = func.count(FeedbackRow.candidate_id.distinct())
    return select(number, func.max(FeedbackRow.created_at)).where(FeedbackRow.tenant == tenant, of)


def _pairs(tenant: str) -> Select[Any]:
    """Of each accepted generation, how many candidates were taken times how many were left; added up."""
    taken = (
        select(FeedbackRow.candidate_id).where(FeedbackRow.tenant == tenant, _IS_ACCEPTING).distinct().subquery("taken")
    )
    of_one = (
        select(func.count().label("all"), func.count(taken.c.candidate_id).label("taken"))
        .select_from(CandidateRow)
        .join(
            GenerationRow,
            and_(GenerationRow.tenant == CandidateRow.tenant, GenerationRow.id == CandidateRow.generation_id),
        )
        .outerjoin(taken, taken.c.candidate_id == CandidateRow.id)
        .where(CandidateRow.tenant == tenant, GenerationRow.is_accepted)
        .group_by(CandidateRow.generation_id)
        .subquery("of_one")
    )
    return select(func.sum(of_one.c.taken * (of_one.c.all - of_one.c.taken)))
