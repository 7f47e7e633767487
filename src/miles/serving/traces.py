"""Traces, where an endpoint for them is named: a span for each stage of a request, in the order of events.

No attribute holds a text, a handle or what an error said: that may quote a draft.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

SENT_S = 2.0  # what is not sent by then is lost; the service's end waits for it


@dataclass(frozen=True, slots=True)
class Timed:
    """A stage of a request that was passed elsewhere, in the writing thread; nanoseconds since 1970."""

    name: str
    began: int
    ended: int

    @classmethod
    def since(cls, name: str, began: int) -> Timed:
        return cls(name, began, time.time_ns())


class NoTraces:
    """Where nobody wants any."""

    def request(self, scope: Scope) -> AbstractContextManager[Any]:
        return nullcontext()

    def span(self, name: str) -> AbstractContextManager[Any]:
        return nullcontext()

    def tell(self, stages: Iterable[Timed]) -> None:
        pass

    def answered(self, method: str, route: str, status: int) -> None:
        pass

    def close(self) -> None:
        pass


class Traces(NoTraces):
    """Spans through a processor of the OpenTelemetry SDK."""

    def __init__(self, processor: Any) -> None:
        from opentelemetry import trace
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = TracerProvider(resource=Resource.create({"service.name": "miles"}))
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("miles")
        self._current, self._caller = trace.get_current_span, TraceContextTextMapPropagator()
        self._failed, self._served = trace.StatusCode.ERROR, trace.SpanKind.SERVER

    @classmethod
    def to(cls, endpoint: str) -> Traces:
        """Sent to an OTLP endpoint over HTTP, some at a time."""
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        return cls(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, timeout=SENT_S)))

    @contextmanager
    def request(self, scope: Scope) -> Iterator[Any]:
        """Around a whole request: a child of the caller's span where a `traceparent` names one (W3C Trace Context)."""
        caller = self._caller.extract(Headers(scope=scope))
        with self._spanned("request", context=caller, kind=self._served) as span:
            yield span

    @contextmanager
    def span(self, name: str) -> Iterator[Any]:
        """Around a stage; not around a `yield` of an asynchronous generator, which may go on in another task."""
        with self._spanned(name) as span:
            yield span

    def tell(self, stages: Iterable[Timed]) -> None:
        """Stages that are over, as children of what is going on."""
        for stage in stages:
            self._tracer.start_span(stage.name, start_time=stage.began).end(stage.ended)

    def answered(self, method: str, route: str, status: int) -> None:
        """What the request under way was, once it is known."""
        span = self._current()
        span.update_name(f"{method} {route}")
        span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
        if status >= 500:
            span.set_status(self._failed)

    def close(self) -> None:
        """Sends what waits."""
        self._provider.shutdown()

    @contextmanager
    def _spanned(self, name: str, **ways: Any) -> Iterator[Any]:
        with self._tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False, **ways
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                raise
