"""Which runs of digits are phone numbers, in texts full of prices, dates and levels."""

from __future__ import annotations

import re

_LINK = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
_ENOUGH_DIGITS = re.compile(r"\d(?:[\s().+/-]{0,3}\d){6}")
_CHAT_LINK = re.compile(r"((?:https?://)?wa\.me/)\+?\d{7,15}(?!\d)", re.IGNORECASE)
_BEFORE = r"(?<![\w$\u20ac\u00a3.,+/:#-])(?<!\d )"
_AFTER = r"(?![\w%]|[.,:/-]\w| \d)"
_COUNTRY = (  # codes of ITU-T E.164, and America's 1 before an area code
    r"(?:1[ .-]?\(?[2-9]"
    r"|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-689]\d|3[578]\d|42[013]|50\d|59\d|6[789]\d|8[0578]\d|9[67]\d|99[2-68]|7)"
)
_INTERNATIONAL = re.compile(
    rf"(?<![\w$\u20ac\u00a3.,+/#-])(?:\+|00 ?){_COUNTRY}(?:[ .-]?\(?\d{{1,5}}+\)?){{1,6}}(?![\w%]|[.,:/-]\w)"
)
_AMERICAN = re.compile(rf"{_BEFORE}(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{{4}}{_AFTER}")
_TRUNK = re.compile(  # a national number with its leading 0: no price or level starts so
    rf"{_BEFORE}(?:\(0\d{{1,4}}\) ?\d{{3,4}}[ -]?\d{{3,4}}|0[1-9]\d{{1,3}}[ /-]\d{{3,4}}[ -]?\d{{3,4}}|0[1-9]\d{{8,9}})"
    rf"{_AFTER}"
)
_SAID = re.compile(
    r"(?P<said>\b(?:whats\s?app|call|text|tel|telephone|phone|mobile|cell|sms|dial|ring|hotline|signal)"
    r"(?: number| no\.?)?(?: me| us| him| her)?(?: at| on)?[^\S\n]*[:#\u260e\U0001f4de\U0001f4f1]?[^\S\n]*)"
    r"(?P<number>\(?\d{2,5}\)?(?:[ .-]?\d{2,5}){1,4})(?![\w%]|[.,:/-]\w)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d[-. ]\d\d?[-. ]\d\d?|\d\d?[-. ]\d\d?[-. ](?:19|20)\d\d|(?:19|20)\d\d[-. ](?:19|20)?\d\d"
)


def mask_phones(text: str) -> tuple[str, int]:
    """The text with `<phone>` for phone numbers, and how many.

    A number counts when it bears a country code (+ or 00, 9-15 digits), has the American 3-3-4 shape, begins with a
    national 0, or follows a word such as "call" or "WhatsApp". Bare runs of digits (ids, times, prices) do not.
    """
    if not _ENOUGH_DIGITS.search(text):
        return text, 0
    found = 0

    def put(match: re.Match[str]) -> str:
        nonlocal found
        digits = sum(char.isdigit() for char in match[0])
        if not 9 <= digits <= 16:
            return match[0]
        found += 1
        return "<phone>"

    def put_said(match: re.Match[str]) -> str:
        nonlocal found
        groups = re.findall(r"\d+", match["number"])
        if not 7 <= sum(map(len, groups)) <= 15 or _DATE.fullmatch(match["number"]) or _is_range(groups):
            return match[0]
        found += 1
        return match["said"] + "<phone>"

    def put_chat(match: re.Match[str]) -> str:
        nonlocal found
        found += 1
        return match[1] + "<phone>"

    def mask_plain(plain: str) -> str:
        for pattern, write in ((_INTERNATIONAL, put), (_AMERICAN, put), (_TRUNK, put), (_SAID, put_said)):
            plain = pattern.sub(write, plain)
        return plain

    text = _CHAT_LINK.sub(put_chat, text)
    out, at = [], 0
    for link in _LINK.finditer(text):
        out += [mask_plain(text[at : link.start()]), link[0]]
        at = link.end()
    return "".join([*out, mask_plain(text[at:])]), found


def _is_range(groups: list[str]) -> bool:
    """Two large numbers ("call 100000-120000") are strikes or a price range."""
    return len(groups) == 2 and min(map(len, groups)) >= 5
