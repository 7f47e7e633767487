"""Whether the service lives, can write, and what it lacks."""

from __future__ import annotations

import time
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from miles.serving.api.deps import TheDesk
from miles.serving.problem import Problem, problem

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """`status` is "degraded" where something helpful is missing and posts are written all the same."""

    status: Literal["ok", "degraded", "down"]
    voice: str | None
    reason: str
    notes: list[str]
    database: str
    redis: str
    waiting: int
    journal_waiting: int
    journal_lost: int
    uptime_s: float


@router.get("/health", responses={200: {"model": Health}})
async def health(desk: TheDesk) -> Response:
    """What works and what does not; always 200 while anything answers at all."""
    database, cache = await desk.database.health(), await desk.cache.health()
    speaker = desk.voices.current() if desk.is_ready else None
    lost = not database.is_up or cache.redis == "down" or desk.journal.health.lost > 0
    return JSONResponse(
        Health(
            status="down" if speaker is None else "degraded" if lost else "ok",
            voice=speaker.bundle.name if speaker else None,
            reason=desk.reason or database.reason,
            notes=list(speaker.notes) if speaker else [],
            database="up" if database.is_up else "down",
            redis=cache.redis,
            waiting=desk.batcher.waiting,
            journal_waiting=desk.journal.health.waiting,
            journal_lost=desk.journal.health.lost,
            uptime_s=round(time.monotonic() - desk.started, 3),
        ).model_dump()
    )


@router.get("/live", status_code=204, response_class=Response)
async def live() -> Response:
    """204 as long as the process answers: only where this fails is a restart worth it."""
    return Response(status_code=204)


@router.get(
    "/ready",
    status_code=204,
    response_class=Response,
    responses={503: {"model": Problem, "content": {"application/problem+json": {}}, "description": "Not ready"}},
)
async def ready(desk: TheDesk) -> Response:
    """204 once a voice is loaded and has written, until the service is told to end."""
    if desk.is_ready and not desk.is_draining:
        return Response(status_code=204)
    reason = "the service is ending" if desk.is_draining else desk.reason
    return problem(503, reason, "wait, or run `make train` where the shelf is empty", headers={"Retry-After": "2"})
