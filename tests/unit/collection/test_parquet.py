from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.parquet import ParquetSource, read_posts, write_posts
from miles.collection.source import open_sources
from miles.post.error import MilesError
from miles.post.post import Kind, Metrics, Post, Proof

POST = Post(
    id="1741650631537070134",
    text="One \U0001f44a\n\nTwo &\tthree\nfour",
    author="ann",
    proof=Proof.HANDLE,
    time=datetime(2024, 1, 1, 2, 40, 43, tzinfo=UTC),
    metrics=Metrics(likes=3, impressions=100, read_at=datetime(2025, 8, 3, tzinfo=UTC)),
    kind=Kind.CONTINUATION,
    source="tweets.js",
    row=7,
    parent="17",
    thread="17",
    is_cut=True,
)


def test_posts_come_back_as_they_were(tmp_path: Path) -> None:
    bare = Post(id="2", text="")
    write_posts([POST, bare], tmp_path / "posts.parquet")
    assert read_posts(tmp_path / "posts.parquet") == [POST, bare]
    assert [path.name for path in tmp_path.iterdir()] == ["posts.parquet"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_posts([Post(id="1", text=text)], Path(folder) / "posts.parquet")
        assert read_posts(Path(folder) / "posts.parquet")[0].text == text


def test_parts_and_lines_stand_beside_the_text(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write_posts([POST], tmp_path / "posts.parquet")
    (row,) = pq.read_table(tmp_path / "posts.parquet").to_pylist()
    assert (row["parts"], row["lines"]) == (2, 3)


def test_it_is_a_source_known_by_content(tmp_path: Path) -> None:
    write_posts([POST], tmp_path / "anything.bin")
    ((source,), notes) = open_sources(tmp_path / "anything.bin")
    assert isinstance(source, ParquetSource)
    assert (list(source.posts()), notes, len(source.sha256)) == ([POST], [], 64)


def test_absent_and_foreign_tables_say_what_to_do(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pytest.raises(MilesError, match=r"no posts at .*\n.*make data"):
        read_posts(tmp_path / "none.parquet")
    pq.write_table(pa.table({"text": ["a"]}), tmp_path / "other.parquet")
    with pytest.raises(MilesError, match="not a table of posts"):
        read_posts(tmp_path / "other.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(MilesError, match="not a table of posts"):
        read_posts(tmp_path / "broken.parquet")
