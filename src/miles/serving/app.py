"""The application: routes under /api/v1, problems, docs, and what is opened and closed with the process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from miles.serving import problem
from miles.serving.api import (
    batches,
    drafts,
    feedback,
    generate,
    health,
    history,
    labels,
    learning,
    me,
    outcomes,
    profile,
    shelf,
    trials,
)
from miles.serving.desk import Desk
from miles.serving.graphql import route as graphql
from miles.serving.security.identity import KEY, LOCAL
from miles.serving.settings import Settings

ROUTERS = (
    generate.router,
    health.router,
    feedback.router,
    outcomes.router,
    drafts.router,
    history.router,
    profile.router,
    labels.router,
    learning.router,
    batches.router,
    trials.router,
    shelf.router,
    me.router,
    graphql.router,
)
ABOUT = """Posts in one author's voice, from a rough draft or an idea. Everything that is written here is labelled
AI-generated, and nothing is published: that is a person's own act."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app for these settings (default: those of the environment)."""
    settings = settings or Settings.read()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk = app.state.desk = Desk.of(settings)
        await desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = FastAPI(
        title="Miles",
        version="1",
        description=ABOUT,
        lifespan=lifespan,
        docs_url="/docs" if settings.docs else None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    problem.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api/v1")
    app.add_middleware(_Local)
    return app


class _Local:
    """Until there is a door: whoever asks sits at this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[KEY] = LOCAL
        await self.app(scope, receive, send)
