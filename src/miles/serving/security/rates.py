"""How often one may call: counts of a window, told in RateLimit fields and, beyond the limit, with 429.

The fields are those of draft-ietf-httpapi-ratelimit-headers-10. A window is of a fixed length and begins at a second
that the key decides, so that not all callers come back at once; within it exactly `most` calls pass, also when several
processes count in one Redis. Over two windows side by side twice as many may.

Redis is a convenience, as in the store: it has 50 ms, and while it is down each process counts for itself. In memory
the counts are ours: those of `limits` follow the wall clock and walk over all keys at every call.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import limits
from cachetools import LRUCache
from limits.aio.storage import RedisStorage
from limits.errors import StorageError

from miles.post.error import MilesError
from miles.serving.security.denied import TooMany
from miles.store.breaker import Breaker

MOST_KEYS = 100_000
MOST_CONNECTIONS = 64
SCHEMES = {"redis": "async+redis", "rediss": "async+rediss", "unix": "async+redis+unix"}


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` calls in `window_s` seconds, for each `name` (client, tenant, address)."""

    name: str
    most: int
    window_s: int

    @classmethod
    def of(cls, name: str, told: str) -> Limit:
        """From "600/minute", "10 per second", "1000/2 hours"; MilesError where it is none."""
        try:
            item = limits.parse(told)
        except ValueError:
            raise MilesError(
                f"MILES_RATE: {told!r} is no rate", "write a number and a time, such as 600/minute"
            ) from None
        return cls(name, item.amount, item.get_expiry())


class Rates:
    """Counts calls against every limit in turn, so that one who is over the first uses up nothing of the next."""

    def __init__(
        self,
        limits: Sequence[Limit],
        redis_url: str | None = None,
        *,
        deadline_s: float = 0.05,
        breaker: Breaker | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.limits = tuple(limits)
        self.breaker = breaker or Breaker()
        self._redis = None if redis_url is None else _connected(redis_url, deadline_s)
        self._deadline_s = deadline_s
        self._clock = clock or (time.monotonic if redis_url is None else time.time)  # processes share the latter only
        self._turns = asyncio.Semaphore(MOST_CONNECTIONS)  # more wait their turn, rather than being counted elsewhere
        self._counts: LRUCache[str, int] = LRUCache(MOST_KEYS)

    async def take(self, keys: Mapping[str, str]) -> dict[str, str]:
        """One call of whom `keys` names under each limit's name. The fields to tell; TooMany where it is one more."""
        policies, states = [], []
        for limit in self.limits:
            key = f"{limit.name}:{keys[limit.name]}"
            begins_s = crc32(key.encode("utf-8", "replace")) % limit.window_s
            number, passed_s = divmod(self._clock() + begins_s, limit.window_s)
            count = await self._hit(f"{key}:{int(number)}", limit.window_s)
            reset_s = math.ceil(limit.window_s - passed_s)
            policies.append(f'"{limit.name}";q={limit.most};w={limit.window_s}')
            states.append(f'"{limit.name}";r={max(0, limit.most - count)};t={reset_s}')
            if count > limit.most:
                told = f"more than {limit.most} calls of this {limit.name} in {limit.window_s} s"
                raise TooMany(told, reset_s, _fields(policies, states))
        return _fields(policies, states)

    async def close(self) -> None:
        """Ends the connections."""
        if self._redis is not None:
            await self._redis.bridge.storage.aclose()  # type: ignore[attr-defined]

    async def _hit(self, key: str, window_s: int) -> int:
        is_trial = self.breaker.is_open
        if self._redis is not None and self.breaker.allows():
            async with self._turns:
                if is_trial or not self.breaker.is_open:  # it may have opened while we waited
                    counted = await self._asked(self._redis, key, window_s)
                    if counted is not None:
                        return counted
        self._counts[key] = count = self._counts.get(key, 0) + 1
        return count

    async def _asked(self, redis: RedisStorage, key: str, window_s: int) -> int | None:
        """The count in Redis; None where it does not say in time."""
        try:
            async with asyncio.timeout(self._deadline_s):
                count = await redis.incr(key, window_s + 1)
        except (StorageError, OSError, TimeoutError):
            self.breaker.failed()
            return None
        self.breaker.succeeded()
        return count


def _fields(policies: Sequence[str], states: Sequence[str]) -> dict[str, str]:
    return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(states)} if policies else {}


def _connected(url: str, deadline_s: float) -> RedisStorage:
    scheme, _, rest = url.partition("://")
    if scheme not in SCHEMES:
        raise MilesError("the Redis URL cannot be read", "give redis://host:6379/0, or leave it out")
    return RedisStorage(
        f"{SCHEMES[scheme]}://{rest}",
        wrap_exceptions=True,
        implementation="redispy",
        key_prefix="miles:rate",
        socket_timeout=deadline_s,
        socket_connect_timeout=deadline_s,
        max_connections=MOST_CONNECTIONS,
    )
