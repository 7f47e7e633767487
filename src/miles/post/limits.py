"""The length of a post as X counts it: twitter-text 3.1.0, configuration version 3.

https://developer.x.com/en/docs/counting-characters; tests hold recorded answers of the npm library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from miles.post.emoji import EMOJI
from miles.post.url import urls

LIMIT = 280
LONG_LIMITS = (4_000, 25_000)  # what paying accounts may write
LIMITS = (LIMIT, *LONG_LIMITS)
LINK_WEIGHT = 23
EMOJI_WEIGHT = 2

_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")  # these weigh 2, all others 1
_EMOJI_START = re.compile("[#*0-9](?=\ufe0f?\u20e3)|[\u00a9\u00ae\u203c-\u3299\ue50a\ufe0f\U0001f000-\U0001faff]")
_INVALID = re.compile("[\ufffe\ufeff\uffff]")


def weighted_length(text: str) -> int:
    """The length of `text` against X's limits: a link 23, an emoji sequence 2, CJK 2, most letters 1."""
    if text.isascii():
        total = len(text)
        for start, end in urls(text) if "." in text else ():
            total += LINK_WEIGHT - (end - start)
        return total
    text = unicodedata.normalize("NFC", text)
    total = position = 0
    for start, end, weight in _entities(text):
        if start >= position:  # X passes over an entity that begins inside another
            total += _letters(text[position:start]) + weight
            position = end
    return total + _letters(text[position:])


def is_valid(text: str, limit: int = LIMIT) -> bool:
    """Whether X would take `text` at that limit: not empty, not too long, no byte order marks."""
    return 0 < weighted_length(text) <= limit and not _INVALID.search(text)


def _entities(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, weight) of links and emoji in order; at one start the link goes first."""
    found = [(start, end, LINK_WEIGHT) for start, end in urls(text)] if "." in text else []
    end = 0
    for start in _EMOJI_START.finditer(text):
        emoji = EMOJI.match(text, start.start()) if start.start() >= end else None
        if emoji:
            end = emoji.end()
            found.append((start.start(), end, EMOJI_WEIGHT))
    found.sort(key=lambda entity: (entity[0], -entity[2]))
    yield from found


def _letters(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_HEAVY.findall(text))
