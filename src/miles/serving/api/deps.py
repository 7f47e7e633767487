"""What routes share: the desk they are handed, and the problems they may answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from miles.serving.desk import Desk
from miles.serving.problem import Problem


async def _desk(connection: HTTPConnection) -> Desk:  # not async, it would run in a thread: twice the whole cost
    desk = connection.app.state.desk
    assert isinstance(desk, Desk)
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]


_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}
_TOLD = {
    400: "The body is no JSON, or no UTF-8",
    401: "No valid token",
    403: "The token is not for this",
    404: "No such thing of this tenant",
    409: "Changed meanwhile, or the Idempotency-Key stood for another request",
    413: "The body is too large",
    422: "A field cannot be taken; `errors` names it",
    429: "Too many calls; `Retry-After` says when to come again",
    503: "Busy, without a voice, or without its database; `Retry-After` says when to come again",
    504: "Not ready in time",
}


def problems(*statuses: int) -> dict[int | str, dict[str, object]]:
    """`responses=` of a route: these and those that every route may give."""
    every = sorted({400, 401, 403, 413, 422, 429, 503, *statuses})
    return {status: {**_PROBLEM, "description": _TOLD[status]} for status in every}
