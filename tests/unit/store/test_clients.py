"""Clients: one a name, found until revoked by their own tenant."""

from __future__ import annotations

import pytest

from miles.post.error import MilesError
from miles.store.clients import Client, Clients
from miles.store.engine import Database
from miles.store.refusal import Missing

pytestmark = pytest.mark.anyio
CLIENT = Client(client_id="bot", tenant="t", secret_hash="scrypt:...", scopes="generate feedback")


async def test_a_client_is_found_until_it_is_revoked(database: Database) -> None:
    clients = Clients(database)
    await clients.add(CLIENT)
    found = await clients.named("bot")
    assert (found.tenant, found.secret_hash, found.scopes) == ("t", "scrypt:...", "generate feedback")
    with pytest.raises(MilesError, match="already"):
        await clients.add(Client(client_id="bot", tenant="u", secret_hash="x", scopes=""))
    with pytest.raises(Missing):
        await clients.revoke("u", "bot")
    assert (await clients.named("bot")).tenant == "t"
    await clients.revoke("t", "bot")
    for call in (clients.named("bot"), clients.revoke("t", "bot"), clients.named("nobody")):
        with pytest.raises(Missing):
            await call
