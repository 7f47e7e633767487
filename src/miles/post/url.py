"""Where X sees links in a text, with or without "https://".

The rules of twitter-text 3.1.0 (npm; Copyright Twitter, Inc., Apache-2.0): extractUrlsWithIndices.
JavaScript folds case by its own table, so the classes below list both cases instead of using re.I.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from miles.post.tlds import TLDS, TWINS

MAX_URL = 4096
MAX_LABEL = 63
MAX_SHORT_LINK = 40

_LATIN = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269\u026f\u0272"
    "\u0275\u0280\u0283\u0288-\u028c\u0292\u02bb\u0300-\u036f\u0399\u03b9\u1e00-\u1eff\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)
_CYRILLIC = "\u0400-\u04ff\u1c80-\u1c87"
_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOT_DOMAIN = (
    r"!#%&'()*+,\\\-./:;<=>?@\[\]^_{|}~$\t-\r \u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    rf"\ufffe\ufeff\uffff{_MARKS}"
)
_BEFORE = rf"(?:[^A-Za-z0-9@\uff20$#\uff03\ufffe\ufeff\uffff]|[{_MARKS}]|^)"
_LETTER = rf"[^{_NOT_DOMAIN}]"
_LETTER_OR_BAR = rf"[^{_NOT_DOMAIN.replace('_', '').replace(chr(92) + '-', '')}]"
_LETTER_OR_DASH = rf"[^{_NOT_DOMAIN.replace(chr(92) + '-', '')}]"
_PATH = rf"[!#-'*-;=@-\[\]_a-z|~{_LATIN}{_CYRILLIC}\u2013]"
_PATH_END = rf"[#+\-/-9=A-Z_a-z{_LATIN}{_CYRILLIC}]"
_PARENS = rf"\((?:{_PATH}+|(?:{_PATH}*\({_PATH}+\){_PATH}*))\)"
_PATHS = rf"(?:(?:{_PATH}*(?:{_PARENS}{_PATH}*)*(?:{_PATH_END}|(?:{_PARENS})))|(?:@{_PATH}+/))"
_QUERY = r"\?[!#-;=?-\[\]_a-z|~]*[#&\-/-9=A-Z_a-z]"
_PUNYCODE = r"(?:[xX][nN]--[-0-9A-Za-z]+)"


def _spelled(letter: str) -> str:
    twins = TWINS.get(letter) or (letter.upper() + letter if letter.isascii() and letter.isalpha() else letter)
    return f"[{twins}]" if len(twins) > 1 else re.escape(twins)


def _trie(names: Iterable[str]) -> str:
    """A pattern of all `names`, longest first, that reads each letter once."""
    branches: dict[str, list[str]] = {}
    is_end = False
    for name in names:
        if name:
            branches.setdefault(name[0], []).append(name[1:])
        else:
            is_end = True
    if not branches:
        return ""
    body = "|".join(_spelled(letter) + _trie(rest) for letter, rest in branches.items())
    return f"(?:{body}){'?' if is_end else ''}"


_TLD = rf"(?:{_trie(TLDS)}(?=[^0-9a-zA-Z@+\-]|\Z)|{_PUNYCODE})"
_DOMAIN = rf"(?:{_LETTER}(?:{_LETTER_OR_BAR}*{_LETTER})?\.)*(?:{_LETTER}(?:{_LETTER_OR_DASH}*{_LETTER})?\.){_TLD}"
_URL = re.compile(
    rf"(?P<before>{_BEFORE})(?P<url>(?P<protocol>[hH][tT][tT][pP][sS]?://)?(?P<domain>{_DOMAIN})(?::[0-9]+)?"
    rf"(?P<path>/{_PATHS}*)?(?:{_QUERY})?)"
)
_PLAIN_DOMAIN = re.compile(rf"(?:[-0-9A-Za-z{_LATIN}]+\.)+{_TLD}")
_SHORT_LINK = re.compile(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([0-9A-Za-z]+)(?:{_QUERY})?")
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_HINT = re.compile(r"\S\.[^\s\d.]")


def urls(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link. X counts from a start over a length: spans may overlap oddly shaped text."""
    if not _HINT.search(text):
        return
    for found in _URL.finditer(text):
        url, domain, protocol = found["url"], found["domain"], found["protocol"]
        start, end = found.span("url")
        if not _is_domain(domain) or len(url) + len(protocol or "https://") > MAX_URL:
            continue
        if protocol:
            short = _SHORT_LINK.match(url)
            if short and len(short[1]) > MAX_SHORT_LINK:
                continue
            yield start, start + short.end() if short else end
        elif not found["before"].endswith(("-", "_", ".", "/")):
            yield from _plain(domain, start, url if found["path"] else "")


def _plain(domain: str, start: int, url: str) -> Iterator[tuple[int, int]]:
    """The ASCII domains inside a domain without protocol; the last one takes the path along."""
    spans = []
    end = 0
    for found in _PLAIN_DOMAIN.finditer(domain):
        begin = domain.index(found[0], end)
        end = begin + len(found[0])
        spans.append((start + begin, start + end))
    if spans and url:
        begin, stop = spans.pop()
        spans.append((begin, stop + len(url) - len(domain)))
    yield from spans


def _is_domain(domain: str) -> bool:
    """Whether every label has 1-63 characters once written in Punycode."""
    if domain.startswith("xn--") and not _PLAIN_DOMAIN.search(domain):
        return False
    return all(0 < _encoded(label) <= MAX_LABEL for label in domain.split("."))


def _encoded(label: str) -> int:
    if label.isascii():
        return len(label)
    pieces = _DOTS.split(label)
    return sum(len(p) if p.isascii() else 4 + len(p.encode("punycode")) for p in pieces) + len(pieces) - 1
