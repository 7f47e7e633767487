"""Fields of a row to the values of a Post."""

from __future__ import annotations

import html
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.row import Escapes, count, counts, moment, published, stable_id, status_of
from miles.post.error import MilesError


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a &amp; b &lt;3 &gt; c", "a & b <3 > c"),
        ("&amp;amp;", "&amp;"),
        ("?a=1&copy=2 R&D AT&T &unknown; &lt", "?a=1&copy=2 R&D AT&T &unknown; &lt"),
        ("it&#39;s &quot;x&quot; &#x1F44A;", 'it\'s "x" 👊'),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\0b", "ab"),
        ("half \ud83d emoji", "half \ufffd emoji"),
    ],
)
def test_published(raw: str, text: str) -> None:
    assert published(raw) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_what_x_escapes_comes_back(text: str) -> None:
    assert published(html.escape(text, quote=False)) == text


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("Thu Feb 29 16:07:48 +0000 2024", datetime(2024, 2, 29, 16, 7, 48, tzinfo=UTC)),
        ("Thu Feb 29 16:07:48 +0200 2024", datetime(2024, 2, 29, 14, 7, 48, tzinfo=UTC)),
        ("2025-08-05T12:34:11.000Z", datetime(2025, 8, 5, 12, 34, 11, tzinfo=UTC)),
        ("2025-08-05T12:34:11+02:00", datetime(2025, 8, 5, 10, 34, 11, tzinfo=UTC)),
        ("2025-08-05 12:34", datetime(2025, 8, 5, 12, 34, tzinfo=UTC)),
        ("10/2/17 9:41", datetime(2017, 10, 2, 9, 41, tzinfo=UTC)),
        ("1/12/2017 22:59:01", datetime(2017, 1, 12, 22, 59, 1, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_moment(value: str | None, time: datetime | None) -> None:
    assert moment(value, "file, row 1") == time


@pytest.mark.parametrize("value", ["yesterday", "31/12/17 22:59", "Thu Foo 29 16:07:48 +0000 2024", 1700000000])
def test_a_time_nobody_can_read_says_where(value: object) -> None:
    with pytest.raises(MilesError, match="file, row 1: cannot read the time"):
        moment(value, "file, row 1")


def test_counts() -> None:
    assert [count(value) for value in ("12", 12, "1,200", "", None, -1, "n/a")] == [
        12,
        12,
        1200,
        None,
        None,
        None,
        None,
    ]
    metrics = counts({"likeCount": 0}, {"likes": "likeCount", "quotes": "quoteCount"}, None)
    assert (metrics.likes, metrics.quotes, metrics.replies) == (0, None, None)


def test_status_of() -> None:
    assert status_of("https://x.com/Tess/status/12?s=20") == ("tess", "12")
    assert status_of("https://mobile.twitter.com/Tess/statuses/12") == ("tess", "12")
    assert status_of("https://x.com/i/status/12") == ("", "12")
    assert status_of("https://x.com/Tess") is None
    assert status_of(None) is None


def test_stable_ids_differ_by_file_row_and_text() -> None:
    ids = {stable_id(sha, row, text) for sha in ("a", "b") for row in (1, 2) for text in ("x", "y")}
    assert len(ids) == 8
    assert stable_id("a", 1, "x") in ids
    assert not any(made.removeprefix("row-").startswith("row") or made.isdigit() for made in ids)


def test_texts_with_entities_are_counted() -> None:
    escapes = Escapes()
    assert [escapes.published(raw) for raw in ("a &amp; b &gt; c", "a & b", "?a=1&copy=2")] == [
        "a & b > c",
        "a & b",
        "?a=1&copy=2",
    ]
    assert escapes.notes() == ["1 texts held HTML entities (&amp; and the like), unescaped once"]
    assert Escapes().notes() == []
