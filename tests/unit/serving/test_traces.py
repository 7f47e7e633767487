"""Spans as a collector gets them, sent by the whole service."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Status

from miles.serving.traces import NoTraces
from served import client_of, settings_of

ASKED = {"draft": "bitcoin fees fell again", "n": 1}
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"  # of the W3C's own example
WRITES = {"arm": "request", "batcher": "request", "write": "batcher", "rank": "batcher", "journal": "request"}


class Collector(HTTPServer):
    """Keeps what is posted to it."""

    def __init__(self) -> None:
        posted = self.posted = list[bytes]()

        class Kept(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                posted.append(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        super().__init__(("127.0.0.1", 0), Kept)

    @property
    def spans(self) -> list[Any]:
        sent = [ExportTraceServiceRequest.FromString(body) for body in self.posted]
        return [
            span for one in sent for found in one.resource_spans for scope in found.scope_spans for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def traced(
    collector: Collector, folder: Path, shelf: Path, story: Callable[[httpx.AsyncClient], Awaitable[None]]
) -> list[Any]:
    """The spans of all that the story asks of a service."""

    async def main() -> None:
        endpoint = f"http://127.0.0.1:{collector.server_port}/v1/traces"
        async with client_of(settings_of(folder, shelf, otlp_endpoint=endpoint), traceparent=CALLER) as client:
            await story(client)

    asyncio.run(main())
    return collector.spans


def tree(spans: list[Any]) -> dict[str, str]:
    """Names of stages and of what they are a part of; whoever has no part here is the request."""
    names = {span.span_id: span.name for span in spans}
    roots = {span.span_id for span in spans if span.parent_span_id not in names}
    called = {each: "request" if each in roots else name for each, name in names.items()}
    return {called[span.span_id]: called[span.parent_span_id] for span in spans if span.span_id not in roots}


@pytest.mark.parametrize(
    ("path", "given", "headers", "expected"),
    [
        ("/generate", {}, {}, WRITES),
        (
            "/generate", {"seed": 1}, {},
            WRITES | {"cache": "request", "batcher": "cache", "journal": "cache"},
        ),
        ("/generate", {}, {"Idempotency-Key": "k"}, WRITES | {"kept": "request"}),
        ("/generate/stream", {}, {}, WRITES | {"write": "request", "rank": "request"}),
    ],
)  # fmt: skip
def test_every_stage_of_a_request_has_a_span(
    collector: Collector, tmp_path: Path, shelf: Path, path: str, given: Any, headers: Any, expected: dict[str, str]
) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        assert (await client.post(path, json=ASKED | given, headers=headers)).status_code == 200

    spans = traced(collector, tmp_path, shelf, story)
    assert tree(spans) == expected
    [root] = [span for span in spans if span.name == f"POST /api/v1{path}"]
    assert {span.trace_id.hex() for span in spans} == {CALLER.split("-")[1]}
    assert root.parent_span_id.hex() == CALLER.split("-")[2]
    at = {span.name: span for span in spans}
    assert at["arm"].end_time_unix_nano <= at["write"].start_time_unix_nano < at["write"].end_time_unix_nano
    assert at["write"].end_time_unix_nano <= at["rank"].start_time_unix_nano
    assert at["rank"].end_time_unix_nano <= root.end_time_unix_nano


def test_no_span_says_what_was_asked_or_why_it_was_refused(collector: Collector, tmp_path: Path, shelf: Path) -> None:
    async def story(client: httpx.AsyncClient) -> None:
        assert (await client.post("/generate", json={"draft": "zebra", "parts": 99})).status_code == 422
        assert (await client.post("/generate", json=ASKED | {"voice": "zebra:ffffffffffffffff"})).status_code == 422
        assert (await client.get("/generations/zebra")).status_code in (404, 422)
        assert (await client.get("/ready")).status_code == 204

    spans = traced(collector, tmp_path, shelf, story)
    assert b"zebra" not in b"".join(collector.posted)
    assert {span.status.code for span in spans} == {Status.STATUS_CODE_UNSET}, "what the caller got wrong is no fault"
    assert not [span.name for span in spans if "ready" in span.name], "probes are asked for ever"
    [arm] = [span for span in spans if span.name == "arm"]
    assert [(each.key, each.value.string_value) for each in arm.attributes] == [("error.type", "MilesError")]


def test_nothing_is_built_where_nobody_wants_traces() -> None:
    traces = NoTraces()
    with traces.request({}) as request, traces.span("write") as span:
        assert (request, span) == (None, None)
