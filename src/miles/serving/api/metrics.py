"""The last minutes in numbers, for people and the web; Prometheus reads /metrics."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from miles.serving.api.deps import TheDesk, problems
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.serving.telemetry import QUALITY

router = APIRouter(tags=["service"])


class RouteTimes(BaseModel):
    """How one route answered."""

    requests: int
    error_rate: float = Field(description="share of 5xx")
    p50_ms: float
    p95_ms: float
    p99_ms: float


class Metrics(BaseModel):
    """Of this process, over the last `window_s`; acceptance is of the caller's tenant and from the database."""

    window_s: float
    routes: dict[str, RouteTimes]
    patterns: dict[str, int] = Field(description="shown candidates by number of parts")
    quality: float | None = Field(description="0-1; `quality_is` says what it is. null: nothing was written")
    quality_n: int
    quality_is: str
    acceptance_rate: float | None = Field(description="share of generations of which a candidate was picked or posted")
    acceptance_n: int = Field(description="newest generations it is counted on, at most 1000")
    loop_lag_ms: float = Field(description="longest delay of the event loop")


@router.get("/metrics", responses={**problems(), 200: {"model": Metrics}})
async def metrics(who: Annotated[Identity, needs(Scope.READ)], desk: TheDesk) -> Response:
    """Response times, errors, patterns, acceptance and quality."""
    accepted, n = await desk.generations.accepted(who.tenant)
    told = desk.telemetry.told() | {"quality_is": QUALITY}
    return JSONResponse(told | {"acceptance_rate": accepted / n if n else None, "acceptance_n": n})
