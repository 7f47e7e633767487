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
    is_ready: bool = False
    reason: str = "starting"
    is_draining: bool = False
    promoting: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: float = field(default_factory=time.monotonic)
    _watch: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, settings: Settings) -> Desk:
        database = opened(settings.database)
        redis = settings.redis_url.get_secret_value() if settings.redis_url else None
        cache, voices, journal = Cache(redis), Voices(settings), Journal(database)
        batcher = Batcher(write, settings.most_waiting)
        generations = Generations(database)
        composer = Composer(voices, batcher, cache, journal, generations, Replies(database), settings.deadline_s)
        arms, batches = Arms(database), BatchWorker(database, composer, batcher)
        return cls(settings, database, cache, voices, batcher, journal, generations, composer, arms, batches)

    async def open(self) -> None:
        """Brings the tables up to date, loads the voice, and watches the shelf from then on."""
        await migrate.upgrade(self.settings.database)
        await self._look()
        self.batches.open()
        self._watch = asyncio.create_task(self._watching(), name="shelf")

    async def close(self) -> None:
        """Lets the writer finish and keeps what is not yet kept."""
        self.is_draining = True
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await self.batches.close()
        await self.batcher.close()
        await self.journal.close()
        await self.arms.close()
        await self.cache.close()
        await self.database.close()

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
