"""The built-in issuer: a client's secret becomes a token that opens its own tenant, and nothing else does."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote_plus

import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from fastapi import FastAPI, Request
from httpx import ASGITransport, AsyncClient
from joserfc.jwk import OKPKey

from miles.serving import problem
from miles.serving.security import denied
from miles.serving.security.door import Door
from miles.serving.security.identity import ALL_SCOPES, Scope, identity_of
from miles.serving.security.issuer import Issuer
from miles.serving.security.jwks import LocalKeys
from miles.serving.security.rates import Limit, Rates
from miles.serving.security.scopes import needs
from miles.serving.security.secret import drawn, hashed
from miles.serving.security.signing import SigningKeys
from miles.serving.security.tokens import Verifier
from miles.store.clients import Client, Clients
from miles.store.engine import Database

pytestmark = pytest.mark.anyio
URL = "http://miles"
SECRETS = {"bot": drawn(), "k+ü:%": "a secret: +%é", "gone": drawn()}
HASHES = {name: hashed(secret) for name, secret in SECRETS.items()}
TENANTS = {"bot": "acme", "k+ü:%": "umbrella", "gone": "acme"}
FREE = Rates([Limit("address", 10_000, 60), Limit("client", 10_000, 60)])


@asynccontextmanager
async def service(database: Database, **options: Any) -> AsyncIterator[AsyncClient]:
    clients = Clients(database)
    for name, tenant in TENANTS.items():
        await clients.add(Client(client_id=name, tenant=tenant, secret_hash=HASHES[name], scopes="generate read"))
    await clients.revoke("acme", "gone")
    keys = SigningKeys([OKPKey.generate_key("Ed25519")])
    app = FastAPI()
    problem.install(app)
    denied.install(app)
    issuer = Issuer(clients, keys, f"{URL}/", "miles", **{"rates": FREE, **options})
    app.include_router(issuer.router)

    @app.get("/api/v1/mine", dependencies=[needs(Scope.READ)])
    async def _(request: Request) -> str:
        return identity_of(request.scope).tenant

    app.add_middleware(Door, verifier=Verifier(LocalKeys(keys.jwks()), issuer.issuer, "miles"))
    async with AsyncClient(transport=ASGITransport(app), base_url=URL) as one:
        yield one


def basic(name: str, secret: str) -> dict[str, str]:
    told = base64.b64encode(f"{quote_plus(name)}:{quote_plus(secret)}".encode()).decode()
    return {"Authorization": f"Basic {told}"}


GRANT = {"grant_type": "client_credentials"}


@pytest.mark.parametrize("name", ["bot", "k+ü:%"])
async def test_a_secret_becomes_a_token_of_its_own_tenant_both_ways(database: Database, name: str) -> None:
    async with service(database) as asking:
        for options in (
            {"headers": basic(name, SECRETS[name]), "data": GRANT},
            {"data": {**GRANT, "client_id": name, "client_secret": SECRETS[name]}},
            {"headers": basic(name, SECRETS[name]), "data": {**GRANT, "client_id": name}},
        ):
            told = await asking.post("/oauth/token", **options)
            assert told.status_code == 200
            assert told.headers["cache-control"] == "no-store"
            body = told.json()
            assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, "generate read")
            mine = await asking.get("/api/v1/mine", headers={"Authorization": f"Bearer {body['access_token']}"})
            assert mine.json() == TENANTS[name]


async def test_a_library_of_others_finds_its_way_by_the_metadata(database: Database) -> None:
    async with service(database) as asking:
        told = (await asking.get("/.well-known/oauth-authorization-server")).json()
        assert told["issuer"] == URL
        assert set(told["scopes_supported"]) == ALL_SCOPES
        assert told["response_types_supported"] == []  # RFC 8414 wants the field
        for method in told["token_endpoint_auth_methods_supported"]:
            async with AsyncOAuth2Client(
                "bot",
                SECRETS["bot"],
                token_endpoint_auth_method=method,
                transport=asking._transport,
                base_url=URL,
            ) as library:
                token = await library.fetch_token(told["token_endpoint"], grant_type="client_credentials")
                assert token["scope"] == "generate read"
                assert (await library.get("/api/v1/mine")).json() == "acme"
        keys = (await asking.get(told["jwks_uri"])).json()
        guard = Verifier(LocalKeys(keys), told["issuer"], "miles")
        who = await guard.verify(token["access_token"])
        assert (who.tenant, who.person, who.client_id) == ("acme", "bot", "bot")


RIGHT = basic("bot", SECRETS["bot"])


async def test_scopes_are_cut_to_the_clients(database: Database) -> None:
    async with service(database) as asking:
        for asked, got in [("read", "read"), ("read admin", "read"), ("  generate  read read", "generate read")]:
            told = await asking.post("/oauth/token", headers=RIGHT, data={**GRANT, "scope": asked})
            assert told.json()["scope"] == got
        only = await asking.post("/oauth/token", headers=RIGHT, data={**GRANT, "scope": "generate"})
        bearer = {"Authorization": f"Bearer {only.json()['access_token']}"}
        assert (await asking.get("/api/v1/mine", headers=bearer)).status_code == 403


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("error", "options"),
    [
        ("invalid_scope", {"headers": RIGHT, "data": {**GRANT, "scope": "admin"}}),
        ("invalid_scope", {"headers": RIGHT, "data": {**GRANT, "scope": "launch"}}),
        ("unsupported_grant_type", {"headers": RIGHT, "data": {"grant_type": "password"}}),
        ("invalid_request", {"headers": RIGHT, "data": {"scope": "read"}}),
        ("invalid_request", {"headers": RIGHT | FORM}),
        ("invalid_request", {"headers": RIGHT, "json": GRANT}),
        ("invalid_request", {"headers": RIGHT | FORM, "content": b"grant_type=client_credentials&grant_type=password"}),
        ("invalid_request", {"headers": RIGHT | FORM, "content": b"grant_type=client_credentials&scope=\xff"}),
        ("invalid_request", {"headers": RIGHT | FORM, "content": b"grant_type=client_credentials&scope=%00"}),
        ("invalid_request", {"headers": RIGHT | FORM, "content": b"grant_type"}),
        ("invalid_request", {"headers": RIGHT | FORM, "content": b"&".join(b"a%d=1" % n for n in range(50))}),
        ("invalid_request", {"headers": RIGHT, "data": {**GRANT, "client_id": "bot", "client_secret": SECRETS["bot"]}}),
        ("invalid_request", {"headers": RIGHT, "data": {**GRANT, "client_id": "other"}}),
        ("invalid_request", {"headers": [*RIGHT.items(), *RIGHT.items()], "data": GRANT}),
        ("invalid_client", {"data": GRANT}),
        ("invalid_client", {"data": {**GRANT, "client_id": "bot"}}),
        ("invalid_client", {"headers": basic("bot", SECRETS["bot"][:-1]), "data": GRANT}),
        ("invalid_client", {"headers": basic("bot", ""), "data": GRANT}),
        ("invalid_client", {"headers": basic("gone", SECRETS["gone"]), "data": GRANT}),
        ("invalid_client", {"headers": basic("nobody", SECRETS["bot"]), "data": GRANT}),
        ("invalid_client", {"headers": basic("x" * 5000, "x"), "data": GRANT}),
        ("invalid_client", {"headers": basic("a\x00b", "x"), "data": GRANT}),
        ("invalid_client", {"headers": basic("bot", HASHES["bot"]), "data": GRANT}),
        ("invalid_client", {"headers": {"Authorization": "Basic %%%"}, "data": GRANT}),
        ("invalid_client", {"headers": {"Authorization": "Basic"}, "data": GRANT}),
        ("invalid_client", {"headers": {"Authorization": "Bearer abc"}, "data": GRANT}),
    ],
)
async def test_a_wrong_request_is_told_in_the_words_of_the_standard(
    database: Database, error: str, options: dict[str, Any]
) -> None:
    async with service(database) as asking:
        told = await asking.post("/oauth/token", **options)
    assert told.json()["error"] == error
    assert told.status_code == (401 if error == "invalid_client" else 400)
    assert ("www-authenticate" in told.headers) == (error == "invalid_client")
    assert told.headers["cache-control"] == "no-store"
    assert told.headers["content-type"] == "application/json"
    assert "access_token" not in told.text


async def test_guesses_are_counted_by_client_and_by_address(database: Database) -> None:
    rates = Rates([Limit("address", 6, 60), Limit("client", 4, 60)], clock=lambda: 0.0)
    async with service(database, rates=rates) as asking:
        told = [(await asking.post("/oauth/token", headers=basic("bot", "x"), data=GRANT)) for _ in range(5)]
        assert [each.status_code for each in told] == [401] * 4 + [429]
        assert told[-1].headers["content-type"] == "application/problem+json"
        assert int(told[-1].headers["retry-after"]) > 0
        rest = [(await asking.post("/oauth/token", headers=basic(f"b{n}", "x"), data=GRANT)) for n in range(3)]
        assert [each.status_code for each in rest] == [401, 429, 429]


async def test_who_is_not_there_takes_as_long_as_who_is(database: Database) -> None:
    async with service(database) as asking:

        async def least_s(name: str) -> float:
            times = []
            for _ in range(5):
                started = time.perf_counter()
                assert (await asking.post("/oauth/token", headers=basic(name, "guess"), data=GRANT)).status_code == 401
                times.append(time.perf_counter() - started)
            return min(times)

        assert 0.6 < await least_s("nobody") / await least_s("bot") < 1.6


async def test_others_are_served_while_a_secret_is_judged(database: Database) -> None:
    slow = f"scrypt:14:8:16:{'A' * 22}:{'A' * 43}"  # sixteen times the work
    await Clients(database).add(Client(client_id="slow", tenant="acme", secret_hash=slow, scopes="read"))
    async with service(database) as asking:
        started = time.perf_counter()
        guess = asyncio.ensure_future(asking.post("/oauth/token", headers=basic("slow", "x"), data=GRANT))
        await asyncio.sleep(0.05)
        assert (await asking.get("/.well-known/jwks.json")).status_code == 200
        others_s = time.perf_counter() - started
        assert (await guess).status_code == 401
        assert others_s < (time.perf_counter() - started) / 2


async def test_the_published_keys_are_public(database: Database) -> None:
    async with service(database) as asking:
        [key] = (await asking.get("/.well-known/jwks.json")).json()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}
