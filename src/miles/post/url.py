"""Where X sees links in a text, with or without "https://".

The rules of twitter-text 3.1.0 (npm; Copyright Twitter, Inc., Apache-2.0): extractUrlsWithIndices.
JavaScript folds case by its own table, so the classes below list both cases instead of using re.I.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from miles.post.tlds import TLDS, TWINS

MAX_URL = 4096
MAX_LABEL = 63
MAX_SHORT_LINK = 40

_LATIN = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269\u026f\u0272"
    "\u0275\u0280\u0283\u0288-\u028c\u0292\u02bb\u0300-\u036f\u0399\u03b9\u1e00-\u1eff\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)
_CYRILLIC = "\u0400-\u04ff\u1c80-\u1c87"
_NO_LETTER = (
    "!#%&'()*+,/:;<=>?@[\\]^{|}~$\t\n\x0b\x0c\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufffe\ufeff\uffff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BREAKS = frozenset(_NO_LETTER)  # no domain goes across these
_RUN = re.compile(f"[^{re.escape(_NO_LETTER)}]+")
_NO_START = frozenset("@\uff20$#\uff03\ufffe\ufeff\uffff0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
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


_PLAIN_TLDS = frozenset(name for name in TLDS if name.isascii())
_TLD = re.compile(rf"([A-Za-z]+)(?![0-9A-Za-z@+\-])|{_PUNYCODE}|[^\x00-\x7f]")
_PUNY = re.compile(_PUNYCODE)
_OTHER_TLD = re.compile(rf"{_trie(name for name in TLDS if not name.isascii())}(?![0-9a-zA-Z@+\-])")
_TAIL = re.compile(rf"(?::[0-9]+)?(?P<path>/{_PATHS}*)?(?:{_QUERY})?")
_SHORT_LINK = re.compile(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([0-9A-Za-z]+)(?:{_QUERY})?")
_PROTOCOL = re.compile(r"[hH][tT][tT][pP][sS]?://\Z")
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_PLAIN = re.compile(r"[-0-9A-Za-z.]+")


@cache
def _plain_domain() -> re.Pattern[str]:
    """ASCII (and accented Latin) domains inside a longer one; compiled when the first such text comes."""
    return re.compile(rf"(?:[-0-9A-Za-z{_LATIN}]+\.)+(?:{_trie(TLDS)}(?=[^0-9a-zA-Z@+\-]|\Z)|{_PUNYCODE})")


def urls(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link, in order.

    twitter-text looks for its pattern from every letter on, which takes minutes for 25,000 letters
    and a dot. Here each run of letters and dots is read once, from the right, with the same answer.
    """
    low = 0  # where the search goes on
    dot = text.find(".")
    while dot >= 0:
        if _tld_end(text, dot + 1):
            begin = dot
            while begin > 0 and text[begin - 1] not in _BREAKS:
                begin -= 1
            run = _Run(text, begin, dot)
            while found := run.next(low):
                tail = _TAIL.match(text, found.domain_end)
                low = tail.end() if tail else found.domain_end
                yield from _accepted(text, found, low, bool(tail and tail["path"]))
            dot = max(run.end, low) - 1
        dot = text.find(".", dot + 1)


class _Found(NamedTuple):
    """One match: where it starts, where its domain lies, and the character before it ("" for none)."""

    start: int
    domain_start: int
    domain_end: int
    before: str


class _Run:
    """A run of letters, dots, dashes and bars, cut at its dots into labels."""

    def __init__(self, text: str, begin: int, dot: int) -> None:
        found = _RUN.match(text, dot)
        self.text, self.begin = text, begin
        self.end = found.end() if found else dot + 1
        self.dots = [at for at in range(begin, self.end) if text[at] == "."]
        self.tlds = [_tld_end(text, at + 1) for at in self.dots]
        self.best = self._best()

    def _best(self) -> list[int]:
        """For each label: the last label of the longest domain that begins with it, or -1."""
        best = [-1] * (len(self.dots) + 1)
        for i in range(len(self.dots) - 1, -1, -1):
            start = self.dots[i - 1] + 1 if i else self.begin
            label = self.text[start : self.dots[i]]
            if label and label[0] not in "-_" and label[-1] not in "-_":
                best[i] = best[i + 1] if best[i + 1] >= 0 else (i if self.tlds[i] and "_" not in label else -1)
        return best

    def next(self, low: int) -> _Found | None:
        """The next match from `low` on."""
        opener = _PROTOCOL.search(self.text, max(low, self.begin - 8), self.begin)
        before = self._before(opener.start(), low) if opener and low <= self.begin else None
        if opener and before is not None and (last := self._last(0, self.begin)) >= 0:
            return _Found(opener.start(), self.begin, self.tlds[last], before)
        for i in range(bisect_left(self.dots, low), len(self.dots)):
            dot = self.dots[i]
            if self.best[i + 1] < 0 and not self.tlds[i]:
                continue
            first = max(self.dots[i - 1] + 1 if i else self.begin, low)
            places = range(first, dot)
            if first == 0 and dot > 1:
                places = [1, 0, *places[2:]]  # type: ignore[assignment]
            for place in places:
                before = self._before(place, low)
                if before is not None and (last := self._last(i, place)) >= 0:
                    return _Found(place, place, self.tlds[last], before)
        return None

    def _before(self, place: int, low: int) -> str | None:
        """The character that lets a link start at `place`, "" at the start of the text, None if it may not.

        JavaScript reads halves of letters beyond U+FFFF: the first half lets a link start at the second.
        """
        if place > low and self.text[place - 1] not in _NO_START:
            return self.text[place - 1]
        if self.text[place] > "\uffff":
            return self.text[place]
        return "" if place == low == 0 else None

    def _last(self, i: int, place: int) -> int:
        """The last label of the longest domain from `place` within label `i`, or -1."""
        label = self.text[place : self.dots[i]]
        if not label or label[0] in "-_" or label[-1] in "-_":
            return -1
        return self.best[i + 1] if self.best[i + 1] >= 0 else (i if self.tlds[i] and "_" not in label else -1)


def _tld_end(text: str, start: int) -> int:
    """Where the top-level domain ends that begins at `start`; 0 if there is none."""
    found = _TLD.match(text, start)
    if not found:
        return 0
    if found[1] and found[1].lower() in _PLAIN_TLDS:
        return found.end()
    other = _OTHER_TLD.match(text, start)
    if other:
        return other.end()
    puny = _PUNY.match(text, start)
    return puny.end() if puny else 0


def _accepted(text: str, found: _Found, end: int, has_path: bool) -> Iterator[tuple[int, int]]:
    """The links that X makes of one match: all of it, a part, or none."""
    start = found.start
    domain = text[found.domain_start : found.domain_end]
    protocol = found.domain_start - start
    if not _is_domain(domain) or end - start + (protocol or len("https://")) > MAX_URL:
        return
    if protocol:
        short = _SHORT_LINK.match(text, start, end)
        if not short or len(short[1]) <= MAX_SHORT_LINK:
            yield start, short.end() if short else end
    elif found.before not in ("-", "_", ".", "/"):
        yield from _plain(text, start, domain, end - start if has_path else 0)


def _plain(text: str, start: int, domain: str, whole: int) -> Iterator[tuple[int, int]]:
    """The ASCII domains inside a domain without protocol; the last one takes the path along.

    `whole` is the length of the match when it has a path, else 0."""
    if _PLAIN.fullmatch(domain):
        yield start, start + (whole or len(domain))
        return
    spans = []
    end = 0
    for found in _plain_domain().finditer(domain):
        begin = domain.index(found[0], end)
        end = begin + len(found[0])
        spans.append((start + begin, start + end))
    if spans and whole:
        begin, stop = spans.pop()
        units = stop - begin + whole - len(domain)  # X skips as many UTF-16 units as the shortened link has
        stop = begin
        while units > (text[stop : stop + 1] > "\uffff"):  # and never half a letter
            units -= 2 if text[stop] > "\uffff" else 1
            stop += 1
        spans.append((begin, stop))
    yield from spans


def _is_domain(domain: str) -> bool:
    """Whether every label has 1-63 characters once written in Punycode."""
    if domain.startswith("xn--") and not _plain_domain().search(domain):
        return False
    return all(0 < _encoded(label) <= MAX_LABEL for label in domain.split("."))


def _encoded(label: str) -> int:
    if label.isascii():
        return len(label)
    pieces = _DOTS.split(label)
    return sum(len(p) if p.isascii() else 4 + len(p.encode("punycode")) for p in pieces) + len(pieces) - 1
