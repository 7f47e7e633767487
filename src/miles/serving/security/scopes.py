"""`needs(Scope.X)`: what a route asks of a token, checked at every call and shown in OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import Security
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2
from starlette.requests import HTTPConnection

from miles.serving.security.denied import LacksScope, Unauthorised
from miles.serving.security.identity import MEANING, NOBODY, Identity, Scope, identity_of

TOKEN_PATH = "/oauth/token"  # noqa: S105  a path, no password
SCHEME = "oauth2"


class Guard(OAuth2):
    """Lets those pass whose token carries one scope."""

    def __init__(self, scope: Scope) -> None:
        told = {str(name): meaning for name, meaning in MEANING.items()}
        super().__init__(
            flows=OAuthFlows(clientCredentials=OAuthFlowClientCredentials(tokenUrl=TOKEN_PATH, scopes=told)),
            scheme_name=SCHEME,
            description="An access token after RFC 9068 in `Authorization: Bearer`, where the service asks for tokens.",
        )
        self.scope = scope

    async def __call__(self, request: HTTPConnection) -> Identity:  # type: ignore[override]
        """Who asks. Unauthorised on an open path; LacksScope says which scope was missing."""
        identity = identity_of(request.scope)
        if self.scope in identity.scopes:
            return identity
        if identity == NOBODY:
            raise Unauthorised("this needs a token", "send Authorization: Bearer <token>")
        raise LacksScope(self.scope)


def needs(scope: Scope) -> Any:
    """For a parameter: `who: Annotated[Identity, needs(Scope.GENERATE)]`, or a route's `dependencies=[...]`."""
    return Security(Guard(scope), scopes=[str(scope)])
