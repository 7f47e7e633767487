"""Drafts: no change undoes another, and no other tenant sees them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from miles.post.error import MilesError
from miles.store.drafts import Drafts, State
from miles.store.engine import Database
from miles.store.generations import Generations
from miles.store.refusal import Conflict, Missing
from saved import written

pytestmark = pytest.mark.anyio
AT = datetime(2026, 3, 1, 16, tzinfo=UTC)


async def test_a_draft_from_a_candidate_to_its_hour(database: Database) -> None:
    drafts = Drafts(database)
    candidate = (await Generations(database).save(written())).candidates[0]
    one = await drafts.save("t", "ada", candidate.output, candidate.id)
    two = await drafts.edit("t", one.id, 1, "gm, all")
    three = await drafts.approve("t", one.id, 2)
    four = await drafts.schedule("t", one.id, 3, AT)
    assert (one.state, one.version, one.candidate_id) == ("open", 1, candidate.id)
    assert (two.text, two.version) == ("gm, all", 2)
    assert (three.state, three.text) == ("approved", "gm, all")
    assert (four.scheduled_at, four.version, four.state) == (AT, 4, "approved")
    assert await drafts.get("t", one.id) == four
    assert (await drafts.edit("t", one.id, 4, "other")).state == "open"
    gone = await drafts.discard("t", one.id, 5)
    assert (gone.state, gone.scheduled_at) == ("discarded", None)
    with pytest.raises(Conflict, match="discarded"):
        await drafts.edit("t", one.id, 6, "back")


async def test_of_twenty_changes_to_one_version_one_is_made(database: Database) -> None:
    drafts = Drafts(database)
    draft = await drafts.save("t", "ada", "gm")
    changes = (drafts.edit("t", draft.id, 1, f"text {number}") for number in range(20))
    told = await asyncio.gather(*changes, return_exceptions=True)
    made = [each for each in told if not isinstance(each, BaseException)]
    assert len(made) == 1
    assert all(isinstance(each, Conflict) for each in told if each is not made[0])
    assert await drafts.get("t", draft.id) == made[0]


async def test_other_tenants_find_nothing(database: Database) -> None:
    drafts = Drafts(database)
    candidate = (await Generations(database).save(written())).candidates[0]
    draft = await drafts.save("t", "ada", "gm")
    for call in (
        drafts.get("u", draft.id),
        drafts.edit("u", draft.id, 1, "x"),
        drafts.approve("u", draft.id, 1),
        drafts.discard("u", draft.id, 1),
        drafts.schedule("u", draft.id, 1, None),
        drafts.save("u", "eve", "x", candidate.id),
    ):
        with pytest.raises(Missing):
            await call
    assert (await drafts.page("u")).rows == ()
    assert await drafts.get("t", draft.id) == draft


async def test_pages_and_states(database: Database) -> None:
    drafts = Drafts(database)
    saved = [await drafts.save("t", "ada", f"n {number}") for number in range(3)]
    await drafts.approve("t", saved[1].id, 1)
    assert [each.text for each in (await drafts.page("t")).rows] == ["n 2", "n 1", "n 0"]
    assert [each.text for each in (await drafts.page("t", State.APPROVED)).rows] == ["n 1"]
    with pytest.raises(MilesError, match="empty"):
        await drafts.save("t", "ada", " \n")


async def test_a_key_stands_for_one_draft_as_it_began(database: Database) -> None:
    drafts = Drafts(database)
    first = await drafts.save("t", "ada", "gm", key="k")
    await drafts.edit("t", first.id, 1, "gn")
    assert await drafts.save("t", "ada", "gm", key="k") == first
    assert (await drafts.get("t", first.id)).text == "gn"
    assert len((await drafts.page("t")).rows) == 1
    with pytest.raises(Conflict):
        await drafts.save("t", "ada", "gn", key="k")
