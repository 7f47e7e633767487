from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from served import client_of, settings_of

ASKED = {"draft": "bitcoin fees fell again to 12", "n": 2, "seed": 7}


def test_a_candidate_is_told_again_as_it_was(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            written = (await client.post("/generate", json=ASKED)).json()["candidates"]
            for one in written:
                assert (await client.get(f"/candidates/{one['id']}")).json() == one

    asyncio.run(main())


def test_a_receipt_accounts_for_judge_and_draft(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            [one, *_] = (await client.post("/generate", json=ASKED)).json()["candidates"]
            told = (await client.get(f"/candidates/{one['id']}/receipt")).json()
        assert told["candidate_id"] == one["id"]
        assert told["phrases"]
        assert all(each["weight"] for each in told["phrases"])
        said = {op: " ".join(step["text"] for step in told["diff"] if step["op"] in ("same", op)) for op in OPS}
        assert said["removed"].split() == ASKED["draft"].split()  # type: ignore[attr-defined]
        assert said["added"].split() == one["text"].split()
        assert told["nearest"] == []
        assert any("make analyse" in note for note in told["notes"])

    asyncio.run(main())


OPS = ("added", "removed")


@pytest.mark.parametrize(("path", "status"), [("01kb2x0vmd7q4c8r9s5t6v7w8x", 404), ("../x", 404), ("nope", 422)])
def test_what_is_not_there_is_not_told(shelf: Path, tmp_path: Path, path: str, status: int) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            for end in ("", "/receipt"):
                reply = await client.get(f"/candidates/{path}{end}")
                assert reply.status_code == status
                assert reply.headers["content-type"] == "application/problem+json"

    asyncio.run(main())
