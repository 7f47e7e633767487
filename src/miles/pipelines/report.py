"""a judged run -> reports/<author>-<hash>.html

make report AUTHOR=milesdeutscher
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from omegaconf import DictConfig

from miles.evaluation.metric import METRICS
from miles.evaluation.table import QUESTIONS
from miles.pipelines.run import Run
from miles.post.whole import write_text
from miles.report.judged import judged_runs, read_judged
from miles.report.page import name_of, page


def report(cfg: DictConfig, run: Run) -> Path:  # noqa: ARG001
    """The newest judged run, or the one named, as one page with plots, examples and the Tally."""
    judged = read_judged(Path(cfg.run)) if cfg.run else judged_runs(Path(cfg.paths.runs), cfg.author.name)[-1]
    posts = _manifest(Path(cfg.paths.data) / "interim" / judged.author)
    prepared = _manifest(Path(cfg.paths.data) / "processed" / judged.author)
    found = {
        "From exports to clean posts": posts.get("tally"),
        "From clean posts to train, validation and test": prepared.get("tally"),
        "The posts it was judged on": judged.lineage.get("tally"),
    }
    tallies = {title: tally for title, tally in found.items() if tally}
    path = Path(cfg.reports) / name_of(judged)
    write_text(path, page(judged, METRICS, QUESTIONS, tallies, data=prepared))
    print(f"report: {path.resolve()}")
    return path


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
