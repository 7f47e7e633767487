"""Threads by what rows say, then by the clock; the clock's rule is measured on real labels."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.source import open_sources
from miles.collection.threads import stitch, threads
from miles.post.normal import LINK
from miles.post.post import Kind, Post

START = datetime(2024, 1, 1, tzinfo=UTC)


def post(number: int, second: float | None, **more: object) -> Post:
    time = None if second is None else START + timedelta(seconds=second)
    return Post(**({"id": str(number), "text": f"text {number}", "author": "me", "time": time} | more))  # type: ignore[arg-type]


def groups(posts: Sequence[Post], **more: float) -> list[list[str]]:
    return [[piece.id for piece in thread.posts] for thread in threads(stitch(posts, **more))]


def test_posts_within_a_minute_of_the_previous_one_are_a_thread() -> None:
    posts = [post(1, 0), post(2, 60), post(3, 119), post(4, 180), post(5, 181)]
    assert groups(posts) == [["1", "2", "3"], ["4", "5"]]
    kinds = [piece.kind for piece in stitch(posts)]
    assert kinds == [Kind.ROOT, Kind.CONTINUATION, Kind.CONTINUATION, Kind.ROOT, Kind.CONTINUATION]


def test_replies_and_reposts_neither_join_nor_bridge() -> None:
    posts = [post(1, 0), post(2, 20, kind=Kind.REPLY), post(3, 40, kind=Kind.REPOST), post(4, 50), post(5, 115)]
    assert groups(posts) == [["1", "4"], ["5"]]
    assert [piece.thread for piece in stitch(posts)] == ["1", None, None, "1", "5"]


def test_a_named_parent_wins_over_the_clock() -> None:
    posts = [post(1, 0), post(2, 10), post(3, 9_000, parent="1", kind=Kind.CONTINUATION)]
    assert groups(posts) == [["1", "2", "3"]]
    assert groups([post(1, 0), post(2, 500), post(3, 510, parent="1", kind=Kind.CONTINUATION)]) == [["1", "3"], ["2"]]


def test_a_post_known_to_answer_nobody_starts_a_thread() -> None:
    assert groups([post(1, 0, thread="1"), post(2, 10, thread="2")]) == [["1"], ["2"]]


def test_a_self_reply_without_a_parent_joins_within_five_minutes() -> None:
    posts = [post(1, 0, thread="1"), post(2, 250, kind=Kind.CONTINUATION), post(3, 900, kind=Kind.CONTINUATION)]
    assert groups(posts) == [["1", "2"], ["3"]]
    assert [piece.kind for piece in stitch(posts)] == [Kind.ROOT, Kind.CONTINUATION, Kind.CONTINUATION]


def test_pieces_of_a_missing_root_stay_together_and_are_no_root() -> None:
    posts = [post(2, 0, parent="1", kind=Kind.CONTINUATION), post(3, 400, parent="2", kind=Kind.CONTINUATION)]
    assert groups(posts) == [["2", "3"]]
    assert {(piece.kind, piece.thread) for piece in stitch(posts)} == {(Kind.CONTINUATION, "1")}


def test_answers_to_ones_own_reply_are_replies() -> None:
    posts = [
        post(1, 0, kind=Kind.REPLY, parent="somebody"),
        post(2, 5, kind=Kind.CONTINUATION, parent="1"),
        post(3, 9, kind=Kind.CONTINUATION, parent="2"),
    ]
    assert [piece.kind for piece in stitch(posts)] == [Kind.REPLY] * 3
    assert groups(posts) == []


def test_a_piece_of_links_keeps_its_kind_and_belongs() -> None:
    stitched = stitch([post(1, 0), post(2, 5, kind=Kind.LINK_ONLY, text="https://t.co/a"), post(3, 9)])
    assert [piece.kind for piece in stitched] == [Kind.ROOT, Kind.LINK_ONLY, Kind.CONTINUATION]
    assert {piece.thread for piece in stitched} == {"1"}


def test_another_account_and_a_post_without_time_join_nothing() -> None:
    assert groups([post(1, 0), post(2, 5, author="you"), post(3, 9)]) == [["1", "3"], ["2"]]
    assert groups([post(1, 0), post(2, None), post(3, None)]) == [["1"], ["2"], ["3"]]


def test_rows_that_name_no_author_stand_beside_rows_that_do() -> None:
    assert groups([post(1, 0), post(2, 5, author=""), post(3, 9)]) == [["1", "2", "3"]]


def test_a_post_read_twice_is_one_post_and_evidence_of_either_counts() -> None:
    posts = [post(1, 0), post(1, 0, source="other"), post(2, 10), post(2, 10, source="other", thread="2")]
    assert groups(posts) == [["1", "1"], ["2", "2"]]


def test_what_is_left_of_a_thread_is_still_a_thread() -> None:
    stitched = [piece for piece in stitch([post(1, 0), post(2, 5), post(3, 9)]) if piece.id != "1"]
    assert [[piece.id for piece in thread.posts] for thread in threads(stitched)] == [["2", "3"]]


@st.composite
def timelines(draw: st.DrawFn) -> list[Post]:
    seconds = draw(st.lists(st.integers(0, 2_000), max_size=30))
    kinds = st.sampled_from([Kind.ROOT, Kind.QUOTE, Kind.REPLY, Kind.CONTINUATION, Kind.LINK_ONLY, Kind.REPOST])
    out = []
    for number, second in enumerate(sorted(seconds)):
        parent = draw(st.none() | st.integers(0, max(number - 1, 0)).map(str))
        evidence = draw(st.none() | st.just(str(number)))
        parent = parent if parent != str(number) else None
        kind = draw(kinds)
        if parent:
            kind, evidence = Kind.CONTINUATION, None
        out.append(post(number, second, kind=kind, parent=parent, thread=evidence if kind is Kind.ROOT else None))
    return out


@given(timelines(), st.integers(0, 99))
def test_every_post_is_in_one_thread_in_order_and_twice_is_as_once(posts: list[Post], seed: int) -> None:
    once = stitch(posts)
    assert [piece.id for piece in once] == [piece.id for piece in posts]
    assert stitch(once) == once
    shuffled = posts.copy()
    random.Random(seed).shuffle(shuffled)
    assert stitch(shuffled) == once
    inside = [piece.id for thread in threads(once) for piece in thread.posts]
    assert sorted(inside) == sorted(piece.id for piece in once if piece.kind not in (Kind.REPLY, Kind.REPOST))
    for thread in threads(once):
        assert len({piece.thread for piece in thread.posts}) == 1
        assert [piece.kind for piece in thread.posts[1:] if piece.kind in (Kind.ROOT, Kind.QUOTE)] == []


@pytest.mark.parametrize(
    ("gap_s", "precision", "recall"),
    [(5, 1.00, 0.69), (60, 0.97, 0.78), (300, 0.85, 0.87)],
)
def test_the_clock_rule_is_as_good_as_claimed(shared: Path, gap_s: float, precision: float, recall: float) -> None:
    """Trap 4: labels of the live file taken away, then compared; links alone say nothing, so they are left out."""
    [source], _ = open_sources(shared / "x_api_v2_live.jsonl")
    rows = [row for row in source.posts() if row.kind is not Kind.REPLY and LINK.sub("", row.text).strip()]
    truth = {row.id for row in rows if row.kind is Kind.CONTINUATION}
    assert (len(rows), len(truth)) == (726, 262)
    blind = stitch([replace(row, kind=Kind.ROOT, thread=None) for row in rows], gap_s=gap_s)
    said = {row.id for row in blind if row.kind is Kind.CONTINUATION}
    assert len(said & truth) / len(said) == pytest.approx(precision, abs=0.006)
    assert len(said & truth) / len(truth) == pytest.approx(recall, abs=0.006)


def test_self_replies_of_the_live_file_join_more_than_the_clock_alone(shared: Path) -> None:
    [source], _ = open_sources(shared / "x_api_v2_live.jsonl")
    rows = stitch(list(source.posts()))
    joined = [row for row in rows if row.kind is Kind.CONTINUATION and row.thread != row.id]
    assert len(joined) == 230  # 228 by the clock of the test above, two more after a post of nothing but links
    assert sum(row.kind is Kind.CONTINUATION for row in rows) == 262
