"""One query for many: what hangs on the rows of a page is read at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from miles.serving.graphql.limits import LATEST
from miles.serving.graphql.loaders import Loaders
from miles.store.engine import Database
from miles.store.feedback import Feedback, Feedbacks
from miles.store.generations import Candidate, Generation
from served import client_of, settings_of


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, transactions apart."""
    seen: list[str] = []

    def hear(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


def written(number: int, tenant: str = "local") -> Generation:
    candidates = tuple(Candidate(output=f"text {k}", pattern_used=1, confidence_score=0.5) for k in range(4))
    return Generation(
        tenant=tenant, person="p", input=f"draft {number}", wishes={}, voice="v", prompt_version="1",
        candidates=candidates,
    )  # fmt: skip


def test_a_page_of_any_length_takes_as_many_queries(shelf: Path, tmp_path: Path, ask: Any) -> None:
    query = "query($n:Int!){history(limit:$n){rows{candidates{feedback{word} generation{candidates{id}}}}}}"

    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            desk = client._transport.app.state.desk  # type: ignore[attr-defined]
            saved = [await desk.generations.save(written(number)) for number in range(6)]
            for generation in saved:
                said = Feedback(person="p", candidate_id=generation.candidates[0].id, rating=4)
                await Feedbacks(desk.database).give("local", said)
            counts = {}
            for number in (1, 6):
                with statements(desk.database) as seen:
                    found = await ask(client)(query, n=number)
                rows = found["data"]["history"]["rows"]
                assert len(rows) == number
                assert all(row["candidates"][0]["feedback"] == [{"word": "rated-4"}] for row in rows)
                counts[number] = len(seen)
            # the page, its candidates; feedback of all of these; their generations, and candidates again
            assert counts == {1: 5, 6: 5}

    asyncio.run(main())


def test_nothing_of_another_tenant_is_loaded_and_nothing_old(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            desk = client._transport.app.state.desk  # type: ignore[attr-defined]
            mine, theirs = await desk.generations.save(written(0)), await desk.generations.save(written(1, "other"))
            loaders = Loaders.of(desk, "local")
            ids = [mine.candidates[1].id, theirs.candidates[0].id, mine.candidates[1].id]
            assert await loaders.candidates.load_many(ids) == [mine.candidates[1], None, mine.candidates[1]]
            assert await loaders.generations.load_many([theirs.id, mine.id]) == [None, mine]
            best = mine.candidates[0].id
            assert await loaders.feedback.load(best) == ()
            feedbacks = Feedbacks(desk.database)
            given = [
                await feedbacks.give("local", Feedback(person="p", candidate_id=best, rating=1 + number % 5))
                for number in range(LATEST + 2)
            ]
            assert [each.id for each in await loaders.feedback.load(best)] == given[2:]

    asyncio.run(main())
