"""Topics of an author: clusters of posts, each named by the term that sets it apart."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.analysis.content import STOPWORDS, VAGUE, grams
from miles.post.error import MilesError

_DIGITS = 5


class TopicLabeller:
    """Says which of the author's topics a text is nearest to.

    Text -> TF-IDF over a fixed vocabulary (sublinear counts, unit length) -> nearest k-means
    centroid by cosine. Holds numbers and words only, so it travels as JSON; needs scikit-learn to
    fit and numpy alone to label. `version` is the hash of what it holds.
    """

    def __init__(
        self, names: Sequence[str], vocabulary: Sequence[str], idf: Sequence[float], centroids: NDArray[np.float32]
    ) -> None:
        self.names = tuple(names)
        self._terms = {term: column for column, term in enumerate(vocabulary)}
        self._idf = np.asarray(idf, dtype=np.float32)
        self._centroids = np.asarray(centroids, dtype=np.float32)  # (topics, terms), rows of unit length
        seal = hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()
        self.version = f"tfidf-kmeans-{seal[:12]}"

    @classmethod
    def fit(cls, texts: Sequence[str], k: int = 12, seed: int = 0, max_terms: int = 1_500) -> TopicLabeller:
        """Cluster `texts` into at most `k` topics. The same texts, k and seed give the same labeller."""
        documents = [Counter(_terms_of(text)) for text in texts]
        frequency = Counter(term for document in documents for term in document)
        floor = 3 if len(texts) >= 200 else 1
        common = [(term, n) for term, n in frequency.items() if floor <= n <= max(1, len(texts) // 2)]
        vocabulary = sorted(term for term, _ in sorted(common, key=lambda item: (-item[1], item[0]))[:max_terms])
        if not vocabulary:
            raise MilesError(
                f"no topics: {len(texts)} texts share no usable words", "give the author more posts, or set k to 0"
            )
        from scipy.sparse import csr_array
        from sklearn.cluster import KMeans

        idf = [round(math.log((1 + len(texts)) / (1 + frequency[term])) + 1, _DIGITS) for term in vocabulary]
        blank = cls([], vocabulary, idf, np.zeros((0, len(vocabulary)), dtype=np.float32))
        rows = np.stack([blank._vector(document) for document in documents])  # (texts, terms)
        rows = rows[rows.any(axis=1)]
        k = min(k, len(np.unique(rows, axis=0)))
        centroids = (
            KMeans(n_clusters=k, n_init=3, max_iter=100, random_state=seed).fit(csr_array(rows)).cluster_centers_
        )
        centroids = centroids / np.linalg.norm(centroids, axis=1, keepdims=True).clip(1e-9)
        return cls(_names(centroids, rows.mean(axis=0), vocabulary), vocabulary, idf, centroids.round(_DIGITS))

    def label(self, text: str) -> str:
        """The nearest topic's name; a text without any known term gets the topic of the widest reach."""
        vector = self._vector(Counter(_terms_of(text)))
        if not vector.any():
            return self.names[int(np.argmin(self._centroids.max(axis=1)))]
        return self.names[int(np.argmax(self._centroids @ vector))]

    def likeness(self, text: str, topic: str) -> float:
        """Cosine of the text and one of the topics, 0-1: how clearly the text is about it."""
        return float(self._centroids[self.names.index(topic)] @ self._vector(Counter(_terms_of(text))))

    def closest(self, topic: str) -> str | None:
        """The topic that a free phrase belongs to, or None when no topic knows any of its words."""
        wanted = topic.strip().casefold()
        if wanted in self.names:
            return wanted
        vector = self._vector(Counter(_terms_of(topic)))
        if not vector.any():
            return None
        scores = self._centroids @ vector
        return self.names[int(np.argmax(scores))] if scores.max() > 0 else None

    def as_dict(self) -> dict[str, Any]:
        """Plain types for JSON."""
        return {
            "names": list(self.names),
            "vocabulary": list(self._terms),
            "idf": [round(float(value), _DIGITS) for value in self._idf],
            "centroids": [[round(float(value), _DIGITS) for value in row] for row in self._centroids],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> TopicLabeller:
        centroids = np.asarray(plain["centroids"], dtype=np.float32).reshape(len(plain["names"]), -1)
        return cls(plain["names"], plain["vocabulary"], plain["idf"], centroids)

    def _vector(self, document: Mapping[str, int]) -> NDArray[np.float32]:
        vector = np.zeros(len(self._terms), dtype=np.float32)
        for term, count in document.items():
            column = self._terms.get(term)
            if column is not None:
                vector[column] = (1 + math.log(count)) * self._idf[column]
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector


def is_telling(term: str) -> bool:
    """Whether a word or pair of words can name a subject at all."""
    return not VAGUE.issuperset(term.split())


def _terms_of(text: str) -> list[str]:
    return [term for term in grams(text) if is_telling(term)]


def _names(centroids: NDArray[Any], mean: NDArray[Any], vocabulary: Sequence[str]) -> list[str]:
    """One term a cluster: the heaviest one above the corpus mean that no earlier cluster took.

    A pair of words goes before its single word when it carries at least half of that weight.
    """
    names: list[str] = []
    taken: set[str] = set()
    for row in centroids:
        gain = row - mean
        for column in np.argsort(-gain, kind="stable"):
            name = vocabulary[int(column)]
            pairs = [i for i, term in enumerate(vocabulary) if " " in term and name in term.split()]
            best = max(pairs, key=lambda i: gain[i], default=None)
            if best is not None and gain[best] >= gain[column] / 2:
                name = vocabulary[best]
            parts = set(name.split())
            if not parts & taken and not parts & (STOPWORDS | VAGUE):
                names.append(name)
                taken |= parts
                break
        else:
            names.append(f"topic {len(names) + 1}")
    return names
