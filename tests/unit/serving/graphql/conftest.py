"""A client that asks in GraphQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., Awaitable[Any]]


@pytest.fixture
def ask() -> Callable[[httpx.AsyncClient], Ask]:
    """`await ask(client)("{ me { tenant } }", variable=...)` is the whole answer."""

    def of(client: httpx.AsyncClient) -> Ask:
        async def asked(query: str, **variables: Any) -> Any:
            return (await client.post("/graphql", json={"query": query, "variables": variables})).json()

        return asked

    return of
