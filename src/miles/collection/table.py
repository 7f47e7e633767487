"""Posts from a CSV table with a column map, gzip or plain, damaged encodings repaired."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from miles.collection.kind import kind_of
from miles.collection.mojibake import repaired
from miles.collection.parse import Opener
from miles.collection.row import Escapes, count, moment, stable_id, status_of
from miles.post.error import MilesError
from miles.post.post import Metrics, Post, Proof

FORMAT = "csv"
FIELDS = ("text", "time", "id", "url", "author", "likes", "reposts", "replies", "quotes", "bookmarks", "impressions")
_COUNTS = FIELDS[5:]
_USUAL = {
    "text": ("text", "tweet", "full_text", "content"),
    "time": ("created_at", "time", "date", "timestamp", "createdat"),
    "id": ("id", "id_str", "tweet_id", "status_id"),
    "url": ("url", "link", "permalink"),
    "author": ("user", "author", "username", "handle", "screen_name"),
    "likes": ("likes", "favorites", "favorite_count", "like_count", "likecount"),
    "reposts": ("retweets", "reposts", "retweet_count", "retweetcount"),
    "replies": ("replies", "reply_count", "replycount"),
    "quotes": ("quotes", "quote_count", "quotecount"),
    "bookmarks": ("bookmarks", "bookmark_count", "bookmarkcount"),
    "impressions": ("impressions", "views", "impression_count", "viewcount"),
}
_MAX_CELL = 1_000_000
_ZONE = re.compile(r"(?:Z|:\d\d(?:\.\d+)?\s*[+-]\d\d(?::?\d\d)?(?:\s+\d{4})?)\s*$", re.IGNORECASE)


def map_columns(header: Sequence[str], columns: Mapping[str, str] | None = None) -> dict[str, str] | None:
    """Our field -> the table's column; None when the table has no text and time (or address) to read.

    `columns` names columns a person knows better; the others are found by their usual names.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise MilesError(f"columns={columns} is no map", "write columns='{text: Body, time: Sent}'")
    given = {ours: str(theirs) for ours, theirs in (columns or {}).items()}
    if unknown := sorted(set(given) - set(FIELDS)):
        raise MilesError(f"columns.{unknown[0]} is no field of a post", f"map these: {', '.join(FIELDS)}")
    by_name = {name.strip().lower(): name for name in header}
    found = {field: by_name[name] for field, names in _USUAL.items() for name in reversed(names) if name in by_name}
    for ours, theirs in given.items():
        if theirs.strip().lower() not in by_name:
            return None
        found[ours] = by_name[theirs.strip().lower()]
    return found if "text" in found and (given or {"time", "url", "id"} & set(found)) else None


def as_columns(header: Sequence[str], columns: Mapping[str, str] | None) -> str:
    """What a first line says when read as a table's, for whoever has to map it; "" when it is no header."""
    if (len(header) < 2 and not columns) or not "".join(header).isprintable():
        return ""
    return f"; read as a table, its columns are {', '.join(header)[:200]}"


@dataclass(slots=True)
class _Damage:
    """What had to be repaired, for the Tally."""

    naive: int = 0
    mended: int = 0
    stripped: int = 0
    nul: int = 0
    escapes: Escapes = field(default_factory=Escapes)


class Table:
    r"""One post a row. The author comes from the author column or from the post's address.

    A file that is no UTF-8 is read as Mac Roman and mended (`collection.mojibake`) when that mends most of its
    damaged rows, else as Windows-1252. Dates without a zone ("10/16/17 22:59", US order) are read as UTC. Line
    breaks inside a cell, also a bare "\r", stay.
    """

    format = FORMAT

    def __init__(
        self,
        opener: Opener,
        name: str,
        sha256: str,
        *,
        columns: Mapping[str, str] | None = None,
        read_at: datetime | None = None,
    ) -> None:
        self.name, self.sha256, self.notes = name, sha256, list[str]()
        self._opener, self._columns, self._read_at = opener, columns, read_at

    def posts(self) -> Iterator[Post]:
        self.notes.clear()
        encoding = self._encoding()
        damage = _Damage()
        with self._opener() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
            rows = csv.reader(_without_nul(text, damage), delimiter=self._delimiter())
            csv.field_size_limit(_MAX_CELL)
            header = next(rows, [])
            found = map_columns(header, self._columns)
            if found is None:
                raise MilesError(
                    f"{self.name}: no text and time among the columns {', '.join(header)[:200]}",
                    "name them, e.g. columns='{text: Body, time: Sent, author: User}'",
                )
            place = {ours: header.index(theirs) for ours, theirs in found.items()}
            try:
                for number, row in enumerate(rows, start=1):
                    if any(row):
                        yield self._post(number, self._cells(number, row, place, len(header)), encoding, damage)
            except csv.Error as broken:
                raise MilesError(
                    f"{self.name}, line {rows.line_num}: broken CSV ({broken})", "mend that line, or export it again"
                ) from None
        self._note(encoding, damage)

    def _cells(self, number: int, row: list[str], place: dict[str, int], width: int) -> dict[str, str]:
        if len(row) != width:
            raise MilesError(
                f"{self.name}, row {number}: {len(row)} cells under {width} columns",
                "quote cells that hold a comma or a line break",
            )
        return {ours: row[at] for ours, at in place.items()}

    def _post(self, number: int, cells: dict[str, str], encoding: str, damage: _Damage) -> Post:
        raw = cells["text"]
        if encoding == "mac_roman" and not raw.isascii():
            raw, lost = repaired(raw)
            damage.mended += lost == 0
            damage.stripped += lost > 0
        text = damage.escapes.published(raw)
        address = status_of(cells.get("url"))
        handle = cells.get("author", "").strip().lower().removeprefix("@") or (address[0] if address else "")
        when = cells.get("time", "")
        damage.naive += bool(when.strip()) and not _ZONE.search(when)
        post_id = cells.get("id", "").strip() or (address[1] if address else "")
        return Post(
            id=post_id or stable_id(self.sha256, number, text),
            text=text,
            author=handle,
            proof=Proof.HANDLE if handle else Proof.NONE,
            time=moment(when, f"{self.name}, row {number}, time"),
            metrics=Metrics(**{name: count(cells.get(name)) for name in _COUNTS}, read_at=self._read_at),
            kind=kind_of(text, author=handle),
            source=self.name,
            row=number,
        )

    def _encoding(self) -> str:
        """UTF-8 if every byte of the file agrees; else what mends most of a first megabyte."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        with self._opener() as stream:
            head = stream.read(1_000_000)
            try:
                decoder.decode(head)
                while block := stream.read(1_000_000):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                pass
            else:
                return "utf-8"
        lines = [line for line in head.decode("mac_roman").splitlines() if not line.isascii()]
        mended = sum(repaired(line)[1] == 0 for line in lines)
        return "mac_roman" if mended > len(lines) / 2 else "cp1252"

    def _delimiter(self) -> str:
        with self._opener() as stream:
            return _delimiter_of(stream.readline(65_536).decode("latin-1"))

    def _note(self, encoding: str, damage: _Damage) -> None:
        if damage.naive:
            self.notes.append(f"{damage.naive:,} dates without a time zone were read as UTC")
        if damage.mended or damage.stripped:
            self.notes.append(
                f"text was saved in the wrong encoding; {damage.mended:,} rows mended, "
                f"{damage.stripped:,} more lost some characters for good, which were removed"
            )
        if encoding == "cp1252":
            self.notes.append("not UTF-8, read as Windows-1252")
        self.notes.extend(damage.escapes.notes())
        if damage.nul:
            self.notes.append(f"{damage.nul:,} NUL characters removed")


def header_of(line: bytes) -> list[str]:
    """The column names in a table's first line."""
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    return next(csv.reader([text], delimiter=_delimiter_of(text)), [])


def _delimiter_of(header: str) -> str:
    """The separator that the header uses most."""
    return max((",", ";", "\t"), key=header.count)


def _without_nul(lines: Iterator[str] | io.TextIOWrapper, damage: _Damage) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            damage.nul += line.count("\0")
        yield line.replace("\0", "")
