"""Our own table of posts: what ingest leaves behind and every later step reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from miles.post.error import MilesError
from miles.post.parts import count, lines
from miles.post.post import Kind, Metrics, Post, Proof
from miles.post.whole import file_sha256, whole

_COUNTS = ("likes", "reposts", "replies", "quotes", "bookmarks", "impressions")


def write_posts(posts: Iterable[Post], path: Path) -> None:
    """One row a post, with `parts` (paragraphs, true value) and `lines` beside it; replaces `path` whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [_row(post) for post in posts]
    with whole(path) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema=_schema()), temporary)


def read_posts(path: Path) -> list[Post]:
    """The posts of a table written by `write_posts`, in its order."""
    return list(ParquetSource(path).posts())


class ParquetSource:
    """A Source over our own table; rows keep the proof they were given."""

    format = "miles-parquet"

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise MilesError(f"no posts at {path}", "run `make data` first")
        self.path = path
        self.name, self.notes = path.name, list[str]()
        self.sha256 = file_sha256(path)

    @classmethod
    def knows(cls, path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(4) == b"PAR1"

    def posts(self) -> Iterator[Post]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.read_table(self.path)
            rows = table.select(_schema().names).cast(_schema()).to_pylist()
        except (pa.ArrowInvalid, pa.ArrowKeyError, KeyError) as error:
            raise MilesError(f"{self.name} is not a table of posts ({error})", "run `make data` again") from error
        yield from (_post(row) for row in rows)


def _schema() -> Any:
    import pyarrow as pa

    text, whole, when = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")
    columns: dict[str, Any] = dict.fromkeys(
        ("id", "text", "author", "proof", "kind", "source", "parent", "thread"), text
    )
    columns |= {"time": when, "read_at": when, "row": whole, "parts": whole, "lines": whole, "is_cut": pa.bool_()}
    return pa.schema(columns | dict.fromkeys(_COUNTS, whole))


def _row(post: Post) -> dict[str, Any]:
    metrics = {name: getattr(post.metrics, name) for name in _COUNTS}
    return {
        "id": post.id, "text": post.text, "author": post.author, "proof": str(post.proof), "kind": str(post.kind),
        "source": post.source, "parent": post.parent, "thread": post.thread, "time": post.time,
        "read_at": post.metrics.read_at, "row": post.row, "parts": count(post.text), "lines": lines(post.text),
        "is_cut": post.is_cut, **metrics,
    }  # fmt: skip


def _post(row: dict[str, Any]) -> Post:
    metrics = Metrics(**{name: row[name] for name in _COUNTS}, read_at=_utc(row["read_at"]))
    kept = {name: row[name] for name in ("id", "text", "author", "source", "row", "parent", "thread", "is_cut")}
    return Post(**kept, proof=Proof(row["proof"]), kind=Kind(row["kind"]), time=_utc(row["time"]), metrics=metrics)


def _utc(time: datetime | None) -> datetime | None:
    return time.astimezone(UTC) if time else None
