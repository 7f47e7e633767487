"""What a person should know about clean posts before trusting a number made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from miles.post.normal import words
from miles.post.parts import count
from miles.post.post import Kind, Post

SETTLED = timedelta(days=2)  # after that the counts of a post hardly rise
MOST_PARTS = 9  # that can be wished for
FEW_WORDS = 2


def remarks(posts: Sequence[Post]) -> list[str]:
    """Lines for the Tally about threads, paragraphs, what exports leave out, and counts that were read too early."""
    if not posts:
        return []
    joined = sum(post.kind is Kind.CONTINUATION for post in posts)
    parts = [count(post.text) for post in posts]
    months = Counter(f"{post.time:%Y-%m}" for post in posts if post.time).values()
    short = sum(len(words(post.text)) <= FEW_WORDS for post in posts)
    a_month = f", a month holds {min(months):,} to {max(months):,} posts" if months else ""
    counted = [post for post in posts if post.metrics.likes is not None]
    found = [
        f"{joined:,} of {len(posts):,} posts continue a thread, by their parent or, where none is named, by the clock",
        f"{short:,} posts have at most {FEW_WORDS} words{a_month}: exports may leave out short posts and whole weeks",
    ]
    if max(parts) > MOST_PARTS:
        long = sum(part > MOST_PARTS for part in parts)
        found.append(
            f"{long:,} posts have more than {MOST_PARTS} paragraphs (up to {max(parts)}): the true number is kept"
        )
    if counted:
        silent = sum(post.metrics.read_at is None for post in counted)
        early = sum(_is_early(post) for post in counted)
        found.append(
            f"likes of {len(counted):,} posts: {early:,} were read within {SETTLED.days} days and were still rising, "
            f"{silent:,} do not say when they were read"
        )
    return found


def _is_early(post: Post) -> bool:
    read_at = post.metrics.read_at
    return read_at is not None and post.time is not None and read_at < post.time + SETTLED
