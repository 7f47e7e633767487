"""Batches: every line is done once, also where a worker died."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from miles.post.error import MilesError
from miles.store.batches import Batches, Progress
from miles.store.engine import Database
from miles.store.refusal import Missing, Refused
from miles.store.stamp import Stamp

pytestmark = pytest.mark.anyio


async def test_workers_share_the_lines(database: Database) -> None:
    batches = Batches(database)
    id_ = await batches.submit("t", "ada", [{"draft": f"n {number}"} for number in range(30)])
    taken: list[int] = []

    async def worker() -> None:
        for _ in range(100):
            lines = await batches.take(most=3)
            for line in lines:
                taken.append(line.line)
                assert (line.person, line.request) == ("ada", {"draft": f"n {line.line}"})
                assert await batches.finish(line, {"post": line.line})
            if not lines and await batches.progress("t", id_) == Progress(30, 30):
                return

    await asyncio.gather(*(worker() for _ in range(4)))
    assert sorted(taken) == list(range(30))
    assert [row async for row in batches.results("t", id_)] == [(n, {"post": n}) for n in range(30)]


async def test_what_a_dead_worker_held_is_taken_by_another(database: Database) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    database.stamp = Stamp(lambda: now[0], Random(1))
    batches = Batches(database)
    id_ = await batches.submit("t", "ada", [{}, {}])
    (dead,) = await batches.take(hold_s=60)
    now[0] += timedelta(seconds=59)
    assert [line.line for line in await batches.take(most=5, hold_s=600)] == [1]
    now[0] += timedelta(seconds=2)
    (again,) = await batches.take(most=5)
    assert again == dead
    assert await batches.finish(again, {"by": "the second"})
    assert not await batches.finish(dead, {"by": "the first, late"})
    assert [row async for row in batches.results("t", id_)] == [(0, {"by": "the second"}), (1, None)]
    assert await batches.progress("t", id_) == Progress(1, 2)


async def test_a_batch_is_bounded_whole_and_the_tenants(database: Database) -> None:
    batches = Batches(database)
    for requests in ([], [{}] * 10_001):
        with pytest.raises(MilesError, match="a batch of"):
            await batches.submit("t", "ada", requests)
    with pytest.raises(Refused):
        await batches.submit("t", "ada", [{}, {"draft": "\0"}])
    assert await batches.take() == ()
    id_ = await batches.submit("t", "ada", [{}] * 450)
    assert [line async for line, _ in batches.results("t", id_)] == list(range(450))
    with pytest.raises(Missing):
        await batches.progress("u", id_)
    with pytest.raises(Missing):
        _ = [row async for row in batches.results("u", id_)]
