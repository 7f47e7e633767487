from __future__ import annotations

import asyncio
from pathlib import Path

from served import client_of, settings_of


def test_with_a_voice_it_is_ready_and_says_what_is_missing(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            assert (await client.get("/live")).status_code == 204
            assert (await client.get("/ready")).status_code == 204
            told = (await client.get("/health")).json()
        assert (told["status"], told["database"], told["redis"]) == ("ok", "up", "off")
        assert told["voice"].startswith("ann:")
        assert any("make engage" in note for note in told["notes"])

    asyncio.run(main())


def test_without_one_it_lives_but_is_not_ready(tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path)) as client:
            assert (await client.get("/live")).status_code == 204
            ready = await client.get("/ready")
            asked = await client.post("/generate", json={"draft": "bitcoin"})
            assert (await client.get("/health")).json()["status"] == "down"
        for reply in (ready, asked):
            assert reply.status_code == 503
            assert reply.headers["retry-after"]
            assert reply.headers["content-type"] == "application/problem+json"
            assert "make train" in reply.json()["next"]

    asyncio.run(main())


def test_a_cache_that_does_not_answer_is_told_and_does_no_harm(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf, redis_url="redis://127.0.0.1:1/0")) as client:
            told = (await client.get("/health")).json()
            asked = await client.post("/generate", json={"draft": "bitcoin", "seed": 1})
        assert (told["status"], told["redis"], asked.status_code) == ("degraded", "down", 200)

    asyncio.run(main())
