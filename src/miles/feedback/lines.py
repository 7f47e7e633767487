"""JSON Lines from a file that anybody may have written: one object a line, bounded, told by line when wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from miles.post.error import MilesError

T = TypeVar("T")
MOST_LINES = 100_000
LONGEST_LINE = 64 * 1024  # bytes, its end included


def read_lines(
    path: Path,
    of: Callable[[dict[str, Any]], T],
    next_step: str,
    *,
    longest: int = LONGEST_LINE,
    may_be_torn: bool = False,
) -> Iterator[tuple[int, T]]:
    """(line number from 1, what `of` makes of its object); empty lines are passed over.

    MilesError names file and line where a line is longer than `longest` bytes, is no JSON object in UTF-8, or is
    refused by `of`, and where there are more than `MOST_LINES`. Where the file `may_be_torn`, a wrong last line without
    its end is passed over: whoever wrote it was killed meanwhile. A file of any size takes the memory of one line.
    """
    if not path.is_file():
        raise MilesError(f"{path} is no file", "give the path of a file of JSON Lines")
    with path.open("rb") as file:
        number = 0
        while line := file.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise MilesError(f"{path}, line {number}: longer than {longest // 1024} KiB", next_step)
            if number > MOST_LINES:
                raise MilesError(f"{path} has more than {MOST_LINES:,} lines", "split it into several files")
            if not line.strip():
                continue
            try:
                made = of(_object(line))
            except MilesError as error:
                if may_be_torn and not line.endswith(b"\n"):
                    return
                raise MilesError(f"{path}, line {number}: {error.what}", error.next_step or next_step) from error
            yield number, made


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise MilesError(f"is no JSON in UTF-8 ({error})") from error
    if not isinstance(found, dict):
        raise MilesError(f"holds {type(found).__name__}, not an object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def take(table: dict[str, Any], field: str, kind: type[T], *others: type) -> T:
    """A field of one of the given types; truth values are no numbers."""
    if field not in table:
        raise MilesError(f"{field} is missing")
    value = table[field]
    if not isinstance(value, (kind, *others)) or (isinstance(value, bool) and kind is not bool):
        raise MilesError(f"{field} is {type(value).__name__}, not {kind.__name__}")
    return value  # type: ignore[return-value]
