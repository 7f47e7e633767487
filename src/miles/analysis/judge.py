"""Judges of authorship: can a reader with statistics tell written posts from the author's?

`two_sample_auc` and AuthorJudge evaluate, RankJudge ranks candidates. What ranks must not evaluate:
a RankJudge looks at other features, learns from another slice, and remembers which posts it saw.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.analysis import style
from miles.post.emoji import EMOJI
from miles.post.error import MilesError
from miles.post.normal import CASHTAG, HANDLE, normal_form

Floats = NDArray[np.float64]

TWO_SAMPLE_SPEC = "two-sample/1: strict; char 2-5-grams, tf-idf sublinear l2, min_df 2; logistic C=10"
AUTHOR_SPEC = "author/1: strict; char 2-5-grams, tf-idf sublinear l2, min_df 2; logistic C=10 balanced"
RANK_SPEC = "rank/1: word 1-2-grams, tf-idf sublinear l2, min_df 2, 20000; style z; logistic C=1 balanced"
FOLDS = 5
_PLACEHOLDER = re.compile(r"<\|[^<>|]{0,40}\|?>|<[a-z_]+[ _:-]?\d*\|?>")
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


def strict(text: str) -> str:
    """What is left to judge by: words and the punctuation of ASCII.

    Gone: case, layout, links, handles, cashtags, digits, emoji, placeholders, shapes of quotes and
    signs outside ASCII (the dashes too: style counts those).
    """
    text = normal_form(EMOJI.sub("", text))  # before the normal form, which writes some emoji as letters
    text = HANDLE.sub(" ", CASHTAG.sub(" ", _PLACEHOLDER.sub(" ", text)))
    kept = "".join(c for c in text.translate(_QUOTES) if _is_kept(c))
    return _SPACE.sub(" ", kept).strip()


def _is_kept(char: str) -> bool:
    return (char.isascii() and not char.isdigit()) or char.isalpha()


def fingerprint(spec: str, slice_ids: Iterable[str]) -> str:
    """sha256 over what a judge looks at and which posts it learned from."""
    return sha256(json.dumps([spec, sorted(slice_ids)]).encode()).hexdigest()


def text_ids(texts: Iterable[str]) -> list[str]:
    """Names for posts that came without an id; a link and its placeholder make no difference."""
    forms = (normal_form(text.replace("<url>", " ")) for text in texts)
    return [sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:16] for form in forms]


def two_sample_auc(
    real: Sequence[str], made: Sequence[str], groups: Sequence[Any] | None = None, folds: int = FOLDS, seed: int = 0
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Cross-fitted scores of real and made posts: (scores, labels, groups), made has label 1.

    `real[i]` and `made[i]` belong to `groups[i]` (a draft); a group is never split over folds, so every
    fold holds both labels evenly. Measured on two samples of one n-gram voice (16 A/A trials each): AUC
    0.496 +- 0.056 with 100 drafts, 0.502 +- 0.034 with 300: no bias, but fidelity takes only the half
    above 0.5 and so averages 0.96 and 0.97. An author's own posts of two periods are not one
    distribution: train against test months of the real data, 300 of each, AUC 0.73 to 0.75
    (fidelity about 0.5). A voice that writes just like the older posts stands there, not at 1, unless
    the drafts tell it what is new.
    """
    if len(real) != len(made):
        raise MilesError(f"{len(real)} real and {len(made)} made posts", "give one made post per real post")
    group, fold = _folds(list(range(len(real))) if groups is None else groups, folds, seed)
    texts = [strict(text) for text in (*real, *made)]
    labels = np.repeat([0, 1], len(real))
    return _cross_fitted(texts, labels, np.tile(fold, 2)), labels, np.tile(group, 2)


def likeness(
    real: Sequence[str], made: Sequence[Sequence[str | None]], groups: Sequence[Any], folds: int = FOLDS, seed: int = 0
) -> list[Floats]:
    """For each system in `made` (S of n texts each) the share of real posts, 0-1, that look less real than its text.

    NaN where a system wrote nothing (None).

    One judge learns real posts against what all systems wrote together, blind to which wrote what, so that systems that
    write alike are treated alike. A text is held against the real posts of its own fold, by a judge that saw neither.
    The mean over drafts is 1 - AUC: 0.5 is indistinguishable, and fidelity is twice the mean up to there.
    """
    _, fold = _folds(groups, folds, seed)
    rows = [[None if text is None else strict(text) for text in some] for some in (real, *made)]
    is_there = np.array([[text is not None for text in some] for some in rows])  # (1 + S, n)
    system, draft = np.nonzero(is_there)
    texts = [text for some in rows for text in some if text is not None]
    scores = np.full(is_there.shape, np.nan)
    scores[is_there] = _cross_fitted(texts, (system > 0).astype(np.int64), fold[draft], "balanced")
    first, *others = scores
    alike = fold[:, None] == fold[None, :]  # (n, n): posts of one fold
    rates = [
        ((first[None, :] > each[:, None]) + 0.5 * (first[None, :] == each[:, None])).mean(axis=1, where=alike)
        for each in others
    ]
    return [np.where(np.isnan(each), np.nan, rate) for each, rate in zip(others, rates, strict=True)]


def _folds(groups: Sequence[Any], folds: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The place of each draft's group, and its fold: a group is never split. (n,) each"""
    names, group = np.unique(np.asarray([str(g) for g in groups]), return_inverse=True)
    if len(names) < folds:
        raise MilesError(f"{len(names)} drafts are too few for {folds} folds", f"give at least {folds} drafts")
    return group, np.random.default_rng(seed).permutation(len(names))[group] % folds


def _cross_fitted(
    texts: Sequence[str], labels: NDArray[np.int64], fold: NDArray[np.int64], weight: str | None = None
) -> Floats:
    """What a judge fitted on the other folds says of each text. (n,)

    Grams are counted once for all folds; which of them count, and how much, each fold decides from
    its own training part, so the numbers are those of `_fit_char` on every fold. Where nothing is
    left to judge by (emoji only), 0 for everybody.
    """
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    scores = np.zeros(len(texts))
    if max(map(len, texts)) < 2:
        return scores
    counts = CountVectorizer(analyzer="char", ngram_range=(2, 5), lowercase=False).fit_transform(texts)
    for held in np.unique(fold):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        seen = np.asarray((counts[train] > 0).sum(axis=0)).ravel() >= 2
        if not seen.any():
            continue
        weighed = TfidfTransformer(sublinear_tf=True).fit(counts[train][:, seen])
        model = LogisticRegression(C=10.0, solver="liblinear", class_weight=weight)
        model.fit(weighed.transform(counts[train][:, seen]), labels[train])
        scores[test] = model.decision_function(weighed.transform(counts[test][:, seen]))
    return scores


def _fit_char(texts: Sequence[str], labels: NDArray[np.int64], weight: str | None = None) -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    view = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), min_df=2, sublinear_tf=True, lowercase=False)
    model = LogisticRegression(C=10.0, solver="liblinear", class_weight=weight)
    model.fit(view.fit_transform(texts), labels)
    return view, model


def auc(scores: Floats, labels: NDArray[np.int64]) -> float:
    """Probability that a made post scores above a real one, ties half."""
    from scipy.stats import rankdata

    ones = int(labels.sum())
    rank = rankdata(scores)[labels == 1].sum()
    return float((rank - ones * (ones + 1) / 2) / (ones * (len(labels) - ones)))


def fidelity(auc: float) -> float:
    """2 (1 - max(AUC, 0.5)): 1 is indistinguishable, 0 always told apart."""
    return 2.0 * (1.0 - max(auc, 0.5))


def auc_interval(
    scores: Floats, labels: NDArray[np.int64], groups: NDArray[np.int64], rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """95 % percentile interval of the AUC, drafts drawn with replacement, judges not refitted."""
    from scipy.stats import rankdata

    rng = np.random.default_rng(seed)
    rank = rankdata(scores, "min").astype(int) - 1
    values = np.zeros(rounds)
    for i in range(rounds):
        weight = np.bincount(rng.integers(groups.max() + 1, size=groups.max() + 1), minlength=groups.max() + 1)[groups]
        low = np.bincount(rank[labels == 0], weights=weight[labels == 0], minlength=len(rank))
        high = np.bincount(rank[labels == 1], weights=weight[labels == 1], minlength=len(rank))
        below = np.cumsum(low) - low
        values[i] = (high * (below + low / 2)).sum() / (high.sum() * low.sum())
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


@dataclass(frozen=True, slots=True, eq=False)
class AuthorJudge:
    """Tells this author from another real author of the same subject.

    `accuracy` is cross-fitted on its own posts, both authors weighing the same.
    """

    accuracy: float
    n: int
    fingerprint: str
    _view: Any
    _model: Any

    @classmethod
    def fit(
        cls, author: Sequence[str], contrast: Sequence[str], seed: int = 0, slice_ids: Sequence[str] | None = None
    ) -> AuthorJudge:
        _require(author, contrast, FOLDS)
        texts = [strict(text) for text in (*author, *contrast)]
        labels = np.repeat([1, 0], [len(author), len(contrast)])
        rng = np.random.default_rng(seed)
        fold = np.concatenate([rng.permutation(len(side)) % FOLDS for side in (author, contrast)])
        right = (_cross_fitted(texts, labels, fold, "balanced") > 0) == labels
        view, model = _fit_char(texts, labels, "balanced")
        ids = slice_ids if slice_ids is not None else text_ids((*author, *contrast))
        accuracy = float((right[labels == 1].mean() + right[labels == 0].mean()) / 2)
        return cls(accuracy, len(texts), fingerprint(AUTHOR_SPEC, ids), view, model)

    def rate(self, texts: Sequence[str]) -> Floats:
        """Probability that each text is the author's. (n,)"""
        if not texts:
            return np.zeros(0)
        return self._model.predict_proba(self._view.transform([strict(text) for text in texts]))[:, 1]


@dataclass(frozen=True, slots=True, eq=False)
class RankJudge:
    """Ranks candidates by how much they look like the author; plain numbers, rates without sklearn."""

    vocabulary: tuple[str, ...]
    idf: Floats
    weight: Floats  # one per vocabulary entry, then one per style feature
    bias: float
    centre: Floats
    scale: Floats
    slice_ids: tuple[str, ...]
    _columns: dict[str, int] = field(init=False, repr=False)  # where each gram stands in the vocabulary

    def __post_init__(self) -> None:
        object.__setattr__(self, "_columns", {gram: i for i, gram in enumerate(self.vocabulary)})

    @property
    def fingerprint(self) -> str:
        return fingerprint(RANK_SPEC, self.slice_ids)

    @classmethod
    def fit(cls, author: Sequence[str], other: Sequence[str], slice_ids: Sequence[str] | None = None) -> RankJudge:
        """`other` is what is not the author's: posts of other voices, degraded or written ones."""
        from scipy.sparse import csr_matrix, hstack
        from sklearn.linear_model import LogisticRegression

        _require(author, other, 1)
        texts = [*author, *other]
        labels = np.repeat([1, 0], [len(author), len(other)])
        df = Counter(gram for text in texts for gram in set(_word_grams(text)))
        vocabulary = tuple(
            gram for gram, n in sorted(df.items(), key=lambda item: (-item[1], item[0]))[:20_000] if n > 1
        )
        idf = np.asarray([math.log((1 + len(texts)) / (1 + df[gram])) + 1 for gram in vocabulary])
        rows = style.features(texts)
        centre, scale = rows.mean(0), np.where(rows.std(0) > 0, rows.std(0), 1.0)
        blank = cls(vocabulary, idf, np.zeros(0), 0.0, centre, scale, ())
        data = hstack([blank._sparse(texts), csr_matrix(blank._styles(texts))], format="csr")
        model = LogisticRegression(C=1.0, solver="liblinear", class_weight="balanced").fit(data, labels)
        ids = slice_ids if slice_ids is not None else text_ids(texts)
        return cls(vocabulary, idf, model.coef_[0], float(model.intercept_[0]), centre, scale, tuple(sorted(ids)))

    def rate(self, texts: Sequence[str]) -> Floats:
        """Probability that each text is the author's. (n,)"""
        if not texts:
            return np.zeros(0)
        split = len(self.vocabulary)
        logit = self._sparse(texts) @ self.weight[:split] + self._styles(texts) @ self.weight[split:] + self.bias
        return 1.0 / (1.0 + np.exp(-logit))

    def explain(self, text: str, most: int | None = 12) -> list[tuple[str, float]]:
        """What in a text speaks for the author (above 0) and what against: the heaviest phrases and habits, by weight.

        Weights add up: all of them (`most` None) and `bias` are the logit of what `rate` says. A habit is named
        `style:` and its place in style.FEATURES.
        """
        said = self._grams(text)
        split = len(self.vocabulary)
        phrases = [(self.vocabulary[i], value * float(self.weight[i])) for i, value in said.items()]
        habits = zip(style.FEATURES, (self._styles([text])[0] * self.weight[split:]).tolist(), strict=True)
        found = [*phrases, *((f"style:{name}", weight) for name, weight in habits)]
        return sorted((each for each in found if each[1]), key=lambda each: -abs(each[1]))[:most]

    def saw(self, ids: Iterable[str]) -> int:
        """How many of these posts it learned from; an evaluation asks for 0."""
        return len(set(self.slice_ids) & set(ids))

    def _styles(self, texts: Sequence[str]) -> Floats:
        return np.clip((style.features(texts) - self.centre) / self.scale, -4, 4) / math.sqrt(len(style.FEATURES))

    def _sparse(self, texts: Sequence[str]) -> Any:
        from scipy.sparse import csr_matrix

        rows = [self._grams(text) for text in texts]
        data = [value for row in rows for value in row.values()]
        indices = [i for row in rows for i in row]
        starts = np.cumsum([0, *map(len, rows)])
        return csr_matrix((data, indices, starts), shape=(len(texts), len(self.vocabulary)))

    def _grams(self, text: str) -> dict[int, float]:
        """Places of a text's grams in the vocabulary with their values, together of unit length."""
        seen = Counter(self._columns[gram] for gram in _word_grams(text) if gram in self._columns)
        row = np.asarray([(1 + math.log(n)) * self.idf[i] for i, n in seen.items()])
        return dict(zip(seen, (row / (np.linalg.norm(row) or 1.0)).tolist(), strict=True))

    def as_dict(self) -> dict[str, Any]:
        """Plain types for a JSON file."""
        return {
            "spec": RANK_SPEC,
            "vocabulary": list(self.vocabulary),
            "idf": self.idf.tolist(),
            "weight": self.weight.tolist(),
            "bias": self.bias,
            "centre": self.centre.tolist(),
            "scale": self.scale.tolist(),
            "slice_ids": list(self.slice_ids),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> RankJudge:
        if plain.get("spec") != RANK_SPEC:
            raise MilesError(
                f"the ranking judge is {plain.get('spec')!r}, this code reads {RANK_SPEC!r}", "train the bundle again"
            )
        return cls(
            vocabulary=tuple(plain["vocabulary"]),
            idf=np.asarray(plain["idf"], float),
            weight=np.asarray(plain["weight"], float),
            bias=float(plain["bias"]),
            centre=np.asarray(plain["centre"], float),
            scale=np.asarray(plain["scale"], float),
            slice_ids=tuple(plain["slice_ids"]),
        )


def _require(author: Sequence[str], other: Sequence[str], fewest: int) -> None:
    if min(len(author), len(other)) < fewest:
        raise MilesError(
            f"a judge cannot learn from {len(author)} posts of the author and {len(other)} of others",
            f"give at least {fewest} of each",
        )


def _word_grams(text: str) -> list[str]:
    said = strict(text).split()
    return said + [f"{a} {b}" for a, b in pairwise(said)]
