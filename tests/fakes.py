"""Small real stand-ins for services we cannot call in a test."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class FakeX:
    """The timeline part of X API v2 over HTTP on a free loopback port; use it in a `with` block.

    Speaks what https://docs.x.com/x-api documents: bearer tokens, users by username, `max_results` 5-100,
    `pagination_token`, `since_id`, `tweet.fields` (unasked fields are left out), rate-limit headers.
    `rows` are the account's posts, newest first. `faults` are played one per timeline request, in order:
    None (answer properly), "429" (refuse; resets at `reset`), "last" (answer, but say none is left),
    "500", "truncated" (stop in the middle of the body), "garbage", "object" (JSON that is no object).
    """

    rows: list[dict[str, Any]]
    handle: str = "tess"
    user_id: str = "42"
    token: str = "secret-token"
    reset: int = 0
    faults: deque[str | None] = field(default_factory=deque)
    asked: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> FakeX:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def page(self, query: dict[str, str]) -> dict[str, Any]:
        """One page of the timeline; the pagination token is the place to go on from."""
        size = int(query.get("max_results", "10"))
        rows = [row for row in self.rows if int(row["id"]) > int(query.get("since_id", "0"))]
        start = int(query.get("pagination_token", "p0").removeprefix("p"))
        shown = rows[start : start + size]
        allowed = {"id", "text"} | set(query.get("tweet.fields", "").split(","))
        meta: dict[str, Any] = {"result_count": len(shown)}
        if start + size < len(rows):
            meta["next_token"] = f"p{start + size}"
        data = [{name: value for name, value in row.items() if name in allowed} for row in shown]
        return {"data": data, "meta": meta} if data else {"meta": meta}


def _handler(fake: FakeX) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Be quiet."""

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            if self.headers.get("Authorization") != f"Bearer {fake.token}":
                self._answer(401, {"title": "Unauthorized", "status": 401, "detail": "Unauthorized"})
            elif address.path == f"/2/users/by/username/{fake.handle}":
                self._answer(200, {"data": {"id": fake.user_id, "username": fake.handle, "name": "T"}})
            elif address.path.startswith("/2/users/by/username/"):
                self._answer(200, {"errors": [{"title": "Not Found Error", "detail": "Could not find user"}]})
            elif address.path == f"/2/users/{fake.user_id}/tweets":
                fake.asked.append(query)
                self._timeline(query, fake.faults.popleft() if fake.faults else None)
            else:
                self._answer(404, {"title": "Not Found", "status": 404})

        def _timeline(self, query: dict[str, str], fault: str | None) -> None:
            limits = {"x-rate-limit-limit": "900", "x-rate-limit-reset": str(fake.reset)}
            if not 5 <= int(query.get("max_results", "10")) <= 100:
                self._answer(400, {"title": "Invalid Request", "detail": "max_results"})
            elif fault == "429":
                self._answer(429, {"title": "Too Many Requests"}, limits | {"x-rate-limit-remaining": "0"})
            elif fault == "500":
                self._answer(500, {"title": "Internal Server Error"})
            elif fault == "garbage":
                self._send(200, b"<html>not JSON", {})
            elif fault == "object":
                self._send(200, b"[]", {})
            elif fault == "truncated":
                self._send(200, json.dumps(fake.page(query)).encode(), {}, cut=True)
            else:
                left = "0" if fault == "last" else "899"
                self._answer(200, fake.page(query), limits | {"x-rate-limit-remaining": left})

        def _answer(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            self._send(status, json.dumps(body).encode(), headers or {})

        def _send(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)

    return Handler
