"""A file that anybody may have written is told by line, and never takes more than a line of memory."""

from __future__ import annotations

import contextlib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miles.feedback.lines import LONGEST_LINE, MOST_LINES, read_lines, take
from miles.post.error import MilesError

HOSTILE = {
    "NUL": b'{"a": "\x00"}',
    "no JSON": b"hello",
    "a list": b"[1]",
    "a number": b"1",
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "no finite number": b'{"a": NaN}',
    "deep": b"[" * 30_000,
    "many digits": b'{"a": ' + b"9" * 20_000 + b"}",
    "long": b'{"a": "' + b"x" * LONGEST_LINE + b'"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_told_by_number(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"a": 1}\n\n' + HOSTILE[name] + b"\n")
    with pytest.raises(MilesError, match=r"x\.jsonl, line 3: ") as refused:
        list(read_lines(path, dict, "mend it"))
    assert refused.value.next_step == "mend it"
    assert len(str(refused.value)) < 600


def test_empty_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\n{"a": 1}\r\n  \n{"a": 2}')
    assert list(read_lines(path, dict, "")) == [(2, {"a": 1}), (4, {"a": 2})]


def test_a_torn_last_line_is_passed_over_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"a": 1}\n{"a": ')
    assert list(read_lines(path, dict, "", may_be_torn=True)) == [(1, {"a": 1})]
    with pytest.raises(MilesError, match="line 2"):
        list(read_lines(path, dict, ""))
    path.write_bytes(b'{"a": 1}\n{"a": \n{"a": 2}\n')
    with pytest.raises(MilesError, match="line 2"):
        list(read_lines(path, dict, "", may_be_torn=True))


def test_too_many_lines_and_no_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"{}\n" * (MOST_LINES + 1))
    with pytest.raises(MilesError, match="more than 100,000 lines"):
        list(read_lines(path, dict, ""))
    with pytest.raises(MilesError, match=r"no file\n.*give the path of a file"):
        list(read_lines(tmp_path, dict, "mend the line"))


def test_one_huge_line_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as file:
        file.truncate(1 << 30)  # a gibibyte of NUL, on no disk
    tracemalloc.start()
    with pytest.raises(MilesError, match="line 1: longer than 64 KiB"):
        list(read_lines(path, dict, ""))
    assert tracemalloc.get_traced_memory()[1] < 4 * LONGEST_LINE
    tracemalloc.stop()


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_lines_or_a_miles_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(content)
    with contextlib.suppress(MilesError):
        assert all(isinstance(found, dict) for _, found in read_lines(path, dict, ""))


def test_a_field_is_of_its_type_and_yes_is_no_number() -> None:
    assert take({"n": 1}, "n", int) == 1
    assert take({"n": 1}, "n", float, int) == 1
    for wrong in ({}, {"n": "1"}, {"n": True}, {"n": None}):
        with pytest.raises(MilesError, match="n is"):
            take(wrong, "n", int)
