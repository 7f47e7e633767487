from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from miles.cleaning.author import AuthorGate
from miles.cleaning.clean import Cleaner
from miles.collection.parquet import write_posts
from miles.corpus.drafts import Pair, write_pairs
from miles.corpus.given import given_posts, held_out_prompts, held_out_threads, taught_posts
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.tally import Tally
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle

ROWS = "text,time\nFirst words that stand alone here,2024-01-01\nOther words about gold and rates,2024-03-01\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_text(ROWS)
    return tmp_path / "mine.csv"


def read(source: Path, since: datetime | None = None) -> list[str]:
    gate, tally = AuthorGate("ann", override=True), Tally()
    posts = given_posts(source, gate, Cleaner("ann"), tally, since=since, columns={"text": "text", "time": "time"})
    assert tally.rows_in["since"] - len(posts) == sum(tally.steps["since"].values())
    return [post.text for post in posts]


def test_posts_are_cleaned_and_counted_from_a_day_on(source: Path) -> None:
    assert len(read(source)) == 2
    assert read(source, datetime(2024, 2, 1, tzinfo=UTC)) == ["Other words about gold and rates"]


def test_a_day_after_the_newest_post_is_told(source: Path) -> None:
    with pytest.raises(MilesError, match=r"no post of mine\.csv is from 2025-01-01 on, the newest is of 2024-03-01"):
        read(source, datetime(2025, 1, 1, tzinfo=UTC))


def test_posts_of_another_preparation_taught_somebody_else(tmp_path: Path) -> None:
    post = Post(id="1", author="ann", text="Gold and rates", time=datetime(2024, 1, 1, tzinfo=UTC))
    write_posts([post], tmp_path / "train_posts.parquet")
    bundle = Bundle(tmp_path, {"author": "ann", "hash": "12ab", "data": file_sha256(tmp_path / "train_posts.parquet")})
    assert [found.text for found in taught_posts(tmp_path, bundle)] == ["Gold and rates"]
    write_posts([replace(post, text="Something else")], tmp_path / "train_posts.parquet")
    with pytest.raises(MilesError, match=r"train_posts\.parquet is not what ann:12ab was trained on"):
        taught_posts(tmp_path, bundle)
    with pytest.raises(MilesError, match="is not what ann:12ab was trained on"):
        taught_posts(tmp_path / "nowhere", bundle)


def test_prompts_are_those_of_held_out_drafts_each_once_and_spread(tmp_path: Path) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    drafts = [Draft(), *(Draft(text=f"gold {k}") for k in (0, 0, 1, 2, 3))]
    pairs = [Pair(draft, ("gold holds",), str(k), str(k), now) for k, draft in enumerate(drafts)]
    write_pairs(pairs, tmp_path / "valid.parquet")
    found = held_out_prompts(tmp_path, 2)
    assert [[f"gold {k}" in text for k in range(4)] for text in found] == [
        [True, False, False, False],
        [False, False, True, False],
    ]
    assert len(held_out_prompts(tmp_path, 9)) == 4
    write_pairs(pairs[:1], tmp_path / "valid.parquet")
    with pytest.raises(MilesError, match=r"valid.parquet holds no draft"):
        held_out_prompts(tmp_path, 2)


def test_held_out_threads_are_whole_and_each_there_once(tmp_path: Path) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    thread = [Pair(Draft(text=word), (f"gold {k}",), str(k), "1", now) for k in (1, 2) for word in ("", "gold")]
    whole = Pair(Draft(text="gold twice"), ("gold 1", "gold 2"), "1+", "1", now)
    write_pairs([*thread, whole, Pair(Draft(), ("alone",), "3", "3", now)], tmp_path / "valid.parquet")
    assert [(found.id, found.texts) for found in held_out_threads(tmp_path)] == [
        ("1", ("gold 1", "gold 2")),
        ("3", ("alone",)),
    ]
    write_pairs([], tmp_path / "valid.parquet")
    with pytest.raises(MilesError, match=r"valid.parquet holds no post"):
        held_out_threads(tmp_path)
