"""Which engine runs the weights of a sealed folder."""

from __future__ import annotations

from pathlib import Path

from miles.engine.ensemble import FILE as ENSEMBLE
from miles.engine.ensemble import EnsembleEngine
from miles.engine.onnx import FILE, OnnxEngine
from miles.engine.writing import LoopEngine


def load_engine(folder: Path, threads: int = 1) -> LoopEngine:
    """ONNX Runtime with `threads` where the folder holds model.onnx, else eager torch, which is loaded only then.

    An ensemble's members are opened by the same rule.
    """
    if (folder / ENSEMBLE).is_file():
        return EnsembleEngine.load(folder, lambda member: load_engine(member, threads))
    if (folder / FILE).is_file():
        return OnnxEngine.load(folder, threads)
    from miles.model.eager import EagerEngine

    return EagerEngine.load(folder)
