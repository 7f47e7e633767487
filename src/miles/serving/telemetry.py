"""What the service says of itself: a line a request, counts for Prometheus, and the last minutes for /api/v1/metrics.

No text, handle or token is ever among it; a tenant is told as a hash. Paths are told as their templates: a series for
each id would grow without end.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import Any

import prometheus_client as prometheus
import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from miles.serving.problem import REQUEST_ID
from miles.serving.security.identity import KEY, Identity
from miles.serving.traces import NoTraces

PREFIX = "/api/v1"
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "WS"})
PROBES = frozenset({f"{PREFIX}/{name}" for name in ("live", "ready", "health")})
OTHER = "other"  # whatever no route answers, however it is called
WINDOW_S = 300.0
MOST_SEEN = 2_000  # requests of a route, and candidates, that the last minutes are told from
PULSE_S = 0.25
MOST_LINES = 10_000  # of the log that wait to be written
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Counts:
    """Prometheus metrics of this process, once, however many apps it makes.

    With PROMETHEUS_MULTIPROC_DIR, which BentoML sets, they are files that /metrics adds up: so nothing here is computed
    when it is asked for, and what is not a sum says how processes go together.
    """

    def __init__(self) -> None:
        self.requests = prometheus.Counter("miles_requests", "requests answered", ["method", "route", "status"])
        self.seconds = prometheus.Histogram("miles_request_seconds", "until the last byte", ["route"], buckets=BUCKETS)
        self.cached = prometheus.Counter("miles_cache", "seeded requests by where the answer came from", ["source"])
        self.candidates = prometheus.Counter("miles_candidates", "texts written", ["shown"])
        self.waiting = prometheus.Gauge("miles_waiting", "requests nobody has begun", multiprocess_mode="livesum")
        self.journal = prometheus.Gauge("miles_journal_waiting", "generations to keep", multiprocess_mode="livesum")
        self.lost = prometheus.Gauge("miles_journal_lost", "generations not kept", multiprocess_mode="livesum")
        self.lag = prometheus.Gauge(
            "miles_loop_lag_seconds", "longest delay of the event loop in five minutes", multiprocess_mode="livemax"
        )
        self.voice = prometheus.Gauge("miles_voice", "1: the voice that writes", ["name"], multiprocess_mode="livemax")
        self._voice: str | None = None
        self.request_of = lru_cache(4_096)(self.requests.labels)
        self.seconds_of = lru_cache(512)(self.seconds.labels)

    def writes(self, voice: str) -> None:
        """Which voice writes now."""
        if voice != self._voice:
            if self._voice is not None:
                self.voice.labels(self._voice).set(0)
            self.voice.labels(voice).set(1)
            self._voice = voice


@lru_cache(1)
def counts() -> Counts:
    """Made when first needed: in the process that serves, not in its supervisor."""
    return Counts()


class Telemetry:
    """One for each app. `logs` is text or json."""

    def __init__(
        self,
        logs: str = "text",
        traces: NoTraces | None = None,
        clock: Callable[[], float] = time.monotonic,
        write: Callable[[str], object] | None = None,
    ) -> None:
        self._clock = clock
        self._seen: defaultdict[str, deque[tuple[float, float, int]]] = defaultdict(lambda: deque(maxlen=MOST_SEEN))
        self._written: deque[tuple[float, int, float]] = deque(maxlen=MOST_SEEN)
        self._lags: deque[tuple[float, float]] = deque(maxlen=int(WINDOW_S / PULSE_S))
        self._lines = _Lines(write or sys.stdout.write)
        self._log = _logger(logs, self._lines)
        self.traces = traces or NoTraces()

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """After the last byte of a reply, or when a socket was closed."""
        method, route = scope.get("method", "WS"), route_of(scope)
        method = method if method in METHODS else OTHER
        self._seen[route].append((self._clock(), seconds, status))
        counted = counts()
        counted.request_of(method, route, str(status)).inc()
        counted.seconds_of(route).observe(seconds)
        self.traces.answered(method, route, status)
        if route in PROBES and status < 500:  # asked every few seconds, for ever
            return
        who = scope.get(KEY)
        self._log.info(
            "request", method=method, route=route, status=status, ms=round(1000 * seconds, 2),
            request_id=scope.get(REQUEST_ID), tenant=_hashed(who.tenant) if isinstance(who, Identity) else None,
        )  # fmt: skip

    def event(self, what: str, /, **facts: Any) -> None:
        """What operators want to hear of: which voice writes, and why none does."""
        self._log.info(what, **facts)

    def cached(self, source: str) -> None:
        """Where the answer to a seeded request came from: memory, redis, made or shared."""
        counts().cached.labels(source).inc()

    def wrote(self, said: Sequence[Mapping[str, Any]], hidden: int) -> None:
        """What is said of the candidates of one reply, and how many more must not be shown."""
        now = self._clock()
        self._written.extend((now, int(one["parts"]), quality(one)) for one in said)
        counts().candidates.labels("yes").inc(len(said))
        counts().candidates.labels("no").inc(hidden)

    async def close(self) -> None:
        """Writes the lines and sends the traces that wait."""
        await asyncio.to_thread(self._lines.drain)
        await asyncio.to_thread(self.traces.close)

    async def pulse(self, tell: Callable[[Counts], None]) -> None:
        """Until cancelled: how late the event loop is, and what `tell` sets."""
        while True:
            began = self._clock()
            await asyncio.sleep(PULSE_S)
            now = self._clock()
            self._lags.append((now, max(0.0, now - began - PULSE_S)))
            counted = counts()
            counted.lag.set(max(lag for _, lag in self._lags))
            tell(counted)
            await asyncio.to_thread(self._lines.drain)

    def told(self) -> dict[str, Any]:
        """The last five minutes: routes with their percentiles in ms, parts of what was written, quality, lag in ms."""
        since = self._clock() - WINDOW_S
        routes = {}
        for route, seen in self._seen.items():
            recent = [(seconds, status) for at, seconds, status in seen if at >= since]
            if recent:
                spans = sorted(1000 * seconds for seconds, _ in recent)
                failed = sum(status >= 500 for _, status in recent)
                routes[route] = {
                    "requests": len(recent), "error_rate": failed / len(recent),
                    **{f"p{q}_ms": round(spans[min(len(spans) - 1, len(spans) * q // 100)], 3) for q in (50, 95, 99)},
                }  # fmt: skip
        written = [(parts, worth) for at, parts, worth in self._written if at >= since]
        return {
            "window_s": WINDOW_S, "routes": routes,
            "patterns": {str(parts): n for parts, n in sorted(Counter(parts for parts, _ in written).items())},
            "quality": round(sum(worth for _, worth in written) / len(written), 4) if written else None,
            "quality_n": len(written),
            "loop_lag_ms": round(1000 * max((lag for at, lag in self._lags if at >= since), default=0.0), 3),
        }  # fmt: skip


QUALITY = (
    "mean over shown candidates of (confidence + share of wishes granted + share of the draft's facts kept) / 3; what "
    "was not wished and facts that the draft does not have count as granted and kept"
)


def quality(said: Mapping[str, Any]) -> float:
    """0-1, as QUALITY tells."""
    granted, missed = len(said["granted"]), len(said["missed"])
    kept, lost = len(said["facts"]["kept"]), len(said["facts"]["lost"])
    shares = (granted / (granted + missed) if granted + missed else 1.0, kept / (kept + lost) if kept + lost else 1.0)
    return (float(said["confidence"]) + sum(shares)) / 3


def route_of(scope: Scope) -> str:
    """The template of the path that was matched."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return OTHER
    is_ours = scope["path"].startswith(PREFIX) and not path.startswith(PREFIX)
    return PREFIX + path if is_ours else str(path)


class Telling:
    """ASGI middleware: tells a Telemetry of every request. It goes around everything else."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        self.app, self._telemetry = app, telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500 if scope["type"] == "http" else 101

        async def telling(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        is_probe = scope["path"] in PROBES  # asked every few seconds, for ever
        with nullcontext() if is_probe else self._telemetry.traces.request(scope):
            try:
                await self.app(scope, receive, telling)
            finally:
                self._telemetry.answered(scope, status, time.perf_counter() - began)


@lru_cache(4_096)
def _hashed(tenant: str) -> str:
    return hashlib.sha256(tenant.encode()).hexdigest()[:12]


def _logger(logs: str, lines: _Lines) -> Any:
    render = structlog.processors.JSONRenderer() if logs == "json" else structlog.processors.KeyValueRenderer(
        key_order=["event", "method", "route", "status", "ms"], drop_missing=True
    )  # fmt: skip
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    made = structlog.wrap_logger(lines, processors=[stamp, render], wrapper_class=structlog.BoundLogger)
    return made.bind()  # else every line would build a logger first


class _Lines:
    """Lines that wait to be written. Nobody who reads the log too slowly holds up a request: the oldest then go."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._waiting: deque[str] = deque(maxlen=MOST_LINES)

    def info(self, line: str) -> None:
        self._waiting.append(line)

    def drain(self) -> None:
        """Writes what waits; for a thread, since it may take as long as the reader likes."""
        lines = [f"{self._waiting.popleft()}\n" for _ in range(len(self._waiting))]
        if lines:
            self._write("".join(lines))
            sys.stdout.flush()
