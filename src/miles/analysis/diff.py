"""What became of a draft, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from miles.post.normal import LINK

STEPS = 40_000_000  # of the worst case, about half a second; beyond, whole lines are compared
_WORD = re.compile(rf"{LINK.pattern}|\s+|[$#@\u20ac\u00a3]?\w+(?:[.,'\u2019/&%+-]+\w+)*%?|.", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"[^\n]+|\n+")


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


def diff(draft: str, post: str) -> list[tuple[Op, str]]:
    """Pieces in order: same and removed ones make up the draft, same and added ones the post, to the letter.

    Words that both hold stand as long runs first (`difflib`), blanks never by themselves. Texts that repeat one word
    so often that this would take long are compared line by line, and if lines repeat as well, as a whole.
    """
    for pattern in (_WORD, _LINE):
        a, b = pattern.findall(draft), pattern.findall(post)
        if _steps(a, b) <= STEPS:
            return _joined(a, b)
    return [(op, text) for op, text in ((Op.REMOVED, draft), (Op.ADDED, post)) if text]


def _steps(a: Sequence[str], b: Sequence[str]) -> int:
    """At most: for each run that both hold, every pair of equal tokens is looked at once more."""
    ours, theirs = Counter(a), Counter(b)
    pairs = sum(n * theirs[token] for token, n in ours.items() if not token.isspace())
    return (pairs + len(a) + len(b)) * min(len(a), len(b))


def _joined(a: Sequence[str], b: Sequence[str]) -> list[tuple[Op, str]]:
    found: list[tuple[Op, str]] = []
    matcher = SequenceMatcher(str.isspace, a, b, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            found.append((Op.SAME, "".join(a[start:end])))
            continue
        if start < end:
            found.append((Op.REMOVED, "".join(a[start:end])))
        if other_start < other_end:
            found.append((Op.ADDED, "".join(b[other_start:other_end])))
    return found
