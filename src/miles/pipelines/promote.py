"""a voice of the shelf, its Scores and its Verdict -> a stage further, or every reason why not

make promote BUNDLE=<hash> TO=production WHY="better in fidelity"
"""

from __future__ import annotations

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.evaluation.compare import COMPARED
from miles.evaluation.metric import read_scores
from miles.pipelines.run import Run
from miles.registry import promotion
from miles.registry.log import Entry
from miles.report.shelf import show_decision


def promote(cfg: DictConfig, run: Run) -> Entry:  # noqa: ARG001
    """The gate reads what the log names; one line of the log is the promotion."""
    shelf = instantiate(cfg.shelf)
    bundle = shelf.get(cfg.bundle, cfg.author.name)
    versions = {name: metric.version for name, metric in COMPARED.items()}
    evidence = promotion.gather(shelf, bundle, cfg.to, read_scores, versions)
    entry = promotion.promote(shelf, evidence, instantiate(cfg.gate), cfg.why, cfg.override)
    show_decision(entry)
    return entry
