"""Pages stay as they are while rows are added."""

from __future__ import annotations

import pytest

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.generations import Filter, Generations
from miles.store.refusal import Missing
from saved import written

pytestmark = pytest.mark.anyio


async def test_pages_neither_miss_nor_repeat_rows_while_others_are_added(database: Database) -> None:
    generations = Generations(database)
    before = [(await generations.save(written(f"post {number}"))).id for number in range(10)]
    seen: list[str] = []
    page = await generations.history("t", Filter(), most=3)
    while True:
        seen += [row.id for row in page.rows]
        await generations.save(written("later"))
        if page.next is None:
            break
        page = await generations.history("t", Filter(), page.next, most=3)
    assert seen == before[::-1]


async def test_a_page_that_ends_exactly_has_no_next(database: Database) -> None:
    generations = Generations(database)
    assert (await generations.history("t", Filter())).next is None
    await generations.save(written())
    await generations.save(written())
    assert (await generations.history("t", Filter(), most=2)).next is None
    assert (await generations.history("t", Filter(), most=1)).next is not None


@pytest.mark.parametrize("cursor", ["", "x", "' OR 1=1 --", "\0" * 26])
async def test_a_made_up_cursor_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(MilesError, match="cursor"):
        await Generations(database).history("t", Filter(), cursor)


@pytest.mark.parametrize("most", [0, -1, 201])
async def test_a_page_is_bounded(database: Database, most: int) -> None:
    with pytest.raises(MilesError, match="rows was asked"):
        await Generations(database).history("t", Filter(), most=most)


@pytest.mark.parametrize("id_", ["", "x", "\0", "\ud800", "a" * 26, "a" * 10_000])
async def test_an_unknown_id_is_missing(database: Database, id_: str) -> None:
    with pytest.raises(Missing):
        await Generations(database).get("t", id_)
