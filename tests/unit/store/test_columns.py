"""What passes the columns comes back the same from both databases; the rest is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from miles.store.columns import MOST_DETAIL_BYTES
from miles.store.engine import Database
from miles.store.refusal import Refused
from miles.store.tables import AuditRow

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
JSON = st.dictionaries(
    TEXT,
    st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT, st.lists),
    max_size=4,
)


async def back(database: Database, **fields: Any) -> AuditRow:
    row = {"tenant": "t", "id": database.stamp.new(), "created_at": NOW, "actor": "a", "action": "x", "subject": "s"}
    given_ = row | {"details": {}} | fields

    async def work(session: Any) -> AuditRow:
        session.add(AuditRow(**given_))
        await session.flush()
        session.expunge_all()
        return (await session.scalars(select(AuditRow).where(AuditRow.id == given_["id"]))).one()

    return await database.write(work)


async def test_texts_and_details_come_back(database: Database) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(TEXT, JSON), min_size=1, max_size=1))
    def draw(rows: list[Any]) -> None:
        drawn.extend(rows)

    drawn: list[Any] = [("\u202egnp \U0001f468\u200d\U0001f469", {"a\\u0000": "\\ud800", "b": "\U0001f600"})]
    draw()
    for text, detail in drawn:
        row = await back(database, subject=text, details=detail)
        assert (row.subject, row.details) == (text, detail)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"subject": "a\0b"}, "U\\+0000 at character 1"),
        ({"subject": "ab\ud800"}, "U\\+D800 at character 2"),
        ({"subject": "a" * 129}, "129 characters, more than 128"),
        ({"created_at": datetime(2026, 1, 1)}, "has no zone"),
        ({"details": {"a": "\0"}}, "a NUL or half"),
        ({"details": {"a": ["\udfff"]}}, "a NUL or half"),
        ({"details": {"a": "\\\0"}}, "a NUL or half"),
        ({"details": {"\ud83d": "\ude00"}}, "a NUL or half"),
        ({"details": {"a": float("nan")}}, "no JSON"),
        ({"details": {"a": object()}}, "no JSON"),
        ({"details": {"a": "x" * MOST_DETAIL_BYTES}}, "bytes as JSON"),
    ],
)
async def test_what_no_row_may_hold(database: Database, fields: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        await back(database, **fields)


async def test_times_are_kept_in_utc(database: Database) -> None:
    row = await back(database, created_at=NOW.astimezone(timezone(timedelta(hours=5, minutes=45))))
    assert row.created_at == NOW
    assert row.created_at.utcoffset() == timedelta(0)
