"""One judged run as its folder tells it: scores, examples, lineage, and how its voice was trained."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from miles.post.error import MilesError

Curves = Mapping[str, tuple[list[float], list[float]]]  # name -> (steps, values)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of scores.json."""

    value: float
    lo: float
    hi: float
    n: int
    version: str = ""


Table = Mapping[str, Mapping[str, Figure]]  # system -> metric -> Figure


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known about one run of `evaluate`; `training` is the lineage of the run that made its voice."""

    folder: Path
    scores: Table
    lineage: Mapping[str, Any] = field(default_factory=dict)
    examples: Sequence[Mapping[str, Any]] = ()
    training: Mapping[str, Any] = field(default_factory=dict)
    curves: Curves = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def bundle(self) -> str:
        """`<author>:<hash>` of the voice."""
        return str(self.lineage.get("bundle", "unknown:unknown"))

    @property
    def author(self) -> str:
        return self.bundle.partition(":")[0]

    @property
    def voice(self) -> Mapping[str, Any]:
        """Facts of the voice's making: from its judgement, else from the run that trained it."""
        return self.lineage.get("voice") or self.training.get("facts") or {}

    @property
    def facts(self) -> Mapping[str, Any]:
        """How it was judged: on which posts, the voice's size in megabytes, processor milliseconds a draft."""
        return self.lineage.get("facts", {})

    @property
    def is_synthetic(self) -> bool:
        return bool(self.voice.get("synthetic", self.lineage.get("synthetic")))

    @property
    def is_comparable(self) -> bool:
        return bool(self.facts.get("is_comparable", self.voice.get("comparable", True)))

    @property
    def marks(self) -> list[str]:
        """What must be said wherever a result of this run appears."""
        marks = {"SYNTHETIC AUTHOR": self.is_synthetic, "NOT COMPARABLE": not self.is_comparable}
        return [mark for mark, is_on in marks.items() if is_on]


def read_judged(folder: Path) -> Judged:
    """The run in `folder`; only scores.json must be there."""
    if not (folder / "scores.json").is_file():
        raise MilesError(f"{folder} holds no scores.json", "name the folder of a judged run, or run `make evaluate`")
    try:
        scores = {
            system: {metric: Figure(**cell) for metric, cell in rows.items()}
            for system, rows in _json(folder / "scores.json", {}).items()
        }
    except (TypeError, AttributeError) as error:
        raise MilesError(f"{folder / 'scores.json'} is no score table: {error}", "run `make evaluate` again") from error
    lineage = _json(folder / "lineage.json", {})
    trained = _trained(folder.parent, lineage.get("bundle"))
    return Judged(
        folder=folder,
        scores=scores,
        lineage=lineage,
        examples=_json(folder / "examples.json", []),
        training=_json(trained / "lineage.json", {}) if trained else {},
        curves=read_curves(trained) if trained else {},
    )


def judged_runs(runs: Path, author: str | None = None) -> list[Judged]:
    """Every judged run of `author` (of anybody when None), oldest first."""
    folders = sorted(path.parent for path in runs.glob("*/scores.json") if (path.parent / "lineage.json").is_file())
    found = [run for run in map(read_judged, folders) if author in (None, run.author)]
    if not found:
        whose = f" of {author!r}" if author else ""
        raise MilesError(f"{runs} holds no judged run{whose}", "run `make train`, or `make evaluate`, first")
    return found


def read_curves(folder: Path) -> Curves:
    """Every column of the run's metrics.csv against its step; empty where nothing was logged."""
    files = sorted(folder.rglob("metrics.csv"))
    if not files:
        return {}
    curves: dict[str, tuple[list[float], list[float]]] = {}
    with files[-1].open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name, cell in row.items():
                if name not in ("step", "epoch") and cell:
                    steps, values = curves.setdefault(name, ([], []))
                    steps.append(float(row["step"]))
                    values.append(float(cell))
    return curves


def _trained(runs: Path, bundle: str | None) -> Path | None:
    """The newest finetune run that made `bundle`."""
    for path in sorted(runs.glob("*-finetune/lineage.json"), reverse=True):
        if bundle and _json(path, {}).get("bundle") == bundle:
            return path.parent
    return None


def _json(path: Path, absent: Any) -> Any:
    if not path.is_file():
        return absent
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise MilesError(f"{path} is not JSON: {error}", "run `make evaluate` to write it again") from error
