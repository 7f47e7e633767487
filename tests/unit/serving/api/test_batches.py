"""Batches over HTTP: lines in, progress, results out; one wrong line and nothing is taken."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path

import httpx
import pytest
from fastapi.exceptions import RequestValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from miles.post.error import MilesError
from miles.serving.api.batches import read
from miles.serving.schemas import GenerateRequest
from served import clients_of, settings_of

LINES = {"content-type": "application/jsonl"}
TABLE = {"content-type": "text/csv; charset=utf-8"}
DRAFT = "bitcoin fees fell again, alts are weak"


async def finished(client: httpx.AsyncClient, at: str) -> dict[str, int]:
    for _ in range(400):
        told = (await client.get(at)).json()
        if told["done"] == told["total"]:
            return dict(told)
        await asyncio.sleep(0.02)
    raise AssertionError(told)


def test_a_batch_from_lines_to_results(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada", "u:eve") as (ada, eve):
            asked = [
                {"draft": DRAFT, "n": 2, "seed": 7},
                {"draft": "gm", "voice": "ffff0000"},
                {"draft": "=gm", "seed": 1},
            ]
            body = "\n".join(json.dumps(line) for line in asked) + "\n"
            key = {"Idempotency-Key": "k"}
            first, again = [await ada.post("/batches", content=body, headers=LINES | key) for _ in range(2)]
            assert (first.status_code, first.json()) == (202, again.json())
            at = first.headers["location"].removeprefix("/api/v1")
            assert (await finished(ada, at))["total"] == 3
            told = [json.loads(line) for line in (await ada.get(f"{at}/results")).text.splitlines()]
            assert [(row["line"], row["status"]) for row in told] == [(1, 200), (2, 422), (3, 200)]
            direct = (await ada.post("/generate", json=asked[0])).json()
            assert [one["text"] for one in told[0]["reply"]["candidates"]] == [
                one["text"] for one in direct["candidates"]
            ]
            table = await ada.get(f"{at}/results", headers={"accept": "text/csv"})
            rows = list(csv.DictReader(io.StringIO(table.text, newline="")))
            shown = [one["id"] for row in told if row["reply"] for one in row["reply"]["candidates"]]
            assert [row["candidate_id"] for row in rows if row["text"]] == shown
            assert next(row["problem"] for row in rows if row["line"] == "2") == told[1]["problem"]["detail"]
            assert [row["id"] for row in (await ada.get("/batches")).json()["rows"]] == [first.json()["id"]]
            assert (await eve.get("/batches")).json()["rows"] == []
            for path in (at, f"{at}/results"):
                assert (await eve.get(path)).status_code == 404

    asyncio.run(main())


def test_one_wrong_line_and_nothing_is_taken(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with clients_of(settings_of(tmp_path, shelf), "t:ada") as (ada,):
            wrong = '{"draft": "gm", "parts": 10}\n{"draft": "gm", "goal": {"likes": -1}}\n'
            body = f'{{"draft": "{DRAFT}"}}\n\n{wrong}'
            told = await ada.post("/batches", content=body, headers=LINES)
            assert told.status_code == 422
            assert [each["field"] for each in told.json()["errors"]] == ["lines[3].parts", "lines[4].goal.likes"]
            table = "draft,parts\ngm,2\ngm,ten\n"
            told = await ada.post("/batches", content=table, headers=TABLE)
            assert [each["field"] for each in told.json()["errors"]] == ["lines[3].parts"]
            for content, headers in ((b"\xff\n", LINES), (body, {"content-type": "application/xml"}), (b"", LINES)):
                assert (await ada.post("/batches", content=content, headers=headers)).status_code == 422
            assert (await ada.get("/batches")).json()["rows"] == []

    asyncio.run(main())


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("draft,colour\ngm,red\n", "'colour' is no field"),
        ("draft,draft\ngm,gn\n", "names a field twice"),
        ('draft\n"gm\n', "is no CSV"),
        ("draft\ngm,1\n", "has 2 cells"),
        ("draft,goal\ngm,likes\n", "valid dictionary"),
    ],
)
def test_a_table_that_is_none(table: str, told: str) -> None:
    with pytest.raises(RequestValidationError, match=told):
        read(table.encode(), "text/csv")


def test_cells_are_read_as_their_fields_are() -> None:
    table = 'draft,thread,n,temperature,ban\n7,TRUE,2,0.5,"[""to the moon""]"\n'
    wanted = GenerateRequest(draft="7", thread=True, n=2, temperature=0.5, ban=["to the moon"])
    assert read(table.encode(), "text/csv") == [wanted]


def test_lines_that_are_none() -> None:
    for line in ("{", "[" * 100_000, '{"seed": ' + "1" * 5_000 + "}"):
        with pytest.raises(RequestValidationError, match="lines"):
            read(f'{{"draft": "gm"}}\n{line}'.encode(), "application/jsonl")
    for line in ("1", '"gm"', "[]", "null", "NaN", "{}", '{"draft": "\\ud800"}', '{"draft": "gm", "temperature": NaN}'):
        with pytest.raises(RequestValidationError, match="lines"):
            read(line.encode(), "application/x-ndjson")
    with pytest.raises(MilesError, match="none is no batch"):
        read(b"{}", "")


REQUESTS = st.builds(
    GenerateRequest,
    draft=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=40).filter(
        str.strip
    ),
    parts=st.none() | st.integers(1, 9),
    n=st.integers(1, 10),
    seed=st.none() | st.integers(0, 2**53 - 1),
    temperature=st.none() | st.floats(0, 2),
    goal=st.none() | st.dictionaries(st.sampled_from(["likes", "replies"]), st.floats(0.1, 10), min_size=1),
    ban=st.lists(st.text("abc,|\"'", min_size=2, max_size=8), max_size=3),
)


@given(asked=st.lists(REQUESTS, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_lines_and_tables_say_the_same(asked: list[GenerateRequest]) -> None:
    rows = [each.model_dump(mode="json", exclude_defaults=True) for each in asked]
    assert read("\r\n".join(json.dumps(row) for row in rows).encode(), "application/jsonl") == asked
    table = io.StringIO()
    writer = csv.DictWriter(table, ["draft", "parts", "n", "seed", "temperature", "goal", "ban"])
    writer.writeheader()
    writer.writerows([{k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in row.items()} for row in rows])
    assert read(table.getvalue().encode("utf-8-sig"), "text/csv") == asked
