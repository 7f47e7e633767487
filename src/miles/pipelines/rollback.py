"""the voice in production -> the one that served before it, in one line of the log

make rollback AUTHOR=milesdeutscher WHY="invents numbers"
"""

from __future__ import annotations

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.pipelines.run import Run
from miles.registry.log import Entry
from miles.report.shelf import show_decision


def rollback(cfg: DictConfig, run: Run) -> Entry:  # noqa: ARG001
    """One step back; the voice that served until now is retired."""
    entry: Entry = instantiate(cfg.shelf).rollback(cfg.author.name, cfg.why)
    show_decision(entry)
    return entry
