"""What a person's token gets: all of theirs, and nothing of anybody else's."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx

from served import clients_of, settings_of

ASKED = {"draft": "ether gas is cheap", "n": 1, "seed": 4}


def test_all_of_a_person_is_handed_out_and_then_erased(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "t:bob", "u:ada") as all_of_them:
            for number, client in enumerate(all_of_them):
                await client.post("/generate", json={"draft": f"bitcoin fees of {number}", "n": 1, "seed": 1})
                await client.post("/drafts", json={"text": f"draft of {number}"})
            ada, bob, namesake = all_of_them

            async def kept(client: object) -> list[dict[str, object]]:
                return [json.loads(line) for line in (await client.get("/me/export")).text.splitlines()]  # type: ignore[attr-defined]

            async def again(client: httpx.AsyncClient) -> httpx.Response:
                return await client.post("/generate", json=ASKED)

            before = {
                "ada": (await again(ada)).json()["generation_id"],
                "namesake": (await again(namesake)).json()["generation_id"],
                "key": (await ada.post("/generate", json=ASKED, headers={"Idempotency-Key": "k"})).json()[
                    "generation_id"
                ],
            }
            theirs = [await kept(client) for client in (bob, namesake)]
            rows = await kept(ada)
            assert sorted(str(row["kind"]) for row in rows) == [
                *["candidates"] * 3,
                "drafts",
                *["generations"] * 3,
                "replies",
            ]
            assert "of 1" not in json.dumps(rows)
            gone = await ada.delete("/me")
            assert gone.status_code == 200
            erased = gone.json()["erased"]
            assert (erased["generations"], erased["drafts"], erased["feedback"]) == (3, 1, 0)
            assert await kept(ada) == []
            assert (await again(ada)).json()["generation_id"] != before["ada"]
            assert (await again(namesake)).json()["generation_id"] == before["namesake"]
            kept_reply = await ada.post("/generate", json=ASKED, headers={"Idempotency-Key": "k"})
            assert kept_reply.json()["generation_id"] != before["key"]
            assert (await ada.delete("/me")).status_code == 200
            assert [await kept(client) for client in (bob, namesake)] == theirs
            assert len((await bob.get("/history")).json()["rows"]) == 1

    asyncio.run(main())
