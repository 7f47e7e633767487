"""The first revision makes the search and the audit log's lock on both databases, and takes them away again."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from miles.store.engine import Database, opened
from miles.store.migrate import downgrade

pytestmark = pytest.mark.anyio
MADE = {
    True: "SELECT count(*) FROM sqlite_master WHERE name LIKE 'search_%' OR name LIKE 'audit_no_%'",
    False: "SELECT (SELECT count(*) FROM pg_indexes WHERE indexname = 'search_generations') + "
    "(SELECT count(*) FROM pg_proc WHERE proname = 'audit_is_only_added_to')",
}


async def test_search_and_lock_come_and_go(database: Database, url: str) -> None:
    count = text(MADE[database.is_sqlite])
    assert await database.read(lambda session: session.scalar(count)) >= 2
    await database.close()
    await downgrade(url)
    after = opened(url, deadline_s=5)
    assert await after.read(lambda session: session.scalar(count)) == 0
    await after.close()
