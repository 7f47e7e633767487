"""judged runs -> a table on the screen and reports/compare-runs.html, from local files only

make compare-runs RUNS="runs/a runs/b"
"""

from __future__ import annotations

from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.evaluation.metric import METRICS
from miles.pipelines.run import Run
from miles.post.whole import write_text
from miles.report.compare import cells, chosen, comparison, show_comparison


def compare_runs(cfg: DictConfig, run: Run) -> Path:  # noqa: ARG001
    """Scores, settings and curves of several runs beside each other."""
    runs = chosen(cfg.runs or "", Path(cfg.paths.runs), cfg.author.name)
    path = Path(cfg.reports) / "compare-runs.html"
    write_text(path, comparison(runs, METRICS))
    show_comparison(runs, METRICS, Console())
    tables = {"scores": cells(runs, METRICS)}
    instantiate(cfg.tracker).log(path.parent, "comparison", tables=tables, files={"page": path})
    print(f"report: {path.resolve()}")
    return path
