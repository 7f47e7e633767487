from __future__ import annotations

from pathlib import Path

from miles.engine.onnx import OnnxEngine
from miles.engine.writing import LoopEngine
from miles.model.eager import EagerEngine
from miles.model.engines import load_engine
from miles.model.export import export
from tiny import make_voice


def test_the_engine_is_chosen_by_what_the_folder_holds(tmp_path: Path) -> None:
    source, exact = make_voice(tmp_path / "source"), tmp_path / "exact"
    export(source, exact, "fp32")
    found: list[LoopEngine] = [load_engine(folder) for folder in (source, exact)]
    assert [type(engine) for engine in found] == [EagerEngine, OnnxEngine]
    assert [engine.positions for engine in found] == [128, 128]
