"""a voice + pairs -> a smaller voice on the shelf that learnt from it

make distill TEACHER=best SET="paths.base=data/base/xs"
"""

from __future__ import annotations

from typing import Any

from omegaconf import DictConfig

from miles.pipelines.finetune import finetune
from miles.pipelines.run import Run
from miles.post.error import MilesError
from miles.registry.shelf import Shelf


def distill(cfg: DictConfig, run: Run) -> Any:
    """Finetune a student whose teachers are voices of the shelf; the first is its parent."""
    if not cfg.teachers:
        raise MilesError("teachers=[] is nobody to learn from", "give TEACHER=best")
    shelf = Shelf(cfg.paths.shelf)
    teachers = [shelf.get(name, cfg.author.name) for name in cfg.teachers]
    cfg.teachers = [teacher.name for teacher in teachers]  # so that a resumed run has the same ones
    cfg.training.teachers = [dict(cfg.teacher, folder=str(teacher.path)) for teacher in teachers]
    cfg.product.parent = teachers[0].name
    return finetune(cfg, run)
