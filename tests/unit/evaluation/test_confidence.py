from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from miles.analysis.sentiment import SentimentLabeller
from miles.evaluation.confidence import (
    FIRST,
    OURS,
    RAW,
    SENTIMENT,
    USUAL,
    Trials,
    calibrated,
    cross_fitted,
    reliability,
    show_confidence,
)
from miles.evaluation.system import Case
from miles.feedback.rated import Rated
from miles.post.draft import Draft, Sentiment
from miles.registry.confidence import UNCALIBRATED, Confidence, raw
from miles.registry.voice import Candidate

ABOUT = {"voice": "ann:12ab", "basis": "proxy", "likeness": 0.0}


def candidates(n: int, rng: np.random.Generator) -> list[Candidate]:
    """Some of every rung, whose raw scores fill 0-1."""
    ways = [{"missed": ("parts",)}, {"missed": ("sentiment",)}, {"granted": ("sentiment",)}, {"granted": ("parts",)}]
    return [
        Candidate(texts=("x",), likeness=float(rng.random()), **ways[int(rng.integers(len(ways)))]) for _ in range(n)
    ]


def chances(trials: Sequence[Candidate]) -> np.ndarray:
    """The truth in these simulations: the square of the raw score."""
    return np.array([raw(one, 0.0) for one in trials]) ** 2


def drawn(n: int, rng: np.random.Generator, each: int = 1) -> Trials:
    made = candidates(n, rng)
    return Trials(made, rng.random(n) < chances(made), [str(k // each) for k in range(n)])


def test_where_the_truth_rises_with_the_score_it_is_found_and_the_error_is_that_of_chance() -> None:
    rng = np.random.default_rng(0)
    over, gained = [], []
    for seed in range(4):
        found = calibrated(drawn(1500, rng), drawn(600, rng), rng, **ABOUT)
        scores = found.scores(seed=seed, resamples=99)
        assert np.abs(found.said - chances(found.judged.candidates)).mean() < 0.05
        over.append(scores[OURS]["ece"].value - scores[OURS]["ece_chance"].hi)
        gained.append(scores[RAW]["ece"].value - scores[OURS]["ece"].value)
        assert scores[OURS]["brier"].value < scores[RAW]["brier"].value < scores[USUAL]["brier"].value
    assert np.median(over) < 0.01, "beyond chance is only what the curve does not know yet"
    assert min(gained) > 0.05  # E[r - r^2] of scores that fill 0-1 is 1/6


def test_labels_that_have_nothing_to_do_with_the_score_end_at_the_usual_share() -> None:
    rng = np.random.default_rng(1)
    learnt, judged = drawn(1500, rng), drawn(1500, rng)
    shuffled = Trials(learnt.candidates, rng.permutation(learnt.accepted), learnt.posts)
    found = calibrated(shuffled, judged, rng, **ABOUT)
    assert found.usual == pytest.approx(learnt.accepted.mean())
    assert np.abs(found.said - found.usual).mean() < 0.04


def test_an_interval_knows_that_candidates_of_one_post_are_one_piece_of_evidence() -> None:
    rng = np.random.default_rng(2)
    learnt, alone = drawn(600, rng), drawn(100, rng)
    eight = Trials(alone.candidates * 8, np.tile(alone.accepted, 8), list(alone.posts) * 8)
    one, many = (
        calibrated(learnt, judged, rng, **ABOUT).scores(resamples=400)[OURS]["brier"] for judged in (alone, eight)
    )
    assert many.value == pytest.approx(one.value)
    assert many.n == 8 * one.n
    assert many.hi - many.lo == pytest.approx(one.hi - one.lo, rel=0.2)  # were they independent: 0.35 of it


def test_nobody_is_told_of_by_a_curve_that_learnt_from_its_post() -> None:
    """The curve says 1 where it learnt from post 7 and 0 where it did not."""
    trials = drawn(100, np.random.default_rng(3), each=5)

    def fit(some: Trials) -> Confidence:
        return replace(UNCALIBRATED, knots=((0.0, float("7" in some.posts)),))

    said = cross_fitted(trials, fit, np.random.default_rng(0))
    assert set(said[35:40]) == {0.0}
    assert (said == 0).sum() == 20, "and those of its fold: 20 posts of 5 candidates in 5 folds"


def test_what_is_written_counts_where_it_is_shown_and_is_seen_from_two_sides() -> None:
    cases = [
        Case(Draft(sentiment=Sentiment.POSITIVE), ("real",), "p1"),
        Case(Draft(text="BTC at 100k"), ("real",), "p2"),
    ]
    glad = Candidate(texts=("A great, wonderful day!",), likeness=0.9)
    written = [
        [glad, Candidate(texts=("Bad day.",), likeness=0.9)],
        [Candidate(texts=("BTC holds 100k",), likeness=0.9), Candidate(texts=("cut",), faults=("unfinished",))],
    ]
    found = Trials.written(cases, written, SentimentLabeller(), None, 0.5)
    assert found.accepted.tolist() == [True, False, True]
    assert found.posts == ["p1", "p1", "p2"]
    assert found.views[SENTIMENT].tolist() == [True, True, False]
    assert found.views[FIRST].tolist() == [True, False, True]


def test_ratings_from_four_on_accept_and_those_of_a_draft_are_one() -> None:
    fields = {"person": "eve", "voice": "ann:12ab", "kept": None, "likeness": 0.5, "granted": (), "missed": ()}
    ratings = [Rated(candidate_id=str(k), generation_id=str(k // 5), rating=k % 5 + 1, **fields) for k in range(10)]
    found = Trials.rated(ratings)
    assert found.accepted.tolist() == [False, False, False, True, True] * 2
    assert found.posts == ["0"] * 5 + ["1"] * 5


def test_the_plot_has_the_share_in_each_bin_and_says_no_percent_twice() -> None:
    rng = np.random.default_rng(4)
    judged = drawn(900, rng)
    said = np.repeat([0.1, 0.5, 0.9], 300)
    found = reliability(judged, said, resamples=200)
    assert [place for place, _ in found] == pytest.approx([0.1, 0.5, 0.9])
    assert [score.value for _, score in found] == pytest.approx(
        [judged.accepted[k : k + 300].mean() for k in (0, 300, 600)]
    )
    assert [score.n for _, score in found] == [300] * 3


def test_the_table_names_every_row_and_marks_a_fictional_author() -> None:
    rng = np.random.default_rng(5)
    found = calibrated(drawn(100, rng), drawn(100, rng), rng, **ABOUT)
    console = Console(width=100, record=True)
    show_confidence(found.scores(resamples=100), console, is_synthetic=True)
    told = console.export_text()
    for word in ("SYNTHETIC AUTHOR", OURS, RAW, USUAL, "ECE", "Brier", "n=100"):
        assert word in told
    checked = found.checked(found.scores(resamples=100))
    assert checked.ece is not None
    assert checked.ece[1] <= checked.ece[0] <= checked.ece[2]
    assert checked.judged == 100
