"""The normal form in which two texts are compared: what stays the same when a post is exported twice."""

from __future__ import annotations

import html
import re
import unicodedata

LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"]+|\bt\.co/\w+", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@/.])[@\uff20](\w{1,15})\b(?!@)")
CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z][A-Za-z0-9_]{0,14}\b")
NUMBER = re.compile(r"(?<![\w.])[-+]?[$\u20ac\u00a3]?\d[\d,]*(?:\.\d+)?(?:%|[kKmMbBtTxX]\b|[kKmM]?\+)?")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SPACE = re.compile(r"\s+")


def normal_form(text: str) -> str:
    """Unescaped, NFKC, case-folded, without links, white space folded to single blanks."""
    text = LINK.sub(" ", html.unescape(text))
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def words(text: str) -> list[str]:
    """Words of the normal form, without punctuation and emoji; apostrophes straight."""
    return _WORD.findall(normal_form(text).replace("\u2019", "'"))
