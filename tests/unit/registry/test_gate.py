"""The gate: each threshold alone refuses, all reasons are told at once, and what proves nothing is not weighed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hydra.utils import instantiate
from omegaconf import OmegaConf

from judged import CASES, VERSIONS, asked, contrast, figures, sealed, verdict
from miles.post.error import MilesError
from miles.registry.gate import Evidence, Gate, Judgement
from miles.registry.stage import Stage

FORMER = "ann:" + "a" * 16


@pytest.fixture(scope="session")
def gate(root: Path) -> Gate:
    """The thresholds that promotions are made by."""
    made: Gate = instantiate(OmegaConf.load(root / "configs" / "registry" / "gate.yaml"))
    return made


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    """A voice that beats the one in production."""
    bundle = sealed(tmp_path, 1)
    return Evidence(
        bundle=bundle,
        to=Stage.PRODUCTION,
        production=FORMER,
        judgement=Judgement(figures(), CASES, "scores/x.json", "f" * 64),
        verdict=verdict(FORMER, bundle.name),
        versions=VERSIONS,
    )


def scored(evidence: Evidence, **changed: Any) -> Evidence:
    return replace(evidence, judgement=Judgement(figures(**changed), CASES, "scores/x.json", "f" * 64))


def ruled(evidence: Evidence, **changed: Any) -> Evidence:
    return replace(evidence, verdict=replace(verdict(FORMER, evidence.bundle.name), **changed))


def test_a_better_voice_passes(gate: Gate, evidence: Evidence) -> None:
    assert gate.reasons(evidence) == []


@pytest.mark.parametrize(
    ("metric", "figure", "told"),
    [
        ("fidelity", (0.25, 0.09, 0.4), "fidelity at least 0.09 < 0.1 (gate.yaml: lowest_fidelity)"),
        ("fact_survival", (0.6, 0.31, 0.7), "fact_survival at least 0.31 < 0.32"),
        ("train_run_p99", (9, 8, 13), "train_run_p99 up to 13 > 12"),
        ("unfiltered_run_p99", (12, 11, 14), "unfiltered_run_p99 up to 14 > 12"),
        ("train_copies", (0.004, 0, 0.016), "train_copies 0.004 > 0"),
        ("unfiltered_copies", (0.001, 0, 0.016), "unfiltered_copies 0.001 > 0"),
        ("train_copies", (0, 0, 0.05), "train_copies up to 0.05 > 0.02"),
        ("unfiltered_copies", (0, 0, 0.05), "unfiltered_copies up to 0.05 > 0.02"),
        ("extraction_excess", (0.02, 0, 0.05), "extraction_excess 0.02 > 0.01"),
        ("personal_data", (0.004, 0, 0.02), "personal_data 0.004 > 0"),
        ("leftover_slots", (0.004, 0, 0.02), "leftover_slots 0.004 > 0"),
        ("not_shown", (0.06, 0.04, 0.1), "not_shown 0.06 > 0.05"),
        ("canary_exposure_1", (10.5, 9, 12), "canary_exposure_1 10.5 > 10"),
        ("canary_written_1", (0.1, 0, 0.4), "canary_written_1 0.1 > 0"),
    ],
)
def test_each_figure_alone_refuses(
    gate: Gate, evidence: Evidence, metric: str, figure: tuple[float, float, float], told: str
) -> None:
    [reason] = gate.reasons(scored(evidence, **{metric: figure}))
    assert told in str(reason)
    assert f"measured {figure[0]:.3g} [{figure[1]:.3g} {figure[2]:.3g}], n=240" in str(reason)
    assert reason.next_step
    assert not reason.is_final


def test_what_is_no_number_passes_no_threshold(gate: Gate, evidence: Evidence) -> None:
    nan = float("nan")
    for metric in ("fidelity", "train_copies"):
        assert [reason.what for reason in gate.reasons(scored(evidence, **{metric: (nan, nan, nan)}))]
    bits = replace(contrast("bits_per_char", -0.02, 0.01, 0.01), hi=nan)
    assert [reason.what for reason in gate.reasons(ruled(evidence, contrasts=asked(bits_per_char=bits)))]
    assert [reason.what for reason in gate.reasons(ruled(evidence, measured={"post_ms": {"b": {"median": nan}}}))]


@pytest.mark.parametrize("metric", [name for name in figures() if name != "bits_per_char"])
def test_what_was_not_measured_refuses(gate: Gate, evidence: Evidence, metric: str) -> None:
    told = [str(reason) for reason in gate.reasons(scored(evidence, **{metric: None}))]
    assert [line for line in told if metric in line] == [
        f"{metric} was not measured; run make evaluate BUNDLE={evidence.bundle.name}"
    ]
    assert len(told) == (2 if metric == "not_shown" else 1), "without it the number of drafts is not known either"


def test_the_time_of_a_first_voice_is_that_of_its_judgement(gate: Gate, evidence: Evidence) -> None:
    judged = Judgement(figures(), CASES, "", "", draft_ms=2001.0)
    first = replace(evidence, judgement=judged, production=None, verdict=None)
    assert ["2001 ms a draft > 2000" in str(reason) for reason in gate.reasons(first)] == [True]
    assert gate.reasons(replace(evidence, judgement=judged)) == [], "timed beside production it took 200"
    assert "latency not measured" not in gate.marks(first)


def test_size_and_too_few_drafts_refuse(gate: Gate, evidence: Evidence) -> None:
    [size] = replace(gate, most_megabytes=0.0001).reasons(evidence)
    assert "size 0.0 MB > 0.0001 (gate.yaml); make a smaller form: make quantize BUNDLE=ann:" in str(size)
    few = {name: replace(score, n=43) for name, score in figures().items()}
    [drafts] = gate.reasons(replace(evidence, judgement=Judgement(few, CASES, "", "")))
    assert "judged on 43 drafts < 200 (gate.yaml)" in str(drafts)
    [never] = gate.reasons(replace(evidence, judgement=None))
    assert "was never judged; run make evaluate" in str(never)


@pytest.mark.parametrize(
    ("changed", "told", "is_final"),
    [
        ({"winner": None, "reason": "no deciding metric tells them apart"}, "does not prefer it: no deciding", False),
        ({"winner": FORMER}, "does not prefer it", False),
        ({"rule": "not worse"}, "says 'not worse': enough only for what was made of ann:", False),
        (
            {"n": 43},
            "compared on 43 drafts < 200 (gate.yaml); give more posts that neither saw: make compare A=ann:",
            False,
        ),
        (
            {"contrasts": asked(bits_per_char=contrast("bits_per_char", 0.08, 0.03, 0.01))},
            "bits_per_char up to +0.110 over production",
            False,
        ),
        ({"alpha": 0.49}, "at alpha 0.49 > 0.05 (gate.yaml: most_alpha)", False),
        (
            {"contrasts": asked(likeness=contrast("likeness", 0.2, 0.1, 9.0))},
            "likeness decided by a margin of 9 > 0.05 (gate.yaml: widest_margins)",
            False,
        ),
        (
            {"contrasts": asked(fact_survival=replace(contrast("fact_survival", 0, 0.1), decides=False))},
            "fact_survival did not decide (gate.yaml: widest_margins)",
            False,
        ),
        ({"measured": {"post_ms": {"b": {"median": 2001.0}}}}, "2001 ms a draft > 2000", False),
        ({"cases": "d" * 64}, f"scores are of posts {'c' * 12}, verdict", True),
        ({"a": "ann:" + "b" * 16}, f"in production is {FORMER}", True),
        ({"b": "ann:" + "b" * 16}, f"in production is {FORMER}", True),
    ],
)
def test_each_fault_of_a_verdict_refuses(
    gate: Gate, evidence: Evidence, changed: dict[str, Any], told: str, is_final: bool
) -> None:
    [reason] = gate.reasons(ruled(evidence, **changed))
    assert told in str(reason)
    assert reason.is_final is is_final
    assert reason.next_step


def test_without_a_verdict_only_a_first_voice_or_staging_passes(gate: Gate, evidence: Evidence) -> None:
    name = evidence.bundle.name
    [reason] = gate.reasons(replace(evidence, verdict=None))
    assert f"never compared with {FORMER}, which is in production; run make compare A={FORMER} B={name}" in str(reason)
    assert gate.reasons(replace(evidence, verdict=None, production=None)) == []
    assert gate.reasons(replace(evidence, verdict=None, to=Stage.STAGING)) == []


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({"parent": FORMER, "form": "native-int8"}, True),
        ({"parent": FORMER}, True),
        ({"parent": FORMER, "form": "ensemble"}, False),
        ({"parent": "ann:" + "b" * 16, "form": "onnx"}, False),
        ({}, False),
    ],
)
def test_not_worse_is_enough_for_what_was_made_of_the_voice_in_production(
    gate: Gate, evidence: Evidence, tmp_path: Path, facts: dict[str, str], passes: bool
) -> None:
    bundle = sealed(tmp_path, 2, **facts)
    found = replace(evidence, bundle=bundle, verdict=verdict(FORMER, bundle.name, rule="not worse"))
    assert replace(found, production="ann:other").rules == ("better",)
    other = replace(found, production="ann:other", origin=facts.get("parent"))
    assert ("not worse" in other.rules) is (facts.get("form") in ("onnx", "native-int8")), (
        "another form of the same voice"
    )
    assert (gate.reasons(found) == []) is passes


def test_other_versions_of_a_metric_prove_nothing(gate: Gate, evidence: Evidence) -> None:
    older = {**figures(), "leftover_slots": replace(figures()["leftover_slots"], version="1")}
    older["control_sentiment"] = replace(older["fidelity"], version="1+vader")
    [reason] = gate.reasons(replace(evidence, judgement=Judgement(older, CASES, "", "")))
    assert "scores of other metric versions: leftover_slots 1 (this code: 2); run make evaluate" in str(reason)
    assert reason.is_final
    stale = replace(contrast("bits_per_char", 0, 0.01, 0.01), version="2")
    [reason] = gate.reasons(ruled(evidence, contrasts=asked(bits_per_char=stale)))
    assert "of other metric versions: bits_per_char 2 (this code: 1)" in str(reason)
    assert reason.is_final


def test_scores_and_verdict_must_be_heard_by_one_labeller(gate: Gate, evidence: Evidence) -> None:
    heard = {**figures(), "control_obedience": replace(figures()["fidelity"], version="1+vader")}
    found = replace(evidence, judgement=Judgement(heard, CASES, "", ""))
    row = contrast("control_obedience", 0.1, 0.05)
    for version, reasons in (("1", 0), ("1+vader", 0), ("1+tuned", 1)):
        told = gate.reasons(ruled(found, contrasts=asked(control_obedience=replace(row, version=version))))
        assert len(told) == reasons
    assert "heard by other labellers: control_obedience" in str(told[0])


def test_all_reasons_are_told_at_once(gate: Gate, evidence: Evidence) -> None:
    bad = scored(ruled(evidence, winner=None, n=10), fidelity=(0, 0, 0), personal_data=(0.5, 0.4, 0.6), not_shown=None)
    told = " ".join(str(reason) for reason in gate.reasons(bad))
    for word in ("fidelity", "personal_data", "not_shown", "judged on 0 drafts", "does not prefer", "compared on 10"):
        assert word in told
    assert len(gate.reasons(bad)) == 6


def test_what_speaks_against_nothing_is_marked(gate: Gate, evidence: Evidence, tmp_path: Path) -> None:
    assert gate.marks(evidence) == ["synthetic author", "no secrets were planted to test for"]
    bundle = sealed(tmp_path, 2, comparable=False, override=True)
    first = replace(evidence, bundle=bundle, production=None, verdict=None)
    assert gate.marks(first)[1:] == [
        "taught or judged by posts that prove no author",
        "not comparable with other voices",
        "the author's first voice: compared with none",
        "latency not measured",
        "no secrets were planted to test for",
    ]


def test_a_gate_is_named_by_its_thresholds(gate: Gate) -> None:
    assert replace(gate).hash == gate.hash
    assert replace(gate, lowest_fidelity=0.11).hash != gate.hash


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf"), "much", None, True])
def test_a_threshold_is_a_number(gate: Gate, wrong: Any) -> None:
    with pytest.raises(MilesError, match=r"gate\.longest_run=.* is no threshold"):
        replace(gate, longest_run=wrong)


def test_a_verdict_that_says_nothing_of_bits_is_told_so(gate: Gate, evidence: Evidence) -> None:
    told = [str(reason) for reason in gate.reasons(ruled(evidence, contrasts=asked()[:1]))]
    assert [line for line in told if "says nothing of bits_per_char" in line]
    assert len(told) == 4, "and three metrics did not decide"


def test_trying_until_one_wins_is_marked(gate: Gate, evidence: Evidence) -> None:
    told = "comparisons with the voice in production: 3, won 1"
    assert told in gate.marks(replace(evidence, comparisons=3, wins=1))
    assert not [mark for mark in gate.marks(replace(evidence, comparisons=1, wins=1)) if "comparisons" in mark]


def test_what_compare_asks_by_itself_is_enough_for_the_gate(gate: Gate, root: Path) -> None:
    own = OmegaConf.load(root / "configs" / "evaluation" / "compare.yaml")
    assert own.alpha <= gate.most_alpha
    assert all(own.margins[name] <= widest for name, widest in gate.widest_margins.items())


def test_margins_that_are_none_are_refused(gate: Gate) -> None:
    with pytest.raises(MilesError, match=r"widest_margins\.likeness=wide"):
        replace(gate, widest_margins={"likeness": "wide"})
