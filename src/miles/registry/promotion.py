"""A promotion: what is known of a voice is gathered from the shelf, held against the gate, and written down whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from miles.abtest.verdict import Verdict, read_verdict
from miles.post.error import MilesError
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle, origin
from miles.registry.gate import Evidence, Gate, Judgement, Reason, Scores
from miles.registry.log import Entry
from miles.registry.shelf import LONGEST_REASON, Shelf
from miles.registry.stage import Stages

Read = Callable[[Path], Mapping[str, Scores]]  # scores.json -> system -> metric -> figure
SYSTEM = "voice"  # of the systems in scores.json the one that is promoted


class PromotionRefused(MilesError):
    """The gate's reasons, all of them, each with the next step."""

    def __init__(self, name: str, to: str, reasons: Sequence[Reason]) -> None:
        self.reasons = list(reasons)
        final = any(reason.is_final for reason in reasons)
        told = "".join(f"\n  - {reason}" for reason in reasons)
        super().__init__(
            f"{name} is not promoted to {to}:{told}",
            "mend these; evidence that proves nothing cannot be overridden"
            if final
            else 'mend these, or take it on yourself: OVERRIDE="the reason", which the log keeps',
        )


def gather(shelf: Shelf, bundle: Bundle, to: str | None, read: Read, versions: Mapping[str, str]) -> Evidence:
    """What the log names for a voice, read from the files it names; a changed or missing file is refused.

    The voice in production is not opened, or a damaged one could never be replaced; for the same reason a Verdict
    about any other voice counts as none: no override lifts one, and with a damaged voice no new one can be made.
    `to` None is one step on. The scores are those on the posts of the Verdict where one is needed, else the newest.
    """
    entries = [entry for entry in shelf.entries() if entry.author == bundle.author]
    stages = Stages.after(entries)
    stage, production = stages.step(bundle.name, to), stages.production(bundle.author)
    shelved = [entry for entry in entries if entry.name == production and entry.event == "shelved"]
    mine = [entry for entry in entries if entry.hash == bundle.hash]
    against = [entry for entry in mine if entry.event == "compared" and entry.facts["against"] == production]
    verdict = _verdict(shelf, against[-1]) if against else None
    met = {entry.facts["verdict"]: entry.facts["winner"] for entry in against}
    judged = [entry for entry in mine if entry.event == "judged" and "kept" in entry.facts]
    alike = [entry for entry in judged if verdict and entry.facts["cases"] == verdict.cases] or judged
    return Evidence(
        bundle=bundle,
        to=stage,
        production=production,
        origin=origin(shelved[-1].facts) if shelved else None,
        judgement=_judgement(shelf, alike[-1], read) if alike else None,
        verdict=verdict,
        versions=versions,
        comparisons=len(met),
        wins=list(met.values()).count(bundle.name),
    )


def promote(shelf: Shelf, evidence: Evidence, gate: Gate, why: str, override: str | None = None) -> Entry:
    """Move the voice where the gate allows it, or where a person takes it on; PromotionRefused otherwise.

    The line holds all it rests on: thresholds, hashes of gate, scores and Verdict, marks, and with an override its
    reason and what it overrode.
    """
    reasons = gate.reasons(evidence)
    final = [reason for reason in reasons if reason.is_final]
    if final or (reasons and not override):
        raise PromotionRefused(evidence.bundle.name, evidence.to, reasons)
    if override and not 1 <= len(override.strip()) <= LONGEST_REASON:
        raise MilesError(
            f"the override's reason has {len(override.strip())} characters; the log takes 1 to {LONGEST_REASON}",
            'give OVERRIDE="why the gate is wrong here"',
        )
    facts = {**_rests_on(evidence), "gate": gate.hash, "thresholds": gate.thresholds, "marks": gate.marks(evidence)}
    if reasons:
        facts["override"] = {"reason": override, "reasons": [str(reason) for reason in reasons]}
    return shelf.move(evidence.bundle, evidence.to, facts, why, evidence.production)


def _rests_on(evidence: Evidence) -> dict[str, Any]:
    judgement, verdict = evidence.judgement, evidence.verdict if evidence.replaces else None
    scores = {"file": judgement.file, "sha256": judgement.sha256, "cases": judgement.cases} if judgement else None
    return {
        "scores": scores,
        "verdict": {"hash": verdict.hash, "seal": verdict.seal, "rule": verdict.rule} if verdict else None,
        "megabytes": round(evidence.bundle.megabytes, 1),
    }


def _judgement(shelf: Shelf, entry: Entry, read: Read) -> Judgement:
    file, again = shelf.folder / entry.facts["kept"], f"run make evaluate BUNDLE={entry.name} again"
    if not file.is_file():
        raise MilesError(f"{file}, the scores of {entry.name}, is missing", again)
    if file_sha256(file) != entry.facts["sha256"]:
        raise MilesError(f"{file} was changed after {entry.name} was judged", again)
    systems = read(file)
    if SYSTEM not in systems:
        raise MilesError(f"{file} holds no scores of a {SYSTEM}", again)
    facts = entry.facts
    return Judgement(systems[SYSTEM], facts["cases"], facts["kept"], facts["sha256"], facts.get("draft_ms"))


def _verdict(shelf: Shelf, entry: Entry) -> Verdict:
    file = shelf.folder / entry.facts["file"]
    verdict = read_verdict(file)
    if (verdict.hash, verdict.seal) != (entry.facts["verdict"], entry.facts["seal"]):
        raise MilesError(
            f"{file} is not the verdict that the log names ({entry.facts['verdict']})",
            f"run make compare A={entry.facts['against']} B={entry.name} again",
        )
    return verdict
