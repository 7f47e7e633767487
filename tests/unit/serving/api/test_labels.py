"""Labels over HTTP: the least sure text is asked first, each person until they have answered all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.analysis.sentiment import SentimentLabeller
from miles.serving.api.labels import margin
from served import clients_of, settings_of


async def write(client: httpx.AsyncClient) -> set[str]:
    drafts = ("bitcoin fees fell again", "ether gas is cheap, alts are weak", "a great rally, everything pumps")
    texts = set()
    for draft in drafts:
        made = (await client.post("/generate", json={"draft": draft, "n": 2, "seed": 7})).json()
        texts |= {one["text"] for one in made["candidates"]}
    return texts


def unsure(text: str) -> float:
    """The margin of one text, as the word list hears it."""
    shares = sorted(SentimentLabeller().shares([text])[0])
    return float(shares[2] - shares[1])


def test_each_person_is_asked_from_the_least_sure_text_on(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "t:bob", "u:eve") as (ada, bob, eve):
            texts = await write(ada)
            asked = []
            while (told := await ada.get("/labels/next", params={"task": "sentiment"})).status_code == 200:
                question = told.json()
                assert question["answers"] == ["negative", "neutral", "positive"]
                asked.append(question["text"])
                said = {"task": "sentiment", "text": question["text"], "answer": question["guess"]}
                assert (await ada.post("/labels", json=said)).status_code == 204
            assert told.status_code == 204
            assert set(asked) == texts
            assert len(asked) == len(texts)
            margins = [unsure(text) for text in asked]
            assert margins == sorted(margins)
            again = [(await bob.get("/labels/next", params={"task": "sentiment"})).json() for _ in range(2)]
            assert again[0] == again[1]
            assert again[0]["text"] == asked[0]
            assert (await eve.get("/labels/next", params={"task": "sentiment"})).status_code == 204

    asyncio.run(main())


def test_topics_are_the_voices_and_others_are_refused(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            await write(ada)
            question = (await ada.get("/labels/next", params={"task": "topic"})).json()
            assert len(question["answers"]) == 3, "two topics of the test's author, and none of these"
            assert question["guess"] in question["answers"][:2]
            for answer in question["answers"]:
                told = {"task": "topic", "text": question["text"], "answer": answer}
                assert (await ada.post("/labels", json=told)).status_code == 204
            wrong = await ada.post("/labels", json={"task": "topic", "text": "gm", "answer": "football"})
            assert (wrong.status_code, wrong.json()["next"].count("none of these")) == (422, 1)
            assert (await ada.post("/labels", json={"task": "mood", "text": "gm", "answer": "x"})).status_code == 422
            assert (await ada.get("/labels/next", params={"task": "mood"})).status_code == 422

    asyncio.run(main())


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_margin_is_the_first_guess_less_the_second(rows: list[list[float]]) -> None:
    wanted = [max(row) - sorted(row)[-2] for row in rows]
    assert margin(np.array(rows)).tolist() == pytest.approx(wanted)


def test_one_answer_alone_is_always_sure() -> None:
    assert margin(np.array([[0.3], [0.0]])).tolist() == [1.0, 1.0]
