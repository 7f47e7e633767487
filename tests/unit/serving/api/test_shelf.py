"""The shelf over HTTP: stages told, a voice promoted by the gate, and rolled back by whoever the token names."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from judged import judge
from miles.registry.shelf import Shelf
from miles.registry.stage import Stage
from miles.serving.voices import PACKED
from served import another, clients_of, settings_of


def test_where_the_voices_stand(own: Shelf, tmp_path: Path) -> None:
    voice = own.get("newest")
    judge(own, voice)

    async def main() -> None:
        async with clients_of(settings_of(tmp_path), "t:ada") as (ada,):
            told = (await ada.get("/shelf")).json()
            assert (told["writes"], told["is_packed"], told["decisions"]) == (voice.name, False, [])
            (row,) = told["voices"]
            assert (row["name"], row["stage"], row["bits_per_char"]) == (voice.name, "candidate", 1.54)
            assert row["newest_post"] == "2024-12-31"

    asyncio.run(main())


def test_the_gate_says_no_with_reasons_and_yes_with_a_new_voice(own: Shelf, tmp_path: Path) -> None:
    voice = own.get("newest")

    async def main() -> None:
        async with clients_of(settings_of(tmp_path), "t:ada") as (ada,):
            asked = {"bundle": voice.hash, "to": "production", "why": "better"}
            no = await ada.post("/shelf/promote", json=asked)
            assert (no.status_code, "make evaluate" in no.json()["detail"]) == (409, True)
            judge(own, voice)
            yes = await ada.post("/shelf/promote", json=asked)
            assert yes.status_code == 200, yes.text
            assert yes.json()["voices"][0]["stage"] == "production"
            decision = yes.json()["decisions"][0]
            assert (decision["who"], decision["why"], decision["to"]) == ("ada", "better", "production")

    asyncio.run(main())


def test_a_rollback_brings_the_former_voice_back_under_its_own_name(own: Shelf, tmp_path: Path) -> None:
    first, second = own.get("newest"), another(own, tmp_path / "made")
    own.move(first, Stage.PRODUCTION, {}, "first", None)
    own.move(second, Stage.PRODUCTION, {}, "second", first.name)

    async def main() -> None:
        async with clients_of(settings_of(tmp_path), "t:ada") as (ada,):
            told = (await ada.post("/shelf/rollback", json={"why": "invents numbers"})).json()
            assert told["writes"] == first.name
            assert {row["name"]: row["stage"] for row in told["voices"]} == {
                first.name: "production", second.name: "retired",
            }  # fmt: skip
            decision = told["decisions"][0]
            assert (decision["event"], decision["who"], decision["retired"]) == ("rolled back", "ada", second.name)
            again = await ada.post("/shelf/rollback", json={"why": "once more"})
            assert (again.status_code, "make promote" in again.json()["next"]) == (409, True)

    asyncio.run(main())


@pytest.mark.parametrize(
    "wrong",
    [
        {"bundle": "best"},
        {"bundle": "abcd override=x"},
        {"bundle": "../../etc"},
        {"to": "retired"},
        {"why": " "},
        {"why": "x" * 501},
        {"override": "because"},
    ],
)
def test_what_no_promotion_may_say(shelf: Path, tmp_path: Path, wrong: dict[str, str]) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            asked = {"bundle": "abcd", "to": "staging", "why": "better", **wrong}
            told = await ada.post("/shelf/promote", json=asked)
            assert told.status_code == 422
            assert "Stage" not in told.text, "words of the API, none of the code"

    asyncio.run(main())


def test_a_packed_voice_stays(own: Shelf, tmp_path: Path) -> None:
    (own.folder / PACKED).write_text(json.dumps({"voice": own.get("newest").name}))

    async def main() -> None:
        async with clients_of(settings_of(tmp_path), "t:ada") as (ada,):
            assert (await ada.get("/shelf")).json()["is_packed"] is True
            asked = {"bundle": "abcd", "to": "staging", "why": "better"}
            for told in (
                await ada.post("/shelf/promote", json=asked),
                await ada.post("/shelf/rollback", json={"why": "worse"}),
            ):
                assert (told.status_code, "make bento" in told.json()["next"]) == (409, True)

    asyncio.run(main())
