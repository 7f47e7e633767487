"""The author's own posts that come nearest to a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from miles.post.error import MilesError
from miles.post.normal import normal_form


def linkless(text: str) -> str:
    """Links count for nothing, whether still a link or already the placeholder."""
    return normal_form(text.replace("<url>", " "))


class Retriever:
    """Cosine of TF-IDF over words and over character 3-5-grams inside words, half each.

    Give it training posts only: whatever is fitted can be put into a prompt.
    """

    def __init__(self, max_features: int = 60_000) -> None:
        self.max_features = max_features
        self._views: list[Any] = []
        self._posts: Any = None

    def fit(self, texts: Sequence[str]) -> Retriever:
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not texts:
            raise MilesError("no post to retrieve from", "check the training part of the split")
        shared = {
            "preprocessor": linkless,
            "sublinear_tf": True,
            "max_features": self.max_features,
            "dtype": np.float32,
        }
        views = [
            TfidfVectorizer(analyzer="word", token_pattern=r"[$#]?\w+", **shared),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), **shared),
        ]
        self._views = []
        for view in views:
            try:
                view.fit(texts)
            except ValueError:  # sklearn's "empty vocabulary": posts of emoji only have no words
                continue
            self._views.append(view)
        self._posts = self._vectors(texts)
        return self

    def nearest(self, query: str, k: int, rng: np.random.Generator | None = None) -> list[tuple[int, float]]:
        """Rows of the k nearest posts with their cosine, best first.

        A query that shares nothing with any post (an empty draft) gets k different posts drawn by
        `rng`, cosine 0; without `rng` always the same ones.
        """
        return self.nearest_batch([query], k, rng)[0]

    def nearest_batch(
        self, queries: Sequence[str], k: int, rng: np.random.Generator | None = None
    ) -> list[list[tuple[int, float]]]:
        """`nearest` for many drafts at once; `rng` draws for one after another."""
        if self._posts is None:
            raise MilesError("the retriever has read no posts", "call fit(texts) first")
        if not queries:
            return []
        found = []
        for start in range(0, len(queries), 256):  # bounds the dense block: 256 x posts
            cosines = (self._vectors(queries[start : start + 256]) @ self._posts.T).toarray()
            found += [self._best(row, k, rng or np.random.default_rng(0)) for row in cosines]
        return found

    def _best(self, cosines: np.ndarray, k: int, rng: np.random.Generator) -> list[tuple[int, float]]:
        k = min(k, len(cosines))
        if not cosines.any():
            return [(int(row), 0.0) for row in rng.choice(len(cosines), k, replace=False)]
        order = np.argsort(-cosines, kind="stable")[:k]
        return [(int(row), float(cosines[row])) for row in order]

    def _vectors(self, texts: Sequence[str]) -> Any:
        from scipy.sparse import csr_matrix, hstack

        blocks = [view.transform(texts) * np.float32(np.sqrt(1 / len(self._views))) for view in self._views]
        return hstack(blocks, format="csr") if blocks else csr_matrix((len(texts), 1), dtype=np.float32)
