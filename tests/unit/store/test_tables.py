"""A tenant's rows are the tenant's: keys, parents and indexes begin with it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from miles.store.engine import Database
from miles.store.generations import Generations
from miles.store.tables import CandidateRow, Table
from saved import written

WITHOUT_TENANT = {"clients": "client_id", "generations": "number"}
PLANNED = {
    "posts": {"tweet_id", "content", "pattern_type", "engagement_score", "created_at"},
    "generations": {"input", "created_at"},
    "candidates": {"output", "pattern_used", "confidence_score", "user_feedback", "created_at"},
}


def test_every_key_and_parent_begins_with_the_tenant() -> None:
    for name, table in Table.metadata.tables.items():
        assert "tenant" in table.columns
        assert not table.columns["tenant"].nullable
        assert next(iter(table.primary_key.columns)).name == WITHOUT_TENANT.get(name, "tenant")
        assert all(constraint.column_keys[0] == "tenant" for constraint in table.foreign_key_constraints)


def test_texts_are_bounded_and_the_planned_columns_are_there() -> None:
    for table in Table.metadata.tables.values():
        assert all(column.type.length for column in table.columns if hasattr(column.type, "length"))
    for name, columns in PLANNED.items():
        assert columns <= set(Table.metadata.tables[name].columns.keys())


@pytest.mark.anyio
async def test_no_row_can_hang_on_another_tenants(database: Database) -> None:
    theirs = await Generations(database).save(written())

    async def work(session: Any) -> None:
        fields = {"pattern_used": 1, "confidence_score": 1.0, "details": {}, "created_at": theirs.created_at}
        id_ = database.stamp.new()
        session.add(CandidateRow(tenant="u", id=id_, generation_id=theirs.id, rank=9, output="x", **fields))

    with pytest.raises(IntegrityError):
        await database.write(work)


@pytest.mark.anyio
@pytest.mark.parametrize("order", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
async def test_the_audit_log_is_only_added_to(database: Database, order: str) -> None:
    insert = "INSERT INTO audit VALUES ('a', 'b', 'c', '{}', 't', '1', '2026-01-01')"
    await database.write(lambda session: session.execute(text(insert)))
    with pytest.raises(DBAPIError, match="only added to"):
        await database.write(lambda session: session.execute(text(order)))
    assert await database.read(lambda session: session.scalar(text("SELECT count(*) FROM audit"))) == 1
