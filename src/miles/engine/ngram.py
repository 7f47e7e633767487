"""Interpolated modified Kneser-Ney over characters, words or a voice's tokens: a baseline, and a voice to mix with.

Chen & Goodman (1999), "An empirical study of smoothing techniques", section 4.2 and eq. 26;
one begin symbol per post, whose n-grams keep raw counts at every order as in KenLM (Heafield 2013).
Characters and words are proper over ALL strings, there is no unknown symbol; tokens over their vocabulary:

- "char": what discounting frees at the lowest order is spread evenly over every code point a
  Python string can hold (0x110000), `<url>` and the end: a character never seen costs about 20 bits
  plus the price of novelty. Probabilities of the next symbol sum to 1.
- "word": the freed mass goes to a character model of spellings (trained on the distinct tokens),
  so a new word is spelled out. Probabilities of the next token, over all strings, sum to 1. A post
  is charged for its own segmentation only, so the bits are an upper bound on those of the string.
- token ids (`TokenNgram`): the freed mass of the lowest order is spread evenly over the vocabulary.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from miles.post.error import MilesError
from miles.post.symbols import canonical, symbols

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BEGIN, END = 0, 1  # ids; END is spelled "" and predicted, BEGIN never is
ALPHABET = 0x110000 + 2  # every code point, `<url>`, the end
SPELLING_ORDER = 6
_TOKEN = re.compile(r"<url>|[^\W_]+(?:['\u2019][^\W_]+)*|\n+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Words, runs of line breaks, any other symbol alone; joined, they are the canonical text."""
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


@dataclass(frozen=True, slots=True)
class _Counts:
    """One order: sorted `keys` and their `counts`; `rest` belongs to the contexts of the order below, as in _Order:
    what else followed them, and is not told.
    """

    keys: Ints
    counts: Ints
    rest: Ints


@dataclass(frozen=True, slots=True)
class _Flat:
    """All posts in one row: ids (-1 for a token never seen), place in the post (0 is the begin symbol),
    and what the token costs before anything was counted."""

    ids: Ints
    depth: Ints
    base_bits: Floats


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
        self.spelling: KneserNey | None = None  # of words never seen; unit "word" only

    def fit(self, texts: Sequence[str]) -> KneserNey:
        """Count the posts; returns itself."""
        if not texts:
            raise MilesError("no post to learn n-grams from", "check the training part of the split")
        return self._fit([self._cut(text) for text in texts])

    def bits(self, texts: Sequence[str]) -> Floats:
        """Total bits of each text, its end symbol included; divide by `post.symbols.char_count`. (n,)"""
        return self._bits([self._cut(text) for text in texts])

    def surprisals(self, text: str) -> Floats:
        """Bits of each symbol or token of one text given those before it, the end last."""
        return self._surprisals([self._cut(text)])[1:]

    def _fit(self, posts: Sequence[Sequence[str]]) -> KneserNey:
        self._ids = {}
        for post in posts:
            for token in post:
                self._ids.setdefault(token, len(self._ids) + 2)
        self._names = ["", "", *self._ids]
        if self.unit == "word":  # the end is a token too, the one spelled ""
            self.spelling = KneserNey(SPELLING_ORDER)._fit([[], *(symbols(token) for token in self._ids)])
        flat = self._flatten(posts)
        counted = _counted(*_laid(flat.ids, flat.depth, len(self._names), self.order), flat.ids, flat.depth)
        self._orders = _weighed(counted, len(self._names))
        return self

    def _flatten(self, posts: Sequence[Sequence[str]]) -> _Flat:
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
        if self.spelling is None:
            spelled = np.full(len(self._names) + len(unseen), math.log2(ALPHABET))
        else:
            spelled = self.spelling._bits([symbols(token) for token in [*self._names, *unseen]])
        base = spelled[np.where(row >= 0, row, len(self._names) - 1 - row)]
        return _Flat(np.maximum(row, -1), np.asarray(depth, np.int64), base)

    def _bits(self, posts: Sequence[Sequence[str]]) -> Floats:
        if not posts:
            return np.zeros(0)
        starts = np.cumsum([0, *(len(post) + 2 for post in posts[:-1])])
        return np.add.reduceat(self._surprisals(posts), starts)

    def _surprisals(self, posts: Sequence[Sequence[str]]) -> Floats:
        """Bits of every symbol of every post in one row; 0 for the begin symbols."""
        flat = self._flatten(posts)
        is_new = flat.ids < 0
        # new tokens are only ever scaled down: their spelling stays in bits, where it cannot underflow
        p = np.where(is_new, 1.0, np.exp2(-flat.base_bits))
        p = _interpolated(self._orders, len(self._names), flat.ids, flat.depth, p)
        bits = np.where(is_new, flat.base_bits, 0.0) - np.log2(p)
        bits[flat.ids == BEGIN] = 0.0
        return bits

    def sample(self, rng: np.random.Generator, max_tokens: int = 400, prefix: str = "") -> str:
        """One text drawn from the model, beginning with `prefix`, cut after `max_tokens` more tokens.

        Drawn as scored, but for new symbols and words: a known one takes their place.
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
        for size in range(min(len(self._orders) - 1, len(history)), -1, -1):
            node = self._context(history[len(history) - size :])
            order = self._orders[size]
            if node < 0 or order.total[node] <= 0:
                continue
            if size and rng.random() * order.total[node] < order.freed[node]:
                continue
            first = order.start[node]
            heights = np.cumsum(order.weight[first : order.start[node + 1]])
            at = min(int(np.searchsorted(heights, rng.random() * heights[-1], "right")), len(heights) - 1)
            return int(order.keys[first + at] % len(self._names))
        raise AssertionError("the empty context holds every token")

    def _context(self, history: Sequence[int]) -> int:
        node = 0
        for order, token in zip(self._orders, history, strict=False):
            if token < 0:
                return -1
            node = int(_find(order.keys, np.asarray([node * len(self._names) + token]))[0])
            if node < 0:
                return -1
        return node


class TokenNgram:
    """The author's n-grams over a voice's own tokens: the whole distribution of the next one after what was written.

    `size` is the vocabulary's. Where a text stands is told by its contexts (order,): for each order the row of the
    tokens before, -1 where no post has them. What fewer than `least_posts` posts have in common has no row: its counts
    go to shorter contexts. Where that is 1, whoever holds the counts can write out the posts they were taken from.
    """

    def __init__(self, order: int, size: int, counted: Sequence[_Counts] = ()) -> None:
        if order < 1:
            raise MilesError(f"order={order} is below 1", "use order=5 for tokens")
        self.order, self.size = order, size
        self._vocab = size + 1  # ids stand one higher: 0 is the begin of a post
        self._counted = list(counted)
        self._orders = _weighed(self._counted, self._vocab)
        self._lowest = self._mixed(0, 0, np.full(size, 1.0 / size)) if counted else np.zeros(0)

    @classmethod
    def fit(
        cls,
        posts: Sequence[Sequence[int]],
        order: int,
        size: int,
        least_posts: int = 1,
        threads: Sequence[str] | None = None,
    ) -> TokenNgram:
        """Count posts, each with its end token; those of one of `threads` are one post as for `least_posts`."""
        if not posts:
            raise MilesError("no post to learn n-grams from", "check the training part of the split")
        cls(order, size)  # refuses a wrong order before anything is counted
        ids, depth = _row(posts)
        keys, nodes = _laid(ids, depth, size + 1, order)
        counted = _counted(keys, nodes, ids, depth)
        _, thread = np.unique(threads or range(len(posts)), return_inverse=True)
        post = np.repeat(thread, [len(each) + 1 for each in posts])
        return cls(order, size, _shared(counted, nodes, post, least_posts, size + 1))

    @classmethod
    def load(cls, path: Path) -> TokenNgram:
        """What `save` wrote; whoever opens a Bundle has checked its bytes before."""
        try:
            read = load_file(path)
            order, size = (int(number) for number in read["sizes"])
            names, orders = ("keys", "counts", "rest"), range(1, len(read) // 3 + 1)
            return cls(order, size, [_Counts(*(read[f"{name}{k}"] for name in names)) for k in orders])
        except MilesError:
            raise
        except Exception as error:  # safetensors' own error shares no class with a missing name's
            raise MilesError(f"{path} holds no n-grams ({error})", "make the ensemble again: make ensemble") from error

    def save(self, path: Path) -> None:
        """Keys and counts only: at most 16 bytes for each n-gram that occurred."""
        arrays = {"sizes": np.array([self.order, self.size])}
        for k, found in enumerate(self._counted, start=1):
            arrays[f"keys{k}"] = found.keys
            arrays |= {f"{name}{k}": getattr(found, name).astype(np.int32) for name in ("counts", "rest")}
        save_file(arrays, path)

    def surprisals(self, post: Sequence[int], *, is_begun: bool = False) -> Floats:
        """Bits of each token of a post after those before it; `is_begun`: its beginning is not there. (T,)"""
        if not len(post):
            return np.zeros(0)
        ids, depth = _row([post])
        if is_begun:
            ids, depth = ids[1:], depth[1:]
        p = _interpolated(self._orders, self._vocab, ids, depth, np.full(len(ids), 1.0 / self.size))
        bits: Floats = -np.log2(p if is_begun else p[1:])
        return bits

    def contexts(self, *, is_begun: bool = False) -> Ints:
        """Where a post stands before its first token; `is_begun`: nothing before is known. (order,)"""
        found = np.full(len(self._orders), -1, np.int64)
        found[0] = 0
        return found if is_begun else self._after(found[None], np.array([BEGIN]))[0]

    def follow(self, contexts: Ints, tokens: Ints) -> Ints:
        """Where texts at `contexts` (B, order) stand after one more token each, (B,)."""
        return self._after(contexts, tokens + 1)

    def distribution(self, contexts: Ints) -> Floats:
        """Probability of every token at `contexts` (order,). (V,)"""
        p = self._lowest
        for k, node in enumerate(contexts[1:], start=1):
            if node >= 0 and self._orders[k].total[node] > 0:
                p = self._mixed(k, int(node), p)
        return p

    def _mixed(self, k: int, node: int, below: Floats) -> Floats:
        order = self._orders[k]
        children = slice(int(order.start[node]), int(order.start[node + 1]))
        p: Floats = below * (order.freed[node] / order.total[node])
        following = order.keys[children] - node * self._vocab - 1
        is_token = following >= 0  # the begin symbol follows nothing, and weighs nothing
        p[following[is_token]] += order.weight[children][is_token] / order.total[node]
        return p

    def _after(self, contexts: Ints, ids: Ints) -> Ints:
        out = np.zeros_like(contexts)
        for k in range(1, contexts.shape[1]):
            before = contexts[:, k - 1]
            out[:, k] = _find(self._orders[k - 1].keys, np.where(before >= 0, before * self._vocab + ids, -1))
        return out


def _row(posts: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """All posts in one row, a begin symbol before each, and every symbol's place in its post."""
    ids = np.concatenate([[BEGIN, *(token + 1 for token in post)] for post in posts]).astype(np.int64)
    return ids, np.concatenate([np.arange(len(post) + 1) for post in posts])


def _find(keys: Ints, wanted: Ints) -> Ints:
    """Row of each wanted key among the sorted keys, -1 where absent."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)  # no order is empty: every post has an end
    return np.where(keys[at] == wanted, at, -1)


def _interpolated(orders: Sequence[_Order], vocab: int, ids: Ints, depth: Ints, p: Floats) -> Floats:
    """Probability of every symbol of a row after those before it; `p` is what each has before anything is counted."""
    node = np.zeros(len(p), np.int64)  # the empty context
    for k, order in enumerate(orders, start=1):
        context = node if k == 1 else np.concatenate([[-1], node[:-1]])
        is_known = (context >= 0) & (depth >= k - 1)
        at = np.where(is_known, context, 0)
        node = _find(order.keys, np.where(is_known & (ids >= 0), at * vocab + ids, -1))
        weight = np.where(node >= 0, order.weight[np.maximum(node, 0)], 0.0)
        total = order.total[at]
        mixed = (weight + order.freed[at] * p) / np.where(total > 0, total, 1.0)
        p = np.where(is_known & (total > 0), mixed, p)
    return p


def _laid(ids: Ints, depth: Ints, vocab: int, order: int) -> tuple[list[Ints], list[Ints]]:
    """The sorted keys of every order, and for order 0 and up the row of the n-gram that ends at each symbol, or -1."""
    keys: list[Ints] = []
    nodes: list[Ints] = [np.zeros(len(ids), np.int64)]
    for k in range(1, min(order, int(depth.max()) + 1) + 1):  # higher orders stay empty: no post is that long
        context = nodes[0] if k == 1 else np.concatenate([[-1], nodes[-1][:-1]])
        fits = depth >= k - 1
        packed = np.where(fits, context * vocab + ids, -1)
        keys.append(np.unique(packed[fits]))
        nodes.append(_find(keys[-1], packed))
    return keys, nodes


def _counted(keys: Sequence[Ints], nodes: Sequence[Ints], ids: Ints, depth: Ints) -> list[_Counts]:
    """Counts of every order, the lower ones by distinct left neighbours."""
    found: list[_Counts] = []
    contexts = 1
    for k in range(1, len(keys) + 1):
        counted = (nodes[k] >= 0) & (ids != BEGIN)
        if k < len(keys):  # a gram with a left neighbour counts once per distinct neighbour
            is_first = np.zeros(len(ids), bool)
            is_first[np.unique(nodes[k + 1], return_index=True)[1]] = True
            counted &= (depth == k - 1) | (is_first & (depth >= k))
        counts = np.bincount(nodes[k][counted], minlength=len(keys[k - 1]))
        found.append(_Counts(keys[k - 1], counts, np.zeros(contexts, np.int64)))
        contexts = len(keys[k - 1])
    return found


def _shared(counted: Sequence[_Counts], nodes: Sequence[Ints], post: Ints, least: int, vocab: int) -> list[_Counts]:
    """Without n-grams of two tokens and more that fewer than `least` posts have; `post` (N,) names each symbol's."""
    found = [counted[0]]
    row = np.arange(len(counted[0].keys))  # where each n-gram of the order below went, -1: nowhere
    for k, (keys, counts) in enumerate(((each.keys, each.counts) for each in counted[1:]), start=2):
        is_there = nodes[k] >= 0
        pairs = np.unique(np.stack([nodes[k][is_there], post[is_there]]), axis=1)
        parent = row[keys // vocab]
        is_kept = (np.bincount(pairs[0], minlength=len(keys)) >= least) & (parent >= 0)
        if not is_kept.any():  # nor is any longer one
            break
        lost = ~is_kept & (parent >= 0)
        rest = np.bincount(parent[lost], weights=counts[lost], minlength=len(found[-1].keys)).astype(np.int64)
        found.append(_Counts(parent[is_kept] * vocab + keys[is_kept] % vocab, counts[is_kept], rest))
        row = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    return found


def _weighed(counted: Sequence[_Counts], vocab: int) -> list[_Order]:
    """The counts of every order, discounted."""
    orders: list[_Order] = []
    for each in counted:
        counts, rest = each.counts.astype(np.float64), each.rest.astype(np.float64)
        parents, contexts = each.keys // vocab, len(rest)
        discount = _discount(counts)[np.minimum(counts, 3).astype(int)]
        orders.append(
            _Order(
                keys=each.keys,
                weight=counts - discount,
                total=rest + np.bincount(parents, weights=counts, minlength=contexts),
                freed=rest + np.bincount(parents, weights=discount, minlength=contexts),
                start=np.searchsorted(parents, np.arange(contexts + 1)),
            )
        )
    return orders


def _discount(counts: Floats) -> Floats:
    """Discounts of counts 0, 1, 2 and 3 or more; where counts of counts are too thin, 0.5, 1 and 1.5. (4,)"""
    n1, n2, n3, n4 = (float(np.sum(counts == c)) for c in (1, 2, 3, 4))
    if not min(n1, n2, n3, n4):
        return np.asarray([0.0, 0.5, 1.0, 1.5])
    y = n1 / (n1 + 2 * n2)
    raw = [0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]
    return np.asarray([min(max(d, 0.05 * c), 0.95 * c) for c, d in enumerate(raw)])
