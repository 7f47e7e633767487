"""Readers are chosen by what a file holds; what no reader knows is said."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from miles.collection.source import open_sources
from miles.post.error import MilesError

TWEETS = [{"tweet": {"id_str": "1", "full_text": "hello", "created_at": "Mon Feb 24 15:28:14 +0000 2025"}}]
SCRAPE = [{"url": "https://x.com/me/status/1", "id": "1", "text": "a", "createdAt": "Mon Feb 24 15:28:14 +0000 2025"}]
API = {"id": "1", "created_at": "2025-08-05T12:34:11.000Z", "text": "a"}
SAMPLES = {
    "x-archive": "window.YTD.tweets.part0 = " + json.dumps(TWEETS),
    "x-archive ": "\n window.YTD.tweet.part0=" + json.dumps(TWEETS),
    "x-archive  ": json.dumps(TWEETS),
    "scrape-json": json.dumps(SCRAPE, indent=1),
    "api-jsonl": json.dumps(API),
    "completion-jsonl": json.dumps({"prompt": "p", "completion": " c"}),
    "csv": "text,created_at\nhello,2025-08-05\n",
}


@pytest.mark.parametrize("expected", SAMPLES)
@pytest.mark.parametrize("name", ["tweets.js", "posts.csv", "x"])
def test_the_content_decides_not_the_name(tmp_path: Path, expected: str, name: str) -> None:
    path = tmp_path / name
    for body in (SAMPLES[expected].encode(), gzip.compress(SAMPLES[expected].encode())):
        path.write_bytes(body)
        [source], notes = open_sources(path)
        assert (source.format, source.name, notes) == (expected.strip(), name, [])
        assert len(list(source.posts())) == len(list(source.posts())) == 1, "can be read again"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"# A readme\n", "not a format we know"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a format we know"),
        (b"[]", "no posts"),
        (b'[{"name": 1}]', "no reader knows .name."),
        (b'{"name": 1}', "no reader knows"),
        (b'{\n "name": 1}', "no reader knows"),
        (b"window.YTD.like.part0 = []", "holds no posts"),
        (b"window.YTD.account.part0 = []", "holds no posts"),
        (b"window.YTD.tweets.part0 = []", "no posts"),
    ],
)
def test_a_single_unknown_file_is_an_error_that_names_the_formats(tmp_path: Path, body: bytes, words: str) -> None:
    path = tmp_path / "given.bin"
    path.write_bytes(body)
    with pytest.raises(MilesError, match=words) as told:
        open_sources(path)
    assert "given.bin" in told.value.what
    assert "X account archive" in told.value.next_step
    assert "CSV" in told.value.next_step


def test_a_zip_without_posts_is_told(tmp_path: Path) -> None:
    for members in ({"photo.jpg": b"x"}, {"data/like.js": b"window.YTD.like.part0 = []"}):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
            for name, body in members.items():
                out.writestr(name, body)
        with pytest.raises(MilesError, match=r"tweets\.js"):
            open_sources(tmp_path / "a.zip")


def test_a_folder_is_read_one_level_deep_and_says_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(SAMPLES["scrape-json"])
    (tmp_path / "a.jsonl").write_text(SAMPLES["api-jsonl"])
    (tmp_path / "README.md").write_text("# read me")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.json").write_text(SAMPLES["scrape-json"])
    sources, notes = open_sources(tmp_path)
    assert [source.name for source in sources] == ["a.jsonl", "b.json"]
    assert notes == [
        "README.md skipped: not a format we know",
        "bad.zip skipped: bad.zip is a damaged zip: it has no end",
        "deep/ not entered: a folder is read one level deep",
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[![badge](x)](y)\n# A readme\n", "not a format we know"),
        (b"[1, 2, 3]", "not a format we know"),
        (b"\xff\xd8ab\rcd\x00\x01\nq", "not a format we know"),
        ("hello".encode("utf-32"), "is UTF-32 text"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "is broken UTF-16 text"),
    ],
)
def test_a_stray_file_of_any_kind_stops_no_folder(tmp_path: Path, body: bytes, words: str) -> None:
    (tmp_path / "b.json").write_text(SAMPLES["scrape-json"])
    (tmp_path / "stray").write_bytes(body)
    sources, [note] = open_sources(tmp_path)
    assert [source.name for source in sources] == ["b.json"]
    assert note.startswith("stray skipped:")
    assert words in note


def test_a_link_to_nowhere_and_a_pipe_stop_no_folder(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(SAMPLES["scrape-json"])
    (tmp_path / ".#b.json").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    sources, notes = open_sources(tmp_path)
    assert len(sources) == 1
    assert [note.split()[0] for note in notes] == [".#b.json", "pipe"]


def test_two_bare_scripts_of_part_zero_are_two_sources(tmp_path: Path) -> None:
    for name in ("mine.js", "yours.js"):
        (tmp_path / name).write_text(SAMPLES["x-archive"])
    sources, _ = open_sources(tmp_path)
    assert [source.name for source in sources] == ["mine.js", "yours.js"]


def test_scripts_that_number_on_are_one_source(tmp_path: Path) -> None:
    (tmp_path / "tweets.js").write_text(SAMPLES["x-archive"])
    (tmp_path / "tweets-part1.js").write_text(SAMPLES["x-archive"].replace("part0", "part1").replace('"1"', '"2"'))
    (tmp_path / "like.js").write_text("window.YTD.like.part0 = []")
    sources, notes = open_sources(tmp_path)
    assert [(source.name, len(list(source.posts()))) for source in sources] == [(tmp_path.name, 2)]
    assert notes == ["1 other scripts of an X archive hold no posts"]


def test_a_folder_without_posts_and_a_missing_path_are_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# read me")
    with pytest.raises(MilesError, match=r"README\.md skipped"):
        open_sources(tmp_path)
    with pytest.raises(MilesError, match="does not exist"):
        open_sources(tmp_path / "missing")


def test_a_broken_first_row_in_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"url": ')
    with pytest.raises(MilesError, match=r"a\.json, line 1: broken JSON"):
        open_sources(tmp_path)


def test_the_shared_folder(shared: Path) -> None:
    sources, notes = open_sources(shared)
    rows = {source.name: (source.format, sum(1 for _ in source.posts())) for source in sources}
    assert rows == {
        "miles_1000_enhanced.jsonl": ("completion-jsonl", 994),
        "miles_deutscher_dataset.jsonl": ("completion-jsonl", 741),
        "x_api_v2_live.jsonl": ("api-jsonl", 739),
        "x_archive_format_fixture.tweets.js": ("x-archive", 300),
        "x_scrape_2024-01_2025-02.json": ("scrape-json", 4_566),
    }
    assert len(notes) == 4
    assert {note.split()[0] for note in notes} == {
        "README.md",
        "base_corpus/",
        "fivethirtyeight_twitter_ratio/",
        "tweeteval/",
    }
