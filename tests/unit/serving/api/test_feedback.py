"""Feedback over HTTP: kept once a key, refused by field, within the tenant."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from served import clients_of, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 2, "seed": 7}
KEY = {"Idempotency-Key": "one"}


def test_what_is_said_of_a_candidate_is_kept_once_and_shown(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "t:bob", "u:eve") as (ada, bob, eve):
            made = (await ada.post("/generate", json=ASKED)).json()
            said = {"candidate_id": made["candidates"][0]["id"], "rating": 4, "edited": "Fees fell.", "is_picked": True}
            first, again = [await ada.post("/feedback", json=said, headers=KEY) for _ in range(2)]
            assert (first.status_code, again.status_code) == (201, 201)
            assert first.json() == again.json()
            other = await ada.post("/feedback", json={**said, "rating": 5}, headers=KEY)
            assert (other.status_code, other.headers["content-type"]) == (409, "application/problem+json")
            await bob.post("/feedback", json={"candidate_id": said["candidate_id"], "posted_id": "18"})
            page = (await bob.get("/feedback", params={"limit": 1})).json()
            assert [(row["word"], row["person"]) for row in page["rows"]] == [("posted", "bob")]
            older = (await bob.get("/feedback", params={"limit": 1, "after": page["next"]})).json()
            assert [(row["id"], row["edited"]) for row in older["rows"]] == [(first.json()["id"], "Fees fell.")]
            assert older["next"] is None
            assert (await eve.post("/feedback", json=said)).status_code == 404
            assert (await eve.get("/feedback")).json()["rows"] == []

    asyncio.run(main())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rating": 6}, "rating"),
        ({"edited": "a\0b"}, "edited"),
        ({"edited": "x" * 40_001}, "edited"),
        ({"posted_id": "x1"}, "posted_id"),
        ({"candidate_id": "1"}, "candidate_id"),
        ({"rating": 3, "stars": 3}, "stars"),
    ],
)
def test_a_field_that_cannot_be_is_named(shelf: Path, tmp_path: Path, said: dict[str, object], field: str) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            told = await ada.post("/feedback", json={"candidate_id": "01kb2x0vmd7q4c8r9s5t6v7w8x", **said})
            assert told.status_code == 422
            assert [error["field"] for error in told.json()["errors"]] == [field]

    asyncio.run(main())


def test_feedback_that_says_nothing_is_told_what_to_say(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            told = await ada.post("/feedback", json={"candidate_id": "01kb2x0vmd7q4c8r9s5t6v7w8x"})
            assert told.status_code == 422
            assert "rating" in told.json()["next"]

    asyncio.run(main())
