"""Where a process meets the network: which app answers a path, and how the process ends without a failed request.

BentoML's middleware costs several times what our routes do, keeps a timer for every request until its time is up, and
gives every path it sees (with ids of rows in it) metrics of its own. So our paths go straight to our app; only what
BentoML itself answers goes through it.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any, TypeVar

import bentoml
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from miles.serving.desk import Desk
from miles.serving.problem import problem

T = TypeVar("T")
SIGNALS = (signal.SIGTERM, signal.SIGINT)
STILL_TOLD = frozenset({"/api/v1/live", "/api/v1/ready", "/api/v1/health", "/livez", "/healthz", "/readyz", "/metrics"})
LINGER_S = 0.5  # after the last answer new requests are still told to come again, before nobody is there
LOOK_S = 0.02
SWITCH_S = 0.0005  # after which the writing thread lets the event loop go on; Python's own 5 ms are felt in every reply


class Fronted(bentoml.Service[T]):
    """A BentoML service whose mounted FastAPI app stands before it."""

    def to_asgi(self, is_main: bool = True) -> ASGIApp:
        inner = super().to_asgi(is_main=is_main)
        assert isinstance(inner, Starlette)
        [app] = [app for app, _, _ in self.mount_apps if isinstance(app, FastAPI)]
        return Front(inner, app, [method.route for method in self.apis.values()])


class Front:
    """`bento` answers its own paths, of which `native` stand behind the same middleware as `app`; `app` has the rest.

    The first SIGTERM or SIGINT makes it drain: /ready says 503, so do new requests, and those under way have
    `drain_s` of the app's settings. A second one of the same kind ends the process where it stands.
    """

    def __init__(self, bento: Starlette, app: FastAPI, native: Iterable[str] = ()) -> None:
        self._bento, self._app = bento, app
        self._native = dict.fromkeys(native, _behind(app, bento))
        self._paths = {route.path for route in bento.routes if isinstance(route, Route)}
        self._folders = tuple(
            f"{route.path}/" for route in bento.routes if isinstance(route, Mount) and route.app is not app
        )
        self._running: set[asyncio.Task[Any]] = set()
        self._before: dict[int, Any] = {}
        self._told: set[int] = set()
        self._ending: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "lifespan":
            await self._bento(scope, receive, self._opened(send))
            return
        path = scope["path"]
        if path in self._paths or path.startswith(self._folders):
            inner = self._native.get(path, self._bento)
        else:
            inner = self._app
        if kind != "http":
            await inner(scope, receive, send)
            return
        if self._ending is not None and path not in STILL_TOLD:
            told = {"Retry-After": "1", "Connection": "close"}
            await problem(503, "the service is ending", "ask again in a moment", headers=told)(scope, receive, send)
            return
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await inner(scope, receive, send)
        finally:
            self._running.discard(task)

    def _opened(self, send: Send) -> Send:
        async def told(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                if threading.current_thread() is threading.main_thread():  # no other one hears signals
                    self._watch(asyncio.get_running_loop())
                sys.setswitchinterval(SWITCH_S)
                gc.collect()
                gc.freeze()  # what was loaded stays: walking it again and again is what makes a service pause
            elif message["type"] == "lifespan.shutdown.complete":
                gc.unfreeze()
            await send(message)

        return told

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        def hear(number: int, _: FrameType | None) -> None:
            if number in self._told:
                signal.signal(number, signal.SIG_DFL)
                os.kill(os.getpid(), number)
            self._told.add(number)
            loop.call_soon_threadsafe(self._end, number)

        for number in SIGNALS:
            self._before[number] = signal.signal(number, hear)

    def _end(self, number: int) -> None:
        if self._ending is None:
            desk: Desk = self._app.state.desk
            desk.is_draining = True
            self._ending = asyncio.get_running_loop().create_task(self._drained(desk, number), name="drain")

    async def _drained(self, desk: Desk, number: int) -> None:
        """Waits for what is under way, then lets the server end as it would have at once."""
        until = time.monotonic() + desk.settings.drain_s
        quiet = time.monotonic() + LINGER_S
        while time.monotonic() < min(until, quiet):
            await asyncio.sleep(LOOK_S)
            if self._running or not desk.batcher.is_idle:
                quiet = time.monotonic() + LINGER_S
        for task in self._running:
            task.cancel()
        before: Callable[[int, FrameType | None], Any] | int | None = self._before[number]
        if callable(before):
            before(number, None)


def _behind(app: FastAPI, inner: ASGIApp) -> ASGIApp:
    """What stands before the app's routes, before another app."""
    for one in reversed(app.user_middleware):
        inner = one.cls(inner, *one.args, **one.kwargs)
    return inner
