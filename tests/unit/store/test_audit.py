"""The audit log belongs to what it tells of."""

from __future__ import annotations

from typing import Any

import pytest

from miles.store.audit import Audit, Entry
from miles.store.engine import Database

pytestmark = pytest.mark.anyio


async def test_lines_are_kept_with_what_they_tell_of_or_not_at_all(database: Database) -> None:
    audit = Audit(database)
    await audit.add("t", Entry(actor="ada", action="promote", subject="v1", details={"from": "v0"}))

    async def fails(session: Any) -> None:
        audit.within(session, "t", Entry(actor="ada", action="rollback", subject="v1"))
        await session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(fails)
    (line,) = (await audit.page("t")).rows
    assert (line.actor, line.action, line.subject, line.details) == ("ada", "promote", "v1", {"from": "v0"})
    assert line.created_at is not None
    assert (await audit.page("u")).rows == ()
