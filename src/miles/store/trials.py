"""Trials on real users: who saw which arm, once for ever, and the totals that the statistics need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from miles.abtest.totals import Totals
from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Conflict, Missing
from miles.store.replies import changed
from miles.store.rows import Page, frozen, paged, the
from miles.store.stamp import time_of
from miles.store.tables import ExposureRow, TrialRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTrial:
    """A trial as planned; `plan` is plain JSON of the caller's."""

    id: str
    name: str
    plan: Mapping[str, Any]
    created_at: datetime
    ended_at: datetime | None


class Trials:
    """The trials of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, tenant: str, name: str, plan: Mapping[str, Any]) -> SavedTrial:
        """A trial with a name that no other of the tenant's has."""

        async def work(session: AsyncSession) -> SavedTrial:
            taken = select(TrialRow.id).where(TrialRow.tenant == tenant, TrialRow.name == name)
            if (await session.scalars(taken)).first() is not None:
                raise Conflict(f"there is a trial {name!r} already", "choose another name")
            id_ = self._database.stamp.new()
            row = TrialRow(tenant=tenant, id=id_, created_at=time_of(id_), name=name, plan=dict(plan), ended_at=None)
            session.add(row)
            await session.flush()
            return frozen(SavedTrial, row)

        return await self._database.write(work)

    async def get(self, tenant: str, id_: str) -> SavedTrial:
        """The trial of that tenant, or Missing."""
        return frozen(
            SavedTrial, await self._database.read(lambda session: the(session, TrialRow, tenant, id_, "trial"))
        )

    async def page(self, tenant: str, after: str | None = None, most: int = 50) -> Page[SavedTrial]:
        """Newest first, also those that ended."""
        query = select(TrialRow).where(TrialRow.tenant == tenant)
        rows, following = await self._database.read(lambda session: paged(session, query, TrialRow.id, after, most))
        return Page(tuple(frozen(SavedTrial, row) for row in rows), following)

    async def running(self, tenant: str) -> tuple[SavedTrial, ...]:
        """Those that did not end, oldest first."""
        query = select(TrialRow).where(TrialRow.tenant == tenant, TrialRow.ended_at.is_(None)).order_by(TrialRow.id)
        rows = await self._database.read(lambda session: session.scalars(query))
        return tuple(frozen(SavedTrial, row) for row in rows)

    async def end(self, tenant: str, id_: str) -> SavedTrial:
        """No unit is exposed any more; outcomes may still come in."""

        async def work(session: AsyncSession) -> SavedTrial:
            row = await the(session, TrialRow, tenant, id_, "trial", lock=True)
            row.ended_at = row.ended_at or self._database.stamp.clock()
            await session.flush()
            return frozen(SavedTrial, row)

        return await self._database.write(work)

    async def expose(
        self, tenant: str, trial_id: str, person: str, arm: str, before: float = 0.0, outcome: float | None = None
    ) -> str:
        """The arm that person is in: the first one they were shown, whatever is asked later. `before` is what was known
        of them before the trial (CUPED), `outcome` what holds until another one is told."""
        _finite(before)
        _finite(outcome or 0.0)

        async def work(session: AsyncSession) -> str:
            trial = await the(session, TrialRow, tenant, trial_id, "trial")
            if trial.ended_at is not None:
                raise MilesError("the trial is over", "start another one")
            id_ = self._database.stamp.new()
            insert = sqlite.insert if self._database.is_sqlite else postgresql.insert
            row = {"tenant": tenant, "id": id_, "created_at": time_of(id_), "trial_id": trial_id, "person": person}
            await session.execute(
                insert(ExposureRow).values(**row, arm=arm, before=before, outcome=outcome).on_conflict_do_nothing()
            )
            seen = select(ExposureRow.arm).where(*_whose(tenant, trial_id, person))
            return str((await session.scalars(seen)).one())

        return await self._database.write(work)

    async def outcome(self, tenant: str, trial_id: str, person: str, value: float) -> None:
        """What came of it; told again, the later telling stands. Missing where the person was never exposed."""
        _finite(value)
        order = update(ExposureRow).where(*_whose(tenant, trial_id, person)).values(outcome=value)
        if not changed(await self._database.write(lambda session: session.execute(order))):
            raise Missing("exposure", trial_id[:64])

    async def totals(self, tenant: str, trial_id: str) -> tuple[dict[str, int], dict[str, Totals]]:
        """Units exposed to each arm, and the sums over those whose outcome is in."""
        y, x, of = ExposureRow.outcome, ExposureRow.before, ExposureRow.outcome.is_not(None)
        sums = (func.coalesce(func.sum(each).filter(of), 0.0) for each in (y, y * y, x, x * x, x * y))
        query = (
            select(ExposureRow.arm, func.count(), func.count(y), *sums)
            .where(ExposureRow.tenant == tenant, ExposureRow.trial_id == trial_id)
            .group_by(ExposureRow.arm)
        )

        async def work(session: AsyncSession) -> Any:
            await the(session, TrialRow, tenant, trial_id, "trial")
            return (await session.execute(query)).all()

        rows = await self._database.read(work)
        return {row[0]: row[1] for row in rows}, {row[0]: Totals(float(row[2]), *map(float, row[3:])) for row in rows}


def _whose(tenant: str, trial_id: str, person: str) -> tuple[Any, ...]:
    return ExposureRow.tenant == tenant, ExposureRow.trial_id == trial_id, ExposureRow.person == person


def _finite(value: float) -> None:
    if not isfinite(value):
        raise MilesError(f"{value} is not a finite number", "leave out units without a value")
