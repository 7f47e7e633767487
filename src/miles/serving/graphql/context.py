"""What a resolver is handed: the desk, whoever asks, and what loads rows for many fields at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from starlette.requests import HTTPConnection
from strawberry.permission import BasePermission, PermissionExtension
from strawberry.types import Info

from miles.serving.desk import Desk
from miles.serving.graphql.loaders import Loaders
from miles.serving.problem import REQUEST_ID, Forbidden
from miles.serving.security.identity import Identity, Scope, identity_of


@dataclass(frozen=True, eq=False)
class Context:
    """Of one request, or of one WebSocket with all that is asked over it."""

    desk: Desk
    who: Identity
    loaders: Loaders
    request_id: str | None = None

    @classmethod
    def of(cls, connection: HTTPConnection, desk: Desk) -> Context:
        who = identity_of(connection.scope)
        return cls(desk, who, Loaders.of(desk, who.tenant), connection.scope.get(REQUEST_ID))


Here = Info[Context, None]


class Needs(BasePermission):
    """Lets those pass whose token carries the scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def has_permission(self, source: Any, info: Info, **given: Any) -> bool:
        return self.scope in info.context.who.scopes

    def on_unauthorized(self) -> None:
        raise Forbidden(f"this needs the scope '{self.scope}'", f"ask for a token with scope={self.scope}")


def resolves(kind: Any, scope: Scope | None, make: Callable[..., Any] = strawberry.field) -> Callable[[Any], Any]:
    """A field of that GraphQL type, told by the resolver's docstring; None: for everybody whom the door lets in."""

    def field(resolver: Any) -> Any:
        guards = [PermissionExtension([Needs(scope)], use_directives=False)] if scope else []
        needed = f" Needs the scope {scope}." if scope else ""
        return make(resolver, graphql_type=kind, description=f"{resolver.__doc__}{needed}", extensions=guards)

    return field
