"""Scraper JSON: the handle from the address, the rest from the row."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from miles.collection.source import open_sources
from miles.post.error import MilesError
from miles.post.post import Kind, Metrics, Post, Proof

ROW = {
    "url": "https://x.com/TessHarrow/status/1741650631537070134",
    "id": "1741650631537070134",
    "text": "Happy new year &amp; more \n\nlife 👊",
    "retweetCount": 50,
    "replyCount": 84,
    "likeCount": 845,
    "quoteCount": 0,
    "createdAt": "Mon Jan 01 02:40:43 +0000 2024",
    "bookmarkCount": 23,
    "isRetweet": False,
    "isQuote": False,
}


def read(path: Path, rows: list[Any], **more: Any) -> list[Post]:
    path.write_text(json.dumps(rows, indent=1))
    [source], _ = open_sources(path, **more)
    assert source.format == "scrape-json"
    return list(source.posts())


def test_every_field_arrives(tmp_path: Path) -> None:
    [post] = read(tmp_path / "dump", [ROW])
    assert post == Post(
        id="1741650631537070134",
        text="Happy new year & more \n\nlife 👊",
        author="tessharrow",
        proof=Proof.HANDLE,
        time=datetime(2024, 1, 1, 2, 40, 43, tzinfo=UTC),
        metrics=Metrics(likes=845, reposts=50, replies=84, quotes=0, bookmarks=23),
        kind=Kind.ROOT,
        source="dump",
        row=1,
    )


def test_counts_carry_the_time_that_the_caller_knows(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps([ROW]))
    [source], _ = open_sources(path)
    read_at = datetime(2025, 8, 3, tzinfo=UTC)
    [told], _ = open_sources(path, read_at={source.sha256: read_at})
    assert [post.metrics.read_at for post in told.posts()] == [read_at]


def test_kinds(tmp_path: Path) -> None:
    rows = [
        ROW | {"text": "@else yes"},
        ROW | {"text": "look", "isQuote": True},
        ROW | {"text": "RT @else: hello", "isRetweet": True},
        ROW | {"text": "https://t.co/a https://t.co/b"},
        ROW | {"text": "next", "isReply": True, "inReplyToId": "5", "inReplyToUsername": "TessHarrow"},
        ROW | {"text": "known root", "isReply": False},
        ROW | {"text": "silent"},
    ]
    posts = read(tmp_path / "dump.json", rows)
    assert [post.kind for post in posts] == [
        Kind.REPLY,
        Kind.QUOTE,
        Kind.REPOST,
        Kind.LINK_ONLY,
        Kind.CONTINUATION,
        Kind.ROOT,
        Kind.ROOT,
    ]
    assert [post.parent for post in posts[4:]] == ["5", None, None]
    assert [post.thread for post in posts[4:]] == [None, ROW["id"], None]


def test_an_address_without_a_name_proves_nothing_but_the_author_object_does(tmp_path: Path) -> None:
    nameless = ROW | {"url": "https://x.com/i/status/5", "twitterUrl": None}
    posts = read(tmp_path / "dump.json", [nameless, nameless | {"author": {"userName": "Tess"}}])
    assert [(post.author, post.proof) for post in posts] == [("", Proof.NONE), ("tess", Proof.HANDLE)]


def test_what_is_no_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"dump\.json, row 2: str where an object"):
        read(tmp_path / "dump.json", [ROW, "text"])
    with pytest.raises(MilesError, match=r"dump\.json, row 2: no text"):
        read(tmp_path / "dump.json", [ROW, {"createdAt": ROW["createdAt"]}])


def test_the_real_scrape(shared: Path) -> None:
    [source], _ = open_sources(shared / "x_scrape_2024-01_2025-02.json")
    posts = list(source.posts())
    assert len(posts) == len({post.id for post in posts}) == 4_566
    assert {post.author for post in posts} == {"milesdeutscher"}
    assert sum(post.kind is Kind.REPLY for post in posts) == 1_227
    assert [post for post in posts if post.kind is Kind.REPOST or post.time is None] == []
    assert not any("&amp;" in post.text for post in posts)
    days = [post.time.date().isoformat() for post in posts if post.time]
    assert (min(days), max(days)) == ("2024-01-01", "2025-02-28")
