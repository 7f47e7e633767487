"""A key has one effect, whoever comes with it, at once or after a crash."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.generations import Filter, Generations
from miles.store.refusal import Conflict
from miles.store.replies import Asked, Replies
from saved import written

pytestmark = pytest.mark.anyio
ASKED = Asked("t", "ada", "key-1", {"draft": "gm", "n": 2})


async def test_twenty_calls_at_once_have_one_effect(database: Database) -> None:
    replies, generations = Replies(database), Generations(database)

    async def effect(session: Any) -> dict[str, Any]:
        return {"id": (await generations.add(session, written())).id}

    told = await asyncio.gather(*(replies.once(ASKED, effect) for _ in range(20)))
    kept = (await generations.history("t", Filter())).rows
    assert len(kept) == 1
    assert [reply for reply, _ in told] == [{"id": kept[0].id}] * 20
    assert sum(is_first for _, is_first in told) == 1
    assert await replies.kept(ASKED) == {"id": kept[0].id}


async def test_a_failed_effect_leaves_the_key_free(database: Database) -> None:
    replies, generations = Replies(database), Generations(database)

    async def broken(session: Any) -> dict[str, Any]:
        await generations.add(session, written())
        raise MilesError("no")

    with pytest.raises(MilesError, match="no"):
        await replies.once(ASKED, broken)
    assert (await generations.history("t", Filter())).rows == ()
    assert await replies.kept(ASKED) is None

    async def works(session: Any) -> dict[str, Any]:
        return {"ok": True}

    assert await replies.once(ASKED, works) == ({"ok": True}, True)


async def test_a_key_is_of_one_request_and_one_tenant(database: Database) -> None:
    replies = Replies(database)

    async def effect(session: Any) -> dict[str, Any]:
        return {"for": "whom"}

    await replies.once(ASKED, effect)
    for other in (Asked("t", "ada", "key-1", {"draft": "gn"}), Asked("t", "bob", "key-1", ASKED.request)):
        with pytest.raises(Conflict):
            await replies.once(other, effect)
        with pytest.raises(Conflict):
            await replies.kept(other)
    assert (await replies.once(Asked("u", "ada", "key-1", {}), effect))[1]


@pytest.mark.parametrize("key", ["", "a" * 256, "a\0", "ü", "a\nb"])
def test_keys_are_checked(key: str) -> None:
    with pytest.raises(MilesError, match="Idempotency-Key"):
        Asked("t", "ada", key, {})
