"""Rows as frozen values, and pages of them that stay as they are while rows are added."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from miles.post.error import MilesError
from miles.store.refusal import Missing
from miles.store.stamp import is_id

T = TypeVar("T")
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, newest first; `next` asks for the older ones after them, None where there are none."""

    rows: tuple[T, ...]
    next: str | None


def frozen(kind: type[T], row: Any) -> T:
    """The fields of that dataclass, read from a row."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})  # type: ignore[arg-type]


async def the(session: AsyncSession, table: type[Any], tenant: str, id_: str, noun: str, lock: bool = False) -> Any:
    """The row of that tenant, or Missing; with `lock`, others wait until this transaction ends."""
    query = select(table).where(table.tenant == tenant, table.id == id_)
    row = (await session.scalars(query.with_for_update() if lock else query)).one_or_none() if is_id(id_) else None
    if row is None:
        raise Missing(noun, id_[:64] if id_.isprintable() else "?")
    return row


def bounded(most: int) -> None:
    """MilesError where a page may not have that many rows."""
    if not 1 <= most <= MOST_ROWS:
        raise MilesError(f"a page of {most} rows was asked for", f"ask for 1 to {MOST_ROWS}")


async def paged(
    session: AsyncSession, query: Select[Any], id_: InstrumentedAttribute[str], after: str | None, most: int
) -> tuple[list[Any], str | None]:
    """At most `most` rows of `query` older than the row with the id `after`, and the cursor of the next page."""
    bounded(most)
    if after is not None:
        if not is_id(after):
            raise MilesError("the cursor is none of ours", "give `next` of the page before, or nothing")
        query = query.where(_before(id_, after))
    rows = list((await session.execute(query.order_by(id_.desc()).limit(most + 1))).scalars())
    return rows[:most], rows[most - 1].id if len(rows) > most else None


def _before(id_: InstrumentedAttribute[str], after: str) -> ColumnElement[bool]:
    return id_ < after
