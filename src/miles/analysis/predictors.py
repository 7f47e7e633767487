"""Four ways to guess how far above or below the author's level a post will land; none of them needs torch to answer.

A predictor maps `Inputs` of n texts to (n, heads) log ratios: the natural logarithm of (1 + count) minus the level
(`History.level`). A head that no training post tells stays NaN.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis.retrieval import linkless
from miles.post.whole import write_json, write_text

Rows = NDArray[np.float64]
TRAIT_WEIGHT = 0.1  # of a standardised trait beside TF-IDF rows of unit length
VECTOR_SCALE, TRAIT_SCALE = 4.0, 0.6  # unit vectors and standardised traits, brought to like weight
SIGNAL = 2.0  # variance of what text decides over that of the noise; experiments/2026-11-26-patterns says how well
NEAREST = 1000  # posts that the doubt about a text looks at
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Texts with their vectors (n, D), of unit length, and standardised traits (n, F)."""

    texts: Sequence[str]
    vectors: NDArray[np.float32]
    traits: Rows

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: NDArray[np.int64]) -> Inputs:
        return Inputs([self.texts[i] for i in rows], self.vectors[rows], self.traits[rows])

    @property
    def joined(self) -> Rows:
        """(n, D + F), scaled so that meaning and form weigh alike."""
        return np.hstack([VECTOR_SCALE * self.vectors, TRAIT_SCALE * self.traits])


class Predictor(Protocol):
    """What the Forecaster combines."""

    name: str

    def predict(self, inputs: Inputs) -> Rows: ...
    def save(self, folder: Path) -> None: ...


def known_heads(targets: Rows) -> dict[int, NDArray[np.int64]]:
    """The heads that at least half of the posts tell -> the rows of these posts."""
    told = np.isfinite(targets)
    return {head: np.flatnonzero(told[:, head]) for head in range(targets.shape[1]) if told[:, head].mean() >= 0.5}


class LengthOnly:
    """A straight line over the logarithm of the length: what a forecast that reads nothing can do."""

    name = "length only"

    def __init__(self, slopes: Rows, offsets: Rows) -> None:
        self._slopes, self._offsets = slopes, offsets

    @classmethod
    def fit(cls, inputs: Inputs, targets: Rows) -> Self:
        slopes, offsets = np.full((2, targets.shape[1]), np.nan)
        for head, told in known_heads(targets).items():
            slopes[head], offsets[head] = np.polyfit(_lengths(inputs)[told], targets[told, head], 1)
        return cls(slopes, offsets)

    def predict(self, inputs: Inputs) -> Rows:
        return np.asarray(_lengths(inputs)[:, None] * self._slopes + self._offsets)

    def save(self, folder: Path) -> None:
        from safetensors.numpy import save_file

        save_file({"slopes": self._slopes, "offsets": self._offsets}, folder / "length.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        from safetensors.numpy import load_file

        return cls(**load_file(folder / "length.safetensors"))


def _lengths(inputs: Inputs) -> Rows:
    return np.log1p([len(text) for text in inputs.texts])


class TextRidge:
    """Ridge regression on TF-IDF of words, word pairs and character 3- to 5-grams, with the traits beside them."""

    name = "ridge TF-IDF"

    def __init__(self, terms: Sequence[Sequence[str]], idf: Sequence[Any], weights: Rows, offsets: Rows) -> None:
        self._terms, self._idf = terms, idf
        self._weights, self._offsets = weights, offsets  # (features, heads), (heads,); NaN for unknown heads
        self._views = [_view(kind, dict.fromkeys(list)) for kind, list in zip(_KINDS, terms, strict=True)]
        for view, row in zip(self._views, idf, strict=True):
            view.idf_ = np.asarray(row)

    @classmethod
    def fit(cls, inputs: Inputs, targets: Rows, alpha: float = 2.0) -> Self:
        """`alpha` is the ridge's penalty."""
        from sklearn.linear_model import Ridge

        views = [_view(kind).fit(inputs.texts) for kind in _KINDS]
        terms = [list(view.get_feature_names_out()) for view in views]
        blank = cls(terms, [view.idf_ for view in views], np.zeros((0, targets.shape[1])), np.zeros(targets.shape[1]))
        rows = blank._rows(inputs)
        weights = np.full((rows.shape[1], targets.shape[1]), np.nan)
        offsets = np.full(targets.shape[1], np.nan)
        for head, told in known_heads(targets).items():
            fitted = Ridge(alpha=alpha).fit(rows[told], targets[told, head])
            weights[:, head], offsets[head] = fitted.coef_, fitted.intercept_
        return cls(terms, [view.idf_ for view in views], weights, offsets)

    def predict(self, inputs: Inputs) -> Rows:
        told = self._offsets + TRAIT_WEIGHT * inputs.traits @ self._weights[-inputs.traits.shape[1] :]
        return np.asarray(told + np.array([self._of_words(text) for text in inputs.texts]))

    def _of_words(self, text: str) -> Rows:
        """(heads,) what `_rows` @ weights gives for the text's terms, without a sparse matrix for a single row."""
        told, start, plain = np.zeros(self._weights.shape[1]), 0, linkless(text)
        for view, terms in zip(self._views, (_words(plain), _pieces(plain)), strict=True):
            known = view.vocabulary
            found = Counter(map(known.get, terms))
            found.pop(None, None)
            if found:
                columns = np.fromiter(found, np.int64)
                values = (1.0 + np.log(np.fromiter(found.values(), np.float64))) * view.idf_[columns]
                told += values / np.linalg.norm(values) @ self._weights[start + columns]
            start += len(known)
        return told

    def save(self, folder: Path) -> None:
        from safetensors.numpy import save_file

        write_json(folder / "ridge.json", {"terms": self._terms})
        arrays = {f"idf_{place}": np.asarray(row) for place, row in enumerate(self._idf)}
        save_file(arrays | {"weights": self._weights, "offsets": self._offsets}, folder / "ridge.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        from safetensors.numpy import load_file

        arrays = load_file(folder / "ridge.safetensors")
        terms = json.loads((folder / "ridge.json").read_text())["terms"]
        return cls(terms, [arrays[f"idf_{k}"] for k in range(len(terms))], arrays["weights"], arrays["offsets"])

    def _rows(self, inputs: Inputs) -> Any:
        from scipy import sparse

        form = sparse.csr_array(TRAIT_WEIGHT * inputs.traits)
        return sparse.hstack([*(view.transform(inputs.texts) for view in self._views), form]).tocsr()


_KINDS = ("word", "char_wb")
_TOKEN = re.compile(r"[$#]?\w+")


def _words(text: str) -> list[str]:
    """Words and pairs of neighbours, as the first view counts them."""
    found = _TOKEN.findall(text)
    return found + [f"{one} {other}" for one, other in pairwise(found)]


def _pieces(text: str) -> list[str]:
    """Runs of 3 to 5 characters within words, as the second view ("char_wb") counts them: short words once, whole."""
    found: list[str] = []
    for word in text.split():
        padded = f" {word} "
        for size in (3, 4, 5):
            last = len(padded) - size
            if last <= 0:
                found.append(padded)
                break
            found += [padded[k : k + size] for k in range(last + 1)]
    return found


def _view(kind: str, vocabulary: Any = None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    if vocabulary is not None:
        vocabulary = {term: place for place, term in enumerate(vocabulary)}
    settings: dict[str, Any] = {"preprocessor": linkless, "sublinear_tf": True, "vocabulary": vocabulary}
    if kind == "word":
        return TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=_TOKEN.pattern, **settings)
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, max_features=30_000, **settings)


class Trees:
    """Gradient-boosted trees (LightGBM) on the vector and the traits, one forest a head."""

    name = "LightGBM MiniLM"

    def __init__(self, forests: dict[int, Any], width: int) -> None:
        self._forests, self._width = forests, width

    @classmethod
    def fit(cls, inputs: Inputs, targets: Rows, rounds: int = 300, seed: int = 0) -> Self:
        import lightgbm

        settings = {
            "objective": "regression", "learning_rate": 0.03, "num_leaves": 15, "min_data_in_leaf": 20,
            "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.3, "lambda_l2": 5.0,
            "verbose": -1, "seed": seed, "deterministic": True, "force_row_wise": True, "num_threads": 1,
        }  # fmt: skip
        rows = _tree_rows(inputs)
        forests = {}
        for head, told in known_heads(targets).items():
            data = lightgbm.Dataset(rows[told], targets[told, head])
            forests[head] = lightgbm.train(settings, data, num_boost_round=rounds)
        return cls(forests, targets.shape[1])

    def predict(self, inputs: Inputs) -> Rows:
        rows = _tree_rows(inputs)
        out = np.full((len(inputs), self._width), np.nan)
        for head, forest in self._forests.items():
            out[:, head] = forest.predict(rows, num_threads=1)
        return out

    def save(self, folder: Path) -> None:
        for head, forest in self._forests.items():
            write_text(folder / f"trees-{head}.txt", forest.model_to_string())
        write_json(folder / "trees.json", {"heads": list(self._forests), "width": self._width})

    @classmethod
    def load(cls, folder: Path) -> Self:
        import lightgbm

        card = json.loads((folder / "trees.json").read_text())
        texts = {head: (folder / f"trees-{head}.txt").read_text() for head in card["heads"]}
        return cls({head: lightgbm.Booster(model_str=text) for head, text in texts.items()}, card["width"])


def _tree_rows(inputs: Inputs) -> Rows:
    return np.hstack([inputs.vectors, inputs.traits])


class Kernel:
    """Support vector regression with a Gaussian kernel over meaning and form: posts like this one, and how they did.

    Its error counts linearly, so that a few posts that went around the world do not bend it (Smola & Schölkopf 2004).
    """

    name = "kernel"

    def __init__(self, anchors: Rows, weights: Rows, offsets: Rows, gamma: float, width: int) -> None:
        self._anchors, self._weights, self._offsets, self._gamma = anchors, weights, offsets, gamma
        self._norms = (anchors**2).sum(axis=1)
        self._vectors = np.ascontiguousarray(anchors[:, :width].T / VECTOR_SCALE)  # (D, n)
        self._traits = np.ascontiguousarray(anchors[:, width:].T)  # (F, n)

    @classmethod
    def fit(cls, inputs: Inputs, targets: Rows, gamma: float = 0.04, c: float = 2.0, epsilon: float = 0.1) -> Self:
        from sklearn.svm import SVR

        rows = inputs.joined
        weights = np.full((len(inputs), targets.shape[1]), np.nan)
        offsets = np.full(targets.shape[1], np.nan)
        for head, told in known_heads(targets).items():
            fitted = SVR(C=c, gamma=gamma, epsilon=epsilon).fit(rows[told], targets[told, head])
            weights[:, head] = 0.0
            weights[told[fitted.support_], head] = fitted.dual_coef_[0]
            offsets[head] = fitted.intercept_[0]
        return cls(rows, weights, offsets, gamma, inputs.vectors.shape[1])

    def predict(self, inputs: Inputs) -> Rows:
        return self.answer(inputs)[0]

    def nearest(self, inputs: Inputs) -> Rows:
        """(n,) cosine of each text to the training post nearest in meaning."""
        return self.answer(inputs)[1]

    def answer(self, inputs: Inputs) -> tuple[Rows, Rows]:
        """`predict` and `nearest`, which need the same cosines."""
        cosines = inputs.vectors @ self._vectors  # (n, anchors)
        products = VECTOR_SCALE**2 * cosines + TRAIT_SCALE * inputs.traits @ self._traits
        own = (inputs.joined**2).sum(axis=1)[:, None]
        distances = own + self._norms[None, :] - 2 * products
        told = np.exp(-self._gamma * distances.clip(0.0)) @ self._weights + self._offsets
        return np.asarray(told), cosines.max(axis=1)

    def unknown(self, inputs: Inputs) -> Rows:
        """(n, n) covariance of what the training posts leave open about these texts, in units of the noise's variance.

        The posterior of a Gaussian process with this kernel (Rasmussen & Williams 2006, equation 2.24): small between
        texts that are alike, or that many training posts lie near. Only the posts nearest to the first text are used,
        which can but make it larger.
        """
        rows = inputs.joined
        near = np.argsort(((self._anchors - rows[0]) ** 2).sum(axis=1), kind="stable")[:NEAREST]
        anchors = self._anchors[near]
        seen = _alike(anchors, anchors, self._gamma) + np.eye(len(anchors)) / SIGNAL
        across = _alike(rows, anchors, self._gamma)
        return np.asarray(SIGNAL * (_alike(rows, rows, self._gamma) - across @ np.linalg.solve(seen, across.T)))

    def save(self, folder: Path) -> None:
        from safetensors.numpy import save_file

        arrays = {"anchors": self._anchors, "weights": self._weights, "offsets": self._offsets}
        settings = {"gamma": np.array([self._gamma]), "width": np.array([len(self._vectors)])}
        save_file(arrays | settings, folder / "kernel.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        from safetensors.numpy import load_file

        arrays = load_file(folder / "kernel.safetensors")
        gamma, width = float(arrays["gamma"][0]), int(arrays["width"][0])
        return cls(arrays["anchors"], arrays["weights"], arrays["offsets"], gamma, width)


def _alike(left: Rows, right: Rows, gamma: float) -> Rows:
    """(n, m) the Gaussian kernel."""
    apart = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None, :] - 2 * left @ right.T
    return np.asarray(np.exp(-gamma * apart.clip(0.0)))


class Network:
    """The mean of several small networks that Lightning trained: for each head QUANTILES that never cross.

    `layers` holds for each network the arrays of `miles.model.engagement.EngagementNet`: hidden.weight (h, D + F),
    hidden.bias (h,), head.weight (heads * Q, h), head.bias. `heads` are the ones it learnt.
    """

    name = "network"

    def __init__(self, layers: Sequence[dict[str, NDArray[np.float32]]], heads: Sequence[int], width: int) -> None:
        self._layers, self._heads, self._width = layers, list(heads), width

    def quantiles(self, inputs: Inputs) -> Rows:
        """(n, heads, len(QUANTILES)); NaN for heads that were not learnt."""
        rows = inputs.joined.astype(np.float32)
        total = np.zeros((len(inputs), self._width, len(QUANTILES)), np.float32)
        for layer in self._layers:
            hidden = np.maximum(rows @ layer["hidden.weight"].T + layer["hidden.bias"], 0.0)
            raw = hidden @ layer["head.weight"].T + layer["head.bias"]
            total += ordered(raw.reshape(len(inputs), self._width, len(QUANTILES)))
        out = np.full(total.shape, np.nan)
        out[:, self._heads] = total[:, self._heads] / len(self._layers)
        return out

    def predict(self, inputs: Inputs) -> Rows:
        """The median."""
        return median(self.quantiles(inputs))

    def save(self, folder: Path) -> None:
        from safetensors.numpy import save_file

        arrays = {f"{k}.{name}": array for k, layer in enumerate(self._layers) for name, array in layer.items()}
        save_file(arrays, folder / "network.safetensors")
        card = {"networks": len(self._layers), "heads": self._heads, "width": self._width}
        write_json(folder / "network.json", card)

    @classmethod
    def load(cls, folder: Path) -> Self:
        from safetensors.numpy import load_file

        card, arrays = json.loads((folder / "network.json").read_text()), load_file(folder / "network.safetensors")
        layers = [
            {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{k}.")}
            for k in range(card["networks"])
        ]
        return cls(layers, card["heads"], card["width"])


def median(quantiles: Rows) -> Rows:
    """(n, heads, len(QUANTILES)) -> (n, heads)."""
    return quantiles[:, :, QUANTILES.index(0.5)]


def width_80(quantiles: Rows) -> Rows:
    """(n, heads, len(QUANTILES)) -> (n, heads), the width of the 80 % interval."""
    return np.asarray(quantiles[:, :, QUANTILES.index(0.9)] - quantiles[:, :, QUANTILES.index(0.1)])


def ordered(raw: NDArray[np.float32]) -> NDArray[np.float32]:
    """Free numbers (..., Q) -> quantiles in order: the median, and softplus steps away from it on both sides."""
    middle = QUANTILES.index(0.5)
    steps = np.logaddexp(0.0, raw)
    below = np.cumsum(steps[..., :middle][..., ::-1], axis=-1)[..., ::-1]
    above = np.cumsum(steps[..., middle + 1 :], axis=-1)
    centre = raw[..., middle : middle + 1]
    return np.concatenate([centre - below, centre, centre + above], axis=-1)
