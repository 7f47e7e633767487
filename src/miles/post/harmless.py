"""A post's text as a terminal may show it: posts come from strangers."""

from __future__ import annotations

import unicodedata

_OVERRIDES = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def harmless(text: str) -> str:
    """Text without terminal control codes and direction overrides; line breaks stay."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(c for c in kept if c == "\n" or (unicodedata.category(c) != "Cc" and c not in _OVERRIDES))
