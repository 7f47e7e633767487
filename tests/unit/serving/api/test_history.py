"""History and export over HTTP: filters, pages, files, and no other tenant's rows."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path

import httpx

from served import clients_of, settings_of


async def write(client: httpx.AsyncClient, times: int, **asked: object) -> list[str]:
    """Ids of generations, oldest first."""
    replies = [await client.post("/generate", json={"n": 1, "seed": k, **asked}) for k in range(times)]
    assert [reply.status_code for reply in replies] == [200] * times
    return [reply.json()["generation_id"] for reply in replies]


def test_what_was_written_is_found_and_paged(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            fees = await write(ada, 3, draft="bitcoin fees fell again")
            ether = await write(ada, 2, draft="ether gas is cheap today", sentiment="negative")
            theirs = await write(eve, 1, draft="bitcoin fees fell again", n=2)

            async def ids(**asked: object) -> list[str]:
                return [row["id"] for row in (await ada.get("/history", params=asked)).json()["rows"]]

            assert await ids() == [*reversed(ether), *reversed(fees)]
            assert await ids(q="FEES bitcoin") == fees[::-1]
            assert await ids(sentiment="negative") == ether[::-1]
            assert await ids(accepted=True) == []
            one = (await ada.get(f"/history/{fees[1]}")).json()
            best = one["candidates"][0]
            assert best["details"]["posts"][0]["text"] in best["text"]
            await ada.post("/feedback", json={"candidate_id": best["id"], "is_picked": True})
            assert await ids(accepted=True) == [fees[1]]
            assert await ids(since=one["created_at"], until="2099-01-01T00:00:00Z")
            assert await ids(until=one["created_at"], q="fees") == fees[:1]
            assert await ids(voice="another") == []

            seen, after = [], None
            while True:
                page = (await ada.get("/history", params={"limit": 2} | ({"after": after} if after else {}))).json()
                seen += [row["id"] for row in page["rows"]]
                if len(seen) == 2:
                    await write(ada, 1, draft="newer than all pages", seed=99)
                if (after := page["next"]) is None:
                    break
            assert seen == [*reversed(ether), *reversed(fees)], "what came meanwhile moved no page"
            assert (await ada.get(f"/history/{theirs[0]}")).status_code == 404
            for wrong in ({"since": "2026-01-01T00:00:00"}, {"after": "x"}, {"sentiment": "glad"}, {"limit": 201}):
                assert (await ada.get("/history", params=wrong)).status_code == 422, wrong

    asyncio.run(main())


def test_one_file_of_each_form_says_the_same(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            await write(ada, 2, draft="=1+1 bitcoin fees fell again", n=2)
            lines = await ada.get("/export")
            assert lines.headers["content-type"] == "application/x-ndjson"
            assert "history.jsonl" in lines.headers["content-disposition"]
            rows = [json.loads(line) for line in lines.text.splitlines()]
            assert (await ada.get("/export", params={"format": "json"})).json() == rows
            table = await ada.get("/export", headers={"accept": "text/csv"})
            assert table.headers["content-type"].startswith("text/csv")
            read = list(csv.DictReader(io.StringIO(table.text, newline="")))
            assert [row["candidate_id"] for row in read] == [row["candidate_id"] for row in rows]
            assert {row["input"] for row in read} == {"'=1+1 bitcoin fees fell again"}
            assert {row["input"] for row in rows} == {"=1+1 bitcoin fees fell again"}
            assert (await eve.get("/export", params={"format": "json"})).json() == []
            assert (await ada.get("/export", params={"format": "xls"})).status_code == 422

    asyncio.run(main())
