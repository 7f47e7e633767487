"""The state of the loop over HTTP, and what it says is missing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from miles.serving.api.learning import FEWEST_COUNTED, FEWEST_LABELS, FEWEST_PAIRS, FEWEST_RATED, missing
from miles.store.learning import Learnt, Told
from served import clients_of, settings_of


def test_the_loop_is_told_in_numbers(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            made = (await ada.post("/generate", json={"draft": "bitcoin fees fell again", "n": 2, "seed": 7})).json()
            best = made["candidates"][0]["id"]
            await ada.post("/feedback", json={"candidate_id": best, "rating": 4, "is_picked": True})
            state = (await ada.get("/learning")).json()
            assert [state[name]["n"] for name in ("generations", "accepted", "rated", "edited")] == [1, 1, 1, 0]
            assert state["pairs"] == len(made["candidates"]) - 1
            assert state["rated"]["newest"] >= state["generations"]["newest"]
            assert any(f"{FEWEST_RATED - 1} more ratings (1 of {FEWEST_RATED})" in line for line in state["next"])
            assert (await eve.get("/learning")).json()["generations"] == {"n": 0, "newest": None}

    asyncio.run(main())


def test_what_is_nearest_to_enough_is_named_first() -> None:
    def learnt(rated: int, pairs: int, published: int, topic: int) -> Learnt:
        none = Told(0, None)
        return Learnt(
            generations=none, accepted=none, rated=Told(rated, None), edited=none, picked=none, posted=none,
            outcomes=none, published=Told(published, None), labels={"topic": Told(topic, None)}, pairs=pairs,
        )  # fmt: skip

    told = missing(learnt(FEWEST_RATED // 2, FEWEST_PAIRS // 4, FEWEST_COUNTED, FEWEST_LABELS // 5 * 4))
    assert [line.split(" more ")[1].split(" (")[0] for line in told] == ["answers on topic", "ratings", "pairs"]
    assert missing(learnt(FEWEST_RATED, FEWEST_PAIRS, FEWEST_COUNTED, FEWEST_LABELS)) == []
