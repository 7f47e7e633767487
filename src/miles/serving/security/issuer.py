"""Tokens for programs, issued by this service itself: the client-credentials grant (RFC 6749, section 4.4).

For one box that has no issuer of its own. Errors of the token endpoint are those of RFC 6749, section 5.2, as every
OAuth library reads them; metadata is RFC 8414, tokens are RFC 9068.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from miles.serving.problem import Problem
from miles.serving.security.identity import ALL_SCOPES, granted
from miles.serving.security.rates import Limit, Rates
from miles.serving.security.scopes import TOKEN_PATH
from miles.serving.security.secret import NO_SECRET, matches
from miles.serving.security.signing import SigningKeys
from miles.store.clients import Client, Clients
from miles.store.refusal import Missing, Refused

LIMITS = (Limit("address", 120, 60), Limit("client", 30, 60))
MOST_AT_ONCE = 4  # guesses under way: each takes 16 MB and 50 ms of a core
_FORM = "application/x-www-form-urlencoded"
_FIELDS: dict[str, Any] = {
    "grant_type": {"type": "string", "enum": ["client_credentials"]},
    "scope": {"type": "string", "description": "words with blanks between; all that the client has if left out"},
    "client_id": {"type": "string", "description": "unless in HTTP Basic"},
    "client_secret": {"type": "string", "format": "password"},
}
_BODY = {"schema": {"type": "object", "required": ["grant_type"], "properties": _FIELDS}}
_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}


class TokenFault(Exception):
    """A code of RFC 6749, section 5.2, and what is meant."""

    def __init__(self, error: str, told: str) -> None:
        super().__init__(told)
        self.error, self.told = error, told


class Issuer:
    """Issues tokens of `life_s` seconds to the clients in the store, as `issuer`, for `audience`.

    `issuer` is the public URL of this service. The tenant of a token is its client's, in `tenant_claim`; its scopes
    are those asked for that the client has.
    """

    def __init__(
        self,
        clients: Clients,
        keys: SigningKeys,
        issuer: str,
        audience: str,
        *,
        tenant_claim: str | None = "tenant",
        life_s: int = 600,
        rates: Rates | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clients, self._keys, self.issuer, self._audience = clients, keys, issuer.rstrip("/"), audience
        self._tenant_claim, self._life_s, self._clock = tenant_claim, life_s, clock
        self._rates = rates or Rates(LIMITS)
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    @property
    def router(self) -> APIRouter:
        """The token endpoint, the public keys, the metadata: at the root of the app, without a prefix."""
        router = APIRouter(tags=["oauth"])
        router.add_api_route(
            TOKEN_PATH,
            self._token,
            methods=["POST"],
            summary="A token for a client",
            response_class=JSONResponse,
            openapi_extra={"requestBody": {"required": True, "content": {_FORM: _BODY}}},
            responses={
                200: {"description": "access_token, token_type, expires_in, scope"},
                400: {"description": "error, error_description (RFC 6749)", "content": {"application/json": {}}},
                401: {"description": "invalid_client", "content": {"application/json": {}}},
                413: {"description": "The body is too large", **_PROBLEM},
                429: {"description": "Too many attempts", **_PROBLEM},
                503: {"description": "The store does not answer", **_PROBLEM},
            },
        )
        router.add_api_route("/.well-known/jwks.json", self._jwks, summary="The keys that verify tokens")
        metadata = "/.well-known/oauth-authorization-server"
        router.add_api_route(metadata, self._metadata, summary="What the token endpoint can do")
        return router

    async def _token(self, request: Request) -> Response:
        """Client credentials in HTTP Basic or in the form; the answer holds `access_token` for `expires_in` seconds."""
        try:
            form = _form(request.headers.get("content-type", ""), await request.body())
            client_id, secret = _credentials(request.headers.getlist("authorization"), form)
            address = _network(request.client.host if request.client else "")
            fields = await self._rates.take({"address": address, "client": f"{client_id[:128]} {address}"})
            client = await self._proven(client_id, secret)
            told = self.issued(client, form)
        except TokenFault as fault:
            return _fault(fault)
        return JSONResponse(told, headers={"Cache-Control": "no-store", "Pragma": "no-cache", **fields})

    async def _proven(self, client_id: str, secret: str) -> Client:
        client = None
        with suppress(Missing, Refused):
            client = await self._clients.named(client_id)
        async with self._turns:
            is_right = await asyncio.to_thread(matches, secret, client.secret_hash if client else NO_SECRET)
        if client is None or not is_right:
            raise TokenFault("invalid_client", "no such client, or not its secret")
        return client

    def issued(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a client that has proven who it is. TokenFault where it asks for what it cannot have."""
        if form.get("grant_type") != "client_credentials":
            told = "unsupported_grant_type" if "grant_type" in form else "invalid_request"
            raise TokenFault(told, "grant_type must be client_credentials")
        scopes = " ".join(sorted(granted(form.get("scope", client.scopes), client.scopes)))
        if not scopes:
            raise TokenFault("invalid_scope", "the client has none of those scopes")
        now = int(self._clock())
        claims = {
            "iss": self.issuer,
            "aud": self._audience,
            "sub": client.client_id,
            "client_id": client.client_id,
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "exp": now + self._life_s,
            "scope": scopes,
        }
        if self._tenant_claim is not None:
            claims[self._tenant_claim] = client.tenant
        token = self._keys.signed(claims)
        return {"access_token": token, "token_type": "Bearer", "expires_in": self._life_s, "scope": scopes}

    async def _jwks(self) -> dict[str, Any]:
        """The public keys (RFC 7517)."""
        return self._keys.jwks()

    async def _metadata(self) -> dict[str, Any]:
        """RFC 8414."""
        return {
            "issuer": self.issuer,
            "token_endpoint": f"{self.issuer}{TOKEN_PATH}",
            "jwks_uri": f"{self.issuer}/.well-known/jwks.json",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": sorted(ALL_SCOPES),
        }


def _form(kind: str, body: bytes) -> dict[str, str]:
    """The fields of the form. RFC 6749, section 3.2: none twice; one without a value counts as left out."""
    if kind.partition(";")[0].strip().lower() != _FORM:
        raise TokenFault("invalid_request", f"send {_FORM}")
    try:
        pairs = parse_qsl(body.decode(), strict_parsing=bool(body), max_num_fields=20, errors="strict")
    except ValueError:
        raise TokenFault("invalid_request", "the form cannot be read") from None
    if len(dict(pairs)) != len(pairs):
        raise TokenFault("invalid_request", "a field is there twice")
    if any(not text.isprintable() for pair in pairs for text in pair):
        raise TokenFault("invalid_request", "a field holds what cannot be printed")
    return dict(pairs)


def _credentials(fields: list[str], form: Mapping[str, str]) -> tuple[str, str]:
    """(client_id, secret) from HTTP Basic or from the form, not from both (section 2.3)."""
    in_form = "client_secret" in form
    if len(fields) + in_form > 1:
        raise TokenFault("invalid_request", "credentials twice")
    if in_form and "client_id" in form:
        return form["client_id"], form["client_secret"]
    if not fields:
        raise TokenFault("invalid_client", "send client_id and client_secret, in HTTP Basic or in the form")
    kind, _, told = fields[0].partition(" ")
    try:
        name, colon, secret = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except ValueError:
        kind, name, colon, secret = "", "", "", ""
    client_id, secret = unquote_plus(name), unquote_plus(secret)
    if kind.lower() != "basic" or not colon or not client_id.isprintable():
        raise TokenFault("invalid_client", "the Authorization field is no HTTP Basic")
    if form.get("client_id", client_id) != client_id:
        raise TokenFault("invalid_request", "two different clients")
    return client_id, secret


def _fault(fault: TokenFault) -> Response:
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    if fault.error == "invalid_client":
        headers["WWW-Authenticate"] = 'Basic realm="miles", charset="UTF-8"'
    status = 401 if fault.error == "invalid_client" else 400
    return JSONResponse({"error": fault.error, "error_description": fault.told}, status, headers)


def _network(host: str) -> str:
    """One caller: an IPv4 address, or the /64 that a household or a server has of IPv6."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network(f"{address}/64", strict=False)) if isinstance(address, IPv6Address) else host
