"""`miles collect` over real HTTP: what lands on disk, what is asked next time, what never lands anywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fakes import FakeX
from miles.cli import main
from miles.collection.parquet import read_posts
from miles.post.post import Kind, Proof

TOKEN = "secret-token"


def row(number: int, text: str = "", **more: Any) -> dict[str, Any]:
    told = {"created_at": f"2023-11-{number:02}T22:13:20.000Z", "public_metrics": {"like_count": number}}
    return {"id": str(10**18 + number), "text": text or f"post {number}", "author_id": "42", **told, **more}


@pytest.fixture
def collect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the verb as a user would, with the token where a user puts it."""
    monkeypatch.setenv("X_BEARER_TOKEN", TOKEN)
    monkeypatch.chdir(tmp_path)

    def run(fake: FakeX, *more: str) -> int:
        return main(["collect", "author.handle=Tess", f"+timeline.base_url={fake.url}", *more])

    return run


def tables(folder: Path) -> list[Path]:
    return sorted(folder.rglob("timeline-*.parquet"))


def test_a_timeline_lands_masked_and_proven(collect: Callable[..., int], tmp_path: Path) -> None:
    rows = [
        row(3, "ask @somebody_else or mail jo@example.org &amp; see @tess"),
        row(2, "@friend no", in_reply_to_user_id="7", referenced_tweets=[{"type": "replied_to", "id": "99887766"}]),
        row(1),
    ]
    with FakeX(rows) as fake:
        assert collect(fake) == 0
    (path,) = tables(tmp_path)
    assert path.parent == tmp_path / "data" / "raw" / "tess"
    first, reply, last = read_posts(path)
    assert first.text == "ask <user> or mail <email> & see @tess"
    assert (reply.text, reply.kind, reply.parent) == ("<user> no", Kind.REPLY, None)
    assert (last.id, last.author, last.proof, last.metrics.likes) == (str(10**18 + 1), "tess", Proof.HANDLE, 1)
    on_disk = path.read_bytes()
    assert not [word for word in (b"somebody_else", b"jo@example", b"friend", b"99887766") if word in on_disk]


def test_the_next_run_asks_only_for_newer_posts(
    collect: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeX([row(2), row(1)]) as fake:
        assert collect(fake) == 0
        fake.rows.insert(0, row(3))
        (first,) = tables(tmp_path)
        first.rename(first.with_name("timeline-20230101T000000.parquet"))  # as if it were older than this second
        assert collect(fake) == 0
        assert [query.get("since_id") for query in fake.asked] == [None, str(10**18 + 2)]
        assert [len(read_posts(path)) for path in tables(tmp_path)] == [2, 1]
        capsys.readouterr()
        assert collect(fake) == 0
    assert "nothing newer" in capsys.readouterr().out
    assert len(tables(tmp_path)) == 2


def test_a_timeline_that_breaks_off_leaves_no_table(collect: Callable[..., int], tmp_path: Path) -> None:
    """Half a table would hide the gap below it: the next run asks only for what is newer."""
    rows = [row(number) for number in range(12, 0, -1)]
    with FakeX(rows, faults=deque([None, "500"])) as fake:
        assert collect(fake, "+timeline.page_size=5", "+timeline.retries=0") == 2
        assert len(fake.asked) == 2
    assert tables(tmp_path) == []


def test_what_was_collected_can_be_ingested(collect: Callable[..., int], tmp_path: Path) -> None:
    words = ["markets", "rates", "gold", "dollar", "bonds", "yields", "copper", "wheat", "silver", "oil"]
    rows = [row(n, f"the {words[n - 1]} desk went quiet {n} times before lunch today") for n in range(10, 0, -1)]
    with FakeX(rows) as fake:
        assert collect(fake) == 0
    assert main(["ingest", "author=own", "author.handle=Tess", "raw=data/raw/tess"]) == 0
    posts = read_posts(tmp_path / "data" / "interim" / "tess" / "posts.parquet")
    assert [post.id for post in posts] == [wanted["id"] for wanted in reversed(rows)]


@pytest.mark.parametrize("more", [(), ("--cfg",)])
def test_the_token_is_neither_shown_nor_saved(
    collect: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    with FakeX([row(1)]) as fake:
        assert collect(fake, *more) == 0
    shown = "".join(capsys.readouterr())
    assert TOKEN not in shown
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]


def test_without_a_token_the_next_step_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("X_BEARER_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["collect", "author.handle=tess"]) == 2
    assert "put X_BEARER_TOKEN into the environment" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_handle_the_next_step_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["collect"]) == 2
    assert "HANDLE=" in capsys.readouterr().err
