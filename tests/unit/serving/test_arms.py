"""Arms: who gets which voice, without waiting for the database, and what came of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from miles.serving.arms import FRESH_S, Arms, Placed, trial_of
from miles.serving.security.identity import Identity
from miles.store.engine import Database, opened
from miles.store.generations import Generations
from miles.store.migrate import upgrade
from miles.store.trials import SavedTrial, Trials
from saved import written

PLAN = {"arms": {"old": "ann:aaaa", "new": "ann:bbbb"}, "control": "old", "weights": {}, "salt": "s", "share": 1.0}
PLAN |= {"metric": "accepted", "planned": 100}
PEOPLE = [f"p{number}" for number in range(40)]


def who(person: str, tenant: str = "t") -> Identity:
    return Identity(tenant, person, "tests", frozenset())


@asynccontextmanager
async def store(folder: Path) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{folder}/miles.db"
    await upgrade(url)
    database = opened(url, deadline_s=5)
    yield database
    await database.close()


async def started(database: Database, name: str = "spring", **changed: object) -> SavedTrial:
    return await Trials(database).start("t", name, {**PLAN, "salt": name, **changed})


def test_a_person_keeps_the_arm_that_the_hash_gives_and_counts_once(tmp_path: Path) -> None:
    async def main() -> None:
        async with store(tmp_path) as database:
            arms, trial = Arms(database), await started(database)
            placed = {person: await arms.arm(who(person)) for person in PEOPLE * 3}
            wanted = {person: trial_of(trial).arm(person).name for person in PEOPLE}
            assert placed == {p: Placed(trial.id, arm, PLAN["arms"][arm]) for p, arm in wanted.items()}
            assert await arms.arm(who("p1", "u")) is None
            await arms.close()
            seen, totals = await Trials(database).totals("t", trial.id)
            assert seen == {arm: list(wanted.values()).count(arm) for arm in ("old", "new")}
            assert [each.y for each in totals.values()] == [0, 0], "nobody accepted anything yet"
            assert sum(each.n for each in totals.values()) == len(PEOPLE)

    asyncio.run(main())


def test_the_oldest_trial_that_lets_a_person_in_has_them(tmp_path: Path) -> None:
    async def main() -> None:
        async with store(tmp_path) as database:
            arms = Arms(database)
            first, second = await started(database, "one", share=0.5), await started(database, "two")
            for person in PEOPLE:
                placed = await arms.arm(who(person))
                assert placed is not None
                assert placed.trial == (first if trial_of(first).enters(person) else second).id
            await arms.close()

    asyncio.run(main())


def test_trials_are_looked_up_behind_the_reply(tmp_path: Path) -> None:
    now = [0.0]

    async def main() -> None:
        async with store(tmp_path) as database:
            arms = Arms(database, lambda: now[0])
            assert await arms.arm(who("ada")) is None
            trial = await started(database)
            assert await arms.arm(who("ada")) is None, "known until it is old"
            now[0] = FRESH_S + 0.1
            assert await arms.arm(who("ada")) is None, "the old answer, while somebody looks"
            await asyncio.sleep(0.2)
            assert (await arms.arm(who("ada"))) is not None
            await Trials(database).end("t", trial.id)
            arms.forget("t")
            assert await arms.arm(who("ada")) is None
            await arms.close()

    asyncio.run(main())


def test_a_database_that_is_away_changes_no_arm(tmp_path: Path) -> None:
    now = [0.0]

    async def main() -> None:
        empty = opened(f"sqlite+aiosqlite:///{tmp_path}/empty.db")
        assert await Arms(empty).arm(who("ada")) is None
        await empty.close()
        async with store(tmp_path) as database:
            arms = Arms(database, lambda: now[0])
            await started(database)
            placed = await arms.arm(who("ada"))
            assert placed
            await arms.settled()
            now[0] = FRESH_S + 0.1
            with closing(sqlite3.connect(tmp_path / "miles.db")) as other:
                other.executescript("DROP TABLE exposures; DROP TABLE trials;")
            for _ in range(2):
                assert await arms.arm(who("ada")) == placed
                await asyncio.sleep(0.1)
            await arms.close()

    asyncio.run(main())


@pytest.mark.parametrize(
    ("metric", "is_posted", "wishes", "voice_of", "counts"),
    [
        ("accepted", False, {}, "own", 1),
        ("accepted", True, {}, "own", 1),
        ("posted", False, {}, "own", 0),
        ("posted", True, {}, "own", 1),
        ("accepted", True, {"voice": "aaaa"}, "own", 0),  # asked for, not drawn
        ("accepted", True, {}, "other", 0),  # written by another voice
    ],
)
def test_what_was_accepted_counts_for_whom_it_was_written(
    tmp_path: Path, metric: str, is_posted: bool, wishes: dict[str, str], voice_of: str, counts: int
) -> None:
    async def main() -> None:
        async with store(tmp_path) as database:
            arms, trial = Arms(database), await started(database, metric=metric)
            placed = await arms.arm(who("ada"))
            assert placed is not None
            voice = placed.voice if voice_of == "own" else next(v for v in PLAN["arms"].values() if v != placed.voice)
            saved = await Generations(database).save(written(voice=voice, wishes=wishes))
            for _ in range(2):
                arms.heard("t", saved.candidates[1].id, is_posted)
            arms.heard("t", "no such candidate", is_posted)
            await arms.close()
            assert arms.lost == 1
            _, totals = await Trials(database).totals("t", trial.id)
            assert (totals[placed.arm].n, totals[placed.arm].y) == (1, counts)

    asyncio.run(main())


def test_arms_are_in_order_of_names_whatever_order_a_database_gives(tmp_path: Path) -> None:
    async def main() -> None:
        async with store(tmp_path) as database:
            one = await started(database, "one", salt="s", weights={"old": 3.0})
            two = await started(
                database, "two", salt="s", weights={"old": 3.0}, arms=dict(reversed(PLAN["arms"].items()))
            )
            shares = [trial_of(trial).promised for trial in (one, two)]
            assert shares == [(0.25, 0.75)] * 2
            assert [trial_of(one).arm(p) for p in PEOPLE] == [trial_of(two).arm(p) for p in PEOPLE]

    asyncio.run(main())


def test_what_was_written_before_a_trial_counts_nowhere(tmp_path: Path) -> None:
    async def main() -> None:
        async with store(tmp_path) as database:
            old = [await Generations(database).save(written(voice=voice)) for voice in PLAN["arms"].values()]
            await asyncio.sleep(0.005)
            arms, trial = Arms(database), await started(database)
            assert await arms.arm(who("ada"))
            for generation in old:
                arms.heard("t", generation.candidates[0].id, is_posted=True)
            await arms.close()
            _, totals = await Trials(database).totals("t", trial.id)
            assert [each.y for each in totals.values()] == [0]

    asyncio.run(main())
