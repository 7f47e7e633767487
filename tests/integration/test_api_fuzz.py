"""The whole schema, asked in every way it allows and in many it does not: no 5xx, no status it keeps quiet about."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from miles.serving.app import create_app
from served import make_shelf, settings_of

ROOMS = ("serving",)
LEFT_OUT = (
    "positive_data_acceptance"  # a schema cannot say that a draft is in another language or all wishes contradict
)
HOSTILE = (
    "\x00", "a\x00b", "\u202e\u202dmoon", "\u200f\u061c", "\ufeff", "\ufffe",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0301" * 500, "' OR 1=1 --", "{{7*7}}", "<script>alert(1)</script>", "<|post|><|end|>", "<user><url>",
    "../../etc/passwd", "%s%n", "=cmd|' /C calc'!A0", "\r\nSet-Cookie: a=b", "\n" * 3_000, "https://a.b " * 300,
    "🚀" * 2_000, "x" * 4_001, "a" * 4_000, "x" * 900_000,
)  # fmt: skip
RAW = (
    b"", b"{", b"null", b"[]", b"7", b'"x"', b'{"draft": "\xff"}', b'{"draft": "\\ud800"}',
    b'{"draft": "\\udc00\\ud800"}',
    b'{"draft": NaN}', b'{"n": 1e999, "draft": "x"}', b'{"draft": "x", "draft": "y", "n": 99}', b"\x00" * 100,
    b"[" * 100_000, b'{"draft": "x", "seed": 99999999999999999999999999}', b'{"draft": ' + b'"x' * 10,
)  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running service whose voice writes a few words only."""
    folder = tmp_path_factory.mktemp("fuzzed")
    app = create_app(settings_of(folder, make_shelf(folder, longest=8).folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def documented(url: str) -> dict[tuple[str, str], set[str]]:
    """(method, path) -> statuses the schema names."""
    paths = httpx.get(f"{url}/openapi.json").json()["paths"]
    return {(method, path): set(told["responses"]) for path, every in paths.items() for method, told in every.items()}


def fits(reply: httpx.Response, statuses: set[str]) -> None:
    """A status that the schema names, below 500, and a problem from 400 on."""
    assert str(reply.status_code) in statuses, (reply.status_code, reply.text[:300])
    assert reply.status_code < 500, reply.text[:300]
    if reply.status_code >= 400:
        assert reply.headers["content-type"] == "application/problem+json"
        told = reply.json()
        assert told["detail"]
        assert told["next"]


@pytest.mark.parametrize("said", HOSTILE, ids=lambda said: repr(said[:12]))
def test_hostile_strings_in_any_field_are_text_or_refused(url: str, said: str) -> None:
    known = documented(url)[("post", "/api/v1/generate")]
    with httpx.Client(base_url=url, timeout=20) as client:
        bodies: list[dict[str, Any]] = [
            {"draft": said}, {"topic": said}, {"draft": "x", "voice": said}, {"draft": "x", "ban": [said]},
            {"based_on": said}, {"draft": "x", "sentiment": said}, {"draft": "x", said: 1},
            {"draft": "x", "goal": {said: 1}},
        ]  # fmt: skip
        for body in bodies:
            fits(client.post("/api/v1/generate", json={"n": 1, "seed": 1, **body}), known)
        key = said.encode("utf-8", "replace")[:300].replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"").strip()
        fits(client.post("/api/v1/generate", json={"draft": "x", "n": 1}, headers={"idempotency-key": key}), known)


@pytest.mark.parametrize("body", RAW, ids=lambda body: repr(body[:16]))
def test_bodies_that_are_no_request_are_refused(url: str, body: bytes) -> None:
    known = documented(url)[("post", "/api/v1/generate")]
    for kind in ("application/json", "text/plain", "application/octet-stream"):
        reply = httpx.post(f"{url}/api/v1/generate", content=body, headers={"content-type": kind}, timeout=20)
        fits(reply, known)
        assert reply.status_code >= 400


BROKE = """
import schemathesis

@schemathesis.check
def nothing_broke(ctx, response, case):
    assert response.status_code < 500
    assert b"something broke" not in response.content
"""


def fuzzed(folder: Path, url: str, *order: str) -> None:
    """Whatever schemathesis finds is the message of the failure."""
    (folder / "broke.py").write_text(BROKE)
    usual = ("--max-examples", "60", "--seed", "1", "--request-timeout", "20")
    environment = {**os.environ, "NO_COLOR": "1", "SCHEMATHESIS_HOOKS": "broke", "PYTHONPATH": str(folder)}
    said = subprocess.run(
        [str(Path(sys.executable).with_name("st")), "run", url, *usual, *order],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-6000:]


@pytest.mark.slow
def test_the_schema_holds_in_a_thousand_cases(url: str, tmp_path: Path) -> None:
    fuzzed(
        tmp_path, f"{url}/openapi.json", "--phases", "examples,coverage,fuzzing", "--exclude-checks", LEFT_OUT,
        "--exclude-path", "/api/v1/batches",  # JSON Lines are not known to schemathesis
        "--suppress-health-check", "all",
    )  # fmt: skip


@pytest.mark.slow
def test_no_question_in_graphql_breaks_anything(url: str, tmp_path: Path) -> None:
    """Errors are told with status 200 there, so its own check for server errors would find every refusal."""
    fuzzed(tmp_path, f"{url}/api/v1/graphql", "--phases", "fuzzing", "--checks", "nothing_broke")
