"""Voices that were judged and compared, without a model: what the gate reads, with figures that pass it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from miles.abtest.verdict import Contrast, Verdict, write_verdict
from miles.evaluation.compare import COMPARED
from miles.evaluation.metric import Score, write_scores
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf

CASES = "c" * 64
VERSIONS = {name: metric.version for name, metric in COMPARED.items()}
PASSING = {
    "fidelity": (0.25, 0.20, 0.31),
    "fact_survival": (0.6, 0.5, 0.7),
    "bits_per_char": (1.54, 1.51, 1.58),
    "train_run_p99": (8, 7, 11),
    "unfiltered_run_p99": (8, 7, 8),
    "train_copies": (0, 0, 0.016),
    "unfiltered_copies": (0, 0, 0.016),
    "extraction_excess": (0.005, -0.01, 0.03),
    "personal_data": (0, 0, 0.016),
    "leftover_slots": (0, 0, 0.016),
    "not_shown": (0.02, 0.01, 0.04),
}


def sealed(folder: Path, number: int, author: str = "ann", **facts: Any) -> Bundle:
    """A bundle whose weights are one number."""
    folder = folder / f"{author}{number}"
    folder.mkdir(parents=True)
    save_file({"weight": np.full(4, number, dtype=np.float32)}, folder / "model.safetensors")
    return Bundle.seal(folder, {"author": author, "synthetic": True, "newest_post": "2024-12-31", **facts})


def figures(**changed: tuple[float, float, float] | None) -> dict[str, Score]:
    """Scores of 240 drafts that the gate lets through, with some replaced or (None) left out."""
    found = {**PASSING, **changed}
    return {name: Score(*row, n=240, version=VERSIONS[name]) for name, row in found.items() if row}


def judge(shelf: Shelf, bundle: Bundle, cases: str = CASES, **changed: Any) -> Path:
    """As `make evaluate` does it; returns the scores that were kept beside the voice."""
    path = shelf.folder.parent / "scores.json"
    write_scores({"voice": figures(**changed)}, path)
    facts = {"bits_per_char": 1.54, "fidelity": 0.25, "cases": cases, "posts": "test_posts.parquet"}
    entry = shelf.judge(bundle, {**facts, "is_comparable": True, "scores": str(path)}, path)
    return shelf.folder / entry.facts["kept"]


def contrast(metric: str, effect: float, half: float, margin: float = 0.05) -> Contrast:
    """A contrast of 240 drafts that decides; its interval reaches `half` to both sides."""
    return Contrast(
        metric=metric, version=VERSIONS[metric], higher_is_better=bool(COMPARED[metric].higher_is_better), n=240,
        posts=240, a=0.5, b=0.5 + effect, effect=effect, lo=effect - half, hi=effect + half, p=0.001, p_adjusted=0.002,
        wins=150, ties=10, losses=80, sd=1.0, detectable=0.1, margin=margin, decides=True,
    )  # fmt: skip


ASKED = (
    contrast("likeness", 0.2, 0.1), contrast("bits_per_char", -0.02, 0.01, 0.01),
    contrast("control_obedience", 0.0, 0.04), contrast("fact_survival", 0.0, 0.04),
)  # fmt: skip


def asked(**others: Contrast) -> tuple[Contrast, ...]:
    """What a Verdict asks, with other contrasts for some metrics."""
    return tuple(others.get(one.metric, one) for one in ASKED)


def verdict(a: str, b: str, **changed: Any) -> Verdict:
    """B is better than A in looks, and costs no bits."""
    found = Verdict(
        rule="better", a=a, b=b, winner=b, reason="B is better in likeness",
        contrasts=ASKED, cases=CASES, n=240, seed=0,
        alpha=0.05, measured={"post_ms": {"a": {"median": 300.0}, "b": {"median": 200.0}}},
    )  # fmt: skip
    return replace(found, **changed)


def compare(shelf: Shelf, a: Bundle, b: Bundle, **changed: Any) -> Path:
    """As `make compare` does it; returns the Verdict's file."""
    found = verdict(a.name, b.name, **changed)
    path = write_verdict(found, shelf.folder / "verdicts")
    facts = {"against": a.name, "winner": found.winner, "verdict": found.hash, "seal": found.seal}
    shelf.compared(b, {**facts, "file": str(path.relative_to(shelf.folder))})
    return path
