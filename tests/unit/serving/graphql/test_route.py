"""The transports: what a POST is answered with, and a real WebSocket with a subscription that can be left."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx_ws import AsyncWebSocketSession, WebSocketDisconnect, aconnect_ws
from httpx_ws.transport import ASGIWebSocketTransport
from starlette.middleware import Middleware

from miles.serving.app import create_app
from miles.serving.graphql.limits import MOST_CHARS
from miles.serving.graphql.route import MEDIA_TYPE, MOST_AT_ONCE, PROTOCOL
from miles.serving.schemas import GenerateRequest
from miles.serving.security.door import Door
from miles.serving.security.identity import LOCAL
from miles.serving.security.jwks import LocalKeys
from miles.serving.security.tokens import Verifier
from miles.store.generations import Filter
from served import client_of, running, settings_of
from tokened import AUDIENCE, ISSUER, claims, jwks, token

ME = {"query": "{me{tenant}}"}
WATCH = "subscription($i:GenerateInput!){generate(input:$i){piece{candidate text} reply{seed candidates{text}}}}"
LONG = {"draft": "bitcoin fees fell again and nobody talks about it", "n": 10, "length": "essay", "parts": 9}


def test_what_was_not_run_is_a_400_and_what_was_run_a_200(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            cases = [
                (ME, 200), ({"query": '{draft(id:"x"){id}}'}, 200), ({"query": "{"}, 400), ({"query": "{nope}"}, 400),
                ({"query": "query($n:Int!){history(limit:$n){next}}"}, 400), ({**ME, "operationName": "x"}, 400),
                ({"query": 'subscription{generate(input:{topic:"x"}){piece{text}}}'}, 400),
                ({"query": "query a{me{tenant}} query b{me{person}}"}, 400),
                ({"query": "query a{me{tenant}} query b{me{person}}", "operationName": "b"}, 200),
            ]  # fmt: skip
            for sent, status in cases:
                reply = await client.post("/graphql", json=sent)
                assert (reply.status_code, reply.headers["content-type"]) == (status, MEDIA_TYPE), reply.text
                found = reply.json()
                assert ("data" in found) is (status == 200)
                for error in found.get("errors", ()):
                    assert error["extensions"].keys() >= {"code", "status", "next"}, error
                old = await client.post("/graphql", json=sent, headers={"accept": "application/json"})
                assert (old.status_code, old.headers["content-type"]) == (200, "application/json")
                assert old.json().keys() == found.keys()

    asyncio.run(main())


def test_what_is_no_request_is_a_problem_and_only_post_is_answered(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            bodies: list[Any] = [
                [ME, ME], {}, {"query": None}, {"query": ""}, {"query": "x" * (MOST_CHARS + 1)},
                {**ME, "variables": []}, {**ME, "extensions": 1}, {"query": "\x00"},
            ]  # fmt: skip
            for body in bodies:
                reply = await client.post("/graphql", json=body)
                assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json"), body
            for text, status in (("{", 400), ("[" * 100_000, 400)):
                reply = await client.post("/graphql", content=text, headers={"content-type": "application/json"})
                assert reply.status_code == status
            simple = await client.post("/graphql", content=json.dumps(ME), headers={"content-type": "text/plain"})
            assert simple.status_code == 422, "what any page may send unasked is no request"
            for method in ("GET", "PUT", "DELETE", "OPTIONS"):
                reply = await client.request(method, "/graphql", params=ME)
                assert (reply.status_code, reply.headers["allow"]) == (405, "POST")

    asyncio.run(main())


async def asked_for_ever(socket: AsyncWebSocketSession, request: Any) -> None:
    """Again whenever something was heard; with nothing to ask it only listens."""
    while True:
        if request is not None:
            await socket.send_text(json.dumps(request))
        await socket.receive_text(timeout=10)


@pytest.mark.parametrize(("path", "protocol"), [("graphql", [PROTOCOL]), ("stream", [])])
def test_a_socket_ends_with_its_token_also_while_posts_are_written(
    shelf: Path, tmp_path: Path, path: str, protocol: list[str]
) -> None:
    async def main() -> None:
        app = create_app(settings_of(tmp_path, shelf))
        verifier = Verifier(LocalKeys(jwks()), ISSUER, AUDIENCE, leeway_s=0)
        app.user_middleware[:] = [Middleware(Door, verifier=verifier)]
        async with running(app), httpx.AsyncClient(transport=ASGIWebSocketTransport(app)) as client:
            until = int(time.time()) + 3
            bearer = {"Authorization": f"Bearer {token(claims(exp=until))}"}
            place = f"http://miles/api/v1/{path}"
            async with aconnect_ws(place, client, subprotocols=protocol, headers=bearer) as socket:
                with pytest.raises(WebSocketDisconnect) as closed:
                    await asked_for_ever(socket, LONG if path == "stream" else None)
                assert closed.value.code == 4401
                assert until <= time.time() < until + 1

    asyncio.run(main())


async def told(socket: AsyncWebSocketSession, **message: Any) -> None:
    await socket.send_text(json.dumps(message))


async def heard(socket: AsyncWebSocketSession) -> dict[str, Any]:
    return json.loads(await socket.receive_text(timeout=20))


async def begun(socket: AsyncWebSocketSession) -> None:
    await told(socket, type="connection_init")
    assert await heard(socket) == {"type": "connection_ack"}


def over_a_socket(folder: Path, shelf: Path, story: Any, protocol: str = PROTOCOL) -> None:
    async def main() -> None:
        app = create_app(settings_of(folder, shelf))
        async with (
            running(app),
            httpx.AsyncClient(transport=ASGIWebSocketTransport(app)) as client,
            aconnect_ws("http://miles/api/v1/graphql", client, subprotocols=[protocol]) as socket,
        ):
            await story(socket, app.state.desk)

    asyncio.run(main())


def test_pieces_come_while_it_is_written_and_make_up_the_reply(shelf: Path, tmp_path: Path) -> None:
    async def story(socket: AsyncWebSocketSession, desk: Any) -> None:
        await begun(socket)
        sent = {"draft": "bitcoin fees fell again", "n": 1, "seed": 7}
        await told(socket, id="1", type="subscribe", payload={"query": WATCH, "variables": {"i": sent}})
        found = []
        while (message := await heard(socket))["type"] == "next":
            assert message["id"] == "1"
            found.append(message["payload"]["data"]["generate"])
        assert message == {"id": "1", "type": "complete"}
        assert all(each["reply"] is None for each in found[:-1])
        reply = found[-1]["reply"]
        written: dict[int, str] = {}
        for each in found[:-1]:
            written[each["piece"]["candidate"]] = written.get(each["piece"]["candidate"], "") + each["piece"]["text"]
        assert reply["seed"] == 7
        assert reply["candidates"][0]["text"] in {text.strip() for text in written.values()}
        query = '{history(where:{q:"fees"}){rows{seed candidates{text}}}}'
        await told(socket, id="2", type="subscribe", payload={"query": query})
        rows = (await heard(socket))["payload"]["data"]["history"]["rows"]
        assert rows == [reply], "kept, and read over the same socket"

    over_a_socket(tmp_path, shelf, story)


def test_who_completes_a_subscription_ends_the_writing(shelf: Path, tmp_path: Path) -> None:
    async def story(socket: AsyncWebSocketSession, desk: Any) -> None:
        await begun(socket)
        await told(socket, id="1", type="subscribe", payload={"query": WATCH, "variables": {"i": LONG}})
        assert (await heard(socket))["type"] == "next"
        await told(socket, id="1", type="complete")
        start = time.monotonic()
        reply = await desk.composer.compose(LOCAL, GenerateRequest(draft="gm", n=1))
        assert reply
        assert time.monotonic() - start < 5
        await desk.journal.settled(5)
        page = await desk.generations.history("local", Filter())
        assert [each.input for each in page.rows] == ["gm"], "what was left is not kept"

    over_a_socket(tmp_path, shelf, story)


def test_errors_over_a_socket_are_told_and_leave_the_others_alone(shelf: Path, tmp_path: Path) -> None:
    async def story(socket: AsyncWebSocketSession, desk: Any) -> None:
        await begun(socket)
        cases = [
            ("{", "syntax"), ("{nope}", "invalid"), ("{...f} fragment f on Query{...f}", "cycle"),
            ("{history(limit:200){rows{candidates{feedback{word}}}}}", "cost"),
        ]  # fmt: skip
        for number, (query, code) in enumerate(cases):
            await told(socket, id=str(number), type="subscribe", payload={"query": query})
            message = await heard(socket)
            assert (message["type"], message["id"]) == ("error", str(number)), message
            assert message["payload"][0]["extensions"]["code"] == code
        await told(socket, id="x", type="subscribe", payload={"query": WATCH, "variables": {"i": {"draft": ""}}})
        [error] = (await heard(socket))["payload"]["errors"]
        assert (error["extensions"]["status"], error["extensions"]["field"]) == (422, "draft")
        assert (await heard(socket))["type"] == "complete"
        await told(socket, type="ping")
        assert await heard(socket) == {"type": "pong"}

    over_a_socket(tmp_path, shelf, story)


@pytest.mark.parametrize(
    "text",
    [
        "[]", "1", "{", "[" * 100_000, '{"type":"subscribe","id":[],"payload":{"query":"{x}"}}', '{"type":7}',
        '{"type":"subscribe","id":"1","payload":7}', '{"type":"subscribe","id":"1","payload":{"query":7}}',
        '{"type":"subscribe","id":"1","payload":{"query":"{x}","variables":[]}}', '{"type":"subscribe","id":"1"}',
        '{"id":"1"}', '{"type":"connection_init"}', '{"id":' + "9" * 5_000 + "}",
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_message_that_does_not_fit_ends_the_connection(shelf: Path, tmp_path: Path, text: str) -> None:
    async def story(socket: AsyncWebSocketSession, desk: Any) -> None:
        await begun(socket)
        await socket.send_text(text)
        with pytest.raises(WebSocketDisconnect) as error:
            await heard(socket)
        assert 4400 <= error.value.code < 4500

    over_a_socket(tmp_path, shelf, story)


def test_a_socket_holds_so_many_operations_and_speaks_one_protocol(shelf: Path, tmp_path: Path) -> None:
    async def story(socket: AsyncWebSocketSession, desk: Any) -> None:
        await begun(socket)
        for number in range(MOST_AT_ONCE + 1):
            payload = {"query": WATCH, "variables": {"i": LONG}}
            await told(socket, id=str(number), type="subscribe", payload=payload)
        while (message := await heard(socket))["type"] != "error":
            assert message["type"] == "next"
        assert message["id"] == str(MOST_AT_ONCE)

    over_a_socket(tmp_path, shelf, story)

    async def refused(socket: AsyncWebSocketSession, desk: Any) -> None:
        with pytest.raises(WebSocketDisconnect) as error:
            await heard(socket)
        assert error.value.code == 4406

    over_a_socket(tmp_path, shelf, refused, "graphql-ws")
