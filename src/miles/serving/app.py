"""The application: routes under /api/v1, problems, docs, the door, and what is opened and closed with the process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from miles.serving import problem
from miles.serving.api import (
    batches,
    candidates,
    drafts,
    feedback,
    generate,
    health,
    history,
    labels,
    learning,
    me,
    metrics,
    outcomes,
    profile,
    shelf,
    trials,
)
from miles.serving.desk import Desk
from miles.serving.graphql import route as graphql
from miles.serving.security import denied
from miles.serving.security.door import CORS, Door
from miles.serving.security.issuer import Issuer
from miles.serving.security.jwks import LocalKeys, RemoteKeys
from miles.serving.security.rates import Limit, Rates
from miles.serving.security.signing import SigningKeys
from miles.serving.security.tokens import Verifier
from miles.serving.settings import Settings
from miles.serving.telemetry import Telemetry, Telling
from miles.serving.traces import Traces
from miles.store.clients import Clients
from miles.store.engine import opened

ROUTERS = (
    generate.router,
    candidates.router,
    batches.router,
    feedback.router,
    outcomes.router,
    drafts.router,
    history.router,
    profile.router,
    labels.router,
    learning.router,
    trials.router,
    shelf.router,
    me.router,
    graphql.router,
    health.router,
    metrics.router,
)
KEY_FILE = "token-key.pem"  # in the folder of the store, made when it is first needed
HERE = "http://127.0.0.1:3000"  # who issues tokens on one box, where nobody says otherwise
ABOUT = """Posts in one author's voice, from a rough draft or an idea. Everything that is written here is labelled
AI-generated, and nothing is published: that is a person's own act."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app for these settings (default: those of the environment)."""
    settings = settings or Settings.read()
    telemetry = Telemetry(settings.logs, Traces.to(settings.otlp_endpoint) if settings.otlp_endpoint else None)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk = app.state.desk = Desk.of(settings, telemetry)
        await desk.open()
        try:
            yield
        finally:
            await desk.close()
            for guard in app.state.guards:
                await guard.close()

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
    denied.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api/v1")
    _guard(app, settings)
    app.add_middleware(Telling, telemetry=telemetry)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """The door, and before it what browsers of other origins may read."""
    redis = settings.redis_url.get_secret_value() if settings.redis_url else None
    rates = Rates([Limit.of("client", settings.rate)], redis) if settings.rate else None
    app.state.guards = [rates] if rates else []
    verifier = _verifier(app, settings) if settings.auth == "on" else None
    app.add_middleware(
        Door, verifier=verifier, rates=rates, origins=settings.cors_origins, most_body_bytes=settings.most_body_bytes,
        larger={"/api/v1/batches": settings.most_batch_bytes},
    )  # fmt: skip
    if settings.cors_origins:
        app.add_middleware(CORSMiddleware, allow_origins=settings.cors_origins, **CORS)


def _verifier(app: FastAPI, settings: Settings) -> Verifier:
    """Of the issuer's keys; where none is named, this service issues tokens to its own clients."""
    claim = settings.tenant_claim
    if settings.jwks_url and settings.issuer:
        keys = RemoteKeys(settings.jwks_url)
        app.state.guards.append(keys)
        return Verifier(keys, settings.issuer, settings.audience, tenant_claim=claim)
    database, pem = opened(settings.database, deadline_s=settings.database_deadline_s), settings.token_key
    app.state.guards.append(database)
    signing = SigningKeys.of_pem(pem.get_secret_value()) if pem else SigningKeys.of_file(settings.store / KEY_FILE)
    issuer = Issuer(Clients(database), signing, settings.issuer or HERE, settings.audience, tenant_claim=claim)
    app.include_router(issuer.router)
    return Verifier(LocalKeys(signing.jwks()), issuer.issuer, settings.audience, tenant_claim=claim)
