"""Which engine runs the weights of a sealed folder, without torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from miles.engine import ensemble, gguf, native, onnx
from miles.engine.writing import LoopEngine
from miles.post.error import MilesError


class NeedsTorch(MilesError):
    """The weights are kept in a form that only torch reads."""


def refused(folder: Path) -> LoopEngine:
    """What becomes of such a folder where torch is not to be loaded."""
    raise NeedsTorch(
        f"the voice {folder.name} is kept in a form that only torch reads",
        "make a form that serves: make quantize FORMS=native-int8 (or onnx), then promote it",
    )


def open_engine(folder: Path, threads: int = 1, otherwise: Callable[[Path], LoopEngine] = refused) -> LoopEngine:
    """Our own engine where the folder holds its packed weights, llama.cpp where model.gguf, ONNX Runtime where
    model.onnx, all with `threads`; else what `otherwise` makes of it.

    Each library is loaded only then. An ensemble's members are opened by the same rule.
    """
    if (folder / ensemble.FILE).is_file():
        return ensemble.EnsembleEngine.load(folder, lambda member: open_engine(member, threads, otherwise))
    if (folder / native.FILE).is_file():
        return native.NativeEngine.load(folder, threads)
    if (folder / onnx.FILE).is_file():
        return onnx.OnnxEngine.load(folder, threads)
    if (folder / gguf.FILE).is_file():
        return gguf.GgufEngine.load(folder, threads)
    return otherwise(folder)
