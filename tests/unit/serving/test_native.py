from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from miles.serving.security.identity import KEY, Identity, Scope
from served import service_of


def test_errors_are_problems_and_no_log_repeats_a_draft(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service = service_of(tmp_path, shelf, monkeypatch)
    with TestClient(service.Miles.to_asgi()) as client:
        assert client.get("/docs.json").json()["paths"]["/generate"]["post"]
        missing = client.post("/generate", json={"draft": "hello", "based_on": "0" * 26})
        assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
        wrong = client.post("/generate", json={"draft": "my own secret plan", "parts": 99})
        assert wrong.status_code == 400
        assert "parts" in wrong.text
    assert "secret" not in wrong.text, "and so no log of a client either"
    assert "secret" not in caplog.text


def test_a_token_without_the_scope_does_not_write(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = service_of(tmp_path, shelf, monkeypatch)
    front = service.Miles.to_asgi()
    reader = Identity("t", "p", "c", frozenset({Scope.READ}))

    class AsReader:
        def __init__(self, app):  # type: ignore[no-untyped-def]
            self.app = app

        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            await self.app({**scope, KEY: reader}, receive, send)

    front._native = {"/generate": AsReader(front._bento)}
    with TestClient(front) as client:
        refused = client.post("/generate", json={"draft": "hello"})
        assert (refused.status_code, refused.json()["title"]) == (403, "Forbidden")
