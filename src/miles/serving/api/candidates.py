"""One candidate again, and the receipt of what its confidence and novelty rest on."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from miles.serving.api.deps import TheDesk, problems
from miles.serving.composer import told
from miles.serving.schemas import CandidateReply, Id
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs

router = APIRouter(tags=["write"])
Reader = Annotated[Identity, needs(Scope.READ)]


class Phrase(BaseModel):
    """A word or pair of words, or a habit of style, and what it adds to the ranking judge's logit."""

    phrase: str
    weight: float = Field(description="above 0: sounds like the author")


class NearPost(BaseModel):
    """One of the author's own posts."""

    id: str
    text: str
    similarity: float
    time: datetime | None


class Step(BaseModel):
    """Words that stand in both, or in one of them only."""

    op: Literal["same", "added", "removed"]
    text: str


class ReceiptReply(BaseModel):
    """What speaks for a candidate. What is not at hand is empty, and `notes` says why."""

    candidate_id: str
    voice: str
    phrases: list[Phrase]
    nearest: list[NearPost] = Field(description="the three own posts that come nearest")
    diff: list[Step] = Field(description="from the draft to the post")
    notes: list[str]


@router.get("/candidates/{candidate_id}", response_model=CandidateReply, responses=problems(404))
async def candidate(candidate_id: Id, who: Reader, desk: TheDesk) -> object:
    """A candidate as it was told when it was written."""
    await desk.journal.settled()
    return told(await desk.generations.candidate(who.tenant, candidate_id))


@router.get("/candidates/{candidate_id}/receipt", response_model=ReceiptReply, responses=problems(404))
async def receipt(candidate_id: Id, who: Reader, desk: TheDesk) -> object:
    """Which phrases sound like the author, which own posts come nearest, and what became of the draft."""
    await desk.journal.settled()
    one = await desk.generations.candidate(who.tenant, candidate_id)
    of = await desk.generations.get(who.tenant, one.generation_id)
    speaker = await desk.voices.named(of.voice)
    found = await asyncio.to_thread(speaker.reviewer.receipt, of.input, one.output)
    return {"candidate_id": one.id, "voice": of.voice, **found.as_dict()}
