"""Scoring a classifier on texts it never saw, by the official measures of TweetEval, beside simpler readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from miles.analysis.retrieval import linkless
from miles.analysis.sentiment import SentimentLabeller
from miles.evaluation.interval import Resampler, Statistic, mean
from miles.evaluation.metric import Metric, Scores
from miles.evaluation.table import grid
from miles.post.draft import Sentiment

OURS = "head"
SVM, MAJORITY, FLOOR = "char+word TF-IDF, SVM", "most frequent label", "VADER with trade words"
OFFICIAL = {
    "sentiment": "macro_recall",
    "emotion": "macro_f1",
    "irony": "f1_last",
}  # of TweetEval (Barbieri et al. 2020)
METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="macro_recall", label="mean recall over labels", short="macro recall", unit="%", digits=1,
            higher_is_better=True, is_main=True, meaning="recall of each label, averaged; official for sentiment",
        ),
        Metric(
            name="macro_f1", label="mean F1 over labels", short="macro F1", unit="%", digits=1, higher_is_better=True,
            is_main=True, meaning="F1 of each label, averaged; official for emotion",
        ),
        Metric(
            name="f1_last", label="F1 of the last label", short="F1 last", unit="%", digits=1, higher_is_better=True,
            is_main=True, meaning="F1 of the label with the highest number; official for irony (its ironic class)",
        ),
        Metric(
            name="accuracy", label="right", short="right", unit="%", digits=1, higher_is_better=True, is_main=True,
            meaning="share of texts with the right label",
        ),
    )
}  # fmt: skip


def score_labels(
    guesses: Mapping[str, NDArray[np.int64]], truth: NDArray[np.int64], labels: int, seed: int = 0
) -> Scores:
    """System -> metric -> Score; intervals resample texts. `guesses` and `truth` are (n,) places of labels."""
    resampler = Resampler([str(row) for row in range(len(truth))], seed=seed)
    scores: Scores = {}
    for name, guess in guesses.items():
        statistics = {
            "macro_recall": macro_recall(guess, truth, labels),
            "macro_f1": macro_f1(guess, truth, labels),
            "f1_last": f1(guess, truth, labels - 1),
            "accuracy": mean((guess == truth).astype(float)),
        }
        found = {key: resampler.score(statistic, METRICS[key].version) for key, statistic in statistics.items()}
        scores[name] = {key: score for key, score in found.items() if score is not None}
    return scores


def show_labels(scores: Scores, task: str, console: Console) -> None:
    """One table; the task's official measure first."""
    first = OFFICIAL.get(task, "macro_f1")
    console.print(grid(task, [METRICS[name] for name in dict.fromkeys([first, *METRICS])], scores, [OURS]))


def simpler(
    texts: Sequence[str], labels: NDArray[np.int64], asked: Sequence[str], names: Sequence[str]
) -> dict[str, NDArray[np.int64]]:
    """What simpler readers, having learnt from the labelled texts, guess of those that are asked for."""
    most = np.full(len(asked), np.bincount(labels).argmax())
    found = {SVM: svm(texts, labels).predict(list(asked)), MAJORITY: most}
    if list(names) == list(Sentiment):
        floor = SentimentLabeller()
        found[FLOOR] = np.array([names.index(floor.label(text)) for text in asked])
    return found


def svm(texts: Sequence[str], labels: NDArray[np.int64]) -> Any:
    """Words, word pairs and characters by TF-IDF, a linear SVM that counts every label alike."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    settings: dict[str, Any] = {"preprocessor": linkless, "sublinear_tf": True, "min_df": 2, "dtype": np.float32}
    words = TfidfVectorizer(ngram_range=(1, 2), **settings)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **settings)
    machine = make_pipeline(make_union(words, characters), LinearSVC(C=0.1, class_weight="balanced"))
    return machine.fit(list(texts), labels)


def macro_recall(guess: NDArray[np.int64], truth: NDArray[np.int64], labels: int) -> Statistic:
    """Mean over labels of the share of its texts that are found."""
    right, true = _counted(guess == truth, truth, labels), _counted(np.ones(len(truth)), truth, labels)

    def of(weights: NDArray[Any]) -> NDArray[np.float64]:
        return _mean_of(weights @ right, weights @ true)

    return Statistic(of, np.ones(len(truth), bool))


def macro_f1(guess: NDArray[np.int64], truth: NDArray[np.int64], labels: int) -> Statistic:
    """Mean over labels of 2 TP / (guessed + true)."""
    right, true = _counted(guess == truth, truth, labels), _counted(np.ones(len(truth)), truth, labels)
    guessed = _counted(np.ones(len(guess)), guess, labels)

    def of(weights: NDArray[Any]) -> NDArray[np.float64]:
        return _mean_of(2 * (weights @ right), weights @ (true + guessed))

    return Statistic(of, np.ones(len(truth), bool))


def f1(guess: NDArray[np.int64], truth: NDArray[np.int64], label: int) -> Statistic:
    """F1 of one label."""
    right = ((guess == label) & (truth == label)).astype(float)
    both = (guess == label).astype(float) + (truth == label)

    def of(weights: NDArray[Any]) -> NDArray[np.float64]:
        bottom = weights @ both
        return np.divide(2 * (weights @ right), bottom, out=np.zeros(len(bottom)), where=bottom > 0)

    return Statistic(of, np.ones(len(truth), bool))


def _counted(values: NDArray[Any], names: NDArray[np.int64], labels: int) -> NDArray[np.float64]:
    """(n, labels): each text's value in the column of its label."""
    out = np.zeros((len(names), labels))
    out[np.arange(len(names)), names] = values
    return out


def _mean_of(top: NDArray[Any], bottom: NDArray[Any]) -> NDArray[np.float64]:
    """Mean of the labels that occur."""
    shares = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return np.asarray(np.nanmean(shares, axis=1))
