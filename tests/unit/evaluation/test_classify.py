"""TweetEval's measures against scikit-learn, and baselines that learn what can be learnt."""

from __future__ import annotations

import numpy as np
import pytest
from rich.console import Console
from sklearn.metrics import f1_score, recall_score

from miles.evaluation.classify import (
    FLOOR,
    MAJORITY,
    OURS,
    SVM,
    f1,
    macro_f1,
    macro_recall,
    score_labels,
    show_labels,
    simpler,
)


def drawn(seed: int = 0, n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, n, p=[0.2, 0.5, 0.3])
    return np.where(rng.random(n) < 0.6, truth, rng.integers(0, 3, n)), truth


def test_the_measures_are_scikit_learns() -> None:
    guess, truth = drawn()
    ones = np.ones((1, len(truth)))
    assert macro_recall(guess, truth, 3).of(ones)[0] == pytest.approx(recall_score(truth, guess, average="macro"))
    assert macro_f1(guess, truth, 3).of(ones)[0] == pytest.approx(f1_score(truth, guess, average="macro"))
    assert f1(guess, truth, 2).of(ones)[0] == pytest.approx(f1_score(truth == 2, guess == 2))


def test_weights_count_a_text_as_often_as_it_was_drawn() -> None:
    guess, truth = drawn()
    weights = np.random.default_rng(1).integers(0, 3, len(truth))
    rows = np.repeat(np.arange(len(truth)), weights)
    twin = f1_score(truth[rows], guess[rows], average="macro")
    assert macro_f1(guess, truth, 3).of(weights[None, :].astype(float))[0] == pytest.approx(twin)


def test_the_interval_covers_the_truth_and_the_better_reader_scores_higher() -> None:
    guess, truth = drawn(n=400)
    scores = score_labels({OURS: guess, MAJORITY: np.full(400, 1)}, truth, 3)
    ours = scores[OURS]["macro_recall"]
    assert ours.lo < ours.value < ours.hi
    assert ours.n == 400
    assert scores[MAJORITY]["macro_recall"].value == pytest.approx(1 / 3)


def test_simpler_readers_learn_words_and_vader_answers_for_sentiment() -> None:
    texts = ["good day", "bad day", "a day"] * 20
    labels = np.array([2, 0, 1] * 20)
    found = simpler(texts, labels, ["good", "bad"], ["negative", "neutral", "positive"])
    assert found[SVM].tolist() == [2, 0]
    assert found[MAJORITY].tolist() == [0, 0]
    assert found[FLOOR].tolist() == [2, 0]
    assert FLOOR not in simpler(texts, labels, ["good"], ["down", "level", "up"])


def test_the_official_measure_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    guess, truth = drawn()
    show_labels(score_labels({OURS: guess}, truth, 3), "emotion", Console(width=120))
    head = capsys.readouterr().out
    assert head.index("macro F1") < head.index("macro recall")
