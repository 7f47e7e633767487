"""Drafts over HTTP: saved, edited, approved, scheduled, discarded; nobody undoes another's change unseen."""

from __future__ import annotations

import asyncio
from pathlib import Path

from served import clients_of, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 1, "seed": 7}


def test_a_draft_goes_its_way(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "t:bob", "u:eve") as (ada, bob, eve):
            best = (await ada.post("/generate", json=ASKED)).json()["candidates"][0]
            saved = await ada.post("/drafts", json={"candidate_id": best["id"]})
            draft = saved.json()
            assert saved.status_code == 201
            assert (draft["text"], draft["state"], draft["version"]) == (best["text"], "open", 1)
            at = f"/drafts/{draft['id']}"
            assert (await ada.post(f"{at}/approve", json={"version": 1})).json()["state"] == "approved"
            late = await bob.put(f"{at}/text", json={"version": 1, "text": "gm"})
            assert (late.status_code, "version 2" in late.json()["detail"]) == (409, True)
            edited = (await bob.put(f"{at}/text", json={"version": 2, "text": "gm"})).json()
            assert (edited["text"], edited["state"], edited["version"]) == ("gm", "open", 3)
            when = "2099-01-02T12:00:00Z"
            assert (await ada.put(f"{at}/schedule", json={"version": 3, "at": when})).json()["scheduled_at"] == when
            past = await ada.put(f"{at}/schedule", json={"version": 4, "at": "2020-01-02T12:00:00Z"})
            assert (past.status_code, "has passed" in past.json()["detail"]) == (422, True)
            gone = (await ada.post(f"{at}/discard", json={"version": 4})).json()
            assert (gone["state"], gone["scheduled_at"]) == ("discarded", None)
            assert (await ada.post(f"{at}/approve", json={"version": 5})).status_code == 409
            assert (await bob.get(at)).json() == gone
            assert (await eve.get(at)).status_code == 404
            assert (await eve.put(f"{at}/text", json={"version": 5, "text": "mine"})).status_code == 404
            assert (await eve.post("/drafts", json={"candidate_id": best["id"]})).status_code == 404
            assert (await eve.get("/drafts")).json()["rows"] == []

    asyncio.run(main())


def test_pages_by_state_and_a_key_for_one_draft(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            key = {"Idempotency-Key": "k"}
            first, again = [await ada.post("/drafts", json={"text": "one"}, headers=key) for _ in range(2)]
            assert first.json() == again.json()
            assert (await ada.post("/drafts", json={"text": "two"}, headers=key)).status_code == 409
            for text in ("two", "three"):
                await ada.post("/drafts", json={"text": text})
            await ada.post(f"/drafts/{first.json()['id']}/approve", json={"version": 1})
            page = (await ada.get("/drafts", params={"state": "open", "limit": 1})).json()
            assert [row["text"] for row in page["rows"]] == ["three"]
            page = (await ada.get("/drafts", params={"state": "open", "limit": 1, "after": page["next"]})).json()
            assert ([row["text"] for row in page["rows"]], page["next"]) == (["two"], None)
            assert (await ada.get("/drafts", params={"after": "x"})).status_code == 422
            assert (await ada.get("/drafts", params={"limit": 0})).status_code == 422
            for wrong in ({}, {"text": "  "}, {"text": "\ud800"}, {"text": "x" * 40_001}):
                told = str(wrong).replace("'", '"').encode("utf-8", "surrogatepass")
                reply = await ada.post("/drafts", content=told, headers={"content-type": "application/json"})
                assert reply.status_code in (400, 422), wrong

    asyncio.run(main())
