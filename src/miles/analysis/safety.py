"""What must not leave the house in a written post: personal data, leftovers of the prompt, texts X refuses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from miles.post.limits import weighted_length

Mask = Callable[[str], tuple[str, Counter[str]]]
CONTROL_TOKEN = re.compile(r"<\|[^<>|\s]{0,40}\|?>|<\|")
PLACEHOLDER = re.compile(r"<(?:url|user|handle|email|phone|wallet|link|slot)[ _:-]?\d*>", re.IGNORECASE)


def check(text: str, mask: Mask, limit: int | None = 280) -> tuple[str, ...]:
    """What is wrong with one post, in words; empty when nothing is.

    `mask` finds personal data (cleaning.pii.mask, or a stricter one): what it counts is a violation.
    `limit` is in X's weighted characters, None for no limit. Check each post of a thread by itself.
    """
    wrong: list[str] = []
    if not text.strip():
        wrong.append("empty")
    wrong += [f"control token {found}" for found in _each(CONTROL_TOKEN, text)]
    wrong += [f"leftover placeholder {found}" for found in _each(PLACEHOLDER, text)]
    # placeholders are counted above; blanked so that the mask does not see them as handles or mails
    kinds = mask(CONTROL_TOKEN.sub(" ", PLACEHOLDER.sub(" ", text)))[1]
    wrong += [f"personal data: {kind.strip('<>')} x{count}" for kind, count in sorted(kinds.items()) if count]
    if any(map(_is_unprintable, text)):
        wrong.append("unprintable character")
    if limit is not None and (length := weighted_length(text)) > limit:
        wrong.append(f"too long: {length} > {limit}")
    return tuple(wrong)


def _is_unprintable(char: str) -> bool:
    """Controls, private signs, halves of a pair, noncharacters and what X refuses.

    A sign that is merely unassigned may be an emoji younger than this Python: it passes.
    """
    if char in "\ufeff\ufffd":  # a byte order mark, and what stands where decoding failed
        return True
    code = ord(char)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return is_noncharacter or (unicodedata.category(char) in ("Cc", "Cs", "Co") and char not in "\n\t")


def _each(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(found.group() for found in pattern.finditer(text)))
