"""Trials: one arm a person, totals equal to those of the rows."""

from __future__ import annotations

import asyncio
from dataclasses import astuple

import numpy as np
import pytest

from miles.abtest.totals import Totals
from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.refusal import Conflict, Missing
from miles.store.trials import Trials

pytestmark = pytest.mark.anyio


async def test_totals_are_those_of_the_rows(database: Database) -> None:
    trials, rng = Trials(database), np.random.default_rng(1)
    trial = await trials.start("t", "spring", {"control": "a", "challenger": "b"})
    assert await trials.get("t", trial.id) == trial
    y, x = rng.normal(size=(2, 12))
    for unit in range(12):
        await trials.expose("t", trial.id, f"p{unit}", "ab"[unit % 2], before=float(x[unit]))
    for unit in range(9):
        await trials.outcome("t", trial.id, f"p{unit}", 99.0)
        await trials.outcome("t", trial.id, f"p{unit}", float(y[unit]))
    exposures, totals = await trials.totals("t", trial.id)
    assert exposures == {"a": 6, "b": 6}
    for start, arm in enumerate("ab"):
        expected = Totals.of(y[start:9:2], x[start:9:2])
        assert astuple(totals[arm]) == pytest.approx(astuple(expected))


async def test_a_person_stays_in_the_arm_they_first_saw(database: Database) -> None:
    trials = Trials(database)
    trial = await trials.start("t", "spring", {})
    seen = await asyncio.gather(*(trials.expose("t", trial.id, "ada", "ab"[number % 2]) for number in range(20)))
    assert len(set(seen)) == 1
    assert (await trials.totals("t", trial.id)) == ({seen[0]: 1}, {seen[0]: Totals()})


async def test_ends_names_and_tenants(database: Database) -> None:
    trials = Trials(database)
    trial = await trials.start("t", "spring", {})
    with pytest.raises(MilesError, match="already"):
        await trials.start("t", "spring", {})
    await trials.start("u", "spring", {})
    for call in (
        trials.get("u", trial.id),
        trials.end("u", trial.id),
        trials.expose("u", trial.id, "ada", "a"),
        trials.outcome("u", trial.id, "ada", 1.0),
        trials.totals("u", trial.id),
        trials.outcome("t", trial.id, "nobody", 1.0),
    ):
        with pytest.raises(Missing):
            await call
    await trials.expose("t", trial.id, "ada", "a")
    ended = await trials.end("t", trial.id)
    assert ended.ended_at is not None
    assert (await trials.end("t", trial.id)).ended_at == ended.ended_at
    with pytest.raises(MilesError, match="over"):
        await trials.expose("t", trial.id, "bob", "a")
    await trials.outcome("t", trial.id, "ada", 1.0)
    with pytest.raises(MilesError, match="finite"):
        await trials.outcome("t", trial.id, "ada", float("nan"))


async def test_running_ones_are_listed_oldest_first_and_all_newest_first(database: Database) -> None:
    trials = Trials(database)
    ids = [(await trials.start("t", name, {})).id for name in ("one", "two", "three")]
    await trials.end("t", ids[1])
    assert [trial.id for trial in await trials.running("t")] == [ids[0], ids[2]]
    page = await trials.page("t", most=2)
    assert [trial.name for trial in page.rows] == ["three", "two"]
    assert [trial.name for trial in (await trials.page("t", page.next)).rows] == ["one"]
    assert await trials.running("u") == ()
    with pytest.raises(Conflict, match="already"):
        await trials.start("t", "one", {})


async def test_an_outcome_may_hold_until_another_is_told(database: Database) -> None:
    trials = Trials(database)
    trial = await trials.start("t", "spring", {})
    for person in ("ada", "bob", "cid"):
        await trials.expose("t", trial.id, person, "a", outcome=0.0)
    await trials.outcome("t", trial.id, "bob", 1.0)
    await trials.expose("t", trial.id, "bob", "a", outcome=0.0)
    seen, totals = await trials.totals("t", trial.id)
    assert (seen, totals["a"].n, totals["a"].y) == ({"a": 3}, 3, 1)
