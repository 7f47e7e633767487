"""What a comparison came to: who wins by which rule, and a file that cannot be changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from miles.abtest.verdict import Contrast, Verdict, decide, read_verdict, write_verdict
from miles.post.error import MilesError

FLAT = Contrast(
    metric="fidelity", version="1", higher_is_better=True, n=40, posts=40, a=0.5, b=0.5, effect=0.0, lo=-0.1, hi=0.1,
    p=1.0, p_adjusted=1.0, wins=10, ties=20, losses=10, sd=0.3, detectable=0.14, margin=0.05, decides=True,
)  # fmt: skip


def contrast(effect: float, lo: float, hi: float, p: float, **others: Any) -> Contrast:
    return replace(FLAT, effect=effect, lo=lo, hi=hi, p=p, p_adjusted=p, **others)


BETTER = contrast(0.2, 0.1, 0.3, 0.001)
WORSE = contrast(-0.2, -0.3, -0.1, 0.001, metric="facts")
FEWER_BITS = contrast(-0.2, -0.3, -0.1, 0.001, metric="bits", higher_is_better=False)


@pytest.mark.parametrize(
    ("found", "winner"),
    [
        ([BETTER, FLAT], 1),
        ([FLAT], 0),
        ([WORSE, FLAT], -1),
        ([BETTER, WORSE], 0),
        ([FEWER_BITS], 1),
        ([replace(BETTER, p_adjusted=0.06)], 0),
        ([BETTER, replace(WORSE, p=0.02, p_adjusted=0.08)], 0),  # a correction hides no harm
        ([replace(BETTER, p=0.02, p_adjusted=0.08), replace(WORSE, p=0.02, p_adjusted=0.08)], 0),
        ([FLAT, replace(WORSE, decides=False)], 0),
    ],
)
def test_better_needs_a_metric_that_is_sure_and_none_against(found: list[Contrast], winner: int) -> None:
    assert decide(found, "better", 0.05)[0] == winner


def test_not_worse_asks_every_deciding_metric() -> None:
    within = contrast(-0.01, -0.04, 0.02, 0.6)
    assert decide([within], "not worse", 0.05)[0] == 1
    verdict, reason = decide([within, FLAT], "not worse", 0.05)  # [-0.1 0.1] may be worse by more than 0.05
    assert (verdict, reason) == (0, "not shown to be within the margin: fidelity")
    more_bits = contrast(0.01, -0.02, 0.04, 0.6, metric="bits", higher_is_better=False)
    assert decide([more_bits], "not worse", 0.05)[0] == 1
    assert decide([replace(more_bits, hi=0.06)], "not worse", 0.05)[0] == 0
    assert decide([replace(within, margin=None)], "not worse", 0.05)[0] == 0


def test_a_rule_that_is_not_known_and_no_deciding_metric_are_refused() -> None:
    with pytest.raises(MilesError, match="best"):
        decide([BETTER], "best", 0.05)
    with pytest.raises(MilesError, match="no metric decides"):
        decide([replace(BETTER, decides=False)], "better", 0.05)


@pytest.fixture
def verdict() -> Verdict:
    return Verdict(
        rule="better", a="me:aa", b="me:bb", winner="me:bb", reason="better", contrasts=(BETTER, FLAT), cases="c" * 64,
        n=40, seed=0, alpha=0.05, measured={"host": "here", "latency_ms": [3.1, 4.0]},
    )  # fmt: skip


def test_the_same_again_has_the_same_hash_whenever_and_wherever(verdict: Verdict, tmp_path: Path) -> None:
    again = replace(verdict, measured={"host": "there"})
    assert (again.hash, again.seal == verdict.seal) == (verdict.hash, False)
    assert replace(verdict, n=41).hash != verdict.hash
    path = write_verdict(verdict, tmp_path / "verdicts")
    assert path.name == f"{verdict.hash}.json"
    assert read_verdict(path) == verdict


@pytest.mark.parametrize("key", ["winner", "measured", "n", "contrasts"])
def test_a_changed_file_is_refused(verdict: Verdict, tmp_path: Path, key: str) -> None:
    path = write_verdict(verdict, tmp_path)
    table = json.loads(path.read_text())
    table[key] = {"winner": "me:aa", "measured": {}, "n": 400, "contrasts": table["contrasts"][:1]}[key]
    path.write_text(json.dumps(table))
    with pytest.raises(MilesError, match="was changed"):
        read_verdict(path)


def test_what_is_no_verdict_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="make compare"):
        read_verdict(tmp_path / "none.json")
    for wrong in ('{"hash": 1', "[" * 100_000, "[]"):
        (tmp_path / "wrong.json").write_text(wrong)
        with pytest.raises(MilesError, match="is no verdict"):
            read_verdict(tmp_path / "wrong.json")
