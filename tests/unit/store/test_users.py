"""Users: one a person and tenant."""

from __future__ import annotations

import pytest

from miles.store.engine import Database
from miles.store.refusal import Missing
from miles.store.users import Users

pytestmark = pytest.mark.anyio


async def test_a_user_is_put_once_and_renamed(database: Database) -> None:
    users = Users(database)
    ada = await users.put("t", "ada", "Ada")
    assert await users.get("t", "ada") == ada
    renamed = await users.put("t", "ada", "Countess")
    assert (renamed.id, renamed.name) == (ada.id, "Countess")
    other = await users.put("u", "ada", "Another")
    assert other.id != ada.id
    assert (await users.get("t", "ada")).name == "Countess"
    with pytest.raises(Missing):
        await users.get("t", "bob")
