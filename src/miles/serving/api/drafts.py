"""Drafts: texts on their way to be published by hand. Nothing here publishes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from miles.post.error import MilesError
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.feedback import A_CANDIDATE
from miles.serving.api.generate import Key
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.schemas import Door, Id, Int, Moment, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.drafts import Drafts, SavedDraft, State
from miles.store.rows import Page
from miles.store.tables import MOST_TEXT

router = APIRouter(prefix="/drafts", tags=["drafts"])
Writer = Annotated[Identity, needs(Scope.DRAFTS)]
Words = Annotated[Text, Field(min_length=1, max_length=MOST_TEXT, examples=["Fees fell. Nobody talks about it."])]


class NewDraft(Door):
    """A text, or a candidate whose text it is to begin with."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Fees fell. Nobody talks about it."}, {"candidate_id": A_CANDIDATE}]},
    )

    text: Words | None = None
    candidate_id: Id | None = None


class OnVersion(Door):
    """A change says which version it was made on: 409 where that is not the newest."""

    version: Int = Field(ge=1, le=2**31 - 1, examples=[1])


class Edit(OnVersion):
    """Another text; what was approved has to be approved again."""

    text: Words


class Schedule(OnVersion):
    """When its author means to publish it; null takes that back."""

    at: Moment | None = Field(examples=["2030-01-02T12:00:00Z"])


class DraftReply(BaseModel):
    """A draft as it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    person: str
    text: str
    state: State
    version: int = Field(description="rises with every change")
    scheduled_at: datetime | None
    created_at: datetime
    updated_at: datetime
    candidate_id: str | None


@router.post("", status_code=201, response_model=DraftReply, responses=problems(404, 409))
async def save(asked: NewDraft, who: Writer, desk: TheDesk, idempotency_key: Key = None) -> SavedDraft:
    """Keep a text, by hand or from a candidate."""
    await desk.journal.settled()
    text = asked.text
    if text is None and asked.candidate_id is not None:
        text = (await desk.generations.candidate(who.tenant, asked.candidate_id)).output
    if text is None:
        raise MilesError("text: is missing, and there is no candidate_id", "give one of both")
    return await Drafts(desk.database).save(who.tenant, who.person, text, asked.candidate_id, idempotency_key)


@router.get("", response_model=Listed[DraftReply], responses=problems())
async def page(
    who: Writer, desk: TheDesk, state: State | None = None, after: After = None, limit: Limit = 50
) -> Page[SavedDraft]:
    """All drafts, or those in one state, newest first."""
    return await Drafts(desk.database).page(who.tenant, state, after, limit)


@router.get("/{id}", response_model=DraftReply, responses=problems(404))
async def get(id: str, who: Writer, desk: TheDesk) -> SavedDraft:
    """One draft."""
    return await Drafts(desk.database).get(who.tenant, id)


@router.put("/{id}/text", response_model=DraftReply, responses=problems(404, 409))
async def edit(id: str, asked: Edit, who: Writer, desk: TheDesk) -> SavedDraft:
    """Give it another text."""
    return await Drafts(desk.database).edit(who.tenant, id, asked.version, asked.text)


@router.put("/{id}/schedule", response_model=DraftReply, responses=problems(404, 409))
async def schedule(id: str, asked: Schedule, who: Writer, desk: TheDesk) -> SavedDraft:
    """Note when it is meant to be published."""
    if asked.at is not None and asked.at <= datetime.now(UTC):
        raise MilesError(f"at: {asked.at.isoformat()} has passed", "give a time to come, or null")
    return await Drafts(desk.database).schedule(who.tenant, id, asked.version, asked.at)


@router.post("/{id}/approve", response_model=DraftReply, responses=problems(404, 409))
async def approve(id: str, asked: OnVersion, who: Writer, desk: TheDesk) -> SavedDraft:
    """Say that it may be published as it is."""
    return await Drafts(desk.database).approve(who.tenant, id, asked.version)


@router.post("/{id}/discard", response_model=DraftReply, responses=problems(404, 409))
async def discard(id: str, asked: OnVersion, who: Writer, desk: TheDesk) -> SavedDraft:
    """Leave it, for good."""
    return await Drafts(desk.database).discard(who.tenant, id, asked.version)
