"""Everything of one person is handed out and erased, and nothing of anybody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from miles.store.audit import Audit
from miles.store.batches import Batches
from miles.store.drafts import Drafts
from miles.store.engine import Database
from miles.store.feedback import Feedback, Feedbacks
from miles.store.generations import Filter, Generations
from miles.store.labels import Label, Labels
from miles.store.outcomes import Counts, Outcomes, Published
from miles.store.people import OWNED, People
from miles.store.tables import Table
from miles.store.trials import Trials
from miles.store.users import Users
from saved import written

pytestmark = pytest.mark.anyio
KEPT = {"audit", "clients", "trials"}


async def live(database: Database, tenant: str, person: str) -> None:
    """One of everything that a person leaves behind; all its texts hold their name and tenant."""
    mark = f"secret{tenant}{person}"
    saved = await Generations(database).save(written(mark, tenant, person=person))
    best = saved.candidates[0].id
    await Feedbacks(database).give(tenant, Feedback(person=person, candidate_id=best, edited=mark), key=person)
    await Drafts(database).save(tenant, person, mark, best)
    post = Published(person=person, tweet_id=str(sum(mark.encode())), content=mark, pattern_type=1, candidate_id=best)
    await Outcomes(database).record(tenant, post, Counts(counted_at=datetime(2026, 1, 1, tzinfo=UTC), likes=7))
    await Users(database).put(tenant, person, mark)
    await Labels(database).give(tenant, Label(person=person, task="topic", text=mark, answer="gold"))
    await Batches(database).submit(tenant, person, [{"draft": mark}])
    trial = await Trials(database).start(tenant, f"of {person}", {})
    await Trials(database).expose(tenant, trial.id, person, "a")


async def counted(database: Database) -> dict[str, int]:
    async def work(session: Any) -> dict[str, int]:
        tables = Table.metadata.tables
        return {name: await session.scalar(select(func.count()).select_from(table)) for name, table in tables.items()}

    return await database.read(work)


async def test_one_person_goes_and_the_others_stay(database: Database) -> None:
    people = People(database)
    await live(database, "t", "ada")
    alone = await counted(database)
    for tenant, person in (("t", "bob"), ("u", "ada")):
        await live(database, tenant, person)
    before = [row async for row in people.export("t", "bob")]
    gone = await people.erase("t", "ada")
    assert gone["generations"] == gone["feedback"] == gone["drafts"] == gone["posts"] == gone["replies"] == 1
    assert [row async for row in people.export("t", "ada")] == []
    assert [row async for row in people.export("t", "bob")] == before
    left = await counted(database)
    for name, number in alone.items():
        assert left[name] == (3 if name == "trials" else 1 if name == "audit" else 2 * number), name
    assert (await Generations(database).history("t", Filter(search="secrettada"))).rows == ()
    (line,) = (await Audit(database).page("t")).rows
    assert (line.action, line.details["generations"]) == ("erase", 1)


async def test_an_export_has_everything_of_one_person_and_nothing_of_others(database: Database) -> None:
    for tenant, person in (("t", "ada"), ("t", "bob"), ("u", "ada")):
        await live(database, tenant, person)
    rows = [row async for row in People(database).export("t", "ada")]
    told = json.dumps(rows)
    assert "secrettada" in told
    assert "secrettbob" not in told
    assert "secretuada" not in told
    tables = [name for name, _ in rows]
    whose = ["generations", "candidates", "candidates", "feedback", "drafts", "posts", "outcomes", "exposures"]
    assert sorted(tables) == sorted([*whose, "replies", "users", "labels", "batches", "batch_lines"])
    assert next(row["likes"] for name, row in rows if name == "outcomes") == 7


async def test_long_exports_come_in_pieces(database: Database) -> None:
    async def many(session: Any) -> None:
        for number in range(230):
            await Generations(database).add(session, written(f"n {number}"))

    await database.write(many, 60)
    rows = [row["input"] async for name, row in People(database).export("t", "ada") if name == "generations"]
    assert rows == [f"n {number}" for number in range(230)]


def test_every_table_is_a_persons_or_a_child_or_kept_on_purpose() -> None:
    owned = {table.__tablename__ for table in OWNED}
    children = {
        name
        for name, table in Table.metadata.tables.items()
        if any(key.referred_table.name in owned for key in table.foreign_key_constraints)
    }
    assert set(Table.metadata.tables) - owned - children == KEPT
