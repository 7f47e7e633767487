from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response

from miles.post.error import MilesError
from miles.serving import problem
from miles.serving.api.deps import TheDesk
from miles.serving.api.straight import Straight
from miles.serving.desk import Desk
from miles.serving.problem import Forbidden
from miles.serving.schemas import GenerateRequest
from served import settings_of

BODIES = [
    b'{"draft":"BTC is up","n":2,"seed":5}', b'{"draft":"a","n":"3"}', b'{"draft":"a","n":99}', b'{"draft":""}', b"",
    b"[]", b"{", b'{"draft":"\\ud800"}', b'{"draft":"a","other":1}', b'{"draft":"break"}', b"\xff", b'{"draft":"a"}x',
    b'{"draft":"a","goal":{"likes":1.5}}', b'{"draft":"a","temperature":NaN}', b'{"draft":"a","draft":"b"}',
    b'{"draft":"a","n":2.0,"thread":"yes"}', b'{"draft":"a","seed":9007199254740993}', b'{"draft":"\xc3\xa9"}',
]  # fmt: skip
HEADERS = [
    {"content-type": "application/json"}, {"content-type": "application/json; charset=utf-8"}, {},
    {"content-type": "text/plain"}, {"content-type": "application/json", "x-who": "stranger"},
]  # fmt: skip


async def _guard(request: Request) -> None:
    if request.headers.get("x-who") == "stranger":
        raise Forbidden("not you", "be somebody else")


def _app(kind: type[APIRoute], folder: Path) -> FastAPI:
    app, router = FastAPI(), APIRouter(route_class=kind)

    @router.post("/say", dependencies=[Depends(_guard)])
    async def say(asked: GenerateRequest, request: Request, desk: TheDesk) -> Response:
        if asked.draft == "break":
            raise MilesError("broken", "mend it")
        return JSONResponse(
            asked.model_dump(mode="json") | {"drain_s": desk.settings.drain_s, "path": request.url.path}
        )

    app.state.desk = Desk.of(settings_of(folder))
    problem.install(app)
    app.include_router(router)
    return app


@pytest.mark.parametrize("headers", HEADERS)
def test_whatever_comes_it_answers_as_an_ordinary_route_does(headers: dict[str, str], tmp_path: Path) -> None:
    """The slow way is its own reference."""

    async def answers(kind: type[APIRoute]) -> list[tuple[int, bytes]]:
        transport = httpx.ASGITransport(_app(kind, tmp_path), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            found = [await client.post("/say", content=body, headers=headers) for body in BODIES]
        return [(each.status_code, each.content) for each in found]

    async def scenario() -> None:
        quick, slow = await answers(Straight), await answers(APIRoute)
        assert quick == slow
        assert {status for status, _ in quick} <= {200, 400, 403, 422}

    asyncio.run(scenario())


def test_the_quick_way_is_taken_and_its_guard_stands(tmp_path: Path) -> None:
    """A body that fits does not pass FastAPI's reading, which would call json.loads."""

    async def scenario() -> list[int]:
        transport = httpx.ASGITransport(_app(Straight, tmp_path))
        seen = []
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            for headers in (HEADERS[0], HEADERS[4]):
                seen.append((await client.post("/say", content=BODIES[0], headers=headers)).status_code)
        return seen

    with pytest.MonkeyPatch.context() as patched:

        async def never(_: Request) -> None:
            raise AssertionError("FastAPI read the body")

        patched.setattr(Request, "json", never)
        assert asyncio.run(scenario()) == [200, 403]


def test_an_endpoint_that_wants_more_is_refused(tmp_path: Path) -> None:
    router = APIRouter(route_class=Straight)

    async def greedy(asked: GenerateRequest, who: str) -> Response:
        return Response(asked.draft + who)

    with pytest.raises(AssertionError, match="ordinary route"):
        router.post("/say")(greedy)
