"""Scopes: every field but two asks for one, and a token without it gets nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Asgi

from miles.serving.app import create_app
from miles.serving.graphql.schema import SCHEMA
from miles.serving.security.identity import KEY, Identity, Scope
from served import running, settings_of

FREE = {"health", "me"}
ID = '"01kb2x0vmd7q4c8r9s5t6v7w8x"'


class Scoped:
    """Believes the header x-scopes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            words = dict(scope["headers"]).get(b"x-scopes", b"").decode().split()
            scope[KEY] = Identity("t", "p", "tests", frozenset(words))
        await self.app(scope, receive, send)


def app_of(folder: Path, shelf: Path) -> FastAPI:
    app = create_app(settings_of(folder, shelf))
    app.user_middleware[:] = [Middleware(Scoped)]
    return app


def some(kind: Any) -> str:
    """A literal that the type takes."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        given = [
            f"{name}:{some(told.type)}" for name, told in named.fields.items() if isinstance(told.type, GraphQLNonNull)
        ]
        return "[]" if "[" in str(kind) else f"{{{' '.join(given)}}}"
    if "[" in str(kind):
        return "[]"
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    return {"Int": "1", "DateTime": '"2030-01-01T00:00:00Z"'}.get(str(named), ID)


def documents(root: GraphQLObjectType, verb: str) -> dict[str, str]:
    """A field -> an operation that asks for it alone."""
    found = {}
    for name, told in root.fields.items():
        needed = [f"{arg}:{some(of.type)}" for arg, of in told.args.items() if isinstance(of.type, GraphQLNonNull)]
        given = f"({' '.join(each for each in needed if not each.startswith('limit'))})".replace("()", "")
        inner = "" if is_leaf_type(get_named_type(told.type)) else "{__typename}"
        found[name] = f"{verb}{{{name}{given}{inner}}}"
    return found


FIELDS = documents(SCHEMA._schema.query_type, "query") | documents(SCHEMA._schema.mutation_type, "mutation")


def test_without_scopes_nothing_is_read_or_written_and_with_the_scope_that_is_told_it_is(
    shelf: Path, tmp_path: Path
) -> None:
    async def main() -> None:
        app = app_of(tmp_path, shelf)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with running(app), httpx.AsyncClient(transport=transport, base_url="http://miles/api/v1") as client:
            for name, query in FIELDS.items():
                sent = {"query": query}
                found = (await client.post("/graphql", json=sent)).json()
                if name in FREE:
                    assert "errors" not in found, found
                    continue
                [error] = found["errors"]
                assert error["extensions"]["status"] == 403, (query, error)
                needed = error["extensions"]["next"].rpartition("=")[2]
                assert needed in set(Scope)
                others = " ".join(set(Scope) - {needed})
                refused = (await client.post("/graphql", json=sent, headers={"x-scopes": others})).json()
                assert refused["errors"][0]["extensions"]["status"] == 403, query
                let_in = (await client.post("/graphql", json=sent, headers={"x-scopes": needed})).json()
                statuses = {each["extensions"]["status"] for each in let_in.get("errors", ())}
                assert statuses <= {404, 409, 422}, (query, let_in)

    asyncio.run(main())


def test_what_hangs_on_a_row_has_a_scope_of_its_own(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        app = app_of(tmp_path, shelf)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with running(app), httpx.AsyncClient(transport=transport, base_url="http://miles/api/v1") as client:
            sent = {"query": 'mutation{saveDraft(text:"gm"){id candidate{id}}}'}
            found = (await client.post("/graphql", json=sent, headers={"x-scopes": "drafts"})).json()
            assert found["data"]["saveDraft"]["candidate"] is None
            assert found["errors"][0]["path"] == ["saveDraft", "candidate"]
            assert found["errors"][0]["extensions"]["next"] == "ask for a token with scope=read"

    asyncio.run(main())


def test_the_fields_without_a_scope_are_these() -> None:
    roots = (SCHEMA._schema.query_type, SCHEMA._schema.mutation_type, SCHEMA._schema.subscription_type)
    free = {name for root in roots for name, told in root.fields.items() if "Needs the scope" not in told.description}
    assert free == FREE


@pytest.mark.parametrize("name", sorted(FREE))
def test_the_generator_of_documents_asks_for_each(name: str) -> None:
    assert FIELDS[name].startswith(f"query{{{name}")
