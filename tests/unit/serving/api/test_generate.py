from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from miles.serving.api.generate import LOOK_S, attended
from miles.serving.app import create_app
from miles.store.generations import Filter
from served import client_of, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 2, "seed": 7}


def test_the_same_seed_writes_the_same_and_says_all_there_is_to_say(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            first, second = [await client.post("/generate", json=ASKED) for _ in range(2)]
            other = await client.post("/generate", json={**ASKED, "seed": 8})
        assert first.status_code == 200, first.text
        assert first.content == second.content, "the second one comes from the cache"
        reply = first.json()
        assert reply["ai_generated"] is True
        assert reply["seed"] == 7
        assert 1 <= len(reply["candidates"]) <= 2
        for one in reply["candidates"]:
            assert one["ai_generated"] is True
            assert one["text"]
            assert one["posts"][0]["weighted_length"] > 0
        assert other.json()["candidates"][0]["text"] != reply["candidates"][0]["text"]

    asyncio.run(main())


def test_the_work_ends_when_whoever_asked_hangs_up_and_nobody_looks_while_it_is_quick() -> None:
    hung_up, looks, ended = asyncio.Event(), 0, []

    async def receive() -> Message:
        nonlocal looks
        looks += 1
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def work(takes_s: float) -> bytes:
        try:
            await asyncio.sleep(takes_s)
        except asyncio.CancelledError:
            ended.append(time.monotonic())
            raise
        return b"{}"

    async def main() -> None:
        request = Request({"type": "http"}, receive)
        assert (await attended(request, work(0))).status_code == 200
        assert (await attended(request, work(LOOK_S / 4))).body == b"{}"
        assert looks == 0
        assert (await attended(request, work(3 * LOOK_S))).status_code == 200
        assert looks == 1
        began = time.monotonic()
        asyncio.get_running_loop().call_later(2 * LOOK_S, hung_up.set)
        assert (await attended(request, work(5))).status_code == 499
        assert ended[0] - began < 1
        hung_up.clear()
        others = asyncio.create_task(attended(request, work(5)))
        await asyncio.sleep(2 * LOOK_S)
        others.cancel()  # the service ends
        with pytest.raises(asyncio.CancelledError):
            await others

    asyncio.run(main())


def test_what_is_written_in_pieces_is_what_is_written_whole(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            whole = (await client.post("/generate", json=ASKED)).json()
            events = (await client.post("/generate/stream", json=ASKED)).text.strip().split("\n\n")
        told = [(lines.split("\n")[0][7:], json.loads(lines.split("\n")[1][6:])) for lines in events]
        assert [name for name, _ in told[-1:]] == ["reply"]
        reply = told[-1][1]
        assert [one["text"] for one in reply["candidates"]] == [one["text"] for one in whole["candidates"]]
        written: dict[int, str] = {}
        for name, piece in told[:-1]:
            assert name == "piece"
            written[piece["candidate"]] = written.get(piece["candidate"], "") + piece["text"]
        assert reply["candidates"][0]["text"] in {text.strip() for text in written.values()}

    asyncio.run(main())


def heard(socket: WebSocketTestSession) -> list[tuple[str, dict]]:
    """Everything up to a reply or a problem."""
    found: list[tuple[str, dict]] = []
    while not found or found[-1][0] == "piece":
        told = json.loads(socket.receive_text())
        found.append((told["event"], told["data"]))
    return found


def test_a_socket_hears_pieces_then_the_reply_for_one_request_after_another(shelf: Path, tmp_path: Path) -> None:
    with TestClient(create_app(settings_of(tmp_path, shelf))) as client:
        whole = client.post("/api/v1/generate", json=ASKED).json()
        with client.websocket_connect("/api/v1/stream") as socket:
            socket.send_text(json.dumps(ASKED))
            *pieces, (event, reply) = heard(socket)
            assert event == "reply"
            assert len(pieces) > 10
            assert [one["text"] for one in reply["candidates"]] == [one["text"] for one in whole["candidates"]]
            socket.send_text(json.dumps({"draft": "x", "parts": 99}))
            [(event, told)] = heard(socket)
            assert (event, told["status"], told["errors"][0]["field"]) == ("problem", 422, "parts")
            socket.send_text('{"draft": ')
            assert heard(socket)[0][1]["status"] == 400
            socket.send_text(json.dumps({"draft": "gm", "voice": "nobody"}))
            assert heard(socket)[0][1]["status"] == 422
            socket.send_text(json.dumps({**ASKED, "seed": 9}))
            assert heard(socket)[-1][0] == "reply", "a refusal ends nothing"


def test_who_speaks_or_leaves_while_it_is_written_ends_the_writing(shelf: Path, tmp_path: Path) -> None:
    app = create_app(settings_of(tmp_path, shelf))
    with TestClient(app) as client:
        for goodbye in ("speak", "leave"):
            with client.websocket_connect("/api/v1/stream") as socket:
                socket.send_text(json.dumps({**ASKED, "n": 10}))
                assert json.loads(socket.receive_text())["event"] == "piece"
                if goodbye == "speak":
                    socket.send_text("cancel")
                    told = [json.loads(socket.receive_text())["event"]]
                    while told[-1] == "piece":
                        told.append(json.loads(socket.receive_text())["event"])
                    assert told[-1] == "cancelled"
                    socket.send_text(json.dumps(ASKED))
                    assert heard(socket)[-1][0] == "reply", "the next one is written"
        assert client.portal is not None
        client.portal.call(app.state.desk.journal.settled, 10.0)
        kept = client.portal.call(app.state.desk.generations.history, "local", Filter())
        assert [row.seed for row in kept.rows] == [ASKED["seed"]], "what was not finished is not kept"


def test_only_text_is_understood(shelf: Path, tmp_path: Path) -> None:
    client = TestClient(create_app(settings_of(tmp_path, shelf)))
    with client, client.websocket_connect("/api/v1/stream") as socket:
        socket.send_bytes(b"\xff")
        with pytest.raises(WebSocketDisconnect) as told:
            socket.receive_text()
    assert told.value.code == 1007
