"""The service on PostgreSQL and Redis that come and go: posts are written all the while, and what was told is there."""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from served import client_of, make_shelf, settings_of
from servers import Postgres, RedisServer

ASKED = {"draft": "bitcoin fees fell again", "n": 1}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shelf(tmp_path_factory.mktemp("shelf"), longest=60).folder


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    server.order("CREATE DATABASE miles")
    yield server
    if server.server.poll() is None:
        server.stop(signal.SIGQUIT)
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


async def until(client: httpx.AsyncClient, **wanted: Any) -> None:
    async with asyncio.timeout(20):
        while not wanted.items() <= (await client.get("/health")).json().items():
            await asyncio.sleep(0.05)


def test_posts_are_written_while_the_database_is_away_and_kept_when_it_is_back(
    tmp_path: Path, shelf: Path, postgres: Postgres
) -> None:
    async def main() -> None:
        async with client_of(
            settings_of(tmp_path, shelf, database_url=postgres.url("miles"), database_deadline_s=0.5)
        ) as client:
            first = (await client.post("/generate", json=ASKED)).json()
            await until(client, journal_waiting=0)
            postgres.kill()
            replies = [await client.post("/generate", json=ASKED) for _ in range(10)]
            assert [reply.status_code for reply in replies] == [200] * 10
            promised = await client.post("/generate", json=ASKED, headers={"idempotency-key": "k"})
            assert (promised.status_code, promised.headers["retry-after"]) == (503, "2")
            told = (await client.get("/health")).json()
            assert (told["status"], told["database"], told["journal_waiting"]) == ("degraded", "down", 10)
            postgres.start()
            await until(client, database="up", journal_waiting=0, journal_lost=0)
            for reply in (first, *(reply.json() for reply in replies)):
                based = {"based_on": reply["candidates"][0]["id"], "n": 1}
                assert (await client.post("/generate", json=based)).status_code == 200
            again = await client.post("/generate", json=ASKED, headers={"idempotency-key": "k"})
            assert again.status_code == 200

    asyncio.run(main())


def test_two_processes_share_what_redis_keeps_and_go_on_without_it(
    tmp_path: Path, shelf: Path, redis: RedisServer
) -> None:
    chosen = {"redis_url": redis.url}

    async def main() -> None:
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir()
        async with (
            client_of(settings_of(tmp_path / "one", shelf, **chosen)) as one,
            client_of(settings_of(tmp_path / "two", shelf, **chosen)) as two,
        ):
            seeded = {**ASKED, "seed": 5}
            first = await one.post("/generate", json=seeded)
            await asyncio.sleep(0.3)  # Redis is told behind the reply
            assert (await two.post("/generate", json={**seeded, "topic": None})).content == first.content
            redis.process.send_signal(signal.SIGSTOP)
            for seed in range(20, 28):
                assert (await one.post("/generate", json={**ASKED, "seed": seed})).status_code == 200
            assert (await one.get("/health")).json()["redis"] == "down"
            redis.process.send_signal(signal.SIGCONT)

    asyncio.run(main())
