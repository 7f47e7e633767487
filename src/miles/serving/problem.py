"""Every error as RFC 9457 problem+json: what is wrong, which field, and what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from miles.post.error import MilesError
from miles.store.refusal import Conflict, Missing, Unavailable

MEDIA_TYPE = "application/problem+json"
REQUEST_ID = "miles.request_id"  # in the ASGI scope
_NAMED = re.compile(r"(\w+): ")


class FieldError(BaseModel):
    """One field of a request that cannot be taken."""

    field: str = Field(examples=["parts"])
    detail: str = Field(examples=["Input should be less than or equal to 9"])


class Problem(BaseModel):
    """What every status from 400 on says (RFC 9457). `next` is what to do about it."""

    type: str = Field("about:blank", examples=["/problems/busy"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["parts: Input should be less than or equal to 9"])
    next: str = Field(examples=["ask for 1 to 9 parts"])
    instance: str | None = Field(None, description="the request's id, as in the header X-Request-ID")
    errors: list[FieldError] | None = None


class Busy(MilesError):
    """As many requests wait as may: come again in a moment."""

    retry_after_s = 1


class TooLate(MilesError):
    """The answer was not ready in time and was given up."""


class NoVoice(MilesError):
    """There is nothing that could write."""


class NoProfile(MilesError):
    """Nobody analysed the author."""


class Forbidden(MilesError):
    """Known, but not allowed to do this."""


STATUS: Mapping[type[MilesError], int] = {
    Missing: 404, NoProfile: 404, Conflict: 409, Unavailable: 503, Busy: 503, NoVoice: 503, TooLate: 504,
    Forbidden: 403,
}  # fmt: skip


def status_of(error: MilesError) -> int:
    """422 for what a person can mend in the request; see STATUS for the rest."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)


def problem(
    status: int,
    detail: str,
    next_step: str,
    *,
    request_id: str | None = None,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[FieldError] = (),
    title: str | None = None,
    kind: str = "about:blank",
) -> Response:
    """The response of one problem."""
    told: dict[str, Any] = {
        "type": kind, "title": title or HTTPStatus(status).phrase, "status": status,
        "detail": detail, "next": next_step,
    }  # fmt: skip
    if request_id:
        told["instance"] = request_id
    if errors:
        told["errors"] = [error.model_dump() for error in errors]
    body = json.dumps(told, ensure_ascii=True).encode()  # half a surrogate pair, quoted from a request, stays ASCII
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def of_error(error: MilesError, request_id: str | None = None) -> Response:
    """The problem that an error of ours is; 503 says when to come again."""
    status = status_of(error)
    headers = {"Retry-After": str(getattr(error, "retry_after_s", 2))} if status == 503 else {}
    named = _NAMED.match(error.what)
    errors = [FieldError(field=named[1], detail=error.what[named.end() :])] if named and status == 422 else []
    return problem(status, error.what, error.next_step, request_id=request_id, headers=headers, errors=errors)


def of_fields(found: Sequence[Any], request_id: str | None = None) -> Response:
    """The problem of a request whose fields do not fit; nothing of what was sent is repeated but field names."""
    if any(each["type"] == "json_invalid" for each in found):
        return problem(400, "the body is no JSON in UTF-8", "send a JSON object", request_id=request_id)
    errors = [_field_error(each["loc"], str(each["msg"])) for each in found][:20]
    first = errors[0]
    step = f"mend {first.field}; /docs shows every field"
    return problem(422, f"{first.field}: {first.detail}", step, request_id=request_id, errors=errors)


def install(app: FastAPI) -> None:
    """Let an app answer with problems only, also where no route was found."""

    @app.exception_handler(MilesError)
    async def _(request: Request, error: MilesError) -> Response:
        return of_error(error, request.scope.get(REQUEST_ID))

    @app.exception_handler(RequestValidationError)
    async def _(request: Request, error: RequestValidationError) -> Response:
        return of_fields(error.errors(), request.scope.get(REQUEST_ID))

    @app.exception_handler(ValidationError)
    async def _(request: Request, error: ValidationError) -> Response:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return of_fields(found, request.scope.get(REQUEST_ID))

    @app.exception_handler(HTTPException)
    async def _(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = _allowed(app, request.scope["path"])
        steps = {404: "/docs lists every path", 405: "use a method that the header Allow names"}
        return problem(
            error.status_code,
            str(error.detail),
            steps.get(error.status_code, "mend the request; /docs shows how"),
            request_id=request.scope.get(REQUEST_ID),
            headers=headers,
        )

    @app.exception_handler(Exception)
    async def _(request: Request, _error: Exception) -> Response:
        return problem(
            500,
            "something broke here, not in your request",
            "try again; if it stays, tell the operator the instance",
            request_id=request.scope.get(REQUEST_ID),
        )


def _allowed(app: FastAPI, path: str) -> str:
    """All methods of a path: the router itself names only those of the first of its routes that has it."""
    every = [told for template, told in app.openapi()["paths"].items() if compile_path(template)[0].match(path)]
    return ", ".join(sorted({method.upper() for told in every for method in told}))


def _field_error(path: Sequence[str | int], message: str) -> FieldError:
    """What concerns several fields begins with the name of the one to mend: "draft: is empty"."""
    message = message.removeprefix("Value error, ")
    named = _NAMED.match(message) if len(path) < 2 else None
    if named:
        return FieldError(field=named[1], detail=message[named.end() :])
    return FieldError(field=_place(path), detail=message)


def _place(path: Sequence[str | int]) -> str:
    """draft, goal.likes, lines[3].draft: as a person would write it."""
    told = ""
    for step in path[1:] if path and path[0] in ("body", "query", "path", "header") else path:
        told += f"[{step}]" if isinstance(step, int) else f".{step}" if told else str(step)
    return told or "body"
