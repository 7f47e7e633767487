"""The door, over real ASGI and real sockets: what it lets in, what it turns away, and what it adds to every reply."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from threading import Thread
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request, WebSocket
from httpx import ASGITransport, AsyncClient
from httpx_ws import AsyncWebSocketSession, WebSocketDisconnect, WebSocketUpgradeError, aconnect_ws
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, StreamingResponse

from miles.serving import problem
from miles.serving.problem import REQUEST_ID
from miles.serving.security import denied
from miles.serving.security.door import CORS, Door
from miles.serving.security.identity import identity_of
from miles.serving.security.jwks import LocalKeys, RemoteKeys
from miles.serving.security.rates import Limit, Rates
from miles.serving.security.tokens import Verifier
from tokened import AUDIENCE, BAD, ISSUER, claims, jwks, token

pytestmark = pytest.mark.anyio
PATHS = [("GET", "/api/v1/who"), ("POST", "/api/v1/echo"), ("DELETE", "/api/v1/who"), ("GET", "/nowhere")]


def verifier() -> Verifier:
    return Verifier(LocalKeys(jwks()), ISSUER, AUDIENCE)


def app(**options: Any) -> FastAPI:
    """A small service behind a door; the reply tells what the routes were handed."""
    made = FastAPI()
    problem.install(made)
    denied.install(made)

    @made.api_route("/api/v1/who", methods=["GET", "DELETE"])
    @made.get("/docs-of-others")
    @made.get("/livez")
    async def _(request: Request) -> dict[str, Any]:
        who = identity_of(request.scope)
        return {"tenant": who.tenant, "scopes": sorted(who.scopes), "request_id": request.scope[REQUEST_ID]}

    @made.post("/api/v1/echo")
    async def _(request: Request) -> int:
        return len(await request.body())

    @made.post("/api/v1/json")
    async def _(told: dict[str, Any]) -> int:
        return len(told)

    @made.post("/api/v1/careless")
    async def _(request: Request) -> str:
        try:
            await request.body()
        except Exception:
            return "never mind"
        return "all"

    @made.get("/api/v1/break")
    async def _() -> None:
        raise RuntimeError("a secret")

    @made.get("/api/v1/own")
    async def _() -> JSONResponse:
        return JSONResponse(
            {}, headers={"Cache-Control": "max-age=60", "Content-Security-Policy": "default-src 'self'"}
        )

    @made.get("/api/v1/slow")
    async def _() -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            for number in range(3):
                yield f"{number}".encode()
                await asyncio.sleep(0.1)

        return StreamingResponse(pieces())

    @made.websocket("/api/v1/socket")
    async def _(websocket: WebSocket) -> None:
        offered = list(websocket.scope["subprotocols"])
        await websocket.accept(subprotocol=offered[0] if offered else None)
        await websocket.send_json({"tenant": identity_of(websocket.scope).tenant, "offered": offered})
        while True:
            await websocket.send_text(str(len(await websocket.receive_text())))

    made.add_middleware(Door, **options)
    return made


@asynccontextmanager
async def client(**options: Any) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app(**options), False), base_url="http://miles") as one:
        yield one


def bearer(**changes: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(claims(**changes))}"}


@contextmanager
def served(made: FastAPI) -> Iterator[str]:
    """host:port of a real server."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off"))
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.mark.parametrize("wrong", [*BAD, "empty", "in the URL", "in the URL, with a good one", "twice", "basic"])
async def test_no_bad_token_opens_any_path(wrong: str) -> None:
    good, query = token(), ""
    fields: list[tuple[str, str]] = []
    if wrong in BAD:
        fields = [("Authorization", f"Bearer {BAD[wrong]()}")]
    elif wrong == "empty":
        fields = [("Authorization", "Bearer ")]
    elif wrong == "twice":
        fields = [("Authorization", f"Bearer {good}")] * 2
    elif wrong == "basic":
        fields = [("Authorization", f"Basic {good}")]
    else:
        query = f"?x=1&access_token={good}"
        fields = [("Authorization", f"Bearer {good}")] * wrong.endswith("one")
    async with client(verifier=verifier()) as asking:
        for method, path in PATHS:
            told = await asking.request(method, path + query, headers=fields)
            assert told.status_code == 401
            assert told.headers["www-authenticate"].startswith('Bearer realm="miles"')
            assert told.headers["content-type"] == "application/problem+json"
            assert told.json()["instance"] == told.headers["x-request-id"]
            assert good not in told.text


async def test_a_good_token_opens_and_none_is_asked_for_without_error_code() -> None:
    async with client(verifier=verifier()) as asking:
        told = await asking.get("/api/v1/who", headers=bearer(tenant="acme"))
        assert (told.status_code, told.json()["tenant"]) == (200, "acme")
        assert (await asking.get("/api/v1/who", headers={"authorization": f"bEARER   {token()}"})).status_code == 200
        assert (await asking.get("/api/v1/who?q=access_token", headers=bearer())).status_code == 200
        bare = await asking.get("/api/v1/who")
        assert bare.headers["www-authenticate"] == 'Bearer realm="miles"'
        assert (await asking.get("/nowhere", headers=bearer())).status_code == 404


async def test_open_paths_are_exactly_those() -> None:
    async with client(verifier=verifier()) as asking:
        told = await asking.get("/livez")
        assert (told.status_code, told.json()["tenant"], told.json()["scopes"]) == (200, "", [])
        assert (await asking.get("/livez", headers={"Authorization": "Bearer junk"})).status_code == 200
        assert (await asking.get("/docs")).status_code == 200
        assert (await asking.get("/.well-known/x")).status_code == 404
        for path in ("/docs-of-others", "/livez/", "/LIVEZ", "/.well-known", "/x/.well-known/y", "//livez", "/%2ewell"):
            assert (await asking.get(path)).status_code == 401, path
    async with client(verifier=verifier(), open_paths=["/"]) as asking:
        assert (await asking.get("/")).status_code == 404
        assert (await asking.get("/livez")).status_code == 401


async def test_the_path_is_the_one_the_router_sees_where_the_app_is_mounted() -> None:
    made = Door(app(), verifier=verifier())
    for root, path, status in [
        ("/livez", "/livez/api/v1/who", 401),
        ("/api", "/api/livez", 200),
        ("/a", "/api/livez", 401),
        ("/api", "/livez", 200),
        ("/liv", "/livez", 200),
    ]:
        scope = {"type": "http", "method": "GET", "path": path, "root_path": root, "headers": [], "query_string": b""}
        sent: list[Any] = []

        async def send(message: Any, sent: list[Any] = sent) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        await made({**scope, "http_version": "1.1", "scheme": "http", "server": ("miles", 80)}, receive, send)
        assert sent[0]["status"] == status, (root, path)


async def test_a_request_id_is_taken_if_sane_and_told_everywhere() -> None:
    async with client() as asking:
        told = await asking.get("/api/v1/who", headers={"X-Request-ID": "abc-1.2_3"})
        assert told.headers["x-request-id"] == told.json()["request_id"] == "abc-1.2_3"
        made = set()
        for given in ("", "x" * 65, "a b", 'a"b', "é".encode(), "-rf", "a\tb"):
            told = await asking.get("/api/v1/who", headers=[("X-Request-ID", given)])
            assert told.json()["request_id"] == told.headers["x-request-id"]
            assert len(told.headers["x-request-id"]) == 32
            made.add(told.headers["x-request-id"])
        assert len(made) == 7
        assert len((await asking.get("/nowhere")).json()["instance"]) == 32


async def test_what_breaks_is_a_problem_with_all_fields_and_no_secrets() -> None:
    made = app()
    async with AsyncClient(transport=ASGITransport(made, False), base_url="http://miles") as asking:
        told = await asking.get("/api/v1/break")
    assert told.status_code == 500
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["instance"] == told.headers["x-request-id"]
    assert told.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in told.text
    async with AsyncClient(transport=ASGITransport(made, True), base_url="http://miles") as asking:
        with pytest.raises(RuntimeError):  # the server still hears of it, for its log
            await asking.get("/api/v1/break")


async def test_replies_are_not_kept_nor_sniffed_nor_framed_and_an_apps_own_fields_stay() -> None:
    async with client() as asking:
        told = (await asking.get("/api/v1/who")).headers
        assert told["cache-control"] == "no-store"
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"
        assert told["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        own = (await asking.get("/api/v1/own")).headers
        assert own.get_list("cache-control") == ["max-age=60"]
        assert own.get_list("content-security-policy") == ["default-src 'self'"]
        docs = (await asking.get("/docs")).headers
        assert "content-security-policy" not in docs
        assert docs["x-content-type-options"] == "nosniff"


async def chunks(count: int, size: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * size


@pytest.mark.parametrize("path", ["/api/v1/echo", "/api/v1/json", "/api/v1/careless"])
async def test_a_body_is_counted_as_it_comes(path: str) -> None:
    async with client(most_body_bytes=1000, larger={"/api/v1/larger": 2000}) as asking:
        headers = {"Content-Type": "application/json"}
        for body in (b"x" * 1001, chunks(11, 100), chunks(10_000, 100)):
            told = await asking.post(path, content=body, headers=headers)
            assert told.status_code == 413
            assert told.headers["content-type"] == "application/problem+json"
            assert "1000 bytes" in told.json()["detail"]
    async with client(most_body_bytes=1000) as asking:
        assert (await asking.post("/api/v1/echo", content=b"x" * 1000)).json() == 1000
        assert (await asking.post("/api/v1/echo", content=chunks(10, 100))).json() == 1000
        for wrong in ("-1", "1e3", "0x10", "9" * 30, ""):
            told = await asking.post("/api/v1/echo", content=b"x", headers={"Content-Length": wrong})
            assert told.status_code == 413
    async with client(most_body_bytes=1000, larger={"/api/v1/echo": 2000}) as asking:
        assert (await asking.post("/api/v1/echo", content=chunks(20, 100))).json() == 2000
        assert (await asking.post("/api/v1/echo", content=chunks(21, 100))).status_code == 413


async def test_headers_are_bounded() -> None:
    async with client() as asking:
        for headers, query in [({"X": "x" * 20_000}, ""), ({f"X-{n}": "" for n in range(101)}, ""), ({}, "x" * 17_000)]:
            told = await asking.get("/api/v1/who", headers=headers, params={"q": query})
            assert told.status_code == 431
            assert told.headers["content-type"] == "application/problem+json"


async def test_a_strangers_page_may_not_change_anything_where_no_tokens_are_asked_for() -> None:
    async with client(origins=["https://Composer.example/"]) as asking:
        for origin, status in [
            ("https://evil.example", 403),
            ("null", 403),
            ("http://miles.evil.example", 403),
            ("http://miles", 200),
            ("https://composer.example", 200),
        ]:
            told = await asking.post("/api/v1/echo", headers={"Origin": origin})
            assert told.status_code == status, origin
            assert (await asking.get("/api/v1/who", headers={"Origin": origin})).status_code == 200
    async with client(verifier=verifier()) as asking:
        told = await asking.post("/api/v1/echo", headers={"Origin": "https://evil.example", **bearer()})
        assert told.status_code == 200  # it has a token: nothing that a browser adds by itself


async def test_a_preflight_needs_no_token_and_refusals_can_be_read_by_listed_origins_alone() -> None:
    made = app(verifier=verifier())
    made.add_middleware(CORSMiddleware, allow_origins=["https://composer.example"], **CORS)
    async with AsyncClient(transport=ASGITransport(made), base_url="http://miles") as asking:
        ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        told = await asking.options("/api/v1/echo", headers={"Origin": "https://composer.example", **ask})
        assert told.status_code == 200
        assert told.headers["access-control-allow-origin"] == "https://composer.example"
        told = await asking.options("/api/v1/echo", headers={"Origin": "https://evil.example", **ask})
        assert told.status_code == 400
        told = await asking.get("/api/v1/who", headers={"Origin": "https://composer.example"})
        assert (told.status_code, told.headers["access-control-allow-origin"]) == (401, "https://composer.example")
        assert "X-Request-ID" in told.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in told.headers
        told = await asking.get("/api/v1/who", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in told.headers


async def test_rates_are_told_on_replies_and_end_in_429_for_that_client_alone() -> None:
    async with client(verifier=verifier(), rates=Rates([Limit("client", 3, 60)], clock=lambda: 0.0)) as asking:
        for left in (2, 1, 0):
            told = await asking.get("/api/v1/who", headers=bearer())
            assert told.status_code == 200
            assert f";r={left};" in told.headers["ratelimit"]
            assert told.headers["ratelimit-policy"] == '"client";q=3;w=60'
        told = await asking.get("/api/v1/who", headers=bearer())
        assert told.status_code == 429
        assert told.headers["content-type"] == "application/problem+json"
        assert told.headers.get_list("retry-after") == [told.headers["ratelimit"].rpartition("=")[2]]
        assert len(told.headers.get_list("ratelimit")) == 1
        assert (await asking.get("/api/v1/who", headers=bearer(client_id="other"))).status_code == 200
        assert "ratelimit" not in (await asking.get("/livez")).headers


async def test_an_issuer_that_never_answered_is_503_and_not_a_wrong_token() -> None:
    guard = Verifier(RemoteKeys("http://127.0.0.1:1/jwks"), ISSUER, AUDIENCE)
    async with client(verifier=guard) as asking:
        told = await asking.get("/api/v1/who", headers=bearer())
    assert told.status_code == 503
    assert int(told.headers["retry-after"]) > 0


async def test_a_reply_streams_through() -> None:
    with served(app()) as place:
        async with AsyncClient() as asking, asking.stream("GET", f"http://{place}/api/v1/slow") as told:
            times = [time.perf_counter() async for _ in told.aiter_raw()]
    assert len(times) == 3
    assert times[-1] - times[0] > 0.15


async def test_a_raw_body_without_a_length_is_cut_on_a_real_server() -> None:
    with served(app(most_body_bytes=1000)) as place:
        told = httpx.post(f"http://{place}/api/v1/echo", content=(b"x" * 600 for _ in range(5)))
        assert told.status_code == 413
        assert told.headers["content-type"] == "application/problem+json"
        assert httpx.post(f"http://{place}/api/v1/echo", content=(b"x" * 100 for _ in range(5))).json() == 500


@asynccontextmanager
async def connected(place: str, query: str = "", **options: Any) -> AsyncIterator[AsyncWebSocketSession]:
    async with AsyncClient() as asking, aconnect_ws(f"http://{place}/api/v1/socket{query}", asking, **options) as one:
        yield one


async def refused(place: str, query: str = "", **options: Any) -> httpx.Response:
    with pytest.raises(WebSocketUpgradeError) as told:
        async with connected(place, query, **options):
            pass
    return told.value.response


async def test_a_socket_needs_a_token_in_a_field_or_as_a_browser_brings_it() -> None:
    good, bad = token(), token(claims(aud="billing"))
    with served(app(verifier=verifier())) as place:
        async with connected(place, headers={"Authorization": f"Bearer {good}"}) as one:
            assert await one.receive_json() == {"tenant": "acme", "offered": []}
            assert one.response is not None
            assert len(one.response.headers["x-request-id"]) == 32
            assert one.subprotocol is None
        async with connected(place, subprotocols=["bearer", good]) as one:
            assert await one.receive_json() == {"tenant": "acme", "offered": []}
            assert one.subprotocol == "bearer"
        async with connected(place, subprotocols=["graphql-transport-ws", "bearer", good]) as one:
            assert (await one.receive_json())["offered"] == ["graphql-transport-ws"]
            assert one.subprotocol == "graphql-transport-ws"
        for options in (
            {},
            {"subprotocols": ["bearer"]},
            {"subprotocols": ["bearer", bad]},
            {"headers": {"Authorization": f"Bearer {bad}"}},
            {"headers": {"Authorization": f"Bearer {good}"}, "subprotocols": ["bearer", good]},
            {"query": f"?access_token={good}"},
        ):
            told = await refused(place, **options)
            assert told.status_code == 401
            assert told.headers["www-authenticate"].startswith("Bearer")
            assert told.headers["content-type"] == "application/problem+json"


async def test_a_socket_ends_with_its_token_also_while_nothing_is_said() -> None:
    short = Verifier(LocalKeys(jwks()), ISSUER, AUDIENCE, leeway_s=0)
    with served(app(verifier=short)) as place:
        until = int(time.time()) + 2
        async with connected(place, headers=bearer(exp=until)) as one:
            await one.receive_json()
            await one.send_text("gm")
            assert await one.receive_text() == "2"
            with pytest.raises(WebSocketDisconnect) as told:
                await one.receive_text(timeout=5)
            assert (told.value.code, told.value.reason) == (4401, "the token has expired: come again with a new one")
            assert until <= time.time() < until + 0.5
        async with connected(place, headers=bearer()) as one:
            await one.receive_json()
            with pytest.raises(TimeoutError):
                await one.receive_text(timeout=0.1)


async def test_a_sockets_messages_and_origin_are_held_to_the_same() -> None:
    with served(app(most_body_bytes=1000, origins=["https://composer.example"])) as place:
        for origin in (None, "https://composer.example", f"http://{place}"):
            async with connected(place, headers={"Origin": origin} if origin else {}) as one:
                await one.receive_json()
                await one.send_text("é" * 500)
                assert await one.receive_text() == "500"
                await one.send_text("é" * 501)
                with pytest.raises(WebSocketDisconnect) as told:
                    await one.receive_text()
                assert told.value.code == 1009
        for origin in ("https://evil.example", "null"):
            assert (await refused(place, headers={"Origin": origin})).status_code == 403
