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
from safetensors.numpy import load_file, save_file

from miles.engine.counts import (
    BEGIN,
    END,
    Counts,
    Floats,
    Ints,
    Order,
    count,
    find,
    interpolate,
    keep_shared,
    lay,
    weigh,
)
from miles.post.error import MilesError
from miles.post.symbols import canonical, symbols

ALPHABET = 0x110000 + 2  # every code point, `<url>`, the end
SPELLING_ORDER = 6
_TOKEN = re.compile(r"<url>|[^\W_]+(?:['\u2019][^\W_]+)*|\n+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Words, runs of line breaks, any other symbol alone; joined, they are the canonical text."""
    return _TOKEN.findall(canonical(text))


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
        self._orders: list[Order] = []
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
        counted = count(*lay(flat.ids, flat.depth, len(self._names), self.order), flat.ids, flat.depth)
        self._orders = weigh(counted, len(self._names))
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
        p = interpolate(self._orders, len(self._names), flat.ids, flat.depth, p)
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
            node = int(find(order.keys, np.asarray([node * len(self._names) + token]))[0])
            if node < 0:
                return -1
        return node


class TokenNgram:
    """The author's n-grams over a voice's own tokens: the whole distribution of the next one after what was written.

    `size` is the vocabulary's. Where a text stands is told by its contexts (order,): for each order the row of the
    tokens before, -1 where no post has them. What fewer than `least_posts` posts have in common has no row: its counts
    go to shorter contexts. Where that is 1, whoever holds the counts can write out the posts they were taken from.
    """

    def __init__(self, order: int, size: int, counted: Sequence[Counts] = ()) -> None:
        if order < 1:
            raise MilesError(f"order={order} is below 1", "use order=5 for tokens")
        self.order, self.size = order, size
        self._vocab = size + 1  # ids stand one higher: 0 is the begin of a post
        self._counted = list(counted)
        self._orders = weigh(self._counted, self._vocab)
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
        keys, nodes = lay(ids, depth, size + 1, order)
        counted = count(keys, nodes, ids, depth)
        _, thread = np.unique(threads or range(len(posts)), return_inverse=True)
        post = np.repeat(thread, [len(each) + 1 for each in posts])
        return cls(order, size, keep_shared(counted, nodes, post, least_posts, size + 1))

    @classmethod
    def load(cls, path: Path) -> TokenNgram:
        """What `save` wrote; whoever opens a Bundle has checked its bytes before."""
        try:
            read = load_file(path)
            order, size = (int(number) for number in read["sizes"])
            names, orders = ("keys", "counts", "rest"), range(1, len(read) // 3 + 1)
            return cls(order, size, [Counts(*(read[f"{name}{k}"] for name in names)) for k in orders])
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
        p = interpolate(self._orders, self._vocab, ids, depth, np.full(len(ids), 1.0 / self.size))
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
            out[:, k] = find(self._orders[k - 1].keys, np.where(before >= 0, before * self._vocab + ids, -1))
        return out


def _row(posts: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """All posts in one row, a begin symbol before each, and every symbol's place in its post."""
    ids = np.concatenate([[BEGIN, *(token + 1 for token in post)] for post in posts]).astype(np.int64)
    return ids, np.concatenate([np.arange(len(post) + 1) for post in posts])
