"""What was written is kept, some at a time, while the reply is already on its way."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from miles.store.engine import Database
from miles.store.generations import Generation, Generations
from miles.store.refusal import Unavailable

MOST_KEPT = 2_000  # generations in memory while the database is away; then the oldest are lost, and counted
MOST_TOGETHER = 50
PAUSE_S = 0.5  # before a database that did not answer is asked again


@dataclass(frozen=True, slots=True)
class JournalHealth:
    """How many generations wait to be kept, and how many were lost."""

    waiting: int
    lost: int


class Journal:
    """Keeps generations behind the replies that name them.

    Those that come together go into one transaction. A reply may so reach its reader some milliseconds before its
    generation is on the disk, and a killed process loses those; what an Idempotency-Key promises does not go this way.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._generations = Generations(database)
        self._line: deque[Generation] = deque()
        self._lost = 0
        self._more, self._empty = asyncio.Event(), asyncio.Event()
        self._empty.set()
        self._writer: asyncio.Task[None] | None = None

    @property
    def health(self) -> JournalHealth:
        return JournalHealth(len(self._line), self._lost)

    def note(self, generation: Generation) -> None:
        """Takes one that has its ids (`Generations.named`)."""
        if self._writer is None:
            self._writer = asyncio.create_task(self._run(), name="journal")
        if len(self._line) >= MOST_KEPT:
            self._line.popleft()
            self._lost += 1
        self._line.append(generation)
        self._empty.clear()
        self._more.set()

    async def settled(self, deadline_s: float = 0.5) -> None:
        """Returns when all that was noted is kept, or after the deadline: before a candidate is looked up."""
        if self._line:
            try:
                async with asyncio.timeout(deadline_s):
                    await self._empty.wait()
            except TimeoutError:
                pass

    async def close(self, deadline_s: float = 5.0) -> None:
        """Keeps what waits, as long as the database answers."""
        await self.settled(deadline_s)
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            while self._line:
                some = [self._line[k] for k in range(min(MOST_TOGETHER, len(self._line)))]
                if not await self._kept(some):
                    await asyncio.sleep(PAUSE_S)
            self._empty.set()

    async def _kept(self, some: list[Generation]) -> bool:
        """Whether these are done with: kept, or refused for good one by one."""
        try:
            await self._generations.save_all(some)
        except Unavailable:
            return False
        except Exception:  # a row that no database takes must not hold up the others
            if len(some) > 1:
                return all([await self._kept([generation]) for generation in some])
            self._lost += 1
        for generation in some:
            if self._line and self._line[0] is generation:
                self._line.popleft()
        return True
