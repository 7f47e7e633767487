"""Scopes of routes: checked at every call, and told in OpenAPI."""

from __future__ import annotations

from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI, Request
from httpx import ASGITransport, AsyncClient

from miles.serving import problem
from miles.serving.security import denied
from miles.serving.security.door import Door
from miles.serving.security.identity import ALL_SCOPES, Identity, Scope, identity_of
from miles.serving.security.jwks import LocalKeys
from miles.serving.security.scopes import needs
from miles.serving.security.tokens import Verifier
from tokened import AUDIENCE, ISSUER, claims, jwks, token

pytestmark = pytest.mark.anyio


async def tenant(request: Request) -> str:
    return identity_of(request.scope).tenant


def app(open_paths: frozenset[str] = frozenset()) -> FastAPI:
    """One route for each scope."""
    made = FastAPI()
    problem.install(made)
    denied.install(made)
    router = APIRouter()

    @router.get("/shelf")
    async def _(who: Annotated[Identity, needs(Scope.SHELF)]) -> str:
        return who.tenant

    for scope in set(Scope) - {Scope.SHELF}:
        router.add_api_route(f"/{scope}", tenant, dependencies=[needs(scope)])
    made.include_router(router)
    made.add_middleware(Door, verifier=Verifier(LocalKeys(jwks()), ISSUER, AUDIENCE), open_paths=open_paths)
    return made


async def test_each_scope_opens_its_routes_and_no_other() -> None:
    async with AsyncClient(transport=ASGITransport(app()), base_url="http://miles") as client:
        for held in Scope:
            headers = {"Authorization": f"Bearer {token(claims(scope=str(held), tenant=f'of-{held}'))}"}
            for asked in Scope:
                told = await client.get(f"/{asked}", headers=headers)
                if held is asked:
                    assert (told.status_code, told.json()) == (200, f"of-{held}")
                    continue
                assert told.status_code == 403
                assert told.headers["content-type"] == "application/problem+json"
                assert f'scope="{asked}"' in told.headers["www-authenticate"]
                assert told.json()["instance"] == told.headers["x-request-id"]


async def test_a_route_that_was_left_open_by_mistake_still_asks_for_a_token() -> None:
    async with AsyncClient(transport=ASGITransport(app(frozenset({"/export"}))), base_url="http://miles") as client:
        told = await client.get("/export")
        assert told.status_code == 401
        assert told.headers["www-authenticate"] == 'Bearer realm="miles"'


def test_openapi_tells_the_flow_and_the_scope_of_each_route() -> None:
    told = app().openapi()
    flow = told["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]
    assert flow["tokenUrl"] == "/oauth/token"
    assert set(flow["scopes"]) == ALL_SCOPES
    for scope in Scope:
        assert told["paths"][f"/{scope}"]["get"]["security"] == [{"oauth2": [scope]}]
        assert "parameters" not in told["paths"][f"/{scope}"]["get"]
