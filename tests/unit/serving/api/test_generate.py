from __future__ import annotations

import asyncio
import json
from pathlib import Path

from served import client_of, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 2, "seed": 7}


def test_the_same_seed_writes_the_same_and_says_all_there_is_to_say(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            first, second = [await client.post("/generate", json=ASKED) for _ in range(2)]
            other = await client.post("/generate", json={**ASKED, "seed": 8})
        assert first.status_code == 200, first.text
        assert first.content == second.content, "the second one comes from the cache"
        reply = first.json()
        assert reply["ai_generated"] is True
        assert reply["seed"] == 7
        assert 1 <= len(reply["candidates"]) <= 2
        for one in reply["candidates"]:
            assert one["ai_generated"] is True
            assert one["text"]
            assert one["posts"][0]["weighted_length"] > 0
        assert other.json()["candidates"][0]["text"] != reply["candidates"][0]["text"]

    asyncio.run(main())


def test_what_is_written_in_pieces_is_what_is_written_whole(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            whole = (await client.post("/generate", json=ASKED)).json()
            events = (await client.post("/generate/stream", json=ASKED)).text.strip().split("\n\n")
        told = [(lines.split("\n")[0][7:], json.loads(lines.split("\n")[1][6:])) for lines in events]
        assert [name for name, _ in told[-1:]] == ["reply"]
        reply = told[-1][1]
        assert [one["text"] for one in reply["candidates"]] == [one["text"] for one in whole["candidates"]]
        written: dict[int, str] = {}
        for name, piece in told[:-1]:
            assert name == "piece"
            written[piece["candidate"]] = written.get(piece["candidate"], "") + piece["text"]
        assert reply["candidates"][0]["text"] in {text.strip() for text in written.values()}

    asyncio.run(main())
