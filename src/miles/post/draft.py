"""What a person brings: a rough text or nothing, and wishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from miles.post.error import MilesError
from miles.post.parts import MAX_SELECTABLE

MAX_DRAFT_CHARS = 4_000
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0", "none")
_SURROGATE = re.compile("[\ud800-\udfff]")  # what Python makes of other bytes on a command line


class Sentiment(StrEnum):
    """How a post sounds."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Length(StrEnum):
    """By words of the whole post: short < 15 <= medium < 40 <= long < 80 <= essay."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    ESSAY = "essay"


class DraftKind(StrEnum):
    """How a training draft was made from a post; USER for what a person typed."""

    NOTHING = "nothing"
    TOPIC = "topic"
    KEYWORDS = "keywords"
    NOTE = "note"
    BULLETS = "bullets"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rough text plus wishes; None means "no wish". `parts` is 1-9 paragraphs.

    For a thread, `parts` is the number of posts in it.
    """

    text: str = ""
    kind: DraftKind = DraftKind.USER
    parts: int | None = None
    sentiment: Sentiment | None = None
    topic: str | None = None
    length: Length | None = None
    is_thread: bool | None = None

    def __post_init__(self) -> None:
        if self.parts is not None and not 1 <= self.parts <= MAX_SELECTABLE:
            raise MilesError(f"parts={self.parts} is outside 1-{MAX_SELECTABLE}", "ask for PARTS=1 to PARTS=9")
        if len(self.text) > MAX_DRAFT_CHARS:
            raise MilesError(
                f"the draft has {len(self.text)} characters, more than {MAX_DRAFT_CHARS}", "shorten the draft"
            )
        for name, words in (("draft", self.text), ("topic", self.topic or "")):
            if _SURROGATE.search(words):
                raise MilesError(f"the {name} holds bytes that are no text in UTF-8", f"type the {name} again")


def length_of(word_count: int) -> Length:
    """The length bin of a post with that many words."""
    for limit, name in ((15, Length.SHORT), (40, Length.MEDIUM), (80, Length.LONG)):
        if word_count < limit:
            return name
    return Length.ESSAY


def wishes(
    *, parts: object = None, sentiment: object = None, length: object = None, is_thread: object = False
) -> dict[str, Any]:
    """Wishes as typed, checked: {"parts": 3, "sentiment": Sentiment.POSITIVE, ...}."""
    try:
        count = None if parts is None else int(str(parts))
    except ValueError:
        raise MilesError(f"parts={parts!r} is not a number", f"ask for PARTS=1 to PARTS={MAX_SELECTABLE}") from None
    if str(is_thread).lower() not in (*_YES, *_NO):
        raise MilesError(
            f"is_thread={is_thread!r} is neither yes nor no", "give THREAD=1 for a thread, or leave it out"
        )
    wants_thread = str(is_thread).lower() in _YES
    if wants_thread and count == 1:
        raise MilesError("parts=1 is one post, a thread has at least 2", "ask for PARTS=2 or more, or leave THREAD out")
    return {
        "parts": count,
        "sentiment": _one_of(Sentiment, "sentiment", sentiment),
        "length": _one_of(Length, "length", length),
        "is_thread": wants_thread,
    }


def whole_number(field: str, value: object, least: int, most: int) -> int:
    """A number as typed, checked: MilesError unless it is whole and within least-most."""
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise MilesError(f"{field}={value} is no whole number within {least}-{most}", f"give {field}={max(least, 1)}")
    return number


def _one_of(names: type[StrEnum], field: str, value: object) -> StrEnum | None:
    if value is None:
        return None
    try:
        return names(str(value).lower())
    except ValueError:
        raise MilesError(f"{field}={value!r} is not known", f"choose one of: {', '.join(names)}") from None
