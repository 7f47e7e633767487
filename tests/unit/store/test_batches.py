"""Batches: every line is done once, also where a worker died."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from miles.post.error import MilesError
from miles.store.batches import Batches
from miles.store.engine import Database
from miles.store.refusal import Conflict, Missing, Refused
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
            if not lines and (await batches.get("t", id_)).done == 30:
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
    found = await batches.get("t", id_)
    assert (found.done, found.total, found.person) == (1, 2, "ada")


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
    assert [line for line, _ in await batches.part("t", id_, 447, 2)] == [447, 448]
    assert await batches.part("t", id_, 450) == ()
    for most in (0, 201):
        with pytest.raises(MilesError, match=f"a page of {most} rows"):
            await batches.part("t", id_, most=most)
    with pytest.raises(Missing):
        await batches.get("u", id_)
    with pytest.raises(Missing):
        _ = [row async for row in batches.results("u", id_)]
    with pytest.raises(Missing):
        await batches.part("u", id_)


async def test_a_line_that_is_let_go_is_free_at_once(database: Database) -> None:
    batches = Batches(database)
    await batches.submit("t", "ada", [{}])
    (line,) = await batches.take(hold_s=600)
    assert await batches.take() == ()
    await batches.release(line)
    assert await batches.take() == (line,)


async def test_pages_and_a_key_for_one_batch(database: Database) -> None:
    batches = Batches(database)
    ids = [await batches.submit("t", "ada", [{"draft": "gm"}] * n, key) for n, key in ((2, "k"), (2, "k"), (3, None))]
    assert ids[0] == ids[1] != ids[2]
    with pytest.raises(Conflict):
        await batches.submit("t", "ada", [{"draft": "gn"}], "k")
    await batches.finish((await batches.take())[0], {})
    page = await batches.page("t", most=1)
    assert [(row.id, row.done, row.total) for row in page.rows] == [(ids[2], 0, 3)]
    assert [(row.id, row.done, row.total) for row in (await batches.page("t", page.next)).rows] == [(ids[0], 1, 2)]
    assert (await batches.page("u")).rows == ()
