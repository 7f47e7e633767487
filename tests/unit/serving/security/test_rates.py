"""Rates: exactly so many calls a window, told in fields, also among processes, also while Redis is down."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.error import MilesError
from miles.serving.security.denied import TooMany
from miles.serving.security.rates import Limit, Rates
from miles.store.breaker import Breaker

pytestmark = pytest.mark.anyio
WHO = {"client": "bot", "tenant": "acme"}


async def passed(rates: Rates, calls: int, who: dict[str, str] = WHO) -> int:
    """How many of so many calls at once are let through."""
    told = await asyncio.gather(*(rates.take(who) for _ in range(calls)), return_exceptions=True)
    assert all(isinstance(each, dict | TooMany) for each in told)
    return sum(isinstance(each, dict) for each in told)


async def test_exactly_so_many_pass_a_window_and_the_fields_count_down() -> None:
    now = [0.0]
    rates = Rates([Limit("client", 5, 60)], clock=lambda: now[0])
    left = []
    for _ in range(5):
        told = await rates.take(WHO)
        assert told["RateLimit-Policy"] == '"client";q=5;w=60'
        found = re.fullmatch(r'"client";r=(\d+);t=(\d+)', told["RateLimit"])
        assert found is not None
        left.append(int(found[1]))
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(TooMany) as told_no:
        await rates.take(WHO)
    fields = told_no.value.headers
    assert fields["Retry-After"] == str(told_no.value.retry_after_s)
    assert fields["RateLimit"] == f'"client";r=0;t={fields["Retry-After"]}'
    now[0] += told_no.value.retry_after_s - 1
    assert await passed(rates, 1) == 0
    now[0] += 1
    assert await passed(rates, 9) == 5
    assert await passed(rates, 9, {"client": "other"}) == 5


@given(st.lists(st.integers(0, 40), max_size=80), st.integers(1, 9), st.integers(1, 30), st.text(max_size=5))
def test_no_window_lets_more_through(steps: list[int], most: int, window_s: int, name: str) -> None:
    """Beside a slow model: how many passed until each time at which a window was said to end."""
    now = [0]
    rates = Rates([Limit("client", most, window_s)], clock=lambda: now[0])
    passed_until: Counter[int] = Counter()

    async def all_steps() -> None:
        for step in steps:
            now[0] += step
            [told] = await asyncio.gather(rates.take({"client": name}), return_exceptions=True)
            if isinstance(told, TooMany):
                assert passed_until[now[0] + told.retry_after_s] == most
                continue
            ends = now[0] + int(told["RateLimit"].rpartition("=")[2])
            assert now[0] < ends <= now[0] + window_s
            passed_until[ends] += 1
            assert f";r={most - passed_until[ends]};" in told["RateLimit"]

    asyncio.run(all_steps())
    assert all(a // window_s != b // window_s for a, b in pairwise(sorted(passed_until)))
    assert max(passed_until.values(), default=0) <= most


async def test_a_noisy_client_does_not_use_up_its_tenants_calls() -> None:
    rates = Rates([Limit("client", 3, 60), Limit("tenant", 5, 60)], clock=lambda: 0.0)
    assert await passed(rates, 100) == 3
    told = await rates.take({"client": "quiet", "tenant": "acme"})
    assert told["RateLimit-Policy"] == '"client";q=3;w=60, "tenant";q=5;w=60'
    assert ";r=2;" in told["RateLimit"].split(", ")[0]
    assert ";r=1;" in told["RateLimit"].split(", ")[1]
    assert await passed(rates, 9, {"client": "third", "tenant": "acme"}) == 1


async def test_a_clock_set_back_locks_nobody_out() -> None:
    now = [10_000_000.0]
    rates = Rates([Limit("client", 5, 60)], clock=lambda: now[0])
    assert await passed(rates, 9) == 5
    for jump in (-3600, 30 * 86_400):
        now[0] += jump
        assert await passed(rates, 9) == 5


def test_rates_are_read_as_people_write_them() -> None:
    assert Limit.of("client", "600/minute") == Limit("client", 600, 60)
    assert Limit.of("client", "10 per second") == Limit("client", 10, 1)
    assert Limit.of("tenant", "1000/2 hours") == Limit("tenant", 1000, 7200)
    for wrong in ("", "many", "600", "600/fortnight"):
        with pytest.raises(MilesError, match="is no rate"):
            Limit.of("client", wrong)
    with pytest.raises(MilesError, match="Redis URL"):
        Rates([], "http://x")


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("miles.serving.security.rates.MOST_KEYS", 50)
    rates = Rates([Limit("client", 5, 60)])
    for number in range(200):
        await rates.take({"client": str(number)})
    assert len(rates._counts) == 50


class Server:
    """A Redis of this test's, on a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("redis-server"):
            pytest.skip("needs redis-server (Debian: redis-server)")
        self.socket, self.folder = folder / "redis.sock", folder
        self.url = f"unix://{self.socket}"
        order = ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(folder)]
        self.process = subprocess.Popen(order, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while not self.socket.exists():
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.process.kill()
    server.process.wait()


async def test_two_processes_on_one_redis_let_exactly_so_many_through(redis: Server) -> None:
    options: dict[str, Any] = {"deadline_s": 5, "clock": lambda: 1000.0}
    one, two = (Rates([Limit("client", 100, 60)], redis.url, **options) for _ in range(2))
    assert sum(await asyncio.gather(passed(one, 150), passed(two, 150))) == 100
    assert not one._counts
    await one.close()
    await two.close()


async def test_a_redis_that_hangs_costs_its_deadline_and_each_process_counts_for_itself(redis: Server) -> None:
    rates = Rates([Limit("client", 10, 60)], redis.url, clock=lambda: 1000.0, breaker=Breaker(5, 0.5))
    assert await passed(rates, 3) == 3
    redis.process.send_signal(signal.SIGSTOP)
    try:
        started = time.perf_counter()
        assert await passed(rates, 1) == 1
        assert time.perf_counter() - started < 0.05 + 0.3
        assert await passed(rates, 99) == 9
        assert rates.breaker.is_open
        started = time.perf_counter()
        for _ in range(20):
            assert await passed(rates, 1) == 0
        assert time.perf_counter() - started < 0.2
    finally:
        redis.process.send_signal(signal.SIGCONT)
    await asyncio.sleep(0.6)
    other = {"client": "other"}
    until = time.monotonic() + 10
    while rates.breaker.is_open:
        await rates.take(other)
        assert time.monotonic() < until
        await asyncio.sleep(0.1)
    counted_here = dict(rates._counts)
    assert await passed(rates, 1) == 1  # Redis counts again, from where it was
    assert dict(rates._counts) == counted_here
    await rates.close()
