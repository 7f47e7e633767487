"""How much of a written text was already in the training posts, and how much it repeats itself.

A Memory keeps every training post as a row of 64-bit word hashes and no text. That is compact and
exact, not secret: whoever holds a word list can guess the words back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from miles.post.normal import normal_form, words

Hashes = NDArray[np.uint64]
SHINGLE = 3  # words
OVERLAP = 8  # words
_MIX = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=1 << 17)
def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _plain(text: str) -> str:
    """Links count for nothing, whether still a link or already the placeholder."""
    return text.replace("<url>", " ")


def _row(text: str) -> Hashes:
    return np.asarray([_hash(word) for word in words(_plain(text))], np.uint64)


def _grams(row: Hashes, n: int) -> Hashes:
    """One 64-bit key per run of n words."""
    size = len(row) - n + 1
    if size <= 0:
        return np.zeros(0, np.uint64)
    key = np.full(size, n, np.uint64)
    for shift in range(n):
        key = (key ^ row[shift : shift + size]) * _MIX
        key ^= key >> np.uint64(29)
    return key


def _shingles(row: Hashes) -> Hashes:
    """The set of word 3-grams; a shorter text is one shingle of all its words."""
    return np.unique(_grams(row, min(SHINGLE, len(row)))) if len(row) else np.zeros(0, np.uint64)


def _holds(keys: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(len(wanted), bool)
    return keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What the training posts said: `rows` holds all words one post after another, `lengths` words per post,
    `forms` the sorted hashes of the normal forms."""

    rows: Hashes
    lengths: NDArray[np.int64]
    forms: Hashes
    _index: dict[str, tuple[NDArray, ...]] = field(default_factory=dict, repr=False)  # built on first use

    @classmethod
    def build(cls, texts: Sequence[str]) -> Memory:
        rows = [_row(text) for text in texts]
        forms = {_hash(form) for text in texts if (form := normal_form(_plain(text)))}
        return cls(
            rows=np.concatenate([np.zeros(0, np.uint64), *rows]),
            lengths=np.asarray([len(row) for row in rows], np.int64),
            forms=np.sort(np.asarray(list(forms), np.uint64)),
        )

    def as_arrays(self) -> dict[str, NDArray]:
        """The three arrays a Bundle stores."""
        return {"rows": self.rows, "lengths": self.lengths, "forms": self.forms}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray]) -> Memory:
        return cls(rows=arrays["rows"], lengths=arrays["lengths"], forms=arrays["forms"])

    def is_seen(self, text: str) -> bool:
        """Whether a training post has the same normal form; a text that is only links never is."""
        form = normal_form(_plain(text))
        return bool(form) and bool(_holds(self.forms, np.asarray([_hash(form)], np.uint64))[0])

    def longest_run(self, text: str) -> int:
        """Words of the longest run that stands in one training post, word by word."""
        row = _row(text)
        for n in range(SHINGLE, 0, -1):
            grams = _grams(row, n)
            if _holds(self._known(n), grams).any():
                return self._extend(grams) if n == SHINGLE else n
        return 0

    def overlap(self, text: str, n: int = OVERLAP) -> float:
        """Share of the text's n-word runs that stand in a training post; 0 for a text shorter than n words."""
        grams = _grams(_row(text), n)
        return float(_holds(self._known(n), grams).mean()) if len(grams) else 0.0

    def nearest(self, text: str) -> float:
        """Jaccard similarity of word 3-shingles to the most similar training post, 0 to 1."""
        mine = _shingles(_row(text))
        keys, posts, sizes = self._shingle_index()
        if not len(mine) or not len(keys):
            return 0.0
        shared = np.bincount(posts[_spans(keys, mine)[1]], minlength=len(sizes))
        return float(np.max(shared / np.maximum(len(mine) + sizes - shared, 1)))

    def _inside(self, n: int) -> NDArray[np.int64]:
        """Where runs of n words start without leaving their post."""
        ends = np.repeat(np.cumsum(self.lengths), self.lengths)
        return np.flatnonzero(np.arange(len(self.rows)) + n <= ends)

    def _known(self, n: int) -> Hashes:
        name = f"grams{n}"
        if name not in self._index:
            starts = self._inside(n)
            self._index[name] = (np.unique(_grams(self.rows, n)[starts]) if len(starts) else np.zeros(0, np.uint64),)
        return self._index[name][0]

    def _extend(self, grams: Hashes) -> int:
        """Longest streak of 3-grams on one diagonal (place in post minus place in text)."""
        if "places" not in self._index:
            starts = self._inside(SHINGLE)
            keys = _grams(self.rows, SHINGLE)[starts]
            order = np.argsort(keys, kind="stable")
            self._index["places"] = keys[order], starts[order]
        known, places = self._index["places"]
        mine, found = _spans(known, grams)
        there = places[found]
        order = np.lexsort((mine, there - mine))
        mine, there = mine[order], there[order]
        post = np.searchsorted(np.cumsum(self.lengths), there, "right")
        breaks = (np.diff(there - mine) != 0) | (np.diff(mine) != 1) | (np.diff(post) != 0)
        edges = np.concatenate([[0], np.flatnonzero(breaks) + 1, [len(mine)]])
        return int(np.diff(edges).max()) + SHINGLE - 1

    def _shingle_index(self) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
        if "shingles" not in self._index:
            ends = np.cumsum(self.lengths)
            sets = [_shingles(self.rows[end - size : end]) for end, size in zip(ends, self.lengths, strict=True)]
            keys = np.concatenate([np.zeros(0, np.uint64), *sets])
            sizes = np.asarray([len(s) for s in sets], np.int64)
            order = np.argsort(keys, kind="stable")
            self._index["shingles"] = keys[order], np.repeat(np.arange(len(sets)), sizes)[order], sizes
        keys, posts, sizes = self._index["shingles"]
        return keys, posts, sizes


def _spans(keys: Hashes, wanted: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All matches as pairs: index into `wanted`, index into the sorted `keys`."""
    low, high = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
    sizes = high - low
    which = np.repeat(np.arange(len(wanted)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, np.repeat(low, sizes) + within


def repetition(text: str) -> float:
    """Share of the text's word 3-grams that it had already used; 0 below 4 words."""
    grams = _grams(_row(text), SHINGLE)
    return 1.0 - len(np.unique(grams)) / len(grams) if len(grams) else 0.0
