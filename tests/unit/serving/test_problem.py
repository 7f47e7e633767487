from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel, Field, model_validator

from miles.post.error import MilesError
from miles.serving.problem import MEDIA_TYPE, Busy, NoVoice, TooLate, install, of_error, problem, status_of
from miles.store.refusal import Conflict, Missing, Unavailable


class Body(BaseModel):
    parts: int = Field(ge=1, le=9)
    lines: list[int] = []

    @model_validator(mode="after")
    def _three(self) -> Body:
        if self.parts == 3:
            raise ValueError("parts: is 3; give another number")
        return self


def app() -> FastAPI:
    made = FastAPI()
    install(made)

    @made.post("/body")
    async def body(given: Body) -> None: ...

    @made.get("/missing")
    async def missing() -> None:
        raise Missing("draft", "x")

    @made.get("/broken")
    async def broken() -> None:
        raise RuntimeError("hunter2")

    return made


def asked(method: str, path: str, **given: Any) -> httpx.Response:
    async def main() -> httpx.Response:
        transport = httpx.ASGITransport(app(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://miles") as client:
            return await client.request(method, path, **given)

    return asyncio.run(main())


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MilesError("a"), 422), (Missing("a", "b"), 404), (Conflict("a"), 409), (Unavailable("a"), 503),
        (Busy("a"), 503), (NoVoice("a"), 503), (TooLate("a"), 504),
    ],
)  # fmt: skip
def test_an_error_of_ours_has_its_status_and_503_says_when_to_come_again(error: MilesError, status: int) -> None:
    assert status_of(error) == status
    assert ("retry-after" in of_error(error).headers) == (status == 503)


@pytest.mark.parametrize(
    ("method", "path", "given", "status", "told"),
    [
        ("POST", "/body", {"json": {"parts": 0}}, 422, "parts: Input should be greater than or equal to 1"),
        ("POST", "/body", {"json": {"parts": 3}}, 422, "parts: is 3; give another number"),
        ("POST", "/body", {"json": {"parts": 1, "lines": [1, "x"]}}, 422, "lines[1]: "),
        ("POST", "/body", {"json": []}, 422, "body: "),
        ("POST", "/body", {"content": b'{"parts": ', "headers": {"content-type": "application/json"}}, 400, "no JSON"),
        ("GET", "/missing", {}, 404, "there is no draft 'x'"),
        ("GET", "/nowhere", {}, 404, "Not Found"),
        ("GET", "/body", {}, 405, "Method Not Allowed"),
        ("GET", "/broken", {}, 500, "something broke here"),
    ],
)
def test_every_error_is_a_problem_with_a_next_step(
    method: str, path: str, given: dict[str, Any], status: int, told: str
) -> None:
    reply = asked(method, path, **given)
    assert reply.status_code == status
    assert reply.headers["content-type"] == MEDIA_TYPE
    said = reply.json()
    assert said["status"] == status
    assert told in said["detail"]
    assert said["title"]
    assert said["next"]
    assert "hunter2" not in reply.text


def test_fields_are_listed_by_name() -> None:
    found = asked("POST", "/body", json={"parts": 99, "lines": ["a"]}).json()["errors"]
    assert [each["field"] for each in found] == ["parts", "lines[0]"]


def test_bytes_that_are_no_utf8_are_no_json() -> None:
    reply = asked("POST", "/body", content=b'{"parts": "\xff"}', headers={"content-type": "application/json"})
    assert (reply.status_code, reply.headers["content-type"]) == (400, MEDIA_TYPE)


def test_half_a_character_can_be_told() -> None:
    told = json.loads(bytes(problem(422, "a\ud800", "b").body))
    assert told["detail"] == "a\ud800"


def test_a_path_names_all_its_methods() -> None:
    made = app()

    @made.put("/body")
    async def another() -> None: ...

    async def main() -> httpx.Response:
        transport = httpx.ASGITransport(made, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://miles") as client:
            return await client.get("/body")

    reply = asyncio.run(main())
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST, PUT")
