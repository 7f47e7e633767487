"""Trials over HTTP: started with voices of the shelf, reported with intervals that hold, ended for good."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from miles.abtest.totals import Totals
from miles.registry.shelf import Shelf
from miles.serving.api.trials import Reported, looked
from miles.store.trials import SavedTrial
from served import clients_of, settings_of

PLAN = {"arms": {"old": "a", "new": "b"}, "control": "old", "weights": {}, "salt": "s", "share": 1.0}
PLAN |= {"metric": "accepted", "planned": 4_000}
SAVED = SavedTrial(id="x", name="x", plan=PLAN, created_at=datetime(2026, 1, 1, tzinfo=UTC), ended_at=None)


def test_a_trial_from_start_to_end(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        voice = Shelf(shelf).get("newest")
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            asked = {"name": "a/a", "arms": {"old": voice.hash, "new": voice.hash[:8]}, "control": "old"}
            started = await ada.post("/trials", json=asked)
            trial = started.json()
            assert started.status_code == 201, trial
            assert trial["plan"]["arms"] == {"old": voice.name, "new": voice.name}
            assert trial["plan"]["salt"] == "a/a"
            assert (await ada.post("/trials", json=asked)).status_code == 409
            told = (await ada.get(f"/trials/{trial['id']}")).json()
            assert (told["conclusion"], told["found"], told["people"]) == ("keep going", None, {"new": 0, "old": 0})
            assert [row["id"] for row in (await ada.get("/trials")).json()["rows"]] == [trial["id"]]
            assert (await eve.get(f"/trials/{trial['id']}")).status_code == 404
            assert (await eve.post(f"/trials/{trial['id']}/end")).status_code == 404
            assert (await ada.post(f"/trials/{trial['id']}/end")).json()["ended_at"]

    asyncio.run(main())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"control": "best"}, "control: is none of the arms"),
        ({"weights": {"best": 1}}, "weights: best is none of the arms"),
        ({"arms": {"old": "abcd"}}, "at least 2"),
        ({"arms": {"old": "abcd", "new": "../../x"}}, "pattern"),
        ({"arms": {"old": "ffff0000", "new": "ffff0001"}}, "no bundle 'ffff0000'"),
        ({"metric": "liked"}, "metric"),
        ({"share": 0}, "share"),
    ],
)
def test_a_plan_that_cannot_be(shelf: Path, tmp_path: Path, wrong: dict[str, object], told: str) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            asked = {"name": "x", "arms": {"old": "abcd", "new": "abce"}, "control": "old", **wrong}
            reply = await ada.post("/trials", json=asked)
            assert reply.status_code == 422
            assert told in reply.json()["detail"]
            assert (await ada.get("/trials")).json()["rows"] == []

    asyncio.run(main())


def yes(n: int, accepted: int) -> Totals:
    return Totals.of(np.repeat([1.0, 0.0], [accepted, n - accepted]))


def test_a_clear_difference_is_told_with_its_interval() -> None:
    told = looked(SAVED, {"old": 1_500, "new": 1_500}, {"old": yes(1_500, 300), "new": yes(1_500, 600)})
    assert (told["conclusion"], told["is_over"]) == ("new is better", True)
    effect = told["found"]["effect"]
    assert effect["value"] == pytest.approx(602 / 1_504 - 302 / 1_504, abs=0.002)  # 600/1500 - 300/1500
    assert 0 < effect["lo"] < effect["value"] < effect["hi"]
    assert told["found"]["n"] == {"old": 1_500, "new": 1_500}
    assert told["split"]["is_alarm"] is False
    own = {"id": "x", "name": "x", "plan": PLAN, "created_at": SAVED.created_at, "ended_at": None}
    assert Reported.model_validate({**own, "people": {}, "accepted": {}, **told}).found.metric == "accepted"


def test_a_wrong_split_stops_the_trial_whatever_was_found() -> None:
    told = looked(SAVED, {"old": 1_000, "new": 500}, {"old": yes(1_000, 100), "new": yes(500, 400)})
    assert told["conclusion"].startswith("stop: new has 33.33%")
    assert told["split"]["is_alarm"] is True
    weighted = replace(SAVED, plan=PLAN | {"weights": {"old": 2.0}})
    told = looked(weighted, {"old": 1_000, "new": 500}, {"old": yes(1_000, 100), "new": yes(500, 50)})
    assert told["split"]["is_alarm"] is False


def test_unbounded_intervals_are_told_as_such() -> None:
    told = looked(SAVED, {"old": 1, "new": 1}, {"old": yes(1, 0), "new": yes(1, 1)})
    assert (told["conclusion"], told["found"]["effect"]["lo"], told["found"]["effect"]["hi"]) == (
        "keep going",
        None,
        None,
    )
