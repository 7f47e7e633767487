"""One text, one row: the same post read twice, the same text posted twice, and texts that are almost equal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from miles.post.normal import LINK, normal_form
from miles.post.post import Kind, Metrics, Post, Proof
from miles.post.tally import Tally

STEP = "duplicates"
MIN_PREFIX = 100  # letters and digits that a cut copy must share with the full text
_LEADING_HANDLES = re.compile(r"^\s*(?:\.?[@\uff20]\w+\s*)+")
_NOT_LETTER = re.compile(r"[\W_]+")
_PROOFS = (Proof.HANDLE, Proof.EXPORT, Proof.MATCH, Proof.OVERRIDE, Proof.NONE)
_NEVER = datetime.max.replace(tzinfo=UTC)


def letters(text: str) -> str:
    """Letters and digits of the normal form, without links and leading handles: equal however a post was exported.

    Exporters differ in trailing links, quotation marks, spaces and the handles that open a reply.
    """
    return _NOT_LETTER.sub("", normal_form(_LEADING_HANDLES.sub("", LINK.sub(" ", text))))


class Prefixes:
    """Answers whether a text is the beginning of a known, longer one."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(set(keys))

    def has_longer(self, key: str) -> bool:
        """Whether `key` (as made by `letters`, at least MIN_PREFIX long) starts a longer known key."""
        if len(key) < MIN_PREFIX:
            return False
        at = bisect_left(self._keys, key)
        if at < len(self._keys) and self._keys[at] == key:
            at += 1
        return at < len(self._keys) and self._keys[at].startswith(key)


def dedupe(posts: Sequence[Post], tally: Tally) -> list[Post]:
    """Every post once, in the order of first appearance.

    Rows of one id become one row: the uncut, longest text; the counts with the most likes; the strongest proof.
    Rows of equal normal form become the earliest one, whatever lies between them: a repeated text teaches nothing
    new. A cut copy of a text that is known in full goes. Texts without words (links only) are left alone.
    """
    tally.enter(STEP, len(posts))
    groups: dict[str, list[Post]] = {}
    for post in posts:
        groups.setdefault(post.id, []).append(post)
    unique = [_merge(group) for group in groups.values()]

    groups = {}
    for post in unique:
        groups.setdefault(normal_form(post.text) or f"id:{post.id}", []).append(post)
    once = [_first(group) for group in groups.values()]

    full = Prefixes(letters(post.text) for post in once if not post.is_cut)
    kept = [post for post in once if not (post.is_cut and full.has_longer(letters(post.text)))]
    for reason, gone in (
        ("the same id in several rows or files", len(posts) - len(unique)),
        ("the same text again (links and case aside)", len(unique) - len(once)),
        ("cut copy of a text known in full", len(once) - len(kept)),
    ):
        if gone:
            tally.drop(STEP, reason, gone)
    return kept


def _merge(rows: list[Post]) -> Post:
    """One post out of several readings of the same id."""
    if len(rows) == 1:
        return rows[0]
    best = max(rows, key=lambda row: (not row.is_cut, len(normal_form(row.text)), _likes(row), -_rank(row)))
    kinds = [row.kind for row in (best, *rows) if row.kind not in (Kind.ROOT, Kind.LINK_ONLY)]
    return replace(
        best,
        author=next((row.author for row in (best, *rows) if row.author), ""),
        proof=min((row.proof for row in rows), key=_PROOFS.index),
        time=next((row.time for row in (best, *rows) if row.time), None),
        metrics=_richest(rows),
        kind=kinds[0] if kinds else best.kind,
        parent=next((row.parent for row in (best, *rows) if row.parent), None),
        thread=next((row.thread for row in (best, *rows) if row.thread), None),
    )


def _first(rows: list[Post]) -> Post:
    """The earliest of several posts of equal text; counts of a row without a time are its own, seen elsewhere."""
    if len(rows) == 1:
        return rows[0]
    first = min(rows, key=lambda row: (row.time or _NEVER, row.is_cut, _rank(row)))
    copies = [row for row in rows if row.time is None or row.time == first.time]
    best = max((first, *copies), key=lambda row: (not row.is_cut, len(normal_form(row.text))))
    return replace(first, text=best.text, is_cut=best.is_cut, metrics=_richest([first, *copies]))


def _likes(post: Post) -> int:
    return -1 if post.metrics.likes is None else post.metrics.likes


def _rank(post: Post) -> int:
    return _PROOFS.index(post.proof)


def _richest(rows: list[Post]) -> Metrics:
    return max(rows, key=_likes).metrics


# Near-duplicates: MinHash over character 5-grams, LSH to find candidates, exact Jaccard to decide.

_GRAM = 5
_PERMUTATIONS = 160
_MISS = 1e-4  # at most this share of the pairs that lie exactly at the threshold is missed by LSH
_SLACK = 0.2  # a candidate whose signatures agree this much less than the threshold is not worth an exact look


def clusters(texts: Sequence[str], threshold: float = 0.7) -> list[int]:
    """A label per text; near-duplicates share one, directly or through a chain.

    Near means a Jaccard similarity of at least `threshold` between the sets of character 5-grams of two normal
    forms; texts of equal normal form always share a label, blank ones never do. A label is the index of the first
    text that bears it. Candidates come from banded MinHash signatures (Broder 1997; Leskovec, Rajaraman, Ullman,
    Mining of Massive Datasets, ch. 3) and are then compared exactly, so a shared label is never a false alarm of
    the hashing; at most 1 in 10,000 pairs exactly at the threshold is overlooked.
    """
    first: dict[str, int] = {}
    root = np.arange(len(texts))
    forms = [normal_form(text) for text in texts]
    for index, form in enumerate(forms):
        if form:
            root[index] = first.setdefault(form, index)
    kept = list(first.values())
    grams = [_grams(form) for form in first]
    for one, other in _near(grams, threshold):
        _unite(root, kept[one], kept[other])
    return [_find(root, index) for index in range(len(texts))]


def jaccard(one: np.ndarray, other: np.ndarray) -> float:
    """Similarity of two sorted arrays of distinct hashes."""
    shared = int(np.isin(one, other, assume_unique=True).sum())
    return shared / (len(one) + len(other) - shared)


def _grams(form: str) -> np.ndarray:
    """Sorted distinct 64-bit hashes of the character 5-grams of a normal form; a shorter text is one gram."""
    points = np.frombuffer(form.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    size = max(1, len(points) - _GRAM + 1)
    mixed = np.zeros(size, dtype=np.uint64)
    for offset in range(min(_GRAM, len(points))):
        mixed = (mixed ^ points[offset : offset + size]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _near(grams: list[np.ndarray], threshold: float) -> Iterable[tuple[int, int]]:
    """Pairs of sets at least `threshold` alike; pairs already linked through a common bucket mate may be left out."""
    if len(grams) < 2:
        return
    signatures = _signatures(grams)  # (N, permutations)
    rows = _rows_per_band(threshold)
    root = np.arange(len(grams))
    for start in range(0, _PERMUTATIONS - rows + 1, rows):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        band = np.ascontiguousarray(signatures[:, start : start + rows])
        for index in range(len(grams)):
            buckets[band[index].tobytes()].append(index)
        for bucket in buckets.values():
            yield from _alike(bucket, grams, signatures, root, threshold)


def _alike(
    bucket: list[int], grams: list[np.ndarray], signatures: np.ndarray, root: np.ndarray, threshold: float
) -> Iterable[tuple[int, int]]:
    for place, one in enumerate(bucket[:-1]):
        others = np.array(bucket[place + 1 :])
        agree = (signatures[others] == signatures[one]).mean(axis=1)
        for other in others[agree >= threshold - _SLACK].tolist():
            if _find(root, one) != _find(root, other) and jaccard(grams[one], grams[other]) >= threshold:
                _unite(root, one, other)
                yield one, other


def _signatures(grams: list[np.ndarray]) -> np.ndarray:
    """MinHash signatures by multiply-add hashing: the least hash of a set under each permutation. (N, P) uint32."""
    rng = np.random.default_rng(20_240_229)
    factor = rng.integers(0, 2**31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    shift = rng.integers(0, 2**32, _PERMUTATIONS, dtype=np.uint32)
    out = np.empty((len(grams), _PERMUTATIONS), dtype=np.uint32)
    for index, hashes in enumerate(grams):
        high = (hashes >> np.uint64(32)).astype(np.uint32)
        out[index] = (np.multiply.outer(high, factor) + shift).min(axis=0)
    return out


def _rows_per_band(threshold: float) -> int:
    """The longest band (fewest false candidates) that still misses at most _MISS of the pairs at the threshold."""
    fits = [rows for rows in range(1, 17) if (1 - threshold**rows) ** (_PERMUTATIONS // rows) <= _MISS]
    return max(fits, default=1)


def _find(root: np.ndarray, index: int) -> int:
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return int(index)


def _unite(root: np.ndarray, one: int, other: int) -> None:
    """Join two clusters under the smaller index."""
    one, other = sorted((_find(root, one), _find(root, other)))
    root[other] = one
