"""JSON Lines of the API, and prompt/completion files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from miles.collection.source import open_sources
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Proof

API = {
    "id": "1952709719166247252",
    "created_at": "2025-08-05T12:34:11.000Z",
    "text": "Watch &gt; read",
    "metrics": {"likes": 51, "retweets": 3, "replies": 48, "quotes": 2, "impressions": 15688, "bookmarks": 11},
    "entities": {"urls": []},
    "is_reply": False,
    "is_thread": True,
}


def read(path: Path, rows: list[Any]) -> list[Post]:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    [source], _ = open_sources(path)
    return list(source.posts())


def test_an_api_row(tmp_path: Path) -> None:
    [post] = read(tmp_path / "a", [API])
    assert (post.text, post.author, post.proof, post.kind) == ("Watch > read", "", Proof.NONE, Kind.ROOT)
    counts = post.metrics
    assert (counts.likes, counts.reposts, counts.replies, counts.impressions, counts.read_at) == (
        51,
        3,
        48,
        15688,
        None,
    )
    assert post.thread == post.id, "is_reply false is evidence that it answers nobody"
    assert str(post.time) == "2025-08-05 12:34:11+00:00"


def test_kinds_of_api_rows(tmp_path: Path) -> None:
    quote = {"entities": {"urls": ["https://twitter.com/else/status/5"]}, "text": "look https://t.co/a"}
    media = {"entities": {"urls": ["https://x.com/me/status/5/photo/1"]}, "text": "look https://t.co/a"}
    middle = {"entities": {"urls": ["https://x.com/me/status/5"]}, "text": "see https://t.co/a above"}
    rows = [
        API | {"is_reply": True},
        API | {"is_reply": True, "text": "@else yes"},
        API | quote,
        API | media,
        API | middle,
        API | {"text": "https://t.co/a"},
        API | quote | {"is_reply": True},
    ]
    assert [post.kind for post in read(tmp_path / "a", rows)] == [
        Kind.CONTINUATION,
        Kind.REPLY,
        Kind.QUOTE,
        Kind.ROOT,
        Kind.ROOT,
        Kind.LINK_ONLY,
        Kind.CONTINUATION,
    ]


def test_is_thread_means_nothing(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a", [API | {"is_thread": True}, API | {"is_thread": False}])
    assert (first.kind, first.thread) == (second.kind, second.thread)


def test_rows_of_the_api_itself(tmp_path: Path) -> None:
    row = {
        "id": "5",
        "created_at": "2025-08-05T12:34:11.000Z",
        "text": "x" * 275,
        "username": "Tess",
        "public_metrics": {"like_count": 7},
        "note_tweet": {"text": "x" * 300},
        "referenced_tweets": [{"type": "quoted", "id": "3"}],
    }
    [post] = read(tmp_path / "a", [row])
    assert (post.author, post.proof, post.metrics.likes, len(post.text)) == ("tess", Proof.HANDLE, 7, 300)
    assert (post.kind, post.is_cut) == (Kind.QUOTE, False)


def test_completions_are_posts_with_stable_ids(tmp_path: Path) -> None:
    rows = [
        {"prompt": "Write:", "completion": " Survival &amp; more.\n\n👊"},
        {"prompt": "Write:", "completion": " @else Interesting"},
        {"prompt": "Write:", "completion": "  two blanks"},
        {"prompt": "Write:", "completion": " @else Interesting"},
    ]
    posts = read(tmp_path / "a.jsonl", rows)
    assert [post.text for post in posts] == [
        "Survival & more.\n\n👊",
        "@else Interesting",
        " two blanks",
        "@else Interesting",
    ]
    assert [post.kind for post in posts] == [Kind.ROOT, Kind.REPLY, Kind.ROOT, Kind.REPLY]
    assert {(post.time, post.author, post.proof) for post in posts} == {(None, "", Proof.NONE)}
    ids = [post.id for post in posts]
    assert len(set(ids)) == 4, "equal texts are still two rows"
    assert ids == [post.id for post in read(tmp_path / "renamed", rows)]
    assert ids[0] != read(tmp_path / "a.jsonl", rows[:1])[0].id


def test_broken_rows_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for bad, words in (
        ('{"completion": " b', "line 3: broken JSON"),
        ("[1]", "line 3: list where an object"),
        ('{"prompt": "x"}', "line 3: no `completion`"),
    ):
        path.write_text('{"completion": " a"}\n\n' + bad + "\n")
        [source], _ = open_sources(path)
        with pytest.raises(MilesError, match=words):
            list(source.posts())
    path.write_text('{"prompt": "x", "completion": " a\n')
    [source], _ = open_sources(path)
    with pytest.raises(MilesError, match="line 1: broken JSON"):
        list(source.posts())


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"completion": " a"}\n{"completion": " \xff\xfe"}\n')
    [source], _ = open_sources(path)
    with pytest.raises(MilesError, match="line 2"):
        list(source.posts())


def test_the_files_of_the_user(shared: Path) -> None:
    """Rows, replies and the absence of ids and times, as the README of the data tells."""
    expected = {"miles_1000_enhanced.jsonl": (994, 361), "miles_deutscher_dataset.jsonl": (741, 0)}
    for name, (rows, replies) in expected.items():
        [source], _ = open_sources(shared / name)
        posts = list(source.posts())
        assert source.format == "completion-jsonl"
        assert (len(posts), len({post.id for post in posts})) == (rows, rows)
        assert sum(post.kind is Kind.REPLY for post in posts) == replies
        assert {post.time for post in posts} == {None}


def test_labels_that_heuristics_made_are_told_and_not_read(tmp_path: Path) -> None:
    """Trap 9: quality_score is popularity on two scales, `pattern` counts lines; a row reads the same without them."""
    api = {"id": "1", "created_at": "2025-08-05T12:34:11.000Z", "text": "R&amp;D\n\nagain"}
    pair = {"prompt": "p", "completion": " R&amp;D\n\nagain"}
    for plain, made_up in (
        (api, api | {"quality_score": 0.9, "is_thread": True, "pattern": "3_part"}),
        (pair, pair | {"metadata": {"quality_score": 0.9, "structure": "3_part", "source": "x"}}),
    ):
        posts = []
        for row in (plain, made_up):
            path = tmp_path / "rows"
            path.write_text(json.dumps(row))
            [source], _ = open_sources(path)
            posts.append(replace(next(source.posts()), id=""))
            list(source.posts())
        assert posts[0] == posts[1]
        assert len(source.notes) == 2
        assert source.notes[0].startswith("1 texts held HTML entities")
        assert source.notes[1].startswith("not read, for heuristics made them: ")
        assert "quality_score" in source.notes[1]


def test_the_live_file(shared: Path) -> None:
    [source], _ = open_sources(shared / "x_api_v2_live.jsonl")
    posts = list(source.posts())
    assert (source.format, len(posts)) == ("api-jsonl", 739)
    assert sum(post.kind is Kind.REPLY for post in posts) == 4
    assert sum(post.kind is Kind.LINK_ONLY for post in posts) == 9
    assert {post.author for post in posts} == {""}
