"""Brings a database up to the tables of this version, or back down; safe where several processes start at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from miles.store.engine import opened

FOLDER = Path(__file__).with_name("migrations")
_LOCK = 6_445_733_811_026_041_344  # any number, the same in every process


async def upgrade(url: str, to: str = "head", *, deadline_s: float = 60.0) -> None:
    """To the newest revision (or `to`), in one transaction."""
    await _run(url, deadline_s, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str = "base", *, deadline_s: float = 60.0) -> None:
    """Down to a revision; "base" drops every table of ours with its rows."""
    await _run(url, deadline_s, lambda config: command.downgrade(config, to))


async def _run(url: str, deadline_s: float, order: Callable[[Config], None]) -> None:
    def within(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = Config()
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        order(config)

    database = opened(url, deadline_s=deadline_s, connections=1)
    try:
        await database.write(lambda session: session.run_sync(lambda sync: within(sync.connection())))
    finally:
        await database.close()
