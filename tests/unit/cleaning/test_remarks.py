"""Traps 4, 8, 11 and 14: what cannot be mended in the posts is at least said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from miles.cleaning.clean import Cleaner
from miles.cleaning.remarks import remarks
from miles.post.post import Kind, Metrics, Post
from miles.post.tally import Tally

NOON = datetime(2025, 2, 28, 12, tzinfo=UTC)
POST = Post(id="1", text="Patience is the edge that small accounts have", author="ann", time=NOON)


def likes(read_at: datetime | None) -> Metrics:
    return Metrics(likes=5, read_at=read_at)


def test_threads_are_counted() -> None:
    rows = [POST, replace(POST, kind=Kind.CONTINUATION), replace(POST, kind=Kind.CONTINUATION)]
    assert remarks(rows)[0].startswith("2 of 3 posts continue a thread")


def test_short_posts_and_the_spread_over_months_are_told() -> None:
    rows = [POST, replace(POST, text="Bullish again?"), replace(POST, text="A b c", time=NOON - timedelta(days=40))]
    assert remarks(rows)[1].startswith("1 posts have at most 2 words, a month holds 1 to 2 posts")
    assert remarks([replace(POST, time=None)])[1].startswith("0 posts have at most 2 words: ")


def test_posts_of_more_than_nine_paragraphs_are_told() -> None:
    nine, ten = ("\n\n".join("x" * n) for n in (9, 10))
    assert len(remarks([replace(POST, text=nine)])) == 2
    told = remarks([replace(POST, text=nine), replace(POST, text=ten)])[2]
    assert told.startswith("1 posts have more than 9 paragraphs (up to 10)")


def test_counts_that_were_still_rising_are_told() -> None:
    two_days = timedelta(days=2)
    rows = [replace(POST, metrics=likes(at)) for at in (NOON, NOON + two_days - timedelta(seconds=1), NOON + two_days)]
    told = remarks([*rows, replace(POST, metrics=likes(None)), POST])[-1]
    assert told.startswith("likes of 4 posts: 2 were read within 2 days and were still rising, 1 do not say when")


def test_they_stand_in_the_tally_of_what_is_left() -> None:
    tally = Tally()
    Cleaner("ann").clean([POST, replace(POST, id="2", text="@you thanks", kind=Kind.REPLY)], tally)
    assert tally.notes == remarks([POST])
    assert remarks([]) == []
