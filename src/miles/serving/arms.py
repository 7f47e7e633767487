"""Which voice a person is to get where a trial runs, who was shown what, and what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from cachetools import LRUCache

from miles.abtest.assign import Arm, Trial
from miles.serving.security.identity import Identity
from miles.store.engine import Database
from miles.store.generations import Generation, Generations
from miles.store.refusal import Missing, Unavailable
from miles.store.rows import MOST_ROWS
from miles.store.trials import SavedTrial, Trials

FRESH_S = 3.0  # until the trials of a tenant are looked up again, behind a reply
MOST_TENANTS, MOST_SEEN = 1_000, 50_000
MOST_KEPT = 2_000  # events in memory while the database is away; further ones are lost, and counted
PAUSE_S = 0.5


class Placed(NamedTuple):
    """The trial that a person is in, their arm there, and the voice it writes with."""

    trial: str
    arm: str
    voice: str


class Exposure(NamedTuple):
    """Somebody who gets an arm."""

    tenant: str
    trial: str
    person: str
    arm: str


class Accepted(NamedTuple):
    """A text that somebody picked, edited or posted."""

    tenant: str
    candidate_id: str
    is_posted: bool


@dataclass(frozen=True, slots=True)
class _Running:
    at: float
    trials: tuple[SavedTrial, ...]


class Arms:
    """The running trials of all tenants, as of some seconds ago.

    A person is in the first trial, oldest first, that lets them in, and everybody who is in counts from their first
    request on: as one who accepted nothing, until they do. So those who are never heard of again are not left out,
    which would favour the voice that puts off more people.

    What is noted is kept some milliseconds later, after at most MOST_KEPT others while the database is away, and a
    killed process loses it. Exposures lost that way cost people, not truth: they are noted before anything is written,
    in one line for all arms, so that which are lost hangs on the time of the kill and not on an arm, and whoever asks
    again counts from then on. An acceptance that is lost leaves the 0 of its exposure, in all arms alike. Only an arm
    whose voice is itself what kills the process could gain by it, by the people of those milliseconds.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._trials, self._generations, self._clock = Trials(database), Generations(database), clock
        self._kept: LRUCache[str, _Running] = LRUCache(MOST_TENANTS)
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._seen: LRUCache[Exposure, bool] = LRUCache(MOST_SEEN)
        self._line: asyncio.Queue[Exposure | Accepted] = asyncio.Queue(MOST_KEPT)
        self._writer: asyncio.Task[None] | None = None
        self.lost = 0

    async def arm(self, who: Identity) -> Placed | None:
        """The arm to write with, which counts as shown; None: the voice in production. Only the first request of a
        tenant waits for the database."""
        for saved in await self._running(who.tenant):
            trial = trial_of(saved)
            if trial.enters(who.person):
                arm = trial.arm(who.person).name
                self._note(Exposure(who.tenant, saved.id, who.person, arm))
                return Placed(saved.id, arm, saved.plan["arms"][arm])
        return None

    def heard(self, tenant: str, candidate_id: str, is_posted: bool) -> None:
        """Somebody went on with a text: that counts for whom it was written, in the trial that chose its voice."""
        self._enter(Accepted(tenant, candidate_id, is_posted))

    def forget(self, tenant: str) -> None:
        """A trial of that tenant began or ended: the next request looks it up."""
        self._kept.pop(tenant, None)

    async def settled(self, deadline_s: float = 0.5) -> None:
        """Returns when all that was noted is kept, or after the deadline."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(deadline_s):
                await self._line.join()

    async def close(self) -> None:
        """Keeps what waits, as long as the database answers."""
        await self.settled(5.0)
        tasks = [task for task in (self._writer, *self._looking.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _running(self, tenant: str) -> tuple[SavedTrial, ...]:
        kept = self._kept.get(tenant)
        if kept is None or self._clock() - kept.at > FRESH_S:
            if tenant not in self._looking:
                self._looking[tenant] = asyncio.create_task(self._look(tenant), name="trials")
            if kept is None:
                await asyncio.shield(self._looking[tenant])
                kept = self._kept.get(tenant)
        return () if kept is None else kept.trials

    async def _look(self, tenant: str) -> None:
        """A database that is away changes nothing."""
        kept = self._kept.get(tenant)
        try:
            trials = await self._trials.running(tenant)
        except Unavailable:
            trials = kept.trials if kept else ()
        finally:
            self._looking.pop(tenant, None)
        self._kept[tenant] = _Running(self._clock(), trials)

    def _note(self, exposure: Exposure) -> None:
        if exposure not in self._seen and self._enter(exposure):
            self._seen[exposure] = True

    def _enter(self, told: Exposure | Accepted) -> bool:
        if self._writer is None:
            self._writer = asyncio.create_task(self._write(), name="trials")
        try:
            self._line.put_nowait(told)
        except asyncio.QueueFull:
            self.lost += 1
            return False
        return True

    async def _write(self) -> None:
        """In order: somebody is exposed before they accept."""
        while True:
            told = await self._line.get()
            try:
                while not await self._is_kept(told):
                    await asyncio.sleep(PAUSE_S)
            finally:
                self._line.task_done()

    async def _is_kept(self, told: Exposure | Accepted) -> bool:
        """Whether it is done with: kept, or refused for good."""
        try:
            if isinstance(told, Exposure):
                await self._trials.expose(*told, outcome=0.0)
            else:
                await self._accept(told)
        except Unavailable:
            return False
        except Exception:  # the trial ended, or a row that no database takes: it must not hold up the others
            self.lost += 1
        return True

    async def _accept(self, told: Accepted) -> None:
        candidate = await self._generations.candidate(told.tenant, told.candidate_id)
        generation = await self._generations.get(told.tenant, candidate.generation_id)
        if "voice" in generation.wishes:  # was asked for, not drawn
            return
        for saved in (await self._trials.page(told.tenant, most=MOST_ROWS)).rows:
            if _chose(saved, generation) and (told.is_posted or saved.plan["metric"] == "accepted"):
                with contextlib.suppress(Missing):  # they were in another trial then
                    await self._trials.outcome(told.tenant, saved.id, generation.person, 1.0)


def _chose(saved: SavedTrial, generation: Generation) -> bool:
    """Whether that trial gave that person that voice, as far as the hash tells."""
    trial, made = trial_of(saved), generation.created_at
    if made is None or made < saved.created_at or not trial.enters(generation.person):
        return False
    return bool(saved.plan["arms"][trial.arm(generation.person).name] == generation.voice)


def trial_of(saved: SavedTrial) -> Trial:
    """The plan as what assigns; arms in order of their names, whatever order a database gave them back in."""
    plan: Any = saved.plan
    weights = {name: float(plan["weights"].get(name, 1.0)) for name in sorted(plan["arms"])}
    return Trial(plan["salt"], tuple(Arm(name, weight) for name, weight in weights.items()), plan["share"])
