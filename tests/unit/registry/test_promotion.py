"""Promotions: what they rest on, what stops them, and that a kill at any instant leaves one voice that serves."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from judged import CASES, VERSIONS, compare, judge, sealed, verdict
from miles.evaluation.metric import read_scores
from miles.post.error import MilesError
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle
from miles.registry.gate import Gate
from miles.registry.log import Entry
from miles.registry.promotion import PromotionRefused, gather, promote
from miles.registry.shelf import Shelf
from miles.registry.stage import Stage

OPEN = Gate(
    fewest_drafts=1, lowest_fidelity=0.1, lowest_fact_survival=0.1, most_bits_more=0.1, most_megabytes=1,
    most_post_ms=1000, longest_run=12, most_copies=0, most_copies_possible=0.02, most_extraction_excess=0.01,
    most_personal_data=0, most_leftover_slots=0, most_not_shown=0.05, most_exposure=10, most_canaries_written=0,
    most_alpha=0.05, widest_margins={"likeness": 0.05},
)  # fmt: skip
CLOSED = Gate(**{**OPEN.thresholds, "lowest_fidelity": 0.9, "most_megabytes": 0})  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", who="tess")


@pytest.fixture
def voices(shelf: Shelf, tmp_path: Path) -> list[Bundle]:
    """Three candidates, all judged."""
    found = [shelf.put(sealed(tmp_path, number)) for number in (1, 2, 3)]
    for bundle in found:
        judge(shelf, bundle)
    return found


def move(shelf: Shelf, bundle: Bundle, to: str | None, gate: Gate = OPEN, override: str | None = None) -> Entry:
    return promote(shelf, gather(shelf, bundle, to, read_scores, VERSIONS), gate, "because", override)


def test_a_voice_in_production_that_was_damaged_can_be_replaced(
    shelf: Shelf, voices: list[Bundle], tmp_path: Path
) -> None:
    """What is a form of what is asked of the log: the broken folder is not opened."""
    one, two, _ = voices
    forms = [shelf.put(sealed(tmp_path, number, form="onnx", parent=one.name)) for number in (8, 9)]
    for form in forms:
        judge(shelf, form)
    move(shelf, forms[0], "production")
    compare(shelf, forms[0], forms[1], rule="not worse")
    (shelf.folder / "models" / "ann" / forms[0].hash / "model.safetensors").unlink()
    assert move(shelf, forms[1], "production").facts["retired"] == forms[0].name
    (shelf.folder / "models" / "ann" / forms[1].hash / "model.safetensors").unlink()
    compare(shelf, forms[1], two)
    assert move(shelf, two, "production").facts["retired"] == forms[1].name


def test_a_verdict_about_another_voice_does_not_bind_an_override(shelf: Shelf, voices: list[Bundle]) -> None:
    """Production is damaged, so no comparison with it can be made: what was once compared elsewhere may come in too."""
    one, two, three = voices
    move(shelf, one, "production")
    compare(shelf, three, two)
    (shelf.folder / "models" / "ann" / one.hash / "model.safetensors").unlink()
    with pytest.raises(PromotionRefused, match=rf"never compared with {one.name}.*\n.*OVERRIDE="):
        move(shelf, two, "production")
    assert move(shelf, two, "production", override="the one that serves is broken").facts["verdict"] is None


def test_step_by_step_to_production_and_past_it(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, _ = voices
    assert move(shelf, one, None).facts["to"] == "staging"
    assert shelf.stage(one) is Stage.STAGING
    assert shelf.production("ann") is None
    entry = move(shelf, one, None)
    assert (entry.facts["from"], entry.facts["to"], entry.facts["retired"]) == ("staging", "production", None)
    compare(shelf, one, two)
    entry = move(shelf, two, "production")
    assert (entry.facts["retired"], entry.who, entry.why) == (one.name, "tess", "because")
    assert [shelf.stage(bundle).value for bundle in voices] == ["retired", "production", "candidate"]
    assert shelf.get("production").name == shelf.get("production", "ann").name == two.name
    assert shelf.rollback("ann", "worse after all").facts == {"retired": two.name}
    assert shelf.get("production").name == one.name
    with pytest.raises(MilesError, match=rf"no voice served ann before {one.name}\n.*make promote"):
        shelf.rollback("ann", "again")


def test_the_line_holds_all_that_the_promotion_rests_on(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, _ = voices
    first = move(shelf, one, "production").facts
    assert first["verdict"] is None
    assert "the author's first voice: compared with none" in first["marks"]
    compare(shelf, one, two)
    facts = move(shelf, two, "production").facts
    said = verdict(one.name, two.name)
    assert facts["verdict"] == {"hash": said.hash, "seal": said.seal, "rule": "better"}
    assert (facts["gate"], facts["thresholds"]) == (OPEN.hash, OPEN.thresholds)
    kept = shelf.folder / facts["scores"]["file"]
    assert facts["scores"] == {"file": str(kept.relative_to(shelf.folder)), "sha256": file_sha256(kept), "cases": CASES}
    assert "synthetic author" in facts["marks"]
    assert "override" not in facts


def test_a_refusal_lists_every_reason_and_an_override_is_kept_with_them(shelf: Shelf, voices: list[Bundle]) -> None:
    with pytest.raises(
        PromotionRefused, match=r"not promoted to production:\n  - size .*\n  - fidelity .*\n.*OVERRIDE="
    ):
        move(shelf, voices[0], "production", CLOSED)
    assert shelf.stage(voices[0]) is Stage.CANDIDATE
    facts = move(shelf, voices[0], "production", CLOSED, "nobody reads it yet").facts
    assert facts["override"]["reason"] == "nobody reads it yet"
    assert [reason.partition(" ")[0] for reason in facts["override"]["reasons"]] == ["size", "fidelity"]
    entry = move(shelf, voices[1], "staging", OPEN, "not needed")
    assert "override" not in entry.facts, "where nothing was against it nothing was overridden"


@pytest.mark.parametrize("length", [0, 501])
def test_reasons_are_neither_empty_nor_endless(shelf: Shelf, voices: list[Bundle], length: int) -> None:
    evidence = gather(shelf, voices[0], "production", read_scores, VERSIONS)
    with pytest.raises(MilesError, match=rf"why has {length} characters"):
        promote(shelf, evidence, OPEN, "y" * length)
    with pytest.raises(MilesError, match=r"override's reason has \d+ characters|is not promoted"):
        promote(shelf, evidence, CLOSED, "y", "o" * length)
    with pytest.raises(MilesError, match=rf"why has {length} characters"):
        shelf.rollback("ann", "y" * length) if shelf.stages().served else promote(shelf, evidence, OPEN, "y" * length)
    with pytest.raises(MilesError, match="who has 0 characters"):
        promote(Shelf(shelf.folder), evidence, OPEN, "because")


def test_changed_or_missing_evidence_is_refused_whatever_is_overridden(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, three = voices
    move(shelf, one, "production")
    path = compare(shelf, one, two)
    path.write_text(path.read_text().replace("0.2", "0.3"))
    with pytest.raises(MilesError, match=r"verdicts/.* was changed after it was written\n.*make compare"):
        move(shelf, two, "production", OPEN, "anyway")
    path.unlink()
    with pytest.raises(MilesError, match=r"does not exist\n.*make compare"):
        move(shelf, two, "production", OPEN, "anyway")
    kept = judge(shelf, three)
    kept.write_text(kept.read_text().replace("0.25", "0.95"))
    with pytest.raises(MilesError, match=rf"scores/.* was changed after {three.name} was judged\n.*make evaluate"):
        move(shelf, three, "staging", OPEN, "anyway")
    kept.unlink()
    with pytest.raises(MilesError, match=r"is missing\n.*make evaluate"):
        move(shelf, three, "staging", OPEN, "anyway")


def test_a_verdict_replaced_by_another_is_not_the_one_that_was_logged(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, _ = voices
    move(shelf, one, "production")
    compare(shelf, one, two, winner=None).rename(shelf.folder / "verdicts" / "kept.json")
    logged = shelf.entries()[-1].facts
    compare(shelf, one, two).rename(shelf.folder / logged["file"])
    shelf.compared(two, logged)
    with pytest.raises(MilesError, match="is not the verdict that the log names"):
        move(shelf, two, "production")


def test_what_proves_nothing_cannot_be_overridden(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, _ = voices
    move(shelf, one, "production")
    compare(shelf, one, two, cases="d" * 64)
    with pytest.raises(PromotionRefused, match=r"scores are of posts cccc.*\n.*cannot be overridden"):
        move(shelf, two, "production", OPEN, "anyway")
    judge(shelf, two, cases="d" * 64)
    judge(shelf, two, cases="e" * 64)
    assert move(shelf, two, "production").facts["scores"]["cases"] == "d" * 64, "the scores on the Verdict's posts"


def test_a_verdict_against_a_voice_that_no_longer_serves_does_not_count(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, three = voices
    move(shelf, one, "production")
    compare(shelf, one, three)
    compare(shelf, one, two)
    stale = gather(shelf, three, "production", read_scores, VERSIONS)
    move(shelf, two, "production")
    with pytest.raises(PromotionRefused, match=f"{three.name} was never compared with {two.name}, which is in"):
        move(shelf, three, "production")
    with pytest.raises(MilesError, match=rf"{two.name} came into production while .*\n.*make compare A={two.name}"):
        promote(shelf, stale, OPEN, "because")
    assert shelf.get("production").name == two.name


def test_scores_that_an_older_version_did_not_keep_do_not_count(shelf: Shelf, tmp_path: Path) -> None:
    bundle = shelf.put(sealed(tmp_path, 4))
    shelf.judge(bundle, {"bits_per_char": 1.5, "fidelity": 0.5, "cases": CASES, "is_comparable": True})
    with pytest.raises(PromotionRefused, match="was never judged; run make evaluate"):
        move(shelf, bundle, "staging")


def decide_for_ever(folder: Path, names: list[str]) -> None:
    """Judge, compare, promote and roll back until killed; no two judgements are the same."""
    shelf, turn = Shelf(folder, who="tess", key="0123456789abcdef"), 0
    while True:
        turn += 1
        serving = shelf.get("production")
        bundle = shelf.get(names[(names.index(serving.name) + 1) % len(names)])
        judge(shelf, bundle, fidelity=(0.25 + len(shelf.entries()) / 1e6, 0.2, 0.4))
        compare(shelf, serving, bundle)
        move(shelf, bundle, "production")
        if turn % 3 == 0:
            shelf.rollback("ann", "enough")


def decisions(shelf: Shelf) -> int:
    return sum(entry.event in ("promoted", "rolled back") for entry in shelf.entries())


def serving_by(lines: list[dict[str, object]]) -> str:
    """Which voice serves, from the raw lines."""
    served: list[object] = []
    for line in lines:
        if line["event"] == "promoted":
            served.append(line["hash"])
        elif line["event"] == "rolled back":
            served.pop()
            assert served[-1] == line["hash"]
    return str(served[-1])


def test_killed_at_any_instant_one_voice_serves_and_the_log_is_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tess", key="0123456789abcdef")
    names = [shelf.put(sealed(tmp_path, number)).name for number in (1, 2, 3)]
    judge(shelf, shelf.get(names[0]))
    move(shelf, shelf.get(names[0]), "production")
    instants, before, decided = random.Random(5), len(shelf.entries()), decisions(shelf)
    for _ in range(20):
        child = multiprocessing.get_context("fork").Process(target=decide_for_ever, args=(shelf.folder, names))
        child.start()
        while decisions(shelf) == decided:  # however slow the machine is
            time.sleep(0.002)
        time.sleep(instants.uniform(0, 0.3))
        assert child.pid
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert child.exitcode == -signal.SIGKILL
        entries = shelf.entries()
        assert len(entries) > before
        before = len(entries)
        whole = shelf.log.path.read_bytes().rpartition(b"\n")[0]
        lines = [json.loads(line) for line in whole.splitlines()]
        serving = shelf.production("ann")
        assert serving
        assert serving.hash == serving_by(lines)
        assert list(shelf.stages().of.values()).count(Stage.PRODUCTION) == 1
        decided = decisions(shelf)
    print(f"{before} lines, {decided} decisions, 20 kills")
    judge(shelf, shelf.get(names[0]))
    assert list((shelf.folder / "scores").rglob(".*")) == [], "what a killed run left half written"
    named = {entry.facts["kept"] for entry in shelf.entries() if entry.event == "judged"}
    assert {str(path.relative_to(shelf.folder)) for path in (shelf.folder / "scores").rglob("*.json")} == named


def test_a_rollback_takes_well_under_a_second(shelf: Shelf, voices: list[Bundle], tmp_path: Path) -> None:
    one, two, _ = voices
    move(shelf, one, "production")
    compare(shelf, one, two)
    move(shelf, two, "production")
    start = time.perf_counter()
    shelf.rollback("ann", "worse after all")
    took = time.perf_counter() - start
    print(f"rollback: {1000 * took:.1f} ms")
    assert took < 5, "promised: under a second; five allow for a busy machine"
    assert shelf.get("production").name == one.name


def test_a_voice_broken_on_the_disk_is_not_brought_back(shelf: Shelf, voices: list[Bundle]) -> None:
    one, two, _ = voices
    move(shelf, one, "production")
    compare(shelf, one, two)
    move(shelf, two, "production")
    weights = one.path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(MilesError, match="was changed after sealing"):
        shelf.rollback("ann", "worse")
    assert shelf.get("production").name == two.name
