from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from miles.serving.journal import Journal
from miles.store import migrate
from miles.store.engine import Database, opened
from miles.store.generations import Filter, Generations
from saved import written


async def database_of(folder: Path, *, ready: bool = True) -> Database:
    url = f"sqlite+aiosqlite:///{folder}/miles.db"
    if ready:
        await migrate.upgrade(url)
    return opened(url)


def test_what_is_noted_is_kept_under_the_ids_it_was_told_by(tmp_path: Path) -> None:
    async def main() -> None:
        database = await database_of(tmp_path)
        journal, generations = Journal(database), Generations(database)
        noted = [generations.named(written(f"post {k}")) for k in range(120)]
        for generation in noted:
            journal.note(generation)
        assert journal.health.waiting == 120
        await journal.settled(5)
        assert journal.health.waiting == journal.health.lost == 0
        page = await generations.history("t", Filter(), most=200)
        assert [row.id for row in page.rows] == [each.id for each in reversed(noted)]
        assert page.rows[0].candidates == noted[-1].candidates
        await journal.close()
        await database.close()

    asyncio.run(main())


def test_a_row_that_cannot_be_kept_is_counted_and_holds_nobody_up(tmp_path: Path) -> None:
    async def main() -> None:
        database = await database_of(tmp_path)
        journal, generations = Journal(database), Generations(database)
        good, bad = generations.named(written("good")), generations.named(written("bad \x00"))
        for generation in (bad, good):
            journal.note(generation)
        await journal.settled(5)
        assert (journal.health.waiting, journal.health.lost) == (0, 1)
        assert (await generations.get("t", good.id)).id == good.id
        await journal.close()
        await database.close()

    asyncio.run(main())


def test_while_the_database_is_away_they_wait_and_the_oldest_go_when_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miles.serving.journal.MOST_KEPT", 3)
    monkeypatch.setattr("miles.serving.journal.PAUSE_S", 0.02)

    async def main() -> None:
        database = await database_of(tmp_path, ready=False)  # its tables are missing, so it does not answer
        journal, generations = Journal(database), Generations(database)
        noted = [generations.named(written(f"post {k}")) for k in range(5)]
        for generation in noted:
            journal.note(generation)
        await journal.settled(0.1)
        assert (journal.health.waiting, journal.health.lost) == (3, 2)
        await migrate.upgrade(f"sqlite+aiosqlite:///{tmp_path}/miles.db")
        await journal.settled(5)
        assert journal.health.waiting == 0
        page = await generations.history("t", Filter())
        assert [row.id for row in page.rows] == [each.id for each in reversed(noted[2:])]
        await journal.close()
        await database.close()

    asyncio.run(main())


def test_closing_keeps_what_waits(tmp_path: Path) -> None:
    async def main() -> None:
        database = await database_of(tmp_path)
        journal, generations = Journal(database), Generations(database)
        journal.note(generations.named(written("last")))
        await journal.close()
        assert len((await generations.history("t", Filter())).rows) == 1
        await database.close()

    asyncio.run(main())
