"""Rows of JSON, and where it breaks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.parse import Opener, array_rows, line_rows, text_of
from miles.post.error import MilesError


def opener(body: str | bytes) -> Opener:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        yield io.BytesIO(body if isinstance(body, bytes) else body.encode())

    return opened


values = st.dictionaries(
    st.text(max_size=5), st.text(max_size=9) | st.integers(0, 2**63 - 1) | st.booleans(), max_size=4
)


@given(st.lists(values.filter(lambda row: "\ud800" not in str(row)), max_size=5), st.booleans())
def test_arrays_and_lines_give_what_json_gives(rows: list[dict[str, Any]], is_script: bool) -> None:
    array = ("window.YTD.tweets.part0 = " if is_script else "") + json.dumps(rows)
    assert [row for _, row in array_rows(opener(array), "a")] == rows
    assert [row for _, row in line_rows(opener("\n".join(map(json.dumps, rows))), "a")] == rows


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('[\n {"a": 1},\n {"a" 2}\n]', 3),
        ('[\n {"a": 1},\n {"a": 2}\n', 3),
        ('[\n {"a": 1}\n {"a": 2}\n]', 3),
        ('[\n {"a": "' + "x" * 300_000 + '"},\n {"a": nope}\n]', 3),
        (b'[\n {"a": "\xff\xfe"}\n]', 2),
        ("window.YTD.tweets.part0 [\n]", 1),
    ],
)
def test_the_broken_line_is_named(body: str | bytes, line: int) -> None:
    with pytest.raises(MilesError, match=rf"a\.js, line {line}\b") as told:
        list(array_rows(opener(body), "a.js"))
    assert told.value.next_step


def test_rows_before_the_break_are_not_lost_silently() -> None:
    rows = array_rows(opener('[{"a": 1}, {"a": '), "a")
    assert next(rows) == (1, {"a": 1})
    with pytest.raises(MilesError, match="after row 1"):
        next(rows)


def test_text_of() -> None:
    assert text_of({"b": "x", "a": None}, "a", "b", where="file, row 1") == "x"
    with pytest.raises(MilesError, match="file, row 1: no text in `a`"):
        text_of({"a": 1}, "a", "b", where="file, row 1")
