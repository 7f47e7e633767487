"""Let a program ask for tokens: adds a client to the store and prints its secret, this one time.

    python scripts/add_client.py --client-id my-bot --tenant acme --scopes "generate feedback"
    python scripts/add_client.py --client-id my-bot --tenant acme --revoke

The database is that of the service (MILES_DATABASE_URL, or .store/miles.db in this folder). A revoked name is never
given again; tokens that it already holds end by themselves, after ten minutes at most.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from miles.post.error import MilesError
from miles.serving.security.identity import ALL_SCOPES, granted
from miles.serving.security.secret import drawn, hashed
from miles.serving.settings import Settings
from miles.store import migrate
from miles.store.clients import Client, Clients
from miles.store.engine import opened


async def added(url: str, client_id: str, tenant: str, scopes: str) -> str:
    """The secret of the new client. MilesError where a scope or a name will not do."""
    known = granted(scopes)
    if not known or known != set(scopes.split()):
        raise MilesError(f"{scopes!r} are no scopes", f"choose among: {' '.join(sorted(ALL_SCOPES))}")
    if not client_id.isprintable() or not tenant.isprintable() or not client_id or not tenant:
        raise MilesError("a name is empty or cannot be printed", "use letters, digits and -")
    await migrate.upgrade(url)
    database, secret = opened(url), drawn()
    try:
        told = Client(client_id=client_id, tenant=tenant, secret_hash=hashed(secret), scopes=" ".join(sorted(known)))
        await Clients(database).add(told)
    finally:
        await database.close()
    return secret


async def revoked(url: str, client_id: str, tenant: str) -> None:
    """No new tokens for that client."""
    database = opened(url)
    try:
        await Clients(database).revoke(tenant, client_id)
    finally:
        await database.close()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--tenant", required=True, help="whose rows the program sees")
    parser.add_argument("--scopes", default="generate read feedback", help="words with blanks between")
    parser.add_argument("--revoke", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        url = Settings.read().database
        if asked.revoke:
            asyncio.run(revoked(url, asked.client_id, asked.tenant))
            print(f"{asked.client_id} gets no more tokens")
        else:
            print(asyncio.run(added(url, asked.client_id, asked.tenant, asked.scopes)))
    except MilesError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
