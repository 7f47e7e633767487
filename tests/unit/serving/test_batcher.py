from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from miles.post.error import MilesError
from miles.serving.batcher import MOST_TOGETHER, Batcher
from miles.serving.problem import Busy, TooLate


class Desk:
    """Doubles numbers, a batch at a time, when it is let; refuses 13 and every batch that holds one."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, asks: Sequence[int], is_wanted: Callable[[int], bool]) -> list[int | MilesError]:
        self.batches.append(list(asks))
        assert self.go.wait(5)
        if 13 in asks:
            raise MilesError("13 is refused")
        return [MilesError("77 has no double") if ask == 77 else 2 * ask for ask in asks]


async def waited_for(desk: Desk, batches: int) -> None:
    while len(desk.batches) < batches:
        await asyncio.sleep(0.001)


def test_what_waits_together_is_written_together_and_each_gets_its_own() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk)
        desk.go.clear()
        asks = [asyncio.create_task(batcher.answer(k, 5)) for k in range(12)]
        await waited_for(desk, 1)
        more = [asyncio.create_task(batcher.answer(k, 5)) for k in range(100, 103)]
        await asyncio.sleep(0.01)
        desk.go.set()
        assert await asyncio.gather(*asks, *more) == [2 * k for k in (*range(12), *range(100, 103))]
        assert [len(batch) for batch in desk.batches] == [MOST_TOGETHER, 7]
        await batcher.close()

    asyncio.run(main())


def test_one_that_is_refused_spoils_nobody_elses() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk)
        found = await asyncio.gather(*(batcher.answer(k, 5) for k in (1, 13, 3)), return_exceptions=True)
        assert [found[0], found[2]] == [2, 6]
        assert isinstance(found[1], MilesError)
        await batcher.close()

    asyncio.run(main())


def test_an_answer_may_be_an_error() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk)
        found = await asyncio.gather(*(batcher.answer(k, 5) for k in (1, 77, 3)), return_exceptions=True)
        assert [found[0], found[2], len(desk.batches)] == [2, 6, 1]
        assert isinstance(found[1], MilesError)
        await batcher.close()

    asyncio.run(main())


def test_a_full_line_is_busy_at_once() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk, most_waiting=2)
        desk.go.clear()
        first = asyncio.create_task(batcher.answer(1, 5))
        await waited_for(desk, 1)
        line = [asyncio.create_task(batcher.answer(k, 5)) for k in (2, 3)]
        await asyncio.sleep(0)
        assert batcher.waiting == 2
        with pytest.raises(Busy):
            await batcher.answer(4, 5)
        desk.go.set()
        assert await asyncio.gather(first, *line) == [2, 4, 6]
        await batcher.close()

    asyncio.run(main())


def test_what_takes_too_long_is_given_up_and_who_left_is_not_written_for() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk)
        desk.go.clear()
        first = asyncio.create_task(batcher.answer(1, 5))
        await waited_for(desk, 1)
        with pytest.raises(TooLate, match=r"within 0\.02 s"):
            await batcher.answer(2, 0.02)
        gone = asyncio.create_task(batcher.answer(3, 5))
        await asyncio.sleep(0.01)
        gone.cancel()
        desk.go.set()
        assert await first == 2
        assert await batcher.answer(4, 5) == 8
        assert desk.batches == [[1], [4]]
        await batcher.close()

    asyncio.run(main())


def test_what_is_being_written_hears_who_of_its_batch_is_gone() -> None:
    heard: list[list[bool]] = []

    def work(asks: Sequence[int], is_wanted: Callable[[int], bool]) -> list[int | MilesError]:
        until = time.monotonic() + 5
        while time.monotonic() < until and heard[-1:] != [[False] * len(asks)]:
            now = [is_wanted(k) for k in range(len(asks))]
            if now not in heard:
                heard.append(now)
        return list(asks)

    async def main() -> None:
        batcher = Batcher(work)
        leaving = asyncio.create_task(batcher.answer(1, 5))
        late = asyncio.create_task(batcher.answer(2, 0.1))
        while not heard:
            await asyncio.sleep(0.001)
        leaving.cancel()
        with pytest.raises(TooLate):
            await late
        until = time.monotonic()
        while not batcher.is_idle:
            await asyncio.sleep(0.001)
        assert time.monotonic() - until < 0.1
        assert heard == [[True, True], [False, True], [False, False]]
        await batcher.close()

    asyncio.run(main())


def test_a_stream_is_told_piece_by_piece_and_ends_when_nobody_listens() -> None:
    told: list[int] = []
    closed = threading.Event()

    def pieces(is_wanted: Callable[[], bool]) -> Iterator[int]:
        try:
            for k in range(100_000):
                told.append(k)
                yield k
        finally:
            closed.set()

    async def main() -> None:
        batcher = Batcher(Desk())
        heard = []
        stream = batcher.stream(pieces, 5)
        async for piece in stream:
            heard.append(piece)
            if piece == 3:
                break
        await stream.aclose()
        assert heard == [0, 1, 2, 3]
        assert await asyncio.to_thread(closed.wait, 5)
        assert len(told) < 100_000
        assert await batcher.answer(1, 5) == 2, "the thread is free again"
        await batcher.close()

    asyncio.run(main())


def test_an_error_within_a_stream_reaches_its_listener() -> None:
    def pieces(is_wanted: Callable[[], bool]) -> Iterator[int]:
        yield 1
        raise MilesError("broken off")

    async def main() -> None:
        batcher = Batcher(Desk())
        stream = batcher.stream(pieces, 5)
        assert await anext(stream) == 1
        with pytest.raises(MilesError, match="broken off"):
            await anext(stream)
        await batcher.close()

    asyncio.run(main())


def test_who_waits_at_the_end_is_told_so() -> None:
    async def main() -> None:
        desk = Desk()
        batcher = Batcher(desk)
        desk.go.clear()
        first = asyncio.create_task(batcher.answer(1, 5))
        await waited_for(desk, 1)
        waiting = asyncio.create_task(batcher.answer(2, 5))
        await asyncio.sleep(0)
        closing = asyncio.create_task(batcher.close())
        await asyncio.sleep(0.01)
        desk.go.set()
        await closing
        with pytest.raises(Busy, match="ending"):
            await waiting
        assert await asyncio.wait_for(asyncio.shield(first), 2) == 2, "what was begun is finished"

    asyncio.run(main())
