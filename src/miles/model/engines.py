"""Which engine runs the weights of a sealed folder, and whether two of them read alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from miles.engine import ensemble, gguf, native, onnx
from miles.engine.writing import Floats, LoopEngine
from miles.post.error import MilesError


def load_engine(folder: Path, threads: int = 1) -> LoopEngine:
    """Our own engine where the folder holds its packed weights, llama.cpp where model.gguf, ONNX Runtime where
    model.onnx, all with `threads`; else torch.

    Each library is loaded only then. An ensemble's members are opened by the same rule.
    """
    if (folder / ensemble.FILE).is_file():
        return ensemble.EnsembleEngine.load(folder, lambda member: load_engine(member, threads))
    if (folder / native.FILE).is_file():
        return native.NativeEngine.load(folder, threads)
    if (folder / onnx.FILE).is_file():
        return onnx.OnnxEngine.load(folder, threads)
    if (folder / gguf.FILE).is_file():
        return gguf.GgufEngine.load(folder, threads)
    from miles.model.eager import EagerEngine

    return EagerEngine.load(folder)


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
