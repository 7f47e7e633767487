"""Interpolated modified Kneser-Ney over characters or words: the baseline a neural voice has to beat.

Chen & Goodman (1999), "An empirical study of smoothing techniques", section 4.2 and eq. 26;
one begin symbol per post, whose n-grams keep raw counts at every order as in KenLM (Heafield 2013).
Both units are proper over ALL strings, there is no unknown symbol:

- "char": what discounting frees at the lowest order is spread evenly over every code point a
  Python string can hold (0x110000), `<url>` and the end: a character never seen costs about 20 bits
  plus the price of novelty. Probabilities of the next symbol sum to 1.
- "word": the freed mass goes to a character model of spellings (trained on the distinct tokens),
  so a new word is spelled out. Probabilities of the next token, over all strings, sum to 1. A post
  is charged for its own segmentation only, so the bits are an upper bound on those of the string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from miles.post.error import MilesError
from miles.post.symbols import canonical, symbols

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Token = Hashable

BEGIN, END = 0, 1  # ids; END is spelled "" and predicted, BEGIN never is
ALPHABET = 0x110000 + 2  # every code point, `<url>`, the end
SPELLING_ORDER = 6
_TOKEN = re.compile(r"<url>| ?[^\W_]+(?:['\u2019][^\W_]+)*|\n+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Words with the blank before them, runs of line breaks, any other symbol alone; joined, the canonical text."""
    return _TOKEN.findall(canonical(text))


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of the model. Row j is the j-th known n-gram, sorted by (parent, last token).

    `weight` is the discounted count; `total`, `freed` and `start` belong to the contexts of the
    order below: sum of counts, mass given to the shorter context, first child row.
    """

    keys: Ints
    weight: Floats
    total: Floats
    freed: Floats
    start: Ints


class KneserNey:
    """An n-gram voice. `order` counts the predicted token: order 6 looks at 5 symbols before it."""

    def __init__(self, order: int, unit: Literal["char", "word"] = "char") -> None:
        if order < 1:
            raise MilesError(f"order={order} is below 1", "use order=6 for characters, order=7 for words")
        if unit not in ("char", "word"):
            raise MilesError(f"unit={unit!r} is neither 'char' nor 'word'", "choose one of the two")
        self.order = order
        self.unit = unit
        self._cut: Callable[[str], list[str]] = symbols if unit == "char" else tokens
        self._ids: dict[str, int] = {}
        self._names: list[str] = []
        self._orders: list[_Order] = []
        self._spelling: KneserNey | None = None

    def fit(self, texts: Sequence[str]) -> KneserNey:
        """Count the posts; returns itself."""
        return self._fit([self._cut(text) for text in texts])

    def bits(self, texts: Sequence[str]) -> Floats:
        """Total bits of each text, its end symbol included. (n,)"""
        return self._bits([self._cut(text) for text in texts])

    def _fit(self, posts: Sequence[Sequence[str]]) -> KneserNey:
        if not posts:
            raise MilesError("no post to learn n-grams from", "check the training part of the split")
        self._ids = {}
        for post in posts:
            for token in post:
                self._ids.setdefault(token, len(self._ids) + 2)
        self._names = ["", "", *self._ids]
        if self.unit == "word":
            self._spelling = KneserNey(SPELLING_ORDER)._fit([symbols(token) for token in self._ids])
        ids, depth, _ = self._flatten(posts)
        self._orders = _count(ids, depth, len(self._names), self.order)
        return self

    def _flatten(self, posts: Sequence[Sequence[str]]) -> tuple[Ints, Ints, Floats]:
        """All posts in one row of ids (-1: never seen), each symbol's place in its post, and its base probability."""
        ids: list[int] = []
        depth: list[int] = []
        unseen: dict[str, int] = {}
        for post in posts:
            ids.append(BEGIN)
            for token in post:
                known = self._ids.get(token)
                ids.append(known if known is not None else -1 - unseen.setdefault(token, len(unseen)))
            ids.append(END)
            depth.extend(range(len(post) + 2))
        row = np.asarray(ids, np.int64)
        if self._spelling is None:
            base = np.full(len(row), 1.0 / ALPHABET)
        else:
            spelled = self._spelling._bits([symbols(token) for token in [*self._names[1:], *unseen]])
            known_base = np.concatenate([[1.0], np.exp2(-spelled)])  # BEGIN is never predicted
            base = known_base[np.where(row >= 0, row, len(self._names) - 1 - row)]
        return np.maximum(row, -1), np.asarray(depth, np.int64), base

    def _bits(self, posts: Sequence[Sequence[str]]) -> Floats:
        if not posts:
            return np.zeros(0)
        ids, depth, base = self._flatten(posts)
        p = self._probabilities(ids, depth, base)
        p[ids == BEGIN] = 1.0
        starts = np.flatnonzero(ids == BEGIN)
        return np.add.reduceat(-np.log2(p), starts)

    def _probabilities(self, ids: Ints, depth: Ints, base: Floats) -> Floats:
        """Probability of each symbol given those before it in its post, all at once."""
        vocab = len(self._names)
        p = base.copy()
        node = np.zeros(len(ids), np.int64)  # order 0: the empty context
        for k, order in enumerate(self._orders, start=1):
            context = node if k == 1 else np.concatenate([[-1], node[:-1]])
            context = np.where(depth >= k - 1, context, -1)
            if k > 1:
                context[depth == 0] = -1
            known = context >= 0
            at = np.where(known, context, 0)
            heard = known & (order.total[at] > 0) & (ids != BEGIN)
            node = _find(order.keys, np.where(known & (ids >= 0), at * vocab + ids, -1))
            seen = np.where(node >= 0, order.weight[np.maximum(node, 0)], 0.0)
            mixed = (seen + order.freed[at] * p) / np.where(order.total[at] > 0, order.total[at], 1.0)
            p = np.where(heard, mixed, p)
        return p

    def sample(self, rng: np.random.Generator, max_tokens: int = 400, prefix: str = "") -> str:
        """One text drawn from the model, beginning with `prefix`, cut after `max_tokens` more tokens.

        Where the model would draw a symbol or word it never saw, a known one is drawn instead.
        """
        written = self._cut(prefix)
        history = [BEGIN, *(self._ids.get(token, -1) for token in written)]
        for _ in range(max_tokens):
            token = self._draw(rng, history)
            if token == END:
                break
            history.append(token)
            written.append(self._names[token])
        return "".join(written)

    def _draw(self, rng: np.random.Generator, history: list[int]) -> int:
        for size in range(min(self.order - 1, len(history)), -1, -1):
            node = self._context(history[len(history) - size :])
            order = self._orders[size]
            if node < 0 or order.total[node] <= 0:
                continue
            u = rng.random() * order.total[node]
            if u < order.freed[node]:
                continue
            rows = slice(order.start[node], order.start[node + 1])
            heights = np.cumsum(order.weight[rows])
            row = order.start[node] + min(
                int(np.searchsorted(heights, u - order.freed[node], "right")), len(heights) - 1
            )
            return int(order.keys[row] % len(self._names))
        return int(rng.integers(1, len(self._names)))

    def _context(self, history: Sequence[int]) -> int:
        node = 0
        for order, token in zip(self._orders, history, strict=False):
            if token < 0:
                return -1
            node = int(_find(order.keys, np.asarray([node * len(self._names) + token]))[0])
            if node < 0:
                return -1
        return node


def _find(keys: Ints, wanted: Ints) -> Ints:
    """Row of each wanted key among the sorted keys, -1 where absent."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _count(ids: Ints, depth: Ints, vocab: int, order: int) -> list[_Order]:
    """Counts of every order, lower ones by distinct left neighbours, discounted."""
    keys: list[Ints] = []
    nodes: list[Ints] = [np.zeros(len(ids), np.int64)]
    for k in range(1, order + 1):
        context = nodes[0] if k == 1 else np.concatenate([[-1], nodes[-1][:-1]])
        valid = depth >= k - 1
        packed = np.where(valid, context * vocab + ids, -1)
        keys.append(np.unique(packed[valid]))
        nodes.append(_find(keys[-1], packed) if len(keys[-1]) else np.full(len(ids), -1))
    orders: list[_Order] = []
    contexts = 1
    for k in range(1, order + 1):
        here = nodes[k]
        counted = (here >= 0) & (ids != BEGIN)
        if k < order:  # a gram with a left neighbour counts once per distinct neighbour
            longer = np.zeros(len(ids), bool)
            longer[np.unique(nodes[k + 1], return_index=True)[1]] = True
            counted &= (depth == k - 1) | (longer & (depth >= k))
        counts = np.bincount(here[counted], minlength=len(keys[k - 1])).astype(np.float64)
        parents = keys[k - 1] // vocab
        discount = _discount(counts)[np.minimum(counts, 3).astype(int)]
        orders.append(
            _Order(
                keys=keys[k - 1],
                weight=counts - discount,
                total=np.bincount(parents, weights=counts, minlength=contexts),
                freed=np.bincount(parents, weights=discount, minlength=contexts),
                start=np.searchsorted(parents, np.arange(contexts + 1)),
            )
        )
        contexts = len(keys[k - 1])
    return orders


def _discount(counts: Floats) -> Floats:
    """Discounts of counts 0, 1, 2 and 3 or more; where counts of counts are too thin, 0.5, 1 and 1.5. (4,)"""
    n1, n2, n3, n4 = (float(np.sum(counts == c)) for c in (1, 2, 3, 4))
    if not min(n1, n2, n3, n4):
        return np.asarray([0.0, 0.5, 1.0, 1.5])
    y = n1 / (n1 + 2 * n2)
    raw = [0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]
    return np.asarray([min(max(d, 0.05 * c), 0.95 * c) for c, d in enumerate(raw)])
