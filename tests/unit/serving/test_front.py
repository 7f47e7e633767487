from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from miles.serving.app import create_app
from miles.serving.front import Front
from miles.serving.security.identity import KEY
from served import service_of, settings_of


def _front(folder: Path, endpoint: Callable[[Request], Awaitable[Any]] | None = None, **chosen: Any) -> Front:
    """In front of an app without a voice, with one slow route, and of a stranger in BentoML's place."""
    app = create_app(settings_of(folder, **chosen))
    if endpoint is not None:
        app.router.routes.insert(0, Route("/api/v1/slow", endpoint, methods=["POST"]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with app.router.lifespan_context(app):
            yield

    async def theirs(request: Request) -> PlainTextResponse:
        return PlainTextResponse("guarded" if KEY in request.scope else "theirs")

    routes = [
        Route("/metrics", theirs),
        Route("/generate", theirs),
        Mount("/static", Starlette(routes=[Route("/one", theirs)])),
        Mount("/", app),
    ]
    return Front(Starlette(routes=routes, lifespan=lifespan), app, ["/generate"])


def test_each_path_has_its_app_and_the_native_one_stands_behind_our_middleware(tmp_path: Path) -> None:
    with TestClient(_front(tmp_path)) as client:
        assert [client.get(path).text for path in ("/metrics", "/static/one", "/generate")] == [
            "theirs", "theirs", "guarded",
        ]  # fmt: skip
        assert client.get("/api/v1/live").status_code == 204
        assert client.get("/metrics/more").headers["content-type"] == "application/problem+json"


@asynccontextmanager
async def _alive(front: Front) -> AsyncIterator[httpx.AsyncClient]:
    """The front between the start and the end of its lifespan, told as uvicorn tells it."""
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    life = asyncio.create_task(front({"type": "lifespan"}, told.get, said.put))
    await told.put({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(front), base_url="http://miles") as client:
            yield client
    finally:
        await told.put({"type": "lifespan.shutdown"})
        await life


@pytest.fixture
def ended() -> Any:
    """When the server's own handler was called, as uvicorn's would be; signals are as they were afterwards."""
    times: list[tuple[int, float]] = []
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in kept:
        signal.signal(number, lambda heard, _: times.append((heard, time.monotonic())))
    yield times
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_signal_turns_ready_and_new_requests_to_503_and_lets_running_ones_finish(
    tmp_path: Path, ended: list[tuple[int, float]]
) -> None:
    answered: list[float] = []

    async def slow(_: Request) -> PlainTextResponse:
        await asyncio.sleep(0.8)
        answered.append(time.monotonic())
        return PlainTextResponse("done")

    async def scenario() -> None:
        async with _alive(_front(tmp_path, slow)) as client:
            running = [asyncio.create_task(client.post("/api/v1/slow")) for _ in range(20)]
            await asyncio.sleep(0.1)
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0.1)
            new = await client.post("/api/v1/slow")
            assert (new.status_code, new.headers["connection"], new.headers["retry-after"]) == (503, "close", "1")
            assert new.json()["detail"] == "the service is ending"
            ready = await client.get("/api/v1/ready")
            assert (ready.status_code, ready.json()["detail"]) == (503, "the service is ending")
            assert (await client.get("/api/v1/live")).status_code == 204
            assert not ended
            assert [(await each).text for each in running] == ["done"] * 20
            await asyncio.sleep(0.8)

    asyncio.run(scenario())
    assert [number for number, _ in ended] == [signal.SIGTERM]
    assert ended[0][1] - answered[-1] >= 0.4, "whoever asks a moment later is still told to come again"


def test_what_takes_longer_than_drain_s_is_given_up(tmp_path: Path, ended: list[tuple[int, float]]) -> None:
    async def forever(_: Request) -> PlainTextResponse:
        await asyncio.sleep(60)
        raise AssertionError

    async def scenario() -> float:
        async with _alive(_front(tmp_path, forever, drain_s=0.3)) as client:
            running = asyncio.create_task(client.post("/api/v1/slow"))
            await asyncio.sleep(0.05)
            began = time.monotonic()
            os.kill(os.getpid(), signal.SIGTERM)
            with pytest.raises(asyncio.CancelledError):
                await running
            return time.monotonic() - began

    assert 0.25 < asyncio.run(scenario()) < 1.5
    assert [number for number, _ in ended] == [signal.SIGTERM]


def test_the_supervisor_s_signal_beside_ctrl_c_does_not_end_it_at_once(
    tmp_path: Path, ended: list[tuple[int, float]]
) -> None:
    async def slow(_: Request) -> PlainTextResponse:
        await asyncio.sleep(0.3)
        return PlainTextResponse("done")

    async def scenario() -> str:
        async with _alive(_front(tmp_path, slow)) as client:
            running = asyncio.create_task(client.post("/api/v1/slow"))
            await asyncio.sleep(0.05)
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            return (await running).text

    assert asyncio.run(scenario()) == "done"


@pytest.fixture
def service(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return service_of(tmp_path, shelf, monkeypatch)


def test_bentoml_lets_a_service_stand_behind_our_front(service: ModuleType) -> None:
    """Fails where another BentoML builds its app elsewhere: `service_class` and `Service.to_asgi` are all that is used
    of what it does not document."""
    front = service.Miles.to_asgi()
    assert isinstance(front, Front)
    assert {"/metrics", "/livez", "/readyz", "/generate"} <= front._paths
    assert list(front._native) == ["/generate"]
    assert not any(path.startswith("/api/v1") for path in front._paths)
    used = [one.cls.__name__ for one in front._bento.user_middleware]
    assert "TimeoutMiddleware" in used, "BentoML's own, which our routes do not pass"
    assert "AccessLogMiddleware" not in used


def test_the_whole_service_writes_with_the_app_opened_once(
    service: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    with TestClient(service.Miles.to_asgi()) as client:
        desk = service.APP.state.desk
        assert desk.is_ready
        asked = {"draft": "BTC is up", "n": 1, "seed": 4}
        ours, native = client.post("/api/v1/generate", json=asked), client.post("/generate", json=asked)
        assert (ours.status_code, native.status_code) == (200, 200)
        assert native.json() == ours.json()
        assert service.APP.state.desk is desk
        assert client.get("/api/v1/ready").status_code == 204
    assert desk.is_draining
    told = capfd.readouterr().out
    assert [line for line in told.splitlines() if line.startswith("warning: ")] == [
        f"warning: {line}" for line in service.SETTINGS.warnings()
    ]
