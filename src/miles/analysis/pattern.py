"""The pattern of a post: how many paragraphs it has, whether it asks, lists, or opens a thread."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from miles.post.parts import MAX_SELECTABLE, count

BULLET = re.compile(r"^\s*[-•*·]\s", re.M)
NUMBERED = re.compile(r"^\s*\d{1,2}[.)/:]\s", re.M)
LISTED = 2  # items from which lines are a list; one alone is often the "1/" of a thread
PARTS = ("1 part", *(f"{n} parts" for n in range(2, MAX_SELECTABLE + 1)), "more parts")
THREAD = "thread"
PATTERNS = (*PARTS, THREAD, "question", "closing question", "list")


def pattern(text: str) -> int:
    """Number of paragraphs, held within 1-9; `paragraphs` is the true value."""
    return min(max(count(text), 1), MAX_SELECTABLE)


def paragraphs(text: str) -> int:
    """The true number of paragraphs; real posts go beyond 30. 0 for blank text."""
    return count(text)


def asks(text: str) -> bool:
    return "?" in text


def ends_asking(text: str) -> bool:
    return text.rstrip().endswith("?")


def is_list(text: str) -> bool:
    """At least LISTED lines begin with a bullet, or with a number."""
    return max(len(BULLET.findall(text)), len(NUMBERED.findall(text))) >= LISTED


def table(texts: Sequence[str], pieces: Sequence[int]) -> NDArray[np.bool_]:
    """(n, len(PATTERNS)): which patterns each root post has; `pieces` (n,) counts the posts of its thread.

    Exactly one of PARTS holds of each post. Parts, question and list are those of the root post alone: it is what
    the likes were given to.
    """
    rows = np.zeros((len(texts), len(PATTERNS)), bool)
    for row, text, length in zip(rows, texts, pieces, strict=True):
        row[min(max(paragraphs(text), 1), len(PARTS)) - 1] = True
        row[len(PARTS) :] = length > 1, asks(text), ends_asking(text), is_list(text)
    return rows
