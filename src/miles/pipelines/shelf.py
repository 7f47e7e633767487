"""the shelf -> a table of voices, on the screen

make shelf
"""

from __future__ import annotations

from omegaconf import DictConfig

from miles.pipelines.run import Run
from miles.registry.shelf import Entry, Shelf
from miles.report.screen import show_shelf


def shelf(cfg: DictConfig, run: Run) -> list[Entry]:  # noqa: ARG001
    """Every bundle with what was noted when it was shelved and judged."""
    entries = Shelf(cfg.paths.shelf).entries()
    show_shelf(entries)
    return entries
