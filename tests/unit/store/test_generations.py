"""Generations: whole, found, searched alike on both databases, by their indexes."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.dialects import postgresql, sqlite

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.feedback import Feedback, Feedbacks, of_query
from miles.store.generations import Filter, Generations, history_query, searchable
from miles.store.refusal import Missing, Refused
from miles.store.stamp import Stamp
from miles.store.tables import FeedbackRow, GenerationRow
from saved import written

pytestmark = pytest.mark.anyio


async def test_what_is_saved_comes_back_whole(database: Database) -> None:
    generations = Generations(database)
    saved = await generations.save(written("BTC reclaimed 100k", topic="bitcoin", sentiment="positive", seed=2**62))
    assert await generations.get("t", saved.id) == saved
    assert await generations.candidate("t", saved.candidates[1].id) == saved.candidates[1]
    assert [each.confidence_score for each in saved.candidates] == [0.75, 0.25]
    for tenant in ("u", "", "T"):
        with pytest.raises(Missing):
            await generations.get(tenant, saved.id)
        with pytest.raises(Missing):
            await generations.candidate(tenant, saved.candidates[0].id)
        assert (await generations.history(tenant, Filter())).rows == ()


async def test_many_are_found_at_once_within_the_tenant(database: Database) -> None:
    generations = Generations(database)
    saved = [await generations.save(written(f"gm {number}")) for number in range(3)]
    others = await generations.save(written(tenant="u"))
    ids = [each.id for each in (*saved, others)]
    assert await generations.many("t", [*ids, "?"]) == {each.id: each for each in saved}
    candidates = [candidate for each in (*saved, others) for candidate in each.candidates]
    found = await generations.candidates("t", [each.id for each in candidates])
    assert found == {each.id: each for each in candidates[:-2]}
    assert await generations.many("t", []) == await generations.candidates("t", []) == {}


async def test_a_generation_is_kept_whole_or_not_at_all(database: Database) -> None:
    generations = Generations(database)
    good = written()
    broken = replace(good, candidates=(good.candidates[0], replace(good.candidates[1], output="a\0b")))
    with pytest.raises(Refused):
        await generations.save(broken)
    with pytest.raises(MilesError, match="0 candidates"):
        await generations.save(replace(good, candidates=()))
    assert (await generations.history("t", Filter())).rows == ()


async def test_filters(database: Database) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    database.stamp = Stamp(lambda: now[0], random.Random(1))
    generations = Generations(database)
    made = []
    for number in range(8):
        fields = {
            "voice": f"v{number % 2}",
            "topic": [None, "gold"][number // 4],
            "sentiment": ["neutral", "positive"][number % 4 // 2],
        }
        made.append(await generations.save(written(f"n {number}", **fields)))
        now[0] += timedelta(hours=1)
    feedback = Feedback(person="ada", candidate_id=made[5].candidates[0].id, is_picked=True)
    await Feedbacks(database).give("t", feedback)

    async def numbers(**wanted: Any) -> list[int]:
        page = await generations.history("t", Filter(**wanted))
        return [int(row.input.split()[1]) for row in page.rows][::-1]

    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert await numbers() == list(range(8))
    assert await numbers(voice="v1") == [1, 3, 5, 7]
    assert await numbers(topic="gold") == [4, 5, 6, 7]
    assert await numbers(sentiment="positive") == [2, 3, 6, 7]
    assert await numbers(is_accepted=True) == [5]
    assert await numbers(is_accepted=False) == [0, 1, 2, 3, 4, 6, 7]
    assert await numbers(since=start + timedelta(hours=2), until=start + timedelta(hours=4)) == [2, 3]
    assert await numbers(voice="v0", topic="gold", sentiment="positive", search="N better") == [6]
    with pytest.raises(MilesError, match="no zone"):
        Filter(since=datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("btc", [0]), ("$BTC", [0]), ("100K", [0]), ("btc gold", []), ("Ünder", [1]), ("under", []),
        ("https://x.com/abc", [3]), ("abc", [3]), ("day trading", [4]), ("day-trading", [4]),
        ("don't", [2]), ("比特币", [5]), ("better", [0, 1, 2, 3, 4, 5, 6]),
        ("bt*", []), ("\0", []), ("\ud800 btc", [0]),
        ("\U0001f680", []), ("' OR 1=1 --", []), ('"', []), ("NEAR(btc gold)", []), ("snake_case", [6]),
    ],
)  # fmt: skip
async def test_both_databases_find_the_same_words(database: Database, search: str, found: list[int]) -> None:
    texts = [
        "$BTC at 100k!",
        "Ünder water",
        "Don't",
        "see https://x.com/abc",
        "Day-trading",
        "比特币 涨了",
        "snake_case \U0001f680 up",
    ]
    generations = Generations(database)
    ids = [(await generations.save(written(each))).id for each in texts]
    page = await generations.history("t", Filter(search=search))
    assert [ids.index(row.id) for row in page.rows][::-1] == found


async def test_the_search_follows_a_deletion(database: Database) -> None:
    generations = Generations(database)
    saved = await generations.save(written("ephemeral"))
    await database.write(lambda s: s.execute(text("DELETE FROM generations WHERE id = :id"), {"id": saved.id}))
    assert (await generations.history("t", Filter(search="ephemeral"))).rows == ()
    if database.is_sqlite:
        check = "INSERT INTO search_generations(search_generations) VALUES ('integrity-check')"
        await database.write(lambda s: s.execute(text(check)))


def test_searchable_words_are_bounded_and_whole() -> None:
    told = searchable(*(f"word{number} Word{number}" for number in range(20_000)))
    assert 99_900 < len(told) <= 100_000
    assert told.split()[-1] in {f"word{number}" for number in range(20_000)}
    assert searchable("a A b", "B a") == "a b"


async def test_an_export_is_the_whole_history(database: Database) -> None:
    generations = Generations(database)

    async def many(session: Any) -> None:
        for number in range(450):
            await generations.add(session, written(f"n {number}"))

    await database.write(many, 60)
    exported = [each async for each in generations.export("t", Filter())]
    assert [each.input for each in exported] == [f"n {number}" for number in reversed(range(450))]
    assert all(len(each.candidates) == 2 for each in exported)


async def explained(database: Database, query: Select[Any]) -> str:
    dialect = sqlite.dialect() if database.is_sqlite else postgresql.dialect()
    told = str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN (FORMAT JSON) "

    async def work(session: Any) -> str:
        found = (await (await session.connection()).exec_driver_sql(explain + told.replace("%", "%%"))).all()
        return "\n".join(str(row[-1]) if database.is_sqlite else json.dumps(row[0]) for row in found)

    return await database.read(work, 60)


async def test_queries_use_their_indexes(database: Database) -> None:
    """Enough rows that a plan without index would be seen: 3,000 of 3 tenants."""
    generations = Generations(database)
    rng = random.Random(1)
    words = [f"word{number}" for number in range(500)]

    async def many(session: Any) -> None:
        for number in range(3000):
            told = " ".join(rng.sample(words, 10)) + (" needle" if number % 1500 == 7 else "")
            new = database.stamp.new()
            fields = {"person": f"p{number % 50}", "input": told, "wishes": {}, "voice": "v", "prompt_version": "1"}
            fields["sentiment"] = rng.choice(["negative", "neutral", "positive"])
            rest = {"topic": f"topic{number % 100}", "is_accepted": False, "words": told, "created_at": NOW}
            session.add(GenerationRow(tenant=f"t{number % 3}", id=new, **fields, **rest))
        saved = [await generations.add(session, written("x", "t1")) for _ in range(100)]
        for number in range(1000):
            event = {"candidate_id": saved[number % 100].candidates[0].id, "rating": 1, "is_picked": False}
            id_ = {"id": database.stamp.new(), "created_at": NOW}
            session.add(FeedbackRow(tenant="t1", person=f"p{number % 50}", **event, **id_))

    await database.write(many, 60)
    await database.write(lambda session: session.execute(text("ANALYZE")), 60)

    def page(which: Filter) -> Select[Any]:
        return history_query("t1", which, database.is_sqlite).order_by(GenerationRow.id.desc()).limit(51)

    by_id = history_query("t1", Filter(), database.is_sqlite).where(GenerationRow.id == "a" * 26)
    key = "sqlite_autoindex_generations_1" if database.is_sqlite else "uq_generations_tenant_id"
    plans = {
        key: [page(Filter()), by_id, page(Filter(since=NOW)), page(Filter(sentiment="positive"))],
        "ix_generations_tenant_topic_id": [page(Filter(topic="topic7"))],
        "search_generations": [page(Filter(search="needle"))],
        "ix_feedback_tenant_candidate_id": [of_query("t1", "a" * 26)],
    }
    for index, queries in plans.items():
        for query in queries:
            plan = await explained(database, query)
            assert index in plan, plan
            assert '"Node Type": "Seq Scan"' not in plan, plan
            assert not any(line.startswith(("SCAN generations", "SCAN feedback")) for line in plan.splitlines()), plan


NOW = datetime(2026, 1, 1, tzinfo=UTC)
