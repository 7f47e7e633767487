"""Every route against every bad token, and every row against another tenant: nothing passes, and nothing is told."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from miles.serving.app import create_app
from miles.serving.security.identity import ALL_SCOPES
from miles.serving.security.secret import drawn, hashed
from miles.store.clients import Client, Clients
from miles.store.engine import opened
from miles.store.migrate import upgrade
from served import client_of, make_shelf, settings_of
from tokened import AUDIENCE, BAD, ISSUER, claims, jwks, token

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "api" / "openapi.json").read_text())
OPEN = {"/api/v1/health", "/api/v1/live", "/api/v1/ready"}
BY_FIELD = "/api/v1/graphql"  # each field there asks for a scope of its own
ROUTES = sorted((method.upper(), path) for path, every in SCHEMA["paths"].items() for method in every)
GUARDED = [(method, path) for method, path in ROUTES if path not in OPEN]
SOME = "01kb2x0vmd7q4c8r9s5t6v7w8x"


class Published(BaseHTTPRequestHandler):
    """An issuer's keys."""

    def do_GET(self) -> None:
        body = json.dumps(jwks()).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def keys() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Published)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/jwks.json"
    server.shutdown()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shelf(tmp_path_factory.mktemp("shelf")).folder


def guarded(folder: Path, shelf: Path, keys: str) -> Any:
    return settings_of(folder, shelf, auth="on", jwks_url=keys, issuer=ISSUER, audience=AUDIENCE)


def bearer(**changes: Any) -> dict[str, str]:
    return {"authorization": f"Bearer {token(claims(**changes))}"}


def test_no_route_but_health_is_open_and_each_names_one_scope() -> None:
    for method, path in ROUTES:
        if path == BY_FIELD:
            continue
        told = SCHEMA["paths"][path][method.lower()].get("security")
        assert (told is None) == (path in OPEN), path
        if told is not None:
            [[scope]] = [each["oauth2"] for each in told]
            assert scope in ALL_SCOPES


def test_no_bad_token_passes_any_route(tmp_path: Path, shelf: Path, keys: str) -> None:
    bad = {name: {"authorization": f"Bearer {made()}"} for name, made in BAD.items()}
    bad |= {"none": {}, "empty": {"authorization": ""}, "basic": {"authorization": "Basic YTpi"}}
    assert len(bad) >= 16

    async def main() -> None:
        async with client_of(guarded(tmp_path, shelf, keys)) as client:
            for method, path in GUARDED:
                url = f"http://miles{re.sub('{.*?}', SOME, path)}"
                for name, headers in bad.items():
                    reply = await client.request(method, url, headers=headers)
                    assert reply.status_code == 401, (method, path, name, reply.text)
                    assert reply.headers["www-authenticate"].startswith("Bearer"), (method, path, name)
                    assert reply.headers["content-type"] == "application/problem+json"
                reply = await client.request(method, f"{url}?access_token={token()}")
                assert reply.status_code == 401, (method, path, "in the query")
                if path == BY_FIELD:
                    continue
                reply = await client.request(method, url, headers=bearer(scope="nothing"))
                assert reply.status_code == 403, (method, path, reply.text)
                assert 'error="insufficient_scope"' in reply.headers["www-authenticate"]

    asyncio.run(main())


def test_a_socket_needs_a_token_too(tmp_path: Path, shelf: Path, keys: str) -> None:
    client = TestClient(create_app(guarded(tmp_path, shelf, keys)))
    with client:
        for headers in ({}, {"authorization": f"Bearer {BAD['expired']()}"}, bearer(scope="read")):
            with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/v1/stream", headers=headers):
                pass
        with client.websocket_connect("/api/v1/stream", subprotocols=["bearer", token()]) as socket:
            socket.send_text("cancel")
            assert json.loads(socket.receive_text())["event"] == "cancelled"


def test_rows_of_a_tenant_are_not_there_for_another(tmp_path: Path, shelf: Path, keys: str) -> None:
    every = " ".join(sorted(ALL_SCOPES))

    async def main() -> None:
        async with client_of(guarded(tmp_path, shelf, keys)) as client:
            mine, theirs = bearer(scope=every), bearer(scope=every, tenant="rival", sub="eve")

            async def ask(method: str, path: str, headers: dict[str, str], **given: Any) -> httpx.Response:
                return await client.request(method, f"http://miles{path}", headers=headers, **given)

            written = (await ask("POST", "/api/v1/generate", mine, json={"draft": "bitcoin", "n": 1})).json()
            candidate = written["candidates"][0]["id"]
            said = {"candidate_id": candidate, "rating": 5, "posted_id": "1877777777777777777", "is_picked": True}
            assert (await ask("POST", "/api/v1/feedback", mine, json=said)).is_success
            counted = {
                "post_id": "1877777777777777777",
                "candidate_id": candidate,
                "counted_at": "2026-01-02T12:00:00Z",
            }
            assert (await ask("POST", "/api/v1/outcomes", mine, json=counted)).is_success
            draft = (await ask("POST", "/api/v1/drafts", mine, json={"text": "secret plan"})).json()["id"]
            batch = await ask(
                "POST", "/api/v1/batches", {**mine, "content-type": "application/jsonl"}, content='{"draft": "x"}'
            )
            voice = written["voice"].rpartition(":")[2]
            plan = {"name": "t", "arms": {"a": voice, "b": voice}, "control": "a", "planned": 100}
            trial = await ask("POST", "/api/v1/trials", mine, json=plan)
            assert batch.is_success, batch.text
            ids = {
                "candidates": candidate, "history": written["generation_id"], "drafts": draft,
                "batches": batch.json()["id"], "trials": trial.json().get("id"), "outcomes": counted["post_id"],
            }  # fmt: skip
            for method, path in GUARDED:
                if "{" not in path:
                    continue
                noun = path.split("/")[3]
                assert noun in ids, f"{path} names a row of a noun that this test does not know"
                if ids[noun] is None:
                    continue
                body = {"version": 1, "text": "gm", "at": None}
                known = {"text": ("version", "text"), "schedule": ("version", "at")}
                given = {name: body[name] for name in known.get(path.split("/")[-1], ("version",))}
                reply = await ask(
                    method, re.sub("{.*?}", ids[noun], path), theirs, json=given if method != "GET" else None
                )
                assert reply.status_code == 404, (method, path, reply.text)
                assert "secret" not in reply.text
            for path in (
                "/history",
                "/drafts",
                "/feedback",
                "/outcomes",
                "/trials",
                "/batches",
                "/export",
                "/me/export",
            ):
                listed = (await ask("GET", f"/api/v1{path}", theirs)).text
                assert not any(id_ in listed for id_ in ids.values() if id_), noun
            based = {"based_on": candidate, "n": 1}
            assert (await ask("POST", "/api/v1/generate", theirs, json=based)).status_code == 404
            assert (await ask("POST", "/api/v1/feedback", theirs, json=said)).status_code == 404
            assert (await ask("DELETE", "/api/v1/me", theirs)).is_success
            assert (await ask("GET", f"/api/v1/candidates/{candidate}", mine)).is_success
            assert (await ask("GET", f"/api/v1/drafts/{draft}", mine)).json()["version"] == 1

    asyncio.run(main())


def test_its_own_tokens_open_the_service(tmp_path: Path, shelf: Path) -> None:
    settings, secret = settings_of(tmp_path, shelf, auth="on", store=tmp_path / "store"), drawn()

    async def main() -> None:
        await upgrade(settings.database)
        database = opened(settings.database)
        await Clients(database).add(
            Client(client_id="bot", tenant="acme", secret_hash=hashed(secret), scopes="generate")
        )
        await database.close()
        async with client_of(settings) as client:
            asked = {"grant_type": "client_credentials"}
            told = (await client.post("http://miles/oauth/token", data=asked, auth=("bot", secret))).json()
            mine = {"authorization": f"Bearer {told['access_token']}"}
            assert (await client.post("/generate", json={"draft": "bitcoin", "n": 1}, headers=mine)).status_code == 200
            assert (await client.get("/history", headers=mine)).status_code == 403
            wrong = await client.post("http://miles/oauth/token", data=asked, auth=("bot", "guess"))
            assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")

    asyncio.run(main())
