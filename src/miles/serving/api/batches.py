"""Batches: many requests in one file, done in the background; their results as a file."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response, StreamingResponse

from miles.post.error import MilesError
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.generate import Key
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.desk import Desk
from miles.serving.problem import Problem
from miles.serving.schemas import GenerateReply, GenerateRequest
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.serving.sheet import MEDIA, Form, form_of, streamed
from miles.store.batches import Batches, Json, SavedBatch
from miles.store.engine import Database
from miles.store.rows import Page

router = APIRouter(prefix="/batches", tags=["write"])
Writer = Annotated[Identity, needs(Scope.GENERATE)]
COLUMNS = ("line", "status", "problem", "generation_id", "rank", "candidate_id", "text", "parts", "confidence")
TEXTS = ("draft", "topic", "sentiment", "length", "voice", "based_on", "change")
EXAMPLE_LINES = '{"draft": "BTC reclaimed 100k", "n": 2}\n{"topic": "bitcoin", "parts": 3}\n'
EXAMPLE_TABLE = "draft,topic,parts,n\nBTC reclaimed 100k,,,2\n,bitcoin,3,\n"
IN = {
    "requestBody": {
        "required": True,
        "description": "One GenerateRequest a line; of a table, the header names its fields and an empty cell is unset",
        "content": {
            "application/jsonl": {"schema": {"type": "string"}, "example": EXAMPLE_LINES},
            "application/x-ndjson": {"schema": {"type": "string"}, "example": EXAMPLE_LINES},
            "text/csv": {"schema": {"type": "string"}, "example": EXAMPLE_TABLE},
        },
    }
}


class Batch(BaseModel):
    """How far a batch is."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    person: str
    created_at: datetime
    total: int = Field(description="lines")
    done: int = Field(description="lines with a result, a problem among them")


class Submitted(BaseModel):
    """Where to look for it."""

    id: str
    total: int


class BatchLine(BaseModel):
    """What came of one line; all but its number is null where it is not done."""

    line: int
    status: int | None
    reply: GenerateReply | None
    problem: Problem | None


@router.post("", status_code=202, responses=problems(409), openapi_extra=IN)
async def submit(
    request: Request, response: Response, who: Writer, desk: TheDesk, idempotency_key: Key = None
) -> Submitted:
    """Take many requests at once; where one of them cannot be taken, none is. They are done when nobody else waits."""
    asked = read(await request.body(), request.headers.get("content-type", ""))
    submitted = await begin(asked, who, desk, idempotency_key)
    response.headers["Location"] = f"/api/v1/batches/{submitted.id}"
    return submitted


@router.get("", response_model=Listed[Batch], responses=problems())
async def page(who: Writer, desk: TheDesk, after: After = None, limit: Limit = 50) -> Page[SavedBatch]:
    """All batches, newest first."""
    return await Batches(desk.database).page(who.tenant, after, limit)


@router.get("/{id}", response_model=Batch, responses=problems(404))
async def progress(id: str, who: Writer, desk: TheDesk) -> SavedBatch:
    """How far one batch is."""
    return await Batches(desk.database).get(who.tenant, id)


@router.get(
    "/{id}/results",
    response_class=StreamingResponse,
    responses=problems(404) | {200: {"content": {media: {} for media in MEDIA.values()}, "description": "One file"}},
)
async def results(
    id: str,
    who: Writer,
    desk: TheDesk,
    format: Annotated[Form | None, Query(description="instead of the header Accept")] = None,
    accept: Annotated[str, Header(max_length=1_000)] = "",
) -> Response:
    """What came of each line so far, in order: `status` is null where it is not done. CSV has a row a candidate."""
    form = format or form_of(accept) or Form.JSONL
    rows = _rows(desk.database, who.tenant, id)
    return await streamed(_flat(rows) if form is Form.CSV else rows, form, COLUMNS, f"batch-{id}")


async def begin(asked: Sequence[GenerateRequest], who: Identity, desk: Desk, key: str | None) -> Submitted:
    """Keep the lines of a batch, and wake who does them."""
    lines = [each.model_dump(mode="json", exclude_defaults=True) for each in asked]
    id_ = await Batches(desk.database).submit(who.tenant, who.person, lines, key)
    desk.batches.wake()
    return Submitted(id=id_, total=len(lines))


async def part(id_: str, who: Identity, desk: Desk, after: int, limit: int) -> list[BatchLine]:
    """The results of at most `limit` lines after the one numbered `after`; 0 is before the first."""
    found = await Batches(desk.database).part(who.tenant, id_, after, limit)
    return [BatchLine.model_validate(_row(line, told)) for line, told in found]


def read(body: bytes, media: str) -> list[GenerateRequest]:
    """The requests of a body; RequestValidationError names the lines that cannot be taken."""
    kind = media.partition(";")[0].strip().lower()
    if kind not in ("application/jsonl", "application/x-ndjson", "text/csv"):
        raise MilesError(f"Content-Type: {kind[:60] or 'none'} is no batch", "send application/jsonl or text/csv")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MilesError("the body is no UTF-8", "save the file as UTF-8") from None
    found: list[GenerateRequest] = []
    faults: list[dict[str, Any]] = []
    for number, line in _table(text) if kind == "text/csv" else _lines(text):
        try:
            found.append(GenerateRequest.model_validate(line))
        except ValidationError as error:
            told = error.errors(include_url=False, include_context=False, include_input=False)
            faults += [{**each, "loc": ("body", "lines", number, *each["loc"])} for each in told]
    if faults:
        raise RequestValidationError(faults)
    return found


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                raise _fault(number, "is no JSON") from None


def _table(text: str) -> Iterator[tuple[int, Any]]:
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(table, [])
        if unknown := [name for name in header if name not in GenerateRequest.model_fields]:
            raise _fault(1, f"{unknown[0][:40]!r} is no field; there are: {', '.join(GenerateRequest.model_fields)}")
        if len(set(header)) < len(header):
            raise _fault(1, "names a field twice")
        for cells in table:
            if len(cells) > len(header):
                raise _fault(table.line_num, f"has {len(cells)} cells, the header {len(header)}")
            if any(cells):
                given = zip(header, cells, strict=False)
                yield table.line_num, {name: _cell(name, value) for name, value in given if value}
    except csv.Error as error:
        raise _fault(table.line_num, f"is no CSV: {error}") from None


def _cell(name: str, value: str) -> Any:
    """Texts as they stand, all else as JSON has it; what is neither is left for the field to refuse."""
    if name in TEXTS:
        return value
    with contextlib.suppress(ValueError, RecursionError):
        return json.loads(value.lower() if name == "thread" else value)  # spreadsheets say TRUE
    return value


def _fault(number: int, told: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", "lines", number), "msg": told, "type": "value_error"}])


async def _rows(database: Database, tenant: str, id_: str) -> AsyncIterator[dict[str, Any]]:
    async for line, told in Batches(database).results(tenant, id_):
        yield _row(line, told)


def _row(line: int, told: Json | None) -> dict[str, Any]:
    return {"line": line + 1, "status": None, "reply": None, "problem": None, **(told or {})}


async def _flat(rows: AsyncIterator[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    async for row in rows:
        told, problem = row["reply"], row["problem"]
        own = {"line": row["line"], "status": row["status"], "problem": problem and problem["detail"]}
        if told is None:
            yield own
            continue
        for rank, one in enumerate(told["candidates"]):
            yield own | {
                "generation_id": told["generation_id"], "rank": rank, "candidate_id": one["id"], "text": one["text"],
                "parts": one["parts"], "confidence": one["confidence"],
            }  # fmt: skip
