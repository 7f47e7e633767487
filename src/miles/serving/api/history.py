"""What was written before: searched, filtered, page by page, or as one file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from miles.post.draft import Sentiment
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.schemas import Moment, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.serving.sheet import MEDIA, Form, form_of, streamed
from miles.store.generations import Filter, Generation, Generations
from miles.store.rows import Page

router = APIRouter(tags=["history"])
Reader = Annotated[Identity, needs(Scope.READ)]
Exporter = Annotated[Identity, needs(Scope.EXPORT)]
COLUMNS = (
    "generation_id", "created_at", "person", "input", "topic", "sentiment", "voice", "prompt_version", "seed",
    "is_accepted", "rank", "candidate_id", "text", "parts", "confidence", "feedback",
)  # fmt: skip


async def which(
    q: Annotated[Text | None, Query(min_length=1, max_length=500, description="all of these words")] = None,
    since: Annotated[Moment | None, Query(description="made then or later")] = None,
    until: Annotated[Moment | None, Query(description="made before then")] = None,
    voice: Annotated[Text | None, Query(max_length=128)] = None,
    topic: Annotated[Text | None, Query(max_length=100)] = None,
    sentiment: Sentiment | None = None,
    accepted: Annotated[bool | None, Query(description="whether somebody went on with a candidate")] = None,
) -> Filter:
    """The filter that a query string asks for: all of it must hold."""
    return Filter(
        search=q, since=since, until=until, voice=voice, topic=topic,
        sentiment=None if sentiment is None else str(sentiment), is_accepted=accepted,
    )  # fmt: skip


Which = Annotated[Filter, Depends(which)]


class HistoryCandidate(BaseModel):
    """One text that was written."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    text: str = Field(validation_alias="output")
    parts: int = Field(validation_alias="pattern_used")
    confidence: float = Field(validation_alias="confidence_score")
    feedback: str | None = Field(validation_alias="user_feedback", description="the last word said of it")


class HistoryRow(BaseModel):
    """A draft with its wishes, and what was written for it, the best one first."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    created_at: datetime
    person: str
    input: str
    wishes: dict[str, Any]
    voice: str
    prompt_version: str
    topic: str | None
    sentiment: str | None
    seed: int | None
    is_accepted: bool
    candidates: list[HistoryCandidate]


class ToldCandidate(HistoryCandidate):
    """With all that was said of it then."""

    details: dict[str, Any]


class ToldRow(HistoryRow):
    """One generation with all that was said of its candidates."""

    candidates: list[ToldCandidate]  # type: ignore[assignment]


@router.get("/history", response_model=Listed[HistoryRow], responses=problems())
async def history(found: Which, who: Reader, desk: TheDesk, after: After = None, limit: Limit = 50) -> Page[Generation]:
    """What was written, newest first. What is added while somebody reads on does not move their pages."""
    await desk.journal.settled()
    return await desk.generations.history(who.tenant, found, after, limit)


@router.get("/history/{id}", response_model=ToldRow, responses=problems(404))
async def generation(id: str, who: Reader, desk: TheDesk) -> Generation:
    """One generation, with forecasts, facts and warnings as they were told."""
    await desk.journal.settled()
    return await desk.generations.get(who.tenant, id)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses=problems() | {200: {"content": {media: {} for media in MEDIA.values()}, "description": "One file"}},
)
async def export(
    found: Which,
    who: Exporter,
    desk: TheDesk,
    format: Annotated[Form | None, Query(description="instead of the header Accept")] = None,
    accept: Annotated[str, Header(max_length=1_000)] = "",
) -> Response:
    """The same as one file, a row a candidate: CSV, JSON, or JSON lines (where nothing is asked)."""
    await desk.journal.settled()
    rows = _rows(desk.generations, who.tenant, found)
    return await streamed(rows, format or form_of(accept) or Form.JSONL, COLUMNS, "history")


async def _rows(generations: Generations, tenant: str, found: Filter) -> AsyncIterator[dict[str, Any]]:
    async for one in generations.export(tenant, found):
        whole = asdict(one) | {"generation_id": one.id}
        of_all = {name: whole[name] for name in COLUMNS[:10]}
        for rank, each in enumerate(one.candidates):
            yield of_all | {
                "rank": rank, "candidate_id": each.id, "text": each.output, "parts": each.pattern_used,
                "confidence": each.confidence_score, "feedback": each.user_feedback,
            }  # fmt: skip
