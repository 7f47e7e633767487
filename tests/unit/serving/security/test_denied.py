"""Answers at the door: status, problem, and header fields that a client can read."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from starlette.responses import Response

from miles.serving import problem
from miles.serving.problem import REQUEST_ID
from miles.serving.security.denied import (
    Denied,
    Foreign,
    KeysUnavailable,
    LacksScope,
    LongHeaders,
    TooLarge,
    TooMany,
    Unauthorised,
    answer,
    install,
    quoted,
)

pytestmark = pytest.mark.anyio


def fields(error: Denied) -> tuple[int, dict[str, str]]:
    return error.status, error.headers


def test_each_kind_has_its_status_and_fields() -> None:
    assert fields(Unauthorised("no token")) == (401, {"WWW-Authenticate": 'Bearer realm="miles"'})
    assert fields(Unauthorised("expired", "", "invalid_token")) == (
        401,
        {"WWW-Authenticate": 'Bearer realm="miles", error="invalid_token", error_description="expired"'},
    )
    status, told = fields(LacksScope("export"))
    assert status == 403
    assert 'error="insufficient_scope"' in told["WWW-Authenticate"]
    assert told["WWW-Authenticate"].endswith(', scope="export"')
    assert fields(TooMany("often", 7, {"RateLimit": "x"})) == (429, {"Retry-After": "7", "RateLimit": "x"})
    assert fields(KeysUnavailable("down")) == (503, {"Retry-After": "5"})
    assert [kind("x").status for kind in (Foreign, TooLarge, LongHeaders)] == [403, 413, 431]


def test_an_answer_is_a_problem_with_the_request_id() -> None:
    told: Response = answer(Unauthorised("no token", "send one"), {REQUEST_ID: "r-1"})
    assert (told.status_code, told.media_type) == (401, "application/problem+json")
    body = json.loads(told.body)
    assert (body["detail"], body["next"], body["instance"]) == ("no token", "send one", "r-1")


def test_quoted_text_stays_within_its_quotes() -> None:
    assert quoted('a "b"\\\r\nSet-Cookie: x é') == "a 'b''''Set-Cookie: x '"
    assert len(quoted("x" * 999)) == 200


async def test_an_app_answers_so_from_its_routes() -> None:
    app = FastAPI()
    problem.install(app)
    install(app)

    @app.get("/")
    async def _() -> None:
        raise LacksScope("export")

    async with AsyncClient(transport=ASGITransport(app), base_url="http://miles") as client:
        told = await client.get("/")
    assert told.status_code == 403
    assert "insufficient_scope" in told.headers["www-authenticate"]
    assert told.headers["content-type"] == "application/problem+json"
