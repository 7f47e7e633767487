"""the shelf -> a table of voices, on the screen

make shelf
"""

from __future__ import annotations

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.pipelines.run import Run
from miles.registry.log import Entry
from miles.report.shelf import show_shelf


def shelf(cfg: DictConfig, run: Run) -> list[Entry]:  # noqa: ARG001
    """Every bundle with its stage, what was noted when it was shelved and judged, and what was decided lately."""
    log = instantiate(cfg.shelf).log
    entries: list[Entry] = log.entries()
    show_shelf(entries, log.told())
    return entries
