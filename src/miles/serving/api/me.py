"""All that is kept of whoever asks: handed out, or erased."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from miles.serving.api.deps import TheDesk, problems
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.serving.sheet import MEDIA, Form, streamed
from miles.store.people import People

router = APIRouter(prefix="/me", tags=["me"])
Myself = Annotated[Identity, needs(Scope.EXPORT)]


class Erased(BaseModel):
    """How many rows of each kind are gone; what hung on them went too."""

    erased: dict[str, int] = Field(examples=[{"generations": 12, "feedback": 3, "drafts": 1}])


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses=problems() | {200: {"content": {MEDIA[Form.JSONL]: {}}, "description": "One row a line"}},
)
async def export(who: Myself, desk: TheDesk) -> Response:
    """Every row of the person that the token names, as JSON lines: {"kind": "generations", "row": {...}}."""
    await desk.journal.settled()
    return await streamed(_rows(People(desk.database), who), Form.JSONL, (), "me")


@router.delete("", responses=problems())
async def erase(who: Myself, desk: TheDesk) -> Erased:
    """Erase all of it, at once and for good; the audit log keeps that it was done, and no text."""
    await desk.journal.settled()
    gone = await People(desk.database).erase(who.tenant, who.person)
    await desk.cache.forget(who.tenant)  # a reply is kept for all of the tenant, whoever it was written for
    return Erased(erased=gone)


async def _rows(people: People, who: Identity) -> AsyncIterator[dict[str, Any]]:
    async for kind, row in people.export(who.tenant, who.person):
        yield {"kind": kind, "row": row}
