"""Up and down, with rows in it, on both databases; what is migrated is what the tables say."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from miles.post.error import MilesError
from miles.store.engine import Database, opened
from miles.store.migrate import downgrade, upgrade
from miles.store.tables import Table, UserRow

pytestmark = pytest.mark.anyio
OURS_ALONE = ("search_", "alembic_version")


def drift(connection: Connection) -> list[Any]:
    """What alembic would change, but for the search, which lives in migrations only."""

    def is_told(_: object, name: str | None, kind: str, is_reflected: bool, __: object) -> bool:
        return not (kind in ("table", "index") and is_reflected and str(name).startswith(OURS_ALONE))

    options = {"include_object": is_told, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Table.metadata))


async def synced(database: Database, look: Any) -> Any:
    return await database.read(lambda session: session.run_sync(lambda sync: look(sync.connection())))


async def test_the_migrated_schema_is_that_of_the_tables(database: Database) -> None:
    assert await synced(database, drift) == []


async def test_drift_is_seen(database: Database) -> None:
    await database.write(lambda session: session.execute(text("DROP INDEX ix_feedback_tenant_candidate_id")))
    await database.write(lambda session: session.execute(text("ALTER TABLE users ADD COLUMN age INTEGER")))
    assert sorted(found[0] for found in await synced(database, drift)) == ["add_index", "remove_column"]


async def test_up_down_and_up_again_with_rows(empty_url: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    async def add(session: Any) -> None:
        session.add(UserRow(tenant="t", id="a" * 26, created_at=now, person="p", name="Ada"))

    for _ in range(2):
        await upgrade(empty_url)
        await upgrade(empty_url)  # nothing left to do
        database = opened(empty_url, deadline_s=5)
        await database.write(add)
        names = await database.read(lambda session: session.scalars(select(UserRow.name)))
        assert list(names) == ["Ada"]
        await database.close()
        await downgrade(empty_url)
    database = opened(empty_url, deadline_s=5)
    assert await synced(database, lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    with pytest.raises(MilesError, match="lacks our tables"):
        await database.read(lambda session: session.execute(select(UserRow)))
    await database.close()


async def test_two_processes_may_start_at_once(empty_url: str) -> None:
    await asyncio.gather(*(upgrade(empty_url) for _ in range(4)))
    database = opened(empty_url, deadline_s=5)
    assert await synced(database, drift) == []
    await database.close()
