"""Rows as files: every form reads back as what went in, and no cell is a formula."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import StreamingResponse

from miles.post.error import MilesError
from miles.serving.sheet import FORMULA, PIECE_BYTES, Form, cell, form_of, streamed

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)


async def rows(found: list[dict[str, object]]) -> AsyncIterator[dict[str, object]]:
    for row in found:
        yield row


async def sent(found: list[dict[str, object]], form: Form) -> list[bytes]:
    response = await streamed(rows(found), form, ("a", "b"), "file")
    assert isinstance(response, StreamingResponse)
    return [bytes(piece) async for piece in response.body_iterator]  # type: ignore[arg-type]


@given(found=st.lists(st.fixed_dictionaries({"a": TEXTS, "b": st.integers() | st.none()}), max_size=5))
@settings(max_examples=60, deadline=None)
def test_each_form_reads_back(found: list[dict[str, object]]) -> None:
    as_csv, as_json, as_lines = (b"".join(asyncio.run(sent(found, form))).decode() for form in Form)
    assert json.loads(as_json) == found
    assert [json.loads(line) for line in as_lines.split("\n") if line] == found
    read = list(csv.DictReader(io.StringIO(as_csv, newline="")))
    wanted = [str(row["a"]) for row in found]
    assert [row["a"] for row in read] == [f"'{text}" if text.startswith(FORMULA) else text for text in wanted]
    assert [row["b"] for row in read] == ["" if row["b"] is None else str(row["b"]) for row in found]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers_and_lists_are_told() -> None:
    assert [cell(-1), cell(None), cell("gm = gn"), cell(["a", 1])] == [-1, None, "gm = gn", '["a",1]']


def test_long_files_come_in_pieces() -> None:
    found: list[dict[str, object]] = [{"a": "x" * 1_000, "b": k} for k in range(100)]
    pieces = asyncio.run(sent(found, Form.JSONL))
    assert len(pieces) > 4
    assert max(map(len, pieces)) < PIECE_BYTES + 1_100


def test_what_fails_at_once_is_no_file() -> None:
    async def broken() -> AsyncIterator[dict[str, object]]:
        raise MilesError("the database is away")
        yield {}

    async def main() -> None:
        with pytest.raises(MilesError, match="away"):
            await streamed(broken(), Form.CSV, ("a",), "file")

    asyncio.run(main())


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/csv", Form.CSV),
        ("text/html, application/json;q=0.9, text/csv", Form.JSON),
        ("application/x-ndjson", Form.JSONL),
        ("*/*", None),
        ("", None),
    ],
)
def test_the_first_form_that_is_known(accept: str, form: Form | None) -> None:
    assert form_of(accept) is form
