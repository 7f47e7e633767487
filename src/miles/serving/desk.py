"""What the routes work with: one of each for a process, made when it starts and closed when it ends."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field

from miles.post.error import MilesError
from miles.serving.arms import Arms
from miles.serving.batcher import Batcher
from miles.serving.batches import BatchWorker
from miles.serving.composer import Composer, Task, Written, write
from miles.serving.journal import Journal
from miles.serving.settings import Settings
from miles.serving.telemetry import Counts, Telemetry
from miles.serving.voices import Voices
from miles.store import migrate
from miles.store.cache import Cache
from miles.store.engine import Database, opened
from miles.store.generations import Generations
from miles.store.replies import Replies

LOOK_S = 2.0  # between looks at the shelf's log


@dataclass(eq=False)
class Desk:
    """Everything behind the routes. `is_ready` once a voice has written, `reason` why not."""

    settings: Settings
    database: Database
    cache: Cache
    voices: Voices
    batcher: Batcher[Task, Written]
    journal: Journal
    generations: Generations
    composer: Composer
    arms: Arms
    batches: BatchWorker
    telemetry: Telemetry
    is_ready: bool = False
    reason: str = "starting"
    is_draining: bool = False
    promoting: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: float = field(default_factory=time.monotonic)
    _watch: asyncio.Task[None] | None = None
    _pulse: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, settings: Settings, telemetry: Telemetry | None = None) -> Desk:
        telemetry = telemetry or Telemetry()
        database = opened(settings.database, deadline_s=settings.database_deadline_s)
        redis = settings.redis_url.get_secret_value() if settings.redis_url else None
        cache, voices, journal = Cache(redis), Voices(settings), Journal(database)
        batcher = Batcher(write, settings.most_waiting)
        generations = Generations(database)
        arms = Arms(database)
        composer = Composer(
            voices, arms, batcher, cache, journal, generations, Replies(database), settings.deadline_s, telemetry
        )
        batches = BatchWorker(database, composer, batcher)
        return cls(settings, database, cache, voices, batcher, journal, generations, composer, arms, batches, telemetry)

    async def open(self) -> None:
        """Brings the tables up to date, loads the voice, and watches the shelf from then on."""
        await migrate.upgrade(self.settings.database)
        await self._look()
        self.batches.open()
        self._watch = asyncio.create_task(self._watching(), name="shelf")
        self._pulse = asyncio.create_task(self.telemetry.pulse(self._counted), name="pulse")

    async def close(self) -> None:
        """Lets the writer finish and keeps what is not yet kept."""
        self.is_draining = True
        for task in (self._watch, self._pulse):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        await self.batches.close()
        await self.batcher.close()
        await self.journal.close()
        await self.arms.close()
        await self.cache.close()
        await self.database.close()
        await self.telemetry.close()

    def _counted(self, counts: Counts) -> None:
        counts.waiting.set(self.batcher.waiting)
        counts.journal.set(self.journal.health.waiting)
        counts.lost.set(self.journal.health.lost)
        if self.is_ready:
            counts.writes(self.voices.current().bundle.name)

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            with contextlib.suppress(Exception):
                await self._look()

    async def _look(self) -> None:
        try:
            await self.voices.refresh()
            self.voices.current()
        except MilesError as error:
            self.reason = error.what
            return
        self.is_ready, self.reason = True, ""
