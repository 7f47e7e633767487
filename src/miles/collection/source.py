"""Where posts come from: readers chosen by what a file holds, never by what it is called."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from zipfile import ZipInfo

from miles.collection import archive, jsonl, scrape, table
from miles.collection.archive import Archive, Part, role_of
from miles.collection.parquet import ParquetSource
from miles.collection.parse import Opener, array_rows
from miles.collection.stream import recoded, text_bytes
from miles.collection.zipped import Zipped, is_zip
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.whole import file_sha256

LONGEST_HEADER = 5_000
_KEY = re.compile(rb'"(\w+)"\s*:')
_ARRAY = re.compile(rb"\[\s*(?:[{\]]|$)")  # of objects; "[![badge](...)" opens a readme
_LINE_END = re.compile(rb"\r\n?|\n")  # a lone \r ends the lines of spreadsheets saved for old Macs
HEAD = 1 << 16
KNOWN = (
    "an X account archive (zip, its folder, or tweets.js), a scraper's JSON array, JSON Lines of the X API, "
    "prompt/completion JSON Lines, or CSV with a text and a time column"
)
_NEXT = f"name {KNOWN}; map the columns of another table with columns='{{text: ..., time: ...}}'"


class Source(Protocol):
    """One export. `name` is its file name for people, `sha256` its hash, `format` what it was recognised as.

    `posts` reads from the start at each call. `notes` holds lines for the Tally, without the name, about what had to be
    repaired or left out; it is complete once `posts` is exhausted.
    """

    name: str
    format: str
    sha256: str
    notes: list[str]

    def posts(self) -> Iterator[Post]: ...


def open_sources(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    read_at: Mapping[str, datetime] | None = None,
) -> tuple[list[Source], list[str]]:
    """(sources, notes on what was skipped) of a file or of a folder, which is read one level deep.

    An unpacked archive counts as one source, also when it lies in a folder of its own. In a folder, files of
    no known format become notes; a single file of no known format is an error. `columns` maps a post's
    fields to the columns of a CSV; `read_at` tells, by sha256, when a file's counts were read.
    """
    path = Path(path)
    if not path.exists():
        raise MilesError(f"{path} does not exist", f"name {KNOWN}")
    kinds = _Kinds(columns, read_at or {})
    if path.is_file():
        return [kinds.single(path)], []
    sources, notes = kinds.folder(path)
    if not sources:
        listed = "".join(f"\n  {note}" for note in notes[:12])
        raise MilesError(f"{path} holds no posts that a reader knows{listed}", f"put into it {KNOWN}")
    return sources, notes


class _Unknown(Exception):
    """Why a file is no source; a note in a folder, an error when the file was named."""


class _Kinds:
    """Recognises files; keeps what all readers need to be told."""

    def __init__(self, columns: Mapping[str, str] | None, read_at: Mapping[str, datetime]) -> None:
        self._columns, self._read_at = columns, read_at

    def single(self, path: Path) -> Source:
        try:
            part = _part(path)
            return _alone(path, part) if part else self._file(path)
        except _Unknown as why:
            raise MilesError(f"{path.name}: {why}", _NEXT) from None

    def folder(self, path: Path) -> tuple[list[Source], list[str]]:
        sources: list[Source] = []
        notes: list[str] = []
        loose: list[tuple[Path, Part]] = []
        for item in sorted(path.iterdir()):
            try:
                if item.is_dir():
                    inner = _parts_within(item)
                    if item.name == "data":
                        loose += inner
                    elif any(part.role == "tweets" for _, part in inner):
                        sources.append(_whole(item.name, inner))
                    if not inner:
                        notes.append(f"{item.name}/ not entered: a folder is read one level deep")
                elif not item.is_file():
                    notes.append(f"{item.name} skipped: a link that leads nowhere, or no plain file")
                elif part := _part(item):
                    loose.append((item, part))
                else:
                    sources.append(self._file(item))
            except _Unknown as why:
                notes.append(f"{item.name} skipped: {why}")
            except MilesError as refused:
                if not _is_opaque(item):
                    raise
                notes.append(f"{item.name} skipped: {refused.what}")
        return sources + _archives(path, loose, notes), notes

    def _file(self, path: Path) -> Source:
        with path.open("rb") as raw:
            if is_zip(raw.read(4)):
                return _zip(path)
        if ParquetSource.knows(path):
            return ParquetSource(path)
        opener = partial(text_bytes, path)
        make = self._reader(opener, path.name)
        sha256 = file_sha256(path)
        return make(sha256, self._read_at.get(sha256))

    def _reader(self, opener: Opener, name: str) -> Callable[[str, datetime | None], Source]:
        with opener() as stream:
            head = stream.read(HEAD).lstrip()
        if not head:
            raise _Unknown("the file is empty")
        if _ARRAY.match(head):
            row = _first_row(opener, name)
            if archive.is_archive_row(row):
                return lambda sha256, _: Archive([Part(name, "tweets", 0, opener)], name, sha256)
            if scrape.is_scrape(row):
                return lambda sha256, at: scrape.Scrape(opener, name, sha256, read_at=at)
            raise _Unknown(f"a JSON array of objects no reader knows ({', '.join(row)[:120]})")
        line = _LINE_END.split(head, maxsplit=1)[0]
        if head.startswith(b"{"):
            keys = _keys(line)
            if "completion" in keys:
                return lambda sha256, _: jsonl.CompletionJsonl(opener, name, sha256)
            if {"id", "created_at"} <= keys and keys & {"text", "full_text"}:
                return lambda sha256, at: jsonl.ApiJsonl(opener, name, sha256, read_at=at)
            raise _Unknown("JSON that no reader knows")
        header = table.header_of(line) if len(line) < LONGEST_HEADER else []
        if table.map_columns(header, self._columns):
            return lambda sha256, at: table.Table(opener, name, sha256, columns=self._columns, read_at=at)
        raise _Unknown("not a format we know" + table.as_columns(header, self._columns))


def _keys(line: bytes) -> set[str]:
    """Keys of the first row; also of a broken one, so that its reader can say where it breaks."""
    try:
        row = json.loads(line)
    except ValueError:
        return {key.decode() for key in _KEY.findall(line)}
    return set(row) if isinstance(row, dict) else set()


def _first_row(opener: Opener, name: str) -> dict[str, Any]:
    with closing(array_rows(opener, name)) as rows:
        for _, row in rows:
            return row
    raise _Unknown("it holds no posts")


def _is_opaque(path: Path) -> bool:
    """A zip, a gzip or bytes that are no text may be anything: among other files they are passed over, no error."""
    with path.open("rb") as file:
        if file.read(2) in (b"PK", b"\x1f\x8b"):
            return True
    try:
        with text_bytes(path) as stream:
            stream.read(HEAD)
    except MilesError:
        return True
    return False


def _part(path: Path) -> Part | None:
    """A script of an X archive, if the file is one."""
    opener = partial(text_bytes, path)
    with path.open("rb") as raw:
        if is_zip(raw.read(4)):
            return None
    with opener() as stream:
        role = role_of(stream.read(256))
    return Part(path.name, role[0], role[1], opener) if role else None


def _parts_within(folder: Path) -> list[tuple[Path, Part]]:
    """The scripts of an unpacked archive, in this folder or in its data/."""
    for place in (folder, folder / "data"):
        scripts = [file for file in sorted(place.glob("*.js")) if file.is_file()]
        found = [(file, part) for file in scripts if (part := _part(file))]
        if found:
            return found
    return []


def _archives(path: Path, loose: list[tuple[Path, Part]], notes: list[str]) -> list[Source]:
    """Scripts that lie together: one archive when their numbers fit together, else each file alone."""
    tweets = [(file, part) for file, part in loose if part.role == "tweets"]
    fits = len({part.number for _, part in tweets}) == len(tweets)
    out: list[Source] = []
    if (fits and len(tweets) > 1) or (fits and tweets and any(part.role == "account" for _, part in loose)):
        made = [(path.resolve().name, partial(_whole, path.resolve().name, loose))]
    else:
        made = [(file.name, partial(_alone, file, part)) for file, part in tweets]
    for name, make in made:
        try:
            out.append(make())
        except _Unknown as why:
            notes.append(f"{name} skipped: {why}")
    if len(loose) > len(tweets):
        notes.append(f"{len(loose) - len(tweets)} other scripts of an X archive hold no posts")
    return out


def _alone(file: Path, part: Part) -> Source:
    if part.role != "tweets":
        raise _Unknown("this part of an X archive holds no posts: name tweets.js, the folder or the zip")
    _first_row(part.opener, file.name)
    return Archive([part], file.name, file_sha256(file))


def _whole(name: str, parts: Sequence[tuple[Path, Part]]) -> Source:
    """One archive of several scripts; its hash is the hash of the names and hashes of those that are read."""
    used = [(file, part) for file, part in parts if part.role != "other"]
    _require_posts([part for _, part in used])
    lines = sorted(f"{file.name} {file_sha256(file)}\n" for file, _ in used)
    return Archive([part for _, part in used], name, hashlib.sha256("".join(lines).encode()).hexdigest())


def _zip(path: Path) -> Source:
    zipped = Zipped(path)
    parts = []
    for info in zipped.members:
        if not info.filename.lower().endswith(".js"):
            continue
        opener = partial(_member, zipped, info)
        with opener() as stream:
            role = role_of(stream.read(256))
        if role and role[0] != "other":
            parts.append(Part(f"{path.name}/{info.filename}", role[0], role[1], opener))
    if not any(part.role == "tweets" for part in parts):
        raise _Unknown("a zip without tweets.js is no X archive that holds posts")
    _require_posts(parts)
    return Archive(parts, path.name, file_sha256(path))


@contextmanager
def _member(zipped: Zipped, info: ZipInfo) -> Iterator[BinaryIO]:
    with zipped.open(info) as stream:
        yield recoded(stream, f"{zipped.path.name}/{info.filename}")


def _require_posts(parts: Sequence[Part]) -> None:
    for part in parts:
        if part.role == "tweets":
            with closing(array_rows(part.opener, part.name)) as rows:
                if next(rows, None):
                    return
    raise _Unknown("the archive holds no posts")
