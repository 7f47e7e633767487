"""Column types that check at the door: what passes them is stored alike by SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from miles.store.refusal import Refused

MOST_DETAIL_BYTES = 65_536
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_NO_JSON_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})")


class Words(TypeDecorator[str]):
    """Text of at most `length` characters, without NUL and without half a surrogate pair (PostgreSQL holds neither)."""

    impl = String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if len(value) > self.length:
            raise Refused(f"a text has {len(value):,} characters, more than {self.length:,}", "shorten it")
        if found := _NO_TEXT.search(value):
            raise Refused(
                f"a text holds U+{ord(found.group()):04X} at character {found.start()}, which is no text",
                "leave that character out",
            )
        return value


class Moment(TypeDecorator[datetime]):
    """A time with its zone, kept in UTC; SQLite, which knows no zones, gives it back in UTC too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise Refused(f"the time {value.isoformat()} has no zone", "add one, such as Z for UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Detail(TypeDecorator[Any]):
    """JSON of at most 64 KiB, without NaN, NUL or half a surrogate pair."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            JSONB(none_as_null=True) if dialect.name == "postgresql" else JSON(none_as_null=True)
        )

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            told = json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise Refused(f"a detail is no JSON: {error}", "give numbers, texts, lists and maps only") from None
        lone = re.sub(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}", "", told)
        if _NO_JSON_TEXT.search(lone):
            raise Refused("a detail holds a NUL or half a surrogate pair", "leave that character out")
        if len(told) > MOST_DETAIL_BYTES:
            raise Refused(f"a detail has {len(told):,} bytes as JSON, more than {MOST_DETAIL_BYTES:,}", "shorten it")
        return value
