"""Requests that wait together are written together: one thread writes, the event loop stays free."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Generic, TypeVar

from miles.post.error import MilesError
from miles.serving.problem import Busy, TooLate

A = TypeVar("A")
R = TypeVar("R")
P = TypeVar("P")
MOST_TOGETHER = 8  # asks written side by side; more of them make the first one wait


@dataclass(eq=False, slots=True)
class _Waiting(Generic[A, R]):
    ask: A
    answer: asyncio.Future[R]


@dataclass(eq=False, slots=True)
class _Stream(Generic[P]):
    begin: Callable[[Callable[[], bool]], Iterator[P]]
    told: asyncio.Queue[P | BaseException | None]
    ended: Event = field(default_factory=Event)


class Batcher(Generic[A, R]):
    """`work` answers asks, a list for a list, in its own thread; it is never called twice at once.

    It may ask meanwhile whether anybody still waits for the k-th of them, and answers whatever it likes where nobody
    does. An answer may be an error. An ask that spoils its whole batch is asked again alone, so that it fails alone.
    Nobody waits for a batch to fill: while one is being written, the next one forms.
    """

    def __init__(
        self, work: Callable[[Sequence[A], Callable[[int], bool]], Sequence[R | MilesError]], most_waiting: int = 64
    ) -> None:
        self._work = work
        self._most_waiting = most_waiting
        self._line: deque[_Waiting[A, R] | _Stream] = deque()
        self._pool = ThreadPoolExecutor(1, "writer")
        self._writer: asyncio.Task[None] | None = None
        self._more = asyncio.Event()
        self._is_ending = False
        self._is_writing = False

    @property
    def is_idle(self) -> bool:
        """Nothing waits and nothing is being written."""
        return not self._line and not self._is_writing

    @property
    def waiting(self) -> int:
        """How many asks and streams nobody has begun."""
        return len(self._line)

    async def answer(self, ask: A, deadline_s: float) -> R:
        """What `work` says; Busy where too many wait, TooLate where it takes too long. Nothing is written, or written
        on, for who went away or was told TooLate."""
        waiting: _Waiting[A, R] = _Waiting(ask, asyncio.get_running_loop().create_future())
        self._enter(waiting)
        try:
            async with asyncio.timeout(deadline_s):
                return await waiting.answer
        except TimeoutError:
            raise TooLate(
                f"nothing was written within {deadline_s:g} s", "ask for fewer candidates, or again in a moment"
            ) from None
        finally:
            waiting.answer.cancel()

    async def stream(self, begin: Callable[[Callable[[], bool]], Iterator[P]], deadline_s: float) -> AsyncIterator[P]:
        """What the iterator of `begin` yields, from the writing thread; leaving the loop ends the work there.

        `begin` is given what tells whether anybody still listens.
        """
        stream: _Stream[P] = _Stream(begin, asyncio.Queue())
        self._enter(stream)
        try:
            async with asyncio.timeout(deadline_s):
                while (piece := await stream.told.get()) is not None:
                    if isinstance(piece, BaseException):
                        raise piece
                    yield piece
        except TimeoutError:
            raise TooLate(f"not all was written within {deadline_s:g} s", "ask for fewer candidates") from None
        finally:
            stream.ended.set()

    async def close(self) -> None:
        """Ends the thread after what it is writing; what still waits is told to come again."""
        self._is_ending = True
        while self._line:
            waiting = self._line.popleft()
            ending = Busy("the service is ending", "ask again in a moment")
            if isinstance(waiting, _Stream):
                waiting.told.put_nowait(ending)
            elif not waiting.answer.done():
                waiting.answer.set_exception(ending)
        self._more.set()
        if self._writer is not None:
            await self._writer
        self._pool.shutdown(wait=False)

    def _enter(self, waiting: _Waiting[A, R] | _Stream) -> None:
        if self._is_ending:
            raise Busy("the service is ending", "ask again in a moment")
        if len(self._line) >= self._most_waiting:
            raise Busy(f"{len(self._line)} requests wait already", "ask again in a second")
        if self._writer is None:
            self._writer = asyncio.create_task(self._run(), name="batcher")
        self._line.append(waiting)
        self._more.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._is_ending:
            self._is_writing = False
            await self._more.wait()
            self._more.clear()
            self._is_writing = True
            while self._line:
                first = self._line.popleft()
                if isinstance(first, _Stream):
                    await loop.run_in_executor(self._pool, _tell, first, loop)
                    continue
                batch = [first]
                while self._line and len(batch) < MOST_TOGETHER:
                    following = self._line[0]
                    if isinstance(following, _Stream):
                        break
                    batch.append(following)
                    self._line.popleft()
                await self._write(batch)

    async def _write(self, together: Sequence[_Waiting[A, R]]) -> None:
        batch = [waiting for waiting in together if not waiting.answer.done()]  # the others are gone, or too late
        if not batch:
            return
        loop = asyncio.get_running_loop()
        asks = [waiting.ask for waiting in batch]
        try:
            found = await loop.run_in_executor(self._pool, self._work, asks, lambda k: not batch[k].answer.done())
        except Exception as error:
            if len(batch) > 1:
                for waiting in batch:
                    await self._write([waiting])
            elif not batch[0].answer.done():
                batch[0].answer.set_exception(error)
            return
        for waiting, answer in zip(batch, found, strict=True):
            if waiting.answer.done():
                continue
            if isinstance(answer, MilesError):
                waiting.answer.set_exception(answer)
            else:
                waiting.answer.set_result(answer)


def _tell(stream: _Stream, loop: asyncio.AbstractEventLoop) -> None:
    """In the writing thread: hands over piece by piece until the end, or until nobody listens."""
    if stream.ended.is_set():
        return
    pieces = None
    try:
        pieces = stream.begin(lambda: not stream.ended.is_set())
        for piece in pieces:
            if stream.ended.is_set():
                break
            loop.call_soon_threadsafe(stream.told.put_nowait, piece)
        loop.call_soon_threadsafe(stream.told.put_nowait, None)
    except Exception as error:
        loop.call_soon_threadsafe(stream.told.put_nowait, error)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
