"""The author's own posts, kept to be shown: which of them come nearest to a text."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from miles.post.error import MilesError
from miles.post.normal import words
from miles.post.post import Post
from miles.post.whole import write_json


class _Index(NamedTuple):
    """Postings of every word, one word after another: the `posts` that hold it and its `weights` in their vectors."""

    places: dict[str, int]
    idf: NDArray[np.float64]  # (V,)
    starts: NDArray[np.int64]  # (V + 1,)
    posts: NDArray[np.int64]
    weights: NDArray[np.float64]


class Own:
    """Posts as they were cleaned and masked, oldest first; what they say, without counts.

    Likeness is the cosine of TF-IDF over the words of the normal form, links left out: 0 shares no word, 1 holds the
    same words as often. The index is built when first asked and takes no more than numpy.
    """

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts = tuple(Post(id=post.id, time=post.time, text=post.text) for post in posts)

    def nearest(self, text: str, k: int = 1) -> list[tuple[Post, float]]:
        """At most `k` posts with their likeness above 0, most alike first; of equals the older one."""
        index, said = self._index, _weights(text, self._index.places)
        vector = np.array([weight * index.idf[place] for place, weight in said.items()])
        alike = np.zeros(len(self.posts))
        for place, weight in zip(said, vector / (np.linalg.norm(vector) or 1.0), strict=True):
            held = slice(index.starts[place], index.starts[place + 1])
            alike[index.posts[held]] += weight * index.weights[held]  # a post holds a word once in its postings
        order = np.argsort(-alike, kind="stable")[:k]
        return [(self.posts[row], min(1.0, float(alike[row]))) for row in order if alike[row] > 0]

    @cached_property
    def _index(self) -> _Index:
        counts = [Counter(_said(post.text)) for post in self.posts]
        spread = Counter(word for count in counts for word in count)
        places = {word: place for place, word in enumerate(spread)}
        idf = np.array([math.log((1 + len(counts)) / (1 + n)) + 1 for n in spread.values()])
        rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
        columns = np.array([places[word] for count in counts for word in count], np.int64)
        weights = np.array([1 + math.log(n) for count in counts for n in count.values()]) * idf[columns]
        norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(counts)))
        order = np.argsort(columns, kind="stable")
        starts = np.concatenate([[0], np.cumsum(list(spread.values()), dtype=np.int64)])
        return _Index(places, idf, starts, rows[order], (weights / norms[rows])[order])

    def save(self, path: Path) -> None:
        columns = {
            "ids": [post.id for post in self.posts],
            "times": [post.time.isoformat() if post.time else None for post in self.posts],
            "texts": [post.text for post in self.posts],
        }
        write_json(path, columns)

    @classmethod
    def load(cls, path: Path) -> Self:
        try:
            read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            rows = zip(read["ids"], read["times"], read["texts"], strict=True)
            return cls(Post(id=id, time=datetime.fromisoformat(at) if at else None, text=text) for id, at, text in rows)
        except (KeyError, TypeError, ValueError) as error:
            raise MilesError(f"{path} holds no posts: {error}", "run `make analyse` again") from None


def _said(text: str) -> list[str]:
    return words(text.replace("<url>", " "))


def _weights(text: str, places: dict[str, int]) -> dict[int, float]:
    """Of each known word its place and how heavily its repetition weighs."""
    return {places[word]: 1 + math.log(n) for word, n in Counter(_said(text)).items() if word in places}
