"""A shelf with a voice that really writes, and the service on it, for tests of the online half."""

from __future__ import annotations

import importlib.util
import json
import shutil
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import REGISTRY
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.sentiment import SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.engine.sampling import Sampling
from miles.model.forms import FORMS, available
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, pack
from miles.serving.app import create_app
from miles.serving.security.identity import ALL_SCOPES, KEY, Identity
from miles.serving.settings import Settings

BASE = Path(__file__).resolve().parents[1] / "data" / "base" / "xs"
OWN = (
    "Bitcoin fees fell again. Miners sell, and nobody talks about it.",
    "Ether staking yield is low, so I hold stables and wait.",
    "Patience is the only edge that a small account has over a fund.",
    "Bitcoin broke 100k. I sold 10% and went for a walk.",
    "Alts are weak. Ether gas is cheap. That is all you need to know.",
    "A plan is worth more than a price. Write it down before the candle.",
)
OTHERS = (
    "To the moon!!! Best signals in my group, join now https://t.co/x",
    "GIVEAWAY: follow and retweet to win $500 today",
    "This gem will 100x, not selling until 1 dollar",
    "lol ser wen lambo",
)


def make_shelf(folder: Path, name: str = "ann", temperature: float = 0.7, longest: int = 60) -> Shelf:
    """One voice of a fictional author: the small English base, in the fastest form there is here."""
    [form] = available(["native-int8"]) if _is_built() else ["onnx"]
    FORMS[form](BASE, folder / "made")
    sampling = Sampling(temperature=temperature, max_new_tokens=longest, oversample=3)
    judge = RankJudge.fit(OWN, OTHERS)
    pack(folder / "made", sampling, Memory.build(OWN), TopicLabeller.fit(OWN, k=2), judge, Recall())
    facts = {
        "author": name, "handle": name, "synthetic": True, "comparable": True, "newest_post": "2024-12-31",
        "form": form, "labels": {"sentiment": SentimentLabeller().version, "topic": "words"},
    }  # fmt: skip
    shelf = Shelf(folder / "shelf", "tests")
    shelf.put(Bundle.seal(folder / "made", facts))
    shutil.rmtree(folder / "made")
    return shelf


def another(own: Shelf, folder: Path) -> Bundle:
    """The same weights with another way to draw, made in `folder`: a voice of its own."""
    first = own.get("newest")
    shutil.copytree(first.path, folder, ignore=shutil.ignore_patterns("bundle.json", "model.yaml"))
    way = json.loads((folder / "sampling.json").read_text())
    (folder / "sampling.json").write_text(json.dumps(way | {"temperature": 0.8}))
    facts = {name: value for name, value in first.manifest.items() if name not in ("files", "hash")}
    return own.put(Bundle.seal(folder, facts))


def settings_of(folder: Path, shelf: Path | None = None, **chosen: Any) -> Settings:
    """Settings of a service whose rows lie in `folder`; its database has as long as a busy machine takes."""
    usual = {
        "database_url": f"sqlite+aiosqlite:///{folder}/miles.db",
        "database_deadline_s": 10,
        "head": folder / "none",
    }
    return Settings(shelf=shelf or folder / "shelf", **usual | chosen)


@asynccontextmanager
async def client_of(settings: Settings, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the app in this process, which is started before and ended after."""
    app = create_app(settings)
    async with (
        running(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://miles/api/v1",
            headers=headers,
        ) as client,
    ):
        yield client


@asynccontextmanager
async def clients_of(settings: Settings, *whose: str) -> AsyncIterator[tuple[httpx.AsyncClient, ...]]:
    """A client of one app for each "tenant:person", all of them with every scope."""
    app = create_app(settings)
    app.user_middleware[:] = [Middleware(Introduced)]
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(app))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        yield tuple(
            [
                await stack.enter_async_context(
                    httpx.AsyncClient(transport=transport, base_url="http://miles/api/v1", headers={"x-who": who})
                )
                for who in whose
            ]
        )


class Introduced:
    """Believes the header x-who, as no door would."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            tenant, _, person = dict(scope["headers"])[b"x-who"].decode().partition(":")
            scope[KEY] = Identity(tenant, person, "tests", ALL_SCOPES)
        await self.app(scope, receive, send)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[FastAPI]:
    """The app between its start and its end."""
    async with app.router.lifespan_context(app):
        yield app


def service_of(folder: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bento/service.py, read anew with these places in the environment."""
    monkeypatch.setenv("MILES_SHELF", str(shelf))
    monkeypatch.setenv("MILES_STORE", str(folder))
    for name in ("MILES_ENCODER", "MILES_HEAD", "MILES_HEAD_ENCODER"):
        monkeypatch.setenv(name, str(folder / "none"))
    for collector, names in list(REGISTRY._collector_to_names.items()):  # BentoML counts on one service a process
        if any(name.startswith("bentoml_service") for name in names):
            REGISTRY.unregister(collector)
    place = Path(__file__).resolve().parents[1] / "bento" / "service.py"
    spec = importlib.util.spec_from_file_location("service", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "service", module)
    spec.loader.exec_module(module)
    return module


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def until_ready(client: httpx.Client, status: int, deadline_s: float = 180) -> None:
    """Returns once /ready answers so."""
    until = time.monotonic() + deadline_s
    said: object = None
    while time.monotonic() < until:
        try:
            said = client.get("/api/v1/ready").status_code
        except httpx.TransportError as error:
            said = error
        if said == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"/ready says {said} after {deadline_s} s, not {status}")


def _is_built() -> bool:
    try:
        from miles.engine.native import built

        built()
    except Exception:
        return False
    return True
