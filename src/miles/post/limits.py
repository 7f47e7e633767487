"""The length of a post as X counts it (twitter-text, configuration v3)."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 280
LONG_LIMITS = (4_000, 25_000)
LIMITS = (LIMIT, *LONG_LIMITS)
_LINK = re.compile(r"https?://\S+")


def weighted_length(text: str) -> int:
    """The length of `text` against X's limits: links 23, emoji and CJK 2, most letters 1."""
    text = unicodedata.normalize("NFC", text)
    text, links = _LINK.subn("", text)
    return 23 * links + sum(1 if ord(c) <= 4351 or 8192 <= ord(c) <= 8247 else 2 for c in text)


def is_valid(text: str, limit: int = LIMIT) -> bool:
    """Whether X would take `text` at that limit."""
    return 0 < weighted_length(text) <= limit
