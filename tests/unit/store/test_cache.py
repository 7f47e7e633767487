"""The cache: one computation a key, bounded memory, and answers whatever Redis does."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.error import MilesError
from miles.store.breaker import Breaker
from miles.store.cache import Cache, Memory, key_of
from servers import RedisServer

pytestmark = pytest.mark.anyio


def counted(value: bytes = b"gm", takes_s: float = 0.0) -> tuple[Callable[[], Awaitable[bytes]], list[int]]:
    """A computation, and how often it was begun."""
    begun: list[int] = []

    async def make() -> bytes:
        begun.append(1)
        await asyncio.sleep(takes_s)
        return value

    return make, begun


async def test_two_hundred_who_ask_at_once_are_one_computation() -> None:
    cache = Cache()
    make, begun = counted(takes_s=0.02)
    told = await asyncio.gather(*(cache.answer("k", make) for _ in range(200)))
    assert len(begun) == 1
    assert {value for value, _ in told} == {b"gm"}
    assert sorted(source for _, source in told) == ["made"] + ["shared"] * 199
    assert await cache.answer("k", make) == (b"gm", "memory")
    assert await cache.answer("other", make) == (b"gm", "made")


async def test_who_came_first_may_leave_and_the_last_to_leave_stops_the_work() -> None:
    cache = Cache()
    make, begun = counted(takes_s=0.1)
    first = asyncio.ensure_future(cache.answer("k", make))
    others = [asyncio.ensure_future(cache.answer("k", make)) for _ in range(199)]
    await asyncio.sleep(0.01)
    first.cancel()
    assert {value for value, _ in await asyncio.gather(*others)} == {b"gm"}
    assert first.cancelled()
    assert len(begun) == 1
    stopped: list[int] = []

    async def long() -> bytes:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.append(1)
        return b""

    crowd = [asyncio.ensure_future(cache.answer("long", long)) for _ in range(3)]
    await asyncio.sleep(0.01)
    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
    await asyncio.sleep(0)
    assert stopped == [1]
    assert await cache.answer("long", make) == (b"gm", "made")


async def test_a_computation_that_is_cancelled_from_within_is_handed_on() -> None:
    cache, begun = Cache(), []

    async def make() -> bytes:
        begun.append(1)
        await asyncio.sleep(0.01)
        if len(begun) == 1:
            raise asyncio.CancelledError
        return b"gm"

    told = await asyncio.gather(*(cache.answer("k", make) for _ in range(50)))
    assert {value for value, _ in told} == {b"gm"}
    assert len(begun) == 2


async def test_an_exception_reaches_all_and_is_not_kept() -> None:
    cache = Cache()

    async def broken() -> bytes:
        await asyncio.sleep(0.01)
        raise MilesError("no voice")

    told = await asyncio.gather(*(cache.answer("k", broken) for _ in range(200)), return_exceptions=True)
    assert [str(each) for each in told] == ["no voice"] * 200
    make, _ = counted()
    assert await cache.answer("k", make) == (b"gm", "made")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 900), st.booleans()), max_size=60))
def test_memory_is_bounded_and_drops_the_least_recently_used(steps: list[Any]) -> None:
    """Beside a slow model: a list of (key, size), the most recent last, cut from the front until it fits."""
    memory, model = Memory(3000), []
    for key, size, is_read in steps:
        known = [pair for pair in model if pair[0] == key]
        if is_read:
            found = memory.get(str(key))
            assert found == (bytes(known[0][1]) if known else None)
            model = [pair for pair in model if pair[0] != key] + known
        else:
            memory.put(str(key), bytes(size), 300)
            model = [pair for pair in model if pair[0] != key] + [(key, size)]
            while sum(300 + held for _, held in model) > 3000:
                model.pop(0)
        assert memory.size_bytes == sum(300 + held for _, held in model) <= 3000
        assert len(memory) == len(model)


def test_memory_forgets_after_its_time() -> None:
    now = [0.0]
    memory = Memory(10_000, lambda: now[0])
    memory.put("k", b"gm", 300)
    now[0] = 299.9
    assert memory.get("k") == b"gm"
    now[0] = 300.0
    assert memory.get("k") is None
    assert memory.size_bytes == 0
    memory.put("big", bytes(10_000), 300)
    assert len(memory) == 0


def test_keys_are_of_one_tenant_bundle_and_request() -> None:
    keys = [
        key_of(tenant, bundle, request)
        for tenant in ("a", "ab", 'a","b')
        for bundle in ("b", "bb", "")
        for request in ({"seed": 1}, {"seed": 2}, {"seed": "1"}, {})
    ]
    assert len(set(keys)) == len(keys) == 36
    assert key_of("t", "b", {"x": 1, "y": 2}) == key_of("t", "b", {"y": 2, "x": 1})


async def test_a_wrong_or_absent_redis_is_no_obstacle() -> None:
    with pytest.raises(MilesError, match="Redis URL"):
        Cache("http://x")
    cache = Cache("redis://127.0.0.1:1/0", breaker=Breaker(5, 60))
    make, _ = counted()
    for number in range(8):
        assert await cache.answer(str(number), make) == (b"gm", "made")
    assert cache.breaker.is_open
    assert (await cache.health()).redis == "down"
    assert (await Cache().health()).redis == "off"
    await cache.close()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


async def test_a_second_process_finds_what_the_first_made(redis: RedisServer) -> None:
    one, two = Cache(redis.url, deadline_s=2), Cache(redis.url, deadline_s=2)
    make, begun = counted(bytes(range(256)))
    assert await one.answer("k", make) == (bytes(range(256)), "made")
    await asyncio.gather(*one._behind)
    assert await two.answer("k", make) == (bytes(range(256)), "redis")
    assert await two.answer("k", make) == (bytes(range(256)), "memory")
    assert len(begun) == 1
    left = await one._redis.pttl("k")
    assert 290_000 < left <= 300_000
    assert (await one.health()).redis == "up"
    await one.close()
    await two.close()


async def test_what_was_made_for_an_owner_can_be_forgotten() -> None:
    cache = Cache()
    make, begun = counted()
    for owner in ("ann", "bob"):
        await cache.answer(owner, make, owner)
    slow = asyncio.ensure_future(cache.answer("slow", counted(takes_s=0.02)[0], "ann"))
    await asyncio.sleep(0.005)
    await cache.forget("ann")
    assert await cache.answer("bob", make, "bob") == (b"gm", "memory")
    assert await cache.answer("ann", make, "ann") == (b"gm", "made")
    assert await cache.answer("ann", make, "ann") == (b"gm", "memory")
    await slow
    assert (await cache.answer("slow", make, "ann"))[1] == "made", "what was begun before is not kept for after"
    assert len(begun) == 4


async def test_what_one_process_forgets_no_other_answers(redis: RedisServer) -> None:
    one, two = (Cache(redis.url, deadline_s=2, breaker=Breaker(1, 0.1)) for _ in range(2))
    make, _ = counted()

    async def sources(*keys: str) -> list[str]:
        told = [(await cache.answer(key, make, key))[1] for key in keys for cache in (one, two)]
        await asyncio.gather(*one._behind, *two._behind)
        return told

    assert await sources("ann", "bob") == ["made", "redis"] * 2
    await one.forget("ann")
    assert await sources("ann", "bob") == ["made", "redis", "memory", "memory"]
    redis.process.send_signal(signal.SIGSTOP)
    one._deadline_s = two._deadline_s = 0.05
    await one.forget("ann")
    assert one.breaker.is_open
    assert (await one.answer("ann", make, "ann"))[1] == "made", "here at once"
    redis.process.send_signal(signal.SIGCONT)
    await asyncio.sleep(0.2)
    one._deadline_s = two._deadline_s = 2
    assert (await one.answer("new", make, "ann"))[1] == "made", "which tells Redis"
    assert (await two.answer("ann", make, "ann"))[1] == "made"
    await one.close()
    await two.close()


async def test_a_hanging_redis_costs_its_deadline_until_the_breaker_opens_and_mixes_nothing_up(
    redis: RedisServer,
) -> None:
    cache = Cache(redis.url, breaker=Breaker(5, 0.5))
    assert (await cache.answer("warm", counted()[0]))[1] == "made"
    redis.process.send_signal(signal.SIGSTOP)
    try:
        for number in range(8):
            started = time.perf_counter()
            assert await cache.answer(f"a{number}", counted(b"x")[0]) == (b"x", "made")
            assert time.perf_counter() - started < 0.05 + 0.3
        assert cache.breaker.is_open
        await asyncio.gather(*(cache.answer(f"b{number}", counted(b"x")[0]) for number in range(100)))
        assert (await cache.health()).redis == "down"
    finally:
        redis.process.send_signal(signal.SIGCONT)
    await asyncio.sleep(0.6)
    until = time.monotonic() + 10
    while (await cache.health()).redis != "up":
        assert time.monotonic() < until
        await asyncio.sleep(0.1)
    for number in range(50):
        await cache.answer(f"c{number}", counted(b"c%d" % number)[0])
        await asyncio.gather(*cache._behind)
    other = Cache(redis.url, deadline_s=2)
    told = [await other.answer(f"c{number}", counted(b"not kept")[0]) for number in range(50)]
    kept = [(number, value) for number, (value, source) in enumerate(told) if source == "redis"]
    assert len(kept) > 25  # a busy machine may miss a deadline
    assert all(value == b"c%d" % number for number, value in kept)
    assert not cache.breaker.is_open
    await cache.close()
    await other.close()


async def test_a_redis_that_stops_and_starts_again(redis: RedisServer) -> None:
    cache = Cache(redis.url, breaker=Breaker(5, 0.2), deadline_s=1)
    assert (await cache.health()).redis == "up"
    redis.stop()
    for number in range(10):
        assert await cache.answer(str(number), counted()[0]) == (b"gm", "made")
    assert cache.breaker.is_open
    redis.start()
    await asyncio.sleep(0.3)
    assert (await cache.health()).redis == "up"
    await cache.close()
