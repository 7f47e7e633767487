"""What one symbol of a post is, so that every voice's bits per character divide by the same count.

HTML entities are unescaped, a link is the one symbol `<url>`, everything else is one symbol per
code point. A voice pays for one end symbol per post on top; the end is not counted as a character.
"""

from __future__ import annotations

import html
import re

from miles.post.normal import LINK

URL = "<url>"
_SYMBOL = re.compile(r"<url>|.", re.DOTALL)


def canonical(text: str) -> str:
    """The text a voice is scored on: HTML unescaped, every link replaced by `<url>`."""
    return LINK.sub(URL, html.unescape(text))


def symbols(text: str) -> list[str]:
    """The symbols of the canonical text; joined, they are that text."""
    return _SYMBOL.findall(canonical(text))


def char_count(text: str) -> int:
    """How many characters bits are divided by; `<url>` is one, the end symbol none."""
    return len(symbols(text))
