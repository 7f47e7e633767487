"""Parts are paragraphs: blocks of text between blank lines. Splitting and joining loses nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")  # a line break, then at least one blank line
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”')\]]*\s+(?=\S)|\s*\n+\s*(?:[-•*]\s+)?")
_BULLET = re.compile(r"^\s*[-•*]\s+")
MAX_SELECTABLE = 9


@dataclass(frozen=True, slots=True)
class Split:
    """Paragraphs and the exact gaps around them: `len(gaps) == len(parts) + 1`."""

    parts: tuple[str, ...]
    gaps: tuple[str, ...]

    def join(self) -> str:
        """The text that was split, character by character."""
        body = "".join(part + gap for part, gap in zip(self.parts, self.gaps[1:], strict=True))
        return self.gaps[0] + body


def split(text: str) -> Split:
    """Cut `text` at blank lines; outer white space goes to the first and last gap."""
    inner = text.strip()
    if not inner:
        return Split(parts=(), gaps=(text,))
    start = text.index(inner)
    head, tail = text[:start], text[start + len(inner) :]
    gaps = _GAP.findall(inner)
    return Split(parts=tuple(_GAP.split(inner)), gaps=(head, *gaps, tail))


def count(text: str) -> int:
    """Number of paragraphs; 0 for blank text. Not capped at MAX_SELECTABLE: the true value."""
    return len(split(text).parts)


def lines(text: str) -> int:
    """Number of non-empty lines (what some exports call `structure` or `pattern`)."""
    return sum(1 for line in text.splitlines() if line.strip())


def sentences(text: str) -> list[str]:
    """Sentences and lines of a text, bullets stripped."""
    return [piece for piece in (_BULLET.sub("", part).strip() for part in _SENTENCE.split(text)) if piece]


def is_torn_point(text: str) -> bool:
    """Does it begin as a numbered point of a list whose next point is not there, such as "5. Rates will fall"?"""
    first = re.match(r"\s*(\d{1,2})[.)]\s", text)
    return first is not None and not re.search(rf"^\s*{int(first[1]) + 1}[.)]\s", text, re.MULTILINE)


def join(parts: list[str] | tuple[str, ...]) -> str:
    """Paragraphs to a text with one blank line between them."""
    return "\n\n".join(parts)
