"""The pattern of a post: how many paragraphs it has, as a person can choose it."""

from __future__ import annotations

from miles.post.parts import MAX_SELECTABLE, count


def pattern(text: str) -> int:
    """Number of paragraphs, held within 1-9; `paragraphs` is the true value."""
    return min(max(count(text), 1), MAX_SELECTABLE)


def paragraphs(text: str) -> int:
    """The true number of paragraphs; real posts go beyond 30. 0 for blank text."""
    return count(text)
