"""Which engine runs the weights of a sealed folder, and whether two of them read alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from miles.engine.opened import open_engine
from miles.engine.writing import Floats, LoopEngine
from miles.post.error import MilesError


def load_engine(folder: Path, threads: int = 1) -> LoopEngine:
    """As `miles.engine.opened` says; what nothing else reads is read by torch, which is loaded only then."""
    return open_engine(folder, threads, _eager)


def probe(engine: LoopEngine) -> Floats:
    """Logits (4, T, V) of random texts: what two engines of the same weights agree on."""
    ids = np.random.default_rng(0).integers(0, engine.vocabulary.size, (4, min(64, engine.positions)))
    return engine.read(ids, np.ones_like(ids))


def check_alike(torch: LoopEngine, other: LoopEngine, tolerance: float, form: str) -> None:
    """Refuse an export whose logits are not those of torch."""
    apart = float(np.abs(probe(torch) - probe(other)).max())
    if not apart <= tolerance:
        raise MilesError(
            f"{form} differs from torch by {apart:.2g} in a logit (allowed: {tolerance:g})",
            "use the voice as it is; another version of the exporting library may write it rightly",
        )


def _eager(folder: Path) -> LoopEngine:
    from miles.model.eager import EagerEngine

    return EagerEngine.load(folder)
