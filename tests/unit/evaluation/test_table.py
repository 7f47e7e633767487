from __future__ import annotations

import numpy as np
import pytest
from rich.console import Console

from miles.analysis.novelty import Memory
from miles.evaluation.baselines import baselines
from miles.evaluation.metric import METRICS, Score
from miles.evaluation.system import Case
from miles.evaluation.table import QUESTIONS, answer, evaluate, kinds_of, meanings, show
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError

rng = np.random.default_rng(0)
WORDS = [
    "market",
    "higher",
    "patience",
    "crowd",
    "sells",
    "dip",
    "alts",
    "cycle",
    "liquidity",
    "narrative",
    "risk",
    "btc",
]
POSTS = [" ".join(rng.choice(WORDS, 26)) + ".\n\n" + " ".join(rng.choice(WORDS, 8)) + "?" for _ in range(90)]
CASES = [
    Case(Draft(text=text[:30], kind=kind, parts=2), (text,), str(k))
    for k, (text, kind) in enumerate(zip(POSTS[60:], [DraftKind.NOTE, DraftKind.TOPIC] * 15, strict=True))
]


@pytest.fixture(scope="module")
def scores():
    systems = baselines([(text,) for text in POSTS[:60]], CASES)
    held_out = [(str(k), text) for k, text in enumerate(POSTS[60:])]
    return evaluate(
        systems, CASES, Memory.build(POSTS[:60]), posts=held_out, train=POSTS[:60], prompts=5, resamples=100
    )


def test_every_system_is_scored_overall_and_by_kind(scores) -> None:
    assert list(scores)[:2] == ["real posts", "draft unchanged"]
    assert kinds_of(scores) == ["note", "topic"]
    real = scores["real posts"]
    assert (real["fidelity"].value, real["style_distance"].value, real["control_parts"].value) == (1, 0, 1)
    assert real["control_parts"].n == 30
    assert real["control_parts/note"].n == 15
    assert scores["retrieval"]["train_copies"].value == 1
    assert "fidelity" not in scores["character 6-gram"]
    assert scores["character 6-gram"]["bits_per_char"].n == 30
    assert scores["word 7-gram"]["extraction_train"].n == 5
    assert "extraction_train" not in real
    for rows in scores.values():
        for key, score in rows.items():
            assert score.lo <= score.value <= score.hi, key
            assert score.version.startswith(METRICS[key.split("/")[0]].version)


def test_every_metric_is_asked_about(scores) -> None:
    families = [family for group in QUESTIONS.values() for family in group]
    assert {metric.family for metric in METRICS.values()} == set(families)
    assert set(meanings(scores)) <= set(METRICS)
    assert next(iter(meanings(scores))) == "bits_per_char"


def test_one_kind_of_draft_has_no_second_column() -> None:
    alike = [Case(Draft(text="same", kind=DraftKind.NOTE), (text,), str(k)) for k, text in enumerate(POSTS[:25])]
    rows = evaluate(baselines([(POSTS[50],)], alike)[:2], alike, Memory.build([]), resamples=50)
    assert kinds_of(rows) == []


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_the_table_fits_its_terminal_and_nothing_is_cut(scores, width: int) -> None:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    show(scores, console, voices=["retrieval"], is_synthetic=True, is_comparable=False)
    shown = console.export_text()
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= width
    assert "…" not in shown
    assert "SYNTHETIC AUTHOR  NOT COMPARABLE" in shown
    assert "judged to be the author: not available" in shown
    for question in QUESTIONS:
        assert shown.count(question) == 1
    assert "draft with line breaks" in shown
    assert "n=30\n" in shown.replace(" ", "")


def test_the_widest_numbers_fit_in_100_columns() -> None:
    wide = Score(1.0, 0.984, 1.0, 1000, "1")
    rows = {"draft with line breaks": {name: wide for name, metric in METRICS.items() if metric.is_main}}
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    show(rows, console)
    shown = console.export_text()
    assert shown.count("100.0 [98.4 100.0]") == sum(
        m.is_main and m.unit == "%" and m.digits == 1 for m in METRICS.values()
    )
    assert len([line for line in shown.splitlines() if line.startswith("draft with")]) == len(QUESTIONS)  # a row each


def test_no_drafts_is_an_error() -> None:
    with pytest.raises(MilesError, match="no held-out drafts"):
        answer([], [])
