"""Small real stand-ins for services we cannot call in a test, and for networks."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from tokenizers import Tokenizer

from miles.engine.writing import Floats, Ints, LoopEngine


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


class Bigrams(LoopEngine):
    """The next token depends on the last one alone, by a table of logits (V + spare, V + spare).

    `spare` rows stand for no token; `opened` tells how many prompts were read together each time.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        seed: int = 5,
        positions: int = 64,
        batch: int = 64,
        spare: int = 0,
        scale: float = 1.0,
    ) -> None:
        super().__init__(tokenizer, positions, batch)
        size = tokenizer.get_vocab_size() + spare
        self.table = (scale * np.random.default_rng(seed).normal(size=(size, size))).astype(np.float32)
        self.opened: list[int] = []

    def open(self, ids: Ints, mask: Ints) -> BigramPassage:
        self.opened.append(len(ids))
        return BigramPassage(self.table, ids)

    def read(self, ids: Ints, mask: Ints) -> Floats:
        return self.table[ids]

    def shares(self, token: int) -> np.ndarray:
        """Probability of every token after this one. (V,)"""
        p = np.exp(self.table[token].astype(float))
        return (p / p.sum())[: self.vocabulary.size]


class BigramPassage:
    logits: Floats

    def __init__(self, table: Floats, ids: Ints) -> None:
        self.table = table
        self.logits = table[ids[:, -1]]

    def step(self, tokens: Ints) -> None:
        self.logits = self.table[tokens]

    def keep(self, rows: Ints) -> None:
        self.logits = self.logits[rows]
