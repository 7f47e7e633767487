"""Answers kept for five minutes: in this process first, then in Redis, and made once however many ask for one.

Redis is a convenience. It has 50 ms to answer, and none at all while its breaker is open; every answer is also given
without it. What was made for one owner can be forgotten at once, by all processes. Values are bytes of the caller's, so
nothing read from Redis is ever unpickled.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cachetools import TLRUCache, TTLCache
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from miles.post.error import MilesError
from miles.store.breaker import Breaker

TTL_S = 300.0
MOST_BEHIND = 64  # writes to Redis under way; more are left out
MOST_OWNERS = 50_000  # whose age is known here
AGE_BYTES = 16  # every value begins with the age it was made in: what is forgotten need not be found
FIRST = bytes(AGE_BYTES)
AGES = 3  # times `ttl_s` that an age is known: longer than anything that was made before it is kept
_ENTRY_BYTES = 300  # what an entry costs beside its value


@dataclass(frozen=True, slots=True)
class CacheHealth:
    """`redis` is "off" (not configured), "up" or "down"; without it answers come from this process alone."""

    redis: str
    entries: int
    size_bytes: int


@dataclass(slots=True)
class _Flight:
    """One computation and how many wait for it."""

    task: asyncio.Task[bytes]
    waiters: int = 0


class Memory:
    """The least recently used leave when there is no room; `most_bytes` counts values and what keeping them costs."""

    def __init__(self, most_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: TLRUCache[str, tuple[float, bytes]] = TLRUCache(
            most_bytes,
            ttu=lambda _, entry, now: now + entry[0],
            timer=clock,
            getsizeof=lambda entry: len(entry[1]) + _ENTRY_BYTES,
        )

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def size_bytes(self) -> int:
        return int(self._kept.currsize)

    def get(self, key: str) -> bytes | None:
        found = self._kept.get(key)
        return None if found is None else found[1]

    def put(self, key: str, value: bytes, ttl_s: float) -> None:
        self._kept.pop(key, None)
        if ttl_s > 0 and len(value) + _ENTRY_BYTES <= self._kept.maxsize:
            self._kept[key] = (ttl_s, value)


class Cache:
    """`answer` is all there is to it. `redis_url` is redis://, rediss:// or unix://, None for this process alone."""

    def __init__(
        self,
        redis_url: str | None = None,
        *,
        most_bytes: int = 64 * 2**20,
        ttl_s: float = TTL_S,
        deadline_s: float = 0.05,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.memory = Memory(most_bytes, clock)
        self.breaker = breaker or Breaker()
        self._ttl_s = ttl_s
        self._deadline_s = deadline_s
        self._redis = None if redis_url is None else _connected(redis_url, deadline_s)
        self._ages: TTLCache[str, bytes] = TTLCache(MOST_OWNERS, AGES * ttl_s, clock)
        self._untold: TTLCache[str, bytes] = TTLCache(MOST_OWNERS, ttl_s, clock)
        self._flights: dict[str, _Flight] = {}
        self._behind: set[asyncio.Task[Any]] = set()

    async def answer(self, key: str, make: Callable[[], Awaitable[bytes]], owner: str = "") -> tuple[bytes, str]:
        """(value, "memory", "redis", "made" or "shared"). `make` runs once for all who ask meanwhile.

        `owner` is what `forget` is told.

        What it raises reaches all of them and is not kept. It goes on while anybody waits, whoever came first, and is
        cancelled with the last of them.
        """
        kept = self.memory.get(key)
        if kept is not None and kept.startswith(await self._age(owner)):
            return kept[AGE_BYTES:], "memory"
        while True:
            flight, source = self._flights.get(key), ["shared"]
            if flight is None:
                flight = self._flights[key] = _Flight(asyncio.ensure_future(self._made(key, make, source, owner)))
                flight.task.add_done_callback(partial(self._landed, key, flight))
            flight.waiters += 1
            try:
                return await asyncio.shield(flight.task), source[0]
            except asyncio.CancelledError:
                me = asyncio.current_task()
                if not flight.task.cancelled() or (me is not None and me.cancelling()):
                    raise
                # the computation itself was cancelled, not we: the next in line makes it
            finally:
                flight.waiters -= 1
                if flight.waiters == 0 and not flight.task.done():
                    self._landed(key, flight, flight.task)
                    flight.task.cancel()

    async def forget(self, owner: str) -> None:
        """What was made for them, or is being made, is no answer any more, in no process that shares this Redis.

        A Redis that is away is told before it is next asked for this owner. Until then other processes, which cannot
        ask it either, may still answer from their own memory, for `ttl_s` at most.
        """
        age = self._ages[owner] = secrets.token_bytes(AGE_BYTES)
        if self._redis is not None:
            self._untold[owner] = age
            await self._age(owner)

    async def health(self) -> CacheHealth:
        """Never raises and takes at most the deadline."""
        told = "off"
        if self._redis is not None:
            told = "down" if await self._asked(self._redis.ping()) is None else "up"
        return CacheHealth(told, len(self.memory), self.memory.size_bytes)

    async def close(self) -> None:
        """Ends what is under way and the connections."""
        under_way = [*self._behind, *(flight.task for flight in self._flights.values())]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if self._redis is not None:
            await self._redis.aclose()

    def _landed(self, key: str, flight: _Flight, task: asyncio.Task[bytes]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if task.done() and not task.cancelled():
            task.exception()  # told to all who waited

    async def _age(self, owner: str) -> bytes:
        """How old answers to them must not be: those begin with it that were made since they were last forgotten."""
        if self._redis is not None:
            await self._asked_with_age(self._redis.pipeline(transaction=False), owner)
        return self._ages.get(owner, FIRST)

    async def _asked_with_age(self, question: Any, owner: str) -> Sequence[Any]:
        """What Redis says to these orders, nothing where it says nothing; in the same turn it is told of who was
        forgotten here, and tells of who was elsewhere."""
        place, untold = f"miles:age:{hashlib.sha256(owner.encode()).hexdigest()}", self._untold.get(owner)
        if untold is not None:
            question.set(place, untold, px=int(AGES * self._ttl_s * 1000))
        question.get(place)
        found = await self._asked(question.execute())
        if found is None:
            return ()
        if self._untold.get(owner) is untold:
            self._untold.pop(owner, None)
            self._ages[owner] = found[-1] or FIRST
        return list(found)

    async def _made(self, key: str, make: Callable[[], Awaitable[bytes]], source: list[str], owner: str) -> bytes:
        found: Sequence[Any] = ()
        if self._redis is not None:
            question = self._redis.pipeline(transaction=False)
            question.get(key)
            question.pttl(key)
            found = await self._asked_with_age(question, owner)
        age = self._ages.get(owner, FIRST)
        if found and found[0] is not None and found[0].startswith(age):
            source[0] = "redis"
            self.memory.put(key, found[0], min(found[1] / 1000, self._ttl_s))
            return bytes(found[0][AGE_BYTES:])
        value = await make()
        source[0] = "made"
        self.memory.put(key, age + value, self._ttl_s)
        if self._redis is not None and len(self._behind) < MOST_BEHIND:
            order = self._redis.set(key, age + value, px=int(self._ttl_s * 1000))
            task = asyncio.ensure_future(self._asked(order))
            self._behind.add(task)
            task.add_done_callback(self._behind.discard)
        return value

    async def _asked(self, order: Awaitable[Any]) -> Any:
        """What Redis says, None where it says nothing in time or is not asked."""
        if not self.breaker.allows():
            if asyncio.iscoroutine(order):
                order.close()
            return None
        try:
            async with asyncio.timeout(self._deadline_s):
                told = await order
        except (RedisError, OSError, TimeoutError):
            self.breaker.failed()
            return None
        self.breaker.succeeded()
        return told


def key_of(tenant: str, bundle: str, request: Mapping[str, Any]) -> str:
    """The key of a seeded request, which is plain JSON: other tenants and other bundles never share it."""
    told = json.dumps([tenant, bundle, request], sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"miles:1:{hashlib.sha256(told.encode()).hexdigest()}"


def _connected(url: str, deadline_s: float) -> Redis:
    try:
        return Redis.from_url(
            url,
            socket_timeout=deadline_s,
            socket_connect_timeout=deadline_s,
            retry=Retry(NoBackoff(), 0),
            max_connections=MOST_BEHIND,
        )
    except ValueError:
        raise MilesError("the Redis URL cannot be read", "give redis://host:6379/0, or leave it out") from None
