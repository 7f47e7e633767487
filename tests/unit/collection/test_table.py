"""CSV with a column map, and the two damaged 538 files."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from miles.collection.source import open_sources
from miles.collection.table import map_columns
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Proof

HEADER = "created_at,text,url,replies,retweets,favorites,user"


def read(path: Path, body: str | bytes, **more: object) -> tuple[list[Post], list[str]]:
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    [source], _ = open_sources(path, **more)  # type: ignore[arg-type]
    assert source.format == "csv"
    return list(source.posts()), source.notes


def test_usual_names_are_found(tmp_path: Path) -> None:
    body = f'{HEADER}\n10/16/17 22:59,"I\'m grateful &amp; so,\non",https://twitter.com/Me/status/92,1,2,"3,000",Me\n'
    [post], notes = read(tmp_path / "a", body)
    assert (post.id, post.text, post.author, post.proof) == ("92", "I'm grateful & so,\non", "me", Proof.HANDLE)
    assert post.time == datetime(2017, 10, 16, 22, 59, tzinfo=UTC)
    assert (post.metrics.replies, post.metrics.reposts, post.metrics.likes) == (1, 2, 3000)
    assert notes == [
        "1 dates without a time zone were read as UTC",
        "1 texts held HTML entities (&amp; and the like), unescaped once",
    ]


def test_columns_can_be_named(tmp_path: Path) -> None:
    body = "Sent;Body;Hearts\n2025-01-02T03:04:05Z;hello, you;5\n2025-01-03T03:04:05Z;@else hi;1\n"
    columns = {"text": "Body", "time": "Sent", "likes": "hearts"}
    posts, notes = read(tmp_path / "a.csv", body, columns=columns)
    assert [(post.text, post.metrics.likes, post.kind) for post in posts] == [
        ("hello, you", 5, Kind.ROOT),
        ("@else hi", 1, Kind.REPLY),
    ]
    assert (notes, posts[0].author, posts[0].proof) == ([], "", Proof.NONE)
    assert posts[0].id.startswith("row-")


def test_the_map_is_checked() -> None:
    assert map_columns(["a", "b"]) is None
    assert map_columns(["Text", "b"]) is None, "text alone is any table"
    assert map_columns(["Text", "b"], {"time": "b"}) == {"text": "Text", "time": "b"}
    assert map_columns(["text", "time"], {"likes": "hearts"}) is None
    with pytest.raises(MilesError, match=r"columns\.words"):
        map_columns(["a"], {"words": "a"})


@pytest.mark.parametrize("columns", [None, {"text": "Boddy", "time": "Sent"}])
def test_an_unmapped_table_says_how_to_map_it(tmp_path: Path, columns: dict[str, str] | None) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Sent,Body\n1,2\n")
    with pytest.raises(MilesError, match="its columns are Sent, Body") as told:
        open_sources(path, columns=columns)
    assert "columns=" in told.value.next_step


def test_a_map_that_is_none_is_told() -> None:
    with pytest.raises(MilesError, match="columns=Body is no map"):
        map_columns(["Sent", "Body"], "Body")  # type: ignore[arg-type]
    assert map_columns(["text", "2"], {"time": 2}) == {"text": "text", "time": "2"}  # type: ignore[dict-item]


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    posts, _ = read(tmp_path / "a.csv", "text,created_at\rhello,2025-02-01T10:00:00Z\rworld,2025-02-02T10:00:00Z\r")
    assert [(post.text, post.row) for post in posts] == [("hello", 1), ("world", 2)]


@pytest.mark.parametrize(
    ("time", "is_naive"),
    [
        ("2025-02-01T10:00:00-05:00", False),
        ("2025-02-01 10:00:00.5+0100", False),
        ("Fri Feb 28 14:41:01 -0500 2025", False),
        ("2025-02-01T10:00:00Z ", False),
        ("2025-02-01", True),
        ("2025-02-01T10:00:00", True),
        ("2/28/25 14:41", True),
    ],
)
def test_only_times_without_a_zone_are_counted_as_such(tmp_path: Path, time: str, is_naive: bool) -> None:
    _, notes = read(tmp_path / "a.csv", f"text,created_at\nhello,{time}\n")
    assert bool(notes) == is_naive


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "gzip"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    body = f"{HEADER}\r\n10/16/17 22:59,caf\u00e9 \u00a35,,1,2,3,Me\r\n10/16/17 22:59,na\u00efve \u00a9,,1,2,3,Me\r\n"
    raw = gzip.compress(body.encode()) if encoding == "gzip" else body.encode(encoding)
    posts, notes = read(tmp_path / "a", raw)
    assert [post.text for post in posts] == ["caf\u00e9 \u00a35", "na\u00efve \u00a9"]
    assert ("not UTF-8, read as Windows-1252" in notes) == (encoding == "cp1252")


def test_line_breaks_and_nul_inside_a_cell(tmp_path: Path) -> None:
    posts, notes = read(tmp_path / "a", f'{HEADER}\n10/16/17 22:59,"one\rtwo\r\nth\0ree",,1,2,3,Me\n')
    assert [post.text for post in posts] == ["one\ntwo\nthree"]
    assert "1 NUL characters removed" in notes


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("10/16/17 22:59,hello, you,,1,2,3,Me", "row 2: 8 cells under 7 columns"),
        ("16/10/17 22:59,hello,,1,2,3,Me", "row 2, time: cannot read"),
        ('10/16/17 22:59,"' + "x" * 1_100_000 + '",,1,2,3,Me', "broken CSV"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(MilesError, match=words):
        read(tmp_path / "a", f"{HEADER}\n10/16/17 22:59,hello,,1,2,3,Me\n{row}\n")


@pytest.mark.parametrize(
    ("name", "handle", "rows", "reposts", "days"),
    [
        ("BarackObama", "barackobama", 3_207, 351, ("2014-08", "2017-10")),
        ("realDonaldTrump", "realdonaldtrump", 3_232, 354, ("2016-08", "2017-10")),
    ],
)
def test_the_538_files(shared: Path, name: str, handle: str, rows: int, reposts: int, days: tuple[str, str]) -> None:
    [source], _ = open_sources(shared / "fivethirtyeight_twitter_ratio" / f"{name}.csv.gz")
    posts = list(source.posts())
    assert len(posts) == len({post.id for post in posts}) == rows
    assert {post.author for post in posts} == {handle}
    assert sum(post.kind is Kind.REPOST for post in posts) == reposts
    months = [f"{post.time:%Y-%m}" for post in posts if post.time]
    assert (min(months), max(months), len(months)) == (*days, rows)
    assert not any("\r" in post.text or "&amp;" in post.text or "â€" in post.text for post in posts)
    assert len(list(source.posts())) == rows
    assert len(source.notes) == 3, "not doubled by reading again"
    assert f"{rows:,} dates without a time zone were read as UTC" in source.notes[0]
    assert "rows mended" in source.notes[1]
