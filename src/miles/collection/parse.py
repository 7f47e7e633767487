"""JSON rows out of a byte stream, one at a time; broken JSON is named by its line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from typing import Any, BinaryIO

from miles.collection.stream import PutBack
from miles.post.error import MilesError

Opener = Callable[[], AbstractContextManager[BinaryIO]]
_MEND = "mend that line, or export the file again"


class _LineByLine(io.RawIOBase):
    """Hands out one line at a time, so that a parser that stumbles has seen exactly `line` lines."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.line, self._ended = stream, 1, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        block = self._stream.readline(len(buffer))
        self.line = self._ended + 1 if block else self.line
        self._ended += block.endswith(b"\n")
        buffer[: len(block)] = block
        return len(block)


def _after_assignment(stream: BinaryIO, name: str) -> bytes:
    """Skip `window.YTD.tweets.part0 =` and give back the first bytes of the array itself."""
    head = stream.read(4096)
    if head.lstrip().startswith(b"window."):
        _, equals, head = head.partition(b"=")
        if not equals:
            raise MilesError(f"{name}, line 1: no `=` after `window.`", _MEND)
    return head


def array_rows(opener: Opener, name: str) -> Generator[tuple[int, dict[str, Any]]]:
    """(1-based row, object) of a JSON array, or of a `window.YTD... = [...]` script, streamed."""
    import ijson

    row = 0
    try:
        with opener() as stream:
            array = io.BufferedReader(PutBack(_after_assignment(stream, name), stream), 1 << 16)
            for item in ijson.items(array, "item", use_float=True):
                row += 1
                if not isinstance(item, dict):
                    raise MilesError(f"{name}, row {row}: {type(item).__name__} where an object should be", _MEND)
                yield row, item
    except ijson.JSONError as broken:
        line = _broken_line(opener, name)
        reason = str(broken).split("\n", 1)[0]
        raise MilesError(f"{name}, line {line}: broken JSON after row {row} ({reason})", _MEND) from None


def _broken_line(opener: Opener, name: str) -> int:
    """Parse once more, line by line: slower, but it tells where."""
    import ijson

    with opener() as stream:
        head = _after_assignment(stream, name)
        slow = _LineByLine(io.BufferedReader(PutBack(head, stream), 1 << 16))
        try:
            for _ in ijson.basic_parse(slow, buf_size=1 << 16):
                pass
        except ijson.JSONError:
            return slow.line
    return slow.line


def line_rows(opener: Opener, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(1-based line, object) of a JSON Lines file; blank lines are passed over."""
    with opener() as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except ValueError as broken:
                raise MilesError(f"{name}, line {number}: broken JSON ({broken})", _MEND) from None
            if not isinstance(item, dict):
                raise MilesError(f"{name}, line {number}: {type(item).__name__} where an object should be", _MEND)
            yield number, item


def text_of(row: dict[str, Any], *fields: str, where: str) -> str:
    """The first of these fields that holds text; a row without any is named."""
    for field in fields:
        value = row.get(field)
        if isinstance(value, str):
            return value
    raise MilesError(f"{where}: no text in `{fields[0]}`", "check that the file is the export you mean")
