"""`scripts/add_client.py`: the secret is printed once and opens the door, that of a revoked client does not."""

from __future__ import annotations

import asyncio
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from miles.serving.security.secret import matches
from miles.store.clients import Client, Clients
from miles.store.engine import opened
from miles.store.refusal import Missing

SPEC = spec_from_file_location("add_client", Path(__file__).resolve().parents[2] / "scripts" / "add_client.py")
assert SPEC is not None
assert SPEC.loader is not None
SCRIPT = module_from_spec(SPEC)
SPEC.loader.exec_module(SCRIPT)


def kept(url: str, name: str) -> Client:
    async def read() -> Client:
        database = opened(url, deadline_s=5)
        try:
            return await Clients(database).named(name)
        finally:
            await database.close()

    return asyncio.run(read())


def test_a_client_is_added_once_and_revoked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'miles.db'}"
    monkeypatch.setenv("MILES_DATABASE_URL", url)
    who = ["--client-id", "bot", "--tenant", "acme"]
    assert SCRIPT.main([*who, "--scopes", "read generate"]) == 0
    secret = capsys.readouterr().out.strip()
    client = kept(url, "bot")
    assert (client.tenant, client.scopes) == ("acme", "generate read")
    assert matches(secret, client.secret_hash)
    assert secret not in client.secret_hash
    for wrong, told in [
        (who, "already"),
        (["--client-id", "x", "--tenant", "acme", "--scopes", "read launch"], "no scopes"),
        (["--client-id", "x", "--tenant", "a\x00b"], "cannot be printed"),
        (["--client-id", "x" * 129, "--tenant", "acme"], "128"),
        (["--client-id", "bot", "--tenant", "other", "--revoke"], "no client"),
    ]:
        assert SCRIPT.main(wrong) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert told in shown.err
    assert SCRIPT.main([*who, "--revoke"]) == 0
    with pytest.raises(Missing):
        kept(url, "bot")
