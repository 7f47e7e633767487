from __future__ import annotations

from pathlib import Path

import pytest

from miles.engine.onnx import OnnxEngine
from miles.engine.opened import NeedsTorch, open_engine
from miles.model.export import export
from tiny import make_voice


def test_what_only_torch_reads_is_refused_with_what_to_make_of_it(tmp_path: Path) -> None:
    source, exact = make_voice(tmp_path / "source"), tmp_path / "exact"
    export(source, exact, "fp32")
    assert isinstance(open_engine(exact), OnnxEngine)
    with pytest.raises(NeedsTorch, match="make quantize FORMS=native-int8"):
        open_engine(source)
