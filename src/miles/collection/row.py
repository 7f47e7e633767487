"""From the raw fields of an exported row to the values of a Post."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import UTC, datetime
from typing import Any

from miles.post.error import MilesError
from miles.post.post import Metrics

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BREAK = re.compile(r"\r\n?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STATUS = re.compile(r"(?:twitter|x)\.com/(\w{1,15})/status(?:es)?/(\d+)", re.IGNORECASE)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"  # not calendar.month_abbr, which speaks the user's language
_TWITTER_TIME = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})")
_US_TIME = re.compile(r"(\d{1,2})/(\d{1,2})/(\d\d(?:\d\d)?) (\d{1,2}):(\d\d)(?::(\d\d))?")


def published(raw: str) -> str:
    r"""The text as people saw it: entities unescaped once, line breaks as "\n", no NUL.

    Only entities that end with ";" are entities: X escapes `& < >` and nothing else, and "?a=1&copy=2"
    is not a copyright sign. A lone surrogate (half an emoji) cannot be stored as UTF-8: it becomes U+FFFD.
    """
    text = _BREAK.sub("\n", _ENTITY.sub(lambda match: html.unescape(match.group()), raw)).replace("\0", "")
    return _SURROGATE.sub("\ufffd", text)


class Escapes:
    """Makes texts `published` and counts those that held HTML entities, for the Tally."""

    def __init__(self) -> None:
        self.rows = 0

    def published(self, raw: str) -> str:
        self.rows += bool(_ENTITY.search(raw))
        return published(raw)

    def notes(self) -> list[str]:
        return [f"{self.rows:,} texts held HTML entities (&amp; and the like), unescaped once"] if self.rows else []


def moment(value: Any, where: str) -> datetime | None:
    """A time as exports write it (X's own, ISO 8601, US "m/d/yy H:MM"), in UTC; None when absent.

    A time without a zone is read as UTC.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    try:
        if match := _TWITTER_TIME.fullmatch(text):
            month, day, hour, minute, second, zone, year = match.groups()
            stamp = f"{year}-{_MONTHS.index(month) // 3 + 1:02}-{int(day):02}T{hour}:{minute}:{second}{zone}"
            return datetime.fromisoformat(stamp).astimezone(UTC)
        if match := _US_TIME.fullmatch(text):
            month, day, year, hour, minute, second = match.groups()
            full = int(year) + (2000 if len(year) == 2 else 0)
            return datetime(full, int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
        time = datetime.fromisoformat(text)
    except ValueError:
        raise MilesError(
            f"{where}: cannot read the time {text[:40]!r}",
            'write it as 2025-02-28T14:41:01Z, "Fri Feb 28 14:41:01 +0000 2025" or 2/28/25 14:41',
        ) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def count(value: Any) -> int | None:
    """A count, or None where the source does not tell (missing, empty, -1)."""
    try:
        number = int(str(value).replace(",", ""))
    except ValueError:
        return None
    return number if number >= 0 else None


def counts(row: dict[str, Any], names: dict[str, str], read_at: datetime | None) -> Metrics:
    """Metrics from a row, given the name of the row's field for each count."""
    return Metrics(**{ours: count(row.get(theirs)) for ours, theirs in names.items()}, read_at=read_at)


def status_of(url: Any) -> tuple[str, str] | None:
    """(handle in lower case, id) of a post's address; None for any other address.

    `x.com/i/status/1` names no author: its handle is "".
    """
    match = _STATUS.search(str(url or ""))
    if not match:
        return None
    handle = match.group(1).lower()
    return ("" if handle == "i" else handle), match.group(2)


def stable_id(sha256: str, row: int, text: str) -> str:
    """An id for a row that has none: the same file gives the same ids, whatever the file is called."""
    return "row-" + hashlib.sha256(f"{sha256}\n{row}\n{text}".encode()).hexdigest()[:20]
