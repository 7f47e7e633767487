"""Outcomes over HTTP: counts of a post as time goes by."""

from __future__ import annotations

import asyncio
from pathlib import Path

from served import clients_of, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 1, "seed": 7}
DAY = "2026-01-0{}T12:00:00Z"


def test_counts_are_kept_once_a_post_and_time(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            best = (await ada.post("/generate", json=ASKED)).json()["candidates"][0]
            told = {"post_id": "77", "candidate_id": best["id"], "counted_at": DAY.format(2), "likes": 5, "replies": 2}
            for likes in (5, 6):
                assert (await ada.post("/outcomes", json={**told, "likes": likes})).status_code == 204
            assert (await ada.post("/outcomes", json={**told, "counted_at": DAY.format(3), "likes": 9})).is_success
            counts = (await ada.get("/outcomes/77")).json()
            assert [(row["likes"], row["replies"]) for row in counts] == [(6, 2), (9, 2)]
            (row,) = (await ada.get("/outcomes")).json()["rows"]
            assert (row["post_id"], row["text"], row["candidate_id"]) == ("77", best["text"], best["id"])
            assert row["parts"] == best["parts"]
            assert (await eve.post("/outcomes", json=told)).status_code == 404
            assert (await eve.get("/outcomes/77")).status_code == 404

    asyncio.run(main())


def test_a_key_stands_for_one_telling(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            told = {"post_id": "78", "text": "gm", "counted_at": DAY.format(2), "likes": 5}
            key = {"Idempotency-Key": "k"}
            assert (await ada.post("/outcomes", json=told, headers=key)).status_code == 204
            assert (await ada.post("/outcomes", json={**told, "likes": 6})).status_code == 204
            assert (await ada.post("/outcomes", json=told, headers=key)).status_code == 204
            assert (await ada.get("/outcomes/78")).json()[0]["likes"] == 6, "the late copy of the first changed nothing"
            assert (await ada.post("/outcomes", json={**told, "likes": 7}, headers=key)).status_code == 409

    asyncio.run(main())


def test_what_cannot_be_counted(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            for wrong in ({"likes": -1}, {"counted_at": "2026-01-02T12:00:00"}, {"post_id": "x"}, {"text": None}):
                told = {"post_id": "79", "text": "gm", "counted_at": DAY.format(2), **wrong}
                reply = await ada.post("/outcomes", json=told)
                assert reply.status_code == 422, wrong
                assert next(iter(wrong)) in reply.json()["detail"]

    asyncio.run(main())
