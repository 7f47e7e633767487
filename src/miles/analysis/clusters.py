"""Topics found by clustering an author's posts on meaning and words together.

Beside `topic.py`: a TopicLabeller reads words alone, needs no encoder and travels inside a voice, where it answers for
every text; Topics also read the encoder's rows, may say "none of them", and say how sure they are. `labeller` turns
the second into the first, so that both use the same names.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from miles.analysis.content import grams
from miles.analysis.naming import ctfidf, names_of, tidy
from miles.analysis.topic import TopicLabeller, is_telling
from miles.post.error import MilesError
from miles.post.normal import normal_form, words

Rows = NDArray[np.float32]

FEW = 4  # clusters of words, where posts are too few for topics
FEWEST = 20  # distinct posts; below, a cluster is an anecdote
MEANING = 0.6  # weight of the encoder's likeness; the words get the rest
TELLING = 3  # known terms a post needs to teach; "Almost there." is assigned, but shapes no topic
UNSURE = 0.4  # confidence below which a text belongs to none of the topics
FAINT = 0.2  # likeness below which it belongs to none, however clearly the others are further away
NONE = -1
ALIKE = 0.75  # likeness of two centroids from which they are one topic
DIMENSIONS = 100  # of the latent word space in which Ward measures distance
MAX_TERMS = 2_000
WIDEST = 0.5  # share of the posts; what stands in more of them tells no topic apart
REFRAIN = 5  # posts that share a paragraph word for word; from here on it is a formula
# Confidence of an author with too few posts to calibrate on: intercept, likeness, margin (see `Calibration`).
PRIOR = (-1.5, 4.0, 12.0)
_DIGITS = 4
_COUNTED = """
two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand million billion dozen
    half double twice monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec minute minutes hour
    hours night evening summer winter yesterday tomorrow dollars
"""
COUNTED = frozenset(_COUNTED.split())  # amounts and times: they stand beside every subject and name none


class Assignment(NamedTuple):
    """`topic` (n,) int, NONE where no topic fits; `confidence` (n,) in 0..1, also of what became NONE."""

    topic: NDArray[np.int64]
    confidence: NDArray[np.float64]


def topic_labeller(texts: Sequence[str], vectors: Rows, *, most: int | None = None, seed: int = 0) -> TopicLabeller:
    """What names a text's topic in a voice: the posts' Topics, or clusters of words alone where posts are too few."""
    try:
        return Topics.fit(texts, vectors, most=most, seed=seed).labeller()
    except MilesError:
        return TopicLabeller.fit(texts, k=most or FEW, seed=seed)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Likeness to the nearest topic, and its lead over the second -> chance that topics learnt without the post agree.

    A logistic curve with coefficients (intercept, likeness, margin), fitted on posts left out of a refit, fold by fold.
    """

    coefficients: tuple[float, float, float] = PRIOR

    @classmethod
    def fit(cls, likeness: Rows, agrees: NDArray[np.bool_], strength: float = 2.0) -> Calibration:
        """Ridge logistic regression drawn toward PRIOR, so that few posts leave it there. `likeness` is (n, topics)."""
        from scipy.optimize import minimize

        prior, design = np.array(PRIOR), _evidence(likeness)

        def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            z, away = design @ beta, beta - prior
            value = np.logaddexp(0.0, z).sum() - agrees @ z + strength * away @ away / 20
            return float(value), design.T @ (_logistic(z) - agrees) + strength * away / 10

        found = minimize(loss, prior, jac=True, method="BFGS").x
        return cls((float(found[0]), float(found[1]), float(found[2])))

    def confidence(self, likeness: Rows) -> NDArray[np.float64]:
        return _logistic(_evidence(likeness) @ np.array(self.coefficients))


class Topics:
    """An author's topics: two centroids each (meaning, words), a name, its terms.

    A text's likeness to a topic is MEANING times the cosine of its encoder row (minus the author's mean) plus the rest
    times the cosine of its TF-IDF row. `terms` holds the heaviest c-TF-IDF terms a topic (Grootendorst 2022). `counts`
    (topics,) says how many of the posts it was fitted on it got. Needs scikit-learn to fit, numpy alone to assign.
    """

    def __init__(
        self,
        names: Sequence[str],
        terms: Sequence[Sequence[str]],
        counts: Sequence[int],
        words_: Words,
        meaning: Rows,
        mean: Rows,
        centroids: Rows,
        calibration: Calibration,
    ) -> None:
        self.names, self.terms, self.counts = tuple(names), tuple(map(tuple, terms)), tuple(counts)
        self._words, self._meaning, self._mean, self._centroids = words_, meaning, mean, centroids
        self._calibration = calibration
        seal = hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()
        self.version = f"meaning-words-{seal[:12]}"

    def __len__(self) -> int:
        return len(self.names)

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Rows, *, seed: int = 0, most: int | None = None, folds: int = 4
    ) -> Topics:
        """Cluster posts; the same texts, vectors and seed give the same topics.

        `vectors` (n, width) are the encoder's rows of the texts without links. `most` bounds the number of topics; None
        takes a third of the root of n: 18 for 3,000 posts, 8 for 560. `folds` refits, each without its share of the
        posts, calibrate the confidence. Raises MilesError when fewer than FEWEST different texts have words to go by.
        """
        vectors = np.asarray(vectors, np.float32)
        if len(vectors) != len(texts):
            raise MilesError(
                f"{len(texts)} texts but {len(vectors)} vectors", "embed the same texts, in the same order"
            )
        first = {normal_form(text): place for place, text in reversed(list(enumerate(texts)))}
        distinct = sorted(first.values())
        for widest, telling in ((WIDEST, TELLING), (1.0, 1)):  # the second for one subject, or for posts of a few words
            known = Words.fit([texts[place] for place in distinct], widest)
            table = known.table(texts)
            taught = np.array([place for place in distinct if (table[place] > 0).sum() >= telling], int)
            if len(taught) >= max(FEWEST, len(distinct) / 2):
                break
        if len(taught) < FEWEST:
            raise MilesError(
                f"no topics: of {len(texts):,} posts only {len(taught)} are different and share words with others",
                f"give at least {FEWEST} different posts with words",
            )
        mean = vectors[taught].mean(axis=0).round(_DIGITS)
        meaning = _unit(vectors[taught] - mean)
        space = Space(meaning, table[taught], seed)
        k = most or max(2, round(math.sqrt(len(taught)) / 3))
        centroids = space.clustered(np.arange(len(taught)), k)
        calibration = space.calibrated(centroids, k, folds, seed)
        own = space.likeness(centroids).argmax(axis=1)
        weights = ctfidf(table[taught] > 0, own, len(centroids[0]))
        terms = [tidy(row, known.vocabulary) for row in weights]
        return cls(
            names_of(table[taught] > 0, own, terms, known.vocabulary), terms, np.bincount(own).tolist(), known,
            centroids[0].round(_DIGITS), mean, centroids[1].round(_DIGITS), calibration,
        )  # fmt: skip

    def likeness(self, texts: Sequence[str], vectors: Rows) -> Rows:
        """(n, topics), -1 to 1."""
        meaning = _unit(np.asarray(vectors, np.float32).reshape(len(texts), len(self._mean)) - self._mean)
        return _blend(meaning, self._words.table(texts), self._meaning, self._centroids)

    def nearest(self, texts: Sequence[str], vectors: Rows) -> NDArray[np.int64]:
        """(n,) the likest topic, however unlike."""
        return np.asarray(self.likeness(texts, vectors).argmax(axis=1), np.int64)

    def assign(self, texts: Sequence[str], vectors: Rows) -> Assignment:
        """The likest topic of each text and how sure that is.

        Confidence is the estimated chance that topics learnt without the text would put it under the same topic. The
        topic is NONE below UNSURE, and where the text is hardly like any topic (FAINT); a text without any word is NONE
        with confidence 0.
        """
        likeness = self.likeness(texts, vectors)
        confidence = self._calibration.confidence(likeness)
        confidence[[not words(text) for text in texts]] = 0.0
        fits = (confidence >= UNSURE) & (likeness.max(axis=1) >= FAINT)
        topic = np.where(fits, likeness.argmax(axis=1), NONE)
        return Assignment(np.asarray(topic, np.int64), confidence)

    def labeller(self) -> TopicLabeller:
        """The same topics told by words alone, for a voice's topic wish; it always names one."""
        return TopicLabeller(self.names, self._words.vocabulary, self._words.idf.tolist(), self._centroids)

    def as_dict(self) -> dict[str, Any]:
        """Numbers and words only; no text, no post."""
        return {
            "names": list(self.names),
            "terms": [list(row) for row in self.terms],
            "counts": list(self.counts),
            "vocabulary": list(self._words.vocabulary),
            "idf": _plain(self._words.idf),
            "meaning": _plain(self._meaning),
            "mean": _plain(self._mean),
            "centroids": [{str(i): v for i, v in enumerate(_plain(row)) if v} for row in self._centroids],
            "calibration": [round(each, _DIGITS) for each in self._calibration.coefficients],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Topics:
        centroids = np.zeros((len(plain["names"]), len(plain["vocabulary"])), np.float32)
        for row, held in zip(centroids, plain["centroids"], strict=True):
            for column, value in held.items():
                row[int(column)] = value
        first, second, third = plain["calibration"]
        return cls(
            plain["names"], plain["terms"], plain["counts"],
            Words(plain["vocabulary"], np.array(plain["idf"], np.float32)),
            np.array(plain["meaning"], np.float32), np.array(plain["mean"], np.float32), centroids,
            Calibration((first, second, third)),
        )  # fmt: skip


class Words:
    """Texts -> TF-IDF rows of unit length over the author's telling words and pairs of words."""

    def __init__(self, vocabulary: Sequence[str], idf: Rows) -> None:
        self.vocabulary, self.idf = tuple(vocabulary), idf
        self._columns = {term: column for column, term in enumerate(self.vocabulary)}

    @classmethod
    def fit(cls, texts: Sequence[str], widest: float = WIDEST) -> Words:
        """Terms in at most a share `widest` of the texts and no part of a formula, the most frequent MAX_TERMS."""
        held = Counter(term for text in texts for term in set(_terms(text)))
        refrains = _refrains(texts)
        sung = Counter(term for text in texts for term in _formulas(text, refrains))
        floor = 5 if len(texts) >= 1_000 else 3 if len(texts) >= 200 else 2
        common = [
            (term, n)
            for term, n in held.items()
            if floor <= n <= max(floor, widest * len(texts)) and sung[term] < n / 2
        ]
        vocabulary = sorted(term for term, _ in sorted(common, key=lambda item: (-item[1], item[0]))[:MAX_TERMS])
        idf = [math.log((1 + len(texts)) / (1 + held[term])) + 1 for term in vocabulary]
        return cls(vocabulary, np.array(idf, np.float32).round(_DIGITS))

    def table(self, texts: Sequence[str]) -> Rows:
        """(n, terms); a text without known terms is a row of zeros."""
        rows = np.zeros((len(texts), len(self.vocabulary)), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term, count in Counter(_terms(text)).items():
                column = self._columns.get(term)
                if column is not None:
                    row[column] = (1 + math.log(count)) * self.idf[column]
        return _unit(rows)


class Space:
    """The posts that teach: `meaning` (n, width) and `table` (n, terms), rows of unit length, clustered in their blend.

    Ward's agglomeration (Ward 1963) finds the clusters in the encoder's space beside a latent word space; a few rounds
    of reassigning (as in k-means) make each post's cluster the one that `Topics.assign` would say.
    """

    def __init__(self, meaning: Rows, table: Rows, seed: int) -> None:
        from sklearn.decomposition import TruncatedSVD

        self.meaning, self.table = meaning, table
        size = min(DIMENSIONS, *(side - 1 for side in table.shape))
        latent = _unit(TruncatedSVD(size, random_state=seed).fit_transform(table)) if size > 0 else table
        self._rows = np.hstack([math.sqrt(MEANING) * meaning, math.sqrt(1 - MEANING) * latent])

    def clustered(self, members: NDArray[Any], k: int) -> tuple[Rows, Rows]:
        """At most `k` centroids (k, width) and (k, terms) of the posts `members`, the largest cluster first."""
        from sklearn.cluster import AgglomerativeClustering

        own = AgglomerativeClustering(min(k, len(members))).fit_predict(self._rows[members])
        smallest = max(2, round(0.005 * len(members)))
        for _ in range(10):
            before = own
            own = _renumbered(_merged(own, self._centroids(members, own)), smallest)
            own = self.likeness(self._centroids(members, own), members).argmax(axis=1)
            if np.array_equal(own, before):
                break
        return self._centroids(members, _renumbered(own, smallest))

    def likeness(self, centroids: tuple[Rows, Rows], members: NDArray[Any] | slice = slice(None)) -> Rows:
        """(members, topics)."""
        return _blend(self.meaning[members], self.table[members], *centroids)

    def calibrated(self, centroids: tuple[Rows, Rows], k: int, folds: int, seed: int) -> Calibration:
        """Topics learnt without a fold say where its posts belong; how often is it the same topic?"""
        from scipy.optimize import linear_sum_assignment

        order = np.random.default_rng(seed).permutation(len(self.meaning))
        whole, agrees, seen = self.likeness(centroids), [], []
        for fold in range(folds):
            rest = order[fold::folds]
            others = self.clustered(np.setdiff1d(order, rest), k)
            rows, columns = linear_sum_assignment(-_blend(*others, *centroids))
            partner = np.full(len(others[0]), NONE)
            partner[rows] = columns
            agrees.append(partner[self.likeness(others, rest).argmax(axis=1)] == whole[rest].argmax(axis=1))
            seen.append(whole[rest])
        return Calibration.fit(np.concatenate(seen), np.concatenate(agrees)) if folds else Calibration()

    def _centroids(self, members: NDArray[Any], own: NDArray[Any]) -> tuple[Rows, Rows]:
        kept = [members[own == each] for each in range(own.max() + 1)]
        means = [[rows[chosen].mean(axis=0) for chosen in kept] for rows in (self.meaning, self.table)]
        return _unit(np.stack(means[0])), _unit(np.stack(means[1]))


def _merged(own: NDArray[Any], centroids: tuple[Rows, Rows]) -> NDArray[Any]:
    """Clusters whose centroids are ALIKE become one, the likest pair first; one pair a call."""
    alike = _blend(*centroids, *centroids) - 2 * np.eye(len(centroids[0]))
    one, other = np.unravel_index(int(alike.argmax()), alike.shape)
    return np.where(own == other, one, own) if alike[one, other] >= ALIKE else own


def _renumbered(own: NDArray[Any], smallest: int) -> NDArray[Any]:
    """Numbers by size, the largest first; posts of clusters under `smallest` become NONE, unless all would."""
    sizes = np.bincount(own[own >= 0])
    order = [int(each) for each in np.argsort(-sizes, kind="stable") if sizes[each] >= smallest]
    order = order or [int(sizes.argmax())]
    numbers = np.full(len(sizes), NONE)
    numbers[order] = np.arange(len(order))
    return numbers[own]


def _blend(meaning: Rows, table: Rows, meanings: Rows, tables: Rows) -> Rows:
    return np.asarray(MEANING * meaning @ meanings.T + (1 - MEANING) * table @ tables.T, np.float32)


def _evidence(likeness: Rows) -> NDArray[np.float64]:
    """(n, 3): 1, likeness to the nearest topic, its lead over the second nearest (over 0 when there is one topic)."""
    ranked = np.sort(np.asarray(likeness, float), axis=1)
    second = ranked[:, -2] if ranked.shape[1] > 1 else np.zeros(len(ranked))
    return np.stack([np.ones(len(ranked)), ranked[:, -1], ranked[:, -1] - second], axis=1)


def _logistic(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-x.clip(-30, 30))))


def _terms(text: str) -> list[str]:
    """Telling words, and pairs of them that are neighbours within a paragraph, with repeats."""
    every = (term for form in _paragraphs(text) for term in grams(form))
    return [term for term in every if is_telling(term) and COUNTED.isdisjoint(term.split())]


def _paragraphs(text: str) -> Iterable[str]:
    return (form for form in map(normal_form, text.split("\n\n")) if form)


def _refrains(texts: Sequence[str]) -> frozenset[str]:
    """Paragraphs that stand word for word in REFRAIN texts or more: "I hope you've found this thread helpful"."""
    held = Counter(form for text in texts for form in set(_paragraphs(text)))
    return frozenset(form for form, n in held.items() if n >= REFRAIN)


def _formulas(text: str, refrains: frozenset[str]) -> set[str]:
    """Terms that the text has only inside refrains."""
    sung = {term for form in _paragraphs(text) if form in refrains for term in _terms(form)}
    return sung - {term for form in _paragraphs(text) if form not in refrains for term in _terms(form)}


def _unit(rows: NDArray[Any]) -> Rows:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9), np.float32)


def _plain(array: Rows) -> Any:
    return np.asarray(array, float).round(_DIGITS).tolist()
