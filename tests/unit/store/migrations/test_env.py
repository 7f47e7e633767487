"""Alembic's entry runs within the caller's transaction: what the caller takes back never was."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from miles.store import migrate
from miles.store.engine import opened

pytestmark = pytest.mark.anyio


async def test_a_migration_that_is_taken_back_leaves_nothing(empty_url: str) -> None:
    database = opened(empty_url, deadline_s=30)

    def half(connection: Any) -> None:
        config = Config()
        config.set_main_option("script_location", str(migrate.FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert inspect(connection).has_table("generations")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(lambda session: session.run_sync(lambda sync: half(sync.connection())))
    names = await database.read(lambda s: s.run_sync(lambda sync: inspect(sync.connection()).get_table_names()))
    assert names == []
    await database.close()
