"""Rows as CSV, JSON or JSON lines, sent piece by piece; no cell of a CSV is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

Row = Mapping[str, Any]
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # OWASP, "CSV Injection", full-width signs included
PIECE_BYTES = 16_384


class Form(StrEnum):
    """How rows are told."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


MEDIA = {Form.CSV: "text/csv; charset=utf-8", Form.JSON: "application/json", Form.JSONL: "application/x-ndjson"}


def form_of(accept: str) -> Form | None:
    """The form that an Accept header names first; None where it names none of them."""
    named = {"text/csv": Form.CSV, "application/json": Form.JSON, "application/jsonl": Form.JSONL}
    named["application/x-ndjson"] = Form.JSONL
    words = (word.partition(";")[0].strip().lower() for word in accept.split(","))
    return next((named[word] for word in words if word in named), None)


async def streamed(rows: AsyncIterator[Row], form: Form, columns: Sequence[str], name: str) -> Response:
    """A file of `columns` of each row (JSON: of whatever the row has). The first row is read before anything is sent:
    what cannot be read at all is a problem, not a torn file."""
    first = await anext(rows, None)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Accel-Buffering": "no"}
    return StreamingResponse(_pieces(first, rows, form, columns), headers=headers, media_type=MEDIA[form])


async def _pieces(
    first: Row | None, rows: AsyncIterator[Row], form: Form, columns: Sequence[str]
) -> AsyncIterator[bytes]:
    told = bytearray({Form.CSV: _csv(columns), Form.JSON: b"[", Form.JSONL: b""}[form])
    row, separator = first, b""
    while row is not None:
        if form is Form.CSV:
            told += _csv([row.get(column) for column in columns])
        else:
            told += separator + to_json(row) + (b"\n" if form is Form.JSONL else b"")
            separator = b"," if form is Form.JSON else b""
        if len(told) >= PIECE_BYTES:
            yield bytes(told)
            told.clear()
        row = await anext(rows, None)
    yield bytes(told + (b"]" if form is Form.JSON else b""))


def _csv(cells: Sequence[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([cell(each) for each in cells])
    return line.getvalue().encode()


def cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula begins with an apostrophe; lists and maps are told as JSON."""
    if isinstance(value, list | tuple | Mapping):
        return to_json(value).decode()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
