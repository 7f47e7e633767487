"""Why a request is turned away at the door: MilesErrors with the HTTP status and header fields of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from starlette.requests import HTTPConnection
from starlette.responses import Response

from miles.post.error import MilesError
from miles.serving.problem import REQUEST_ID, problem


class Denied(MilesError):
    """Answered with `status` and `headers`; what and next step are the problem's."""

    status = 400

    @property
    def headers(self) -> dict[str, str]:
        return {}


class Unauthorised(Denied):
    """No token, or none that counts. `error` is a code of RFC 6750, section 3.1; "" where no token was brought."""

    status = 401

    def __init__(self, what: str, next_step: str = "", error: str = "") -> None:
        super().__init__(what, next_step)
        self.error = error

    @property
    def headers(self) -> dict[str, str]:
        told = f', error="{self.error}", error_description="{quoted(self.what)}"' if self.error else ""
        return {"WWW-Authenticate": f'Bearer realm="miles"{told}'}


class LacksScope(Denied):
    """A good token that does not carry the scope which the route needs."""

    status = 403

    def __init__(self, scope: str) -> None:
        super().__init__(f"this needs the scope {scope!r}", f"ask for a token with scope={scope}")
        self.scope = scope

    @property
    def headers(self) -> dict[str, str]:
        told = f'error="insufficient_scope", error_description="{quoted(self.what)}", scope="{self.scope}"'
        return {"WWW-Authenticate": f'Bearer realm="miles", {told}'}


class Foreign(Denied):
    """A page of another origin asks, which is not on the list."""

    status = 403


class TooMany(Denied):
    """More requests than the limit; `retry_after_s` is when the next may come, `fields` are header fields that tell."""

    status = 429

    def __init__(self, what: str, retry_after_s: int, fields: dict[str, str] | None = None) -> None:
        super().__init__(what, f"wait {retry_after_s} s")
        self.retry_after_s = retry_after_s
        self.fields = fields or {}

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after_s), **self.fields}


class KeysUnavailable(Denied):
    """The issuer's keys were never fetched, or too long ago: no token can be judged."""

    status = 503

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


class TooLarge(Denied):
    """A body beyond the limit."""

    status = 413


class LongHeaders(Denied):
    """Header fields, path and query beyond the limit."""

    status = 431


def answer(error: Denied, scope: Mapping[str, Any]) -> Response:
    """The problem that a request of that ASGI scope is answered with."""
    return problem(
        error.status, error.what, error.next_step, request_id=scope.get(REQUEST_ID), headers=dict(error.headers)
    )


def install(app: FastAPI) -> None:
    """Let an app answer so where a dependency or a route raises one of these; call it beside problem.install."""

    @app.exception_handler(Denied)
    async def _(connection: HTTPConnection, error: Denied) -> Response:
        return answer(error, connection.scope)


def quoted(text: str) -> str:
    """Fit for a quoted string: RFC 6750 allows printable ASCII without quotes and backslashes."""
    return "".join(c if " " <= c <= "~" and c not in '"\\' else "'" for c in text)[:200]
