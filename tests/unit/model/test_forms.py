from __future__ import annotations

import sys
from pathlib import Path

import pytest

from miles.engine.native import NativeEngine
from miles.model.engines import load_engine
from miles.model.forms import FORMS, available
from miles.post.error import MilesError
from tiny import make_voice


def test_every_form_but_llama_cpps_is_made_and_read(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    for form in ("onnx-int8", "bnb-nf4"):
        FORMS[form](source, tmp_path / form)
        assert load_engine(tmp_path / form).positions == 128


@pytest.mark.parametrize(("forms", "told"), [([], r"forms=\[\]"), (["onnx", "q2", "q3"], r"forms=q2,q3")])
def test_unknown_forms_are_refused_before_any_is_made(forms: list[str], told: str) -> None:
    with pytest.raises(
        MilesError, match=told + r" is not known\n  next: choose of: onnx, onnx-int8, native, native-int8"
    ):
        available(forms)


def test_a_form_that_needs_what_is_not_installed_is_refused_at_once() -> None:
    try:
        import llama_cpp  # noqa: F401
    except ImportError:
        with pytest.raises(MilesError, match=r"llama.cpp, which is not installed[\s\S]*make install EXTRA=gguf"):
            available(["onnx", "gguf-q8_0"])
    else:
        available(["onnx", "gguf-q8_0"])


def test_native_forms_are_left_out_with_one_line_where_the_engine_was_not_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "miles.engine._native", None)  # as if there were no such file
    assert available(["native-int8", "onnx", "native-int4"]) == ["onnx"]
    assert capsys.readouterr().out.startswith("left out: native-int8, native-int4: the native engine was not built")
    with pytest.raises(MilesError, match=r"the native engine was not built[\s\S]*apt install g\+\+"):
        available(["native-int8"])


def test_native_forms_are_made_and_read_where_it_was_built(tmp_path: Path) -> None:
    pytest.importorskip("miles.engine._native", reason="the native engine was not built: no C++17 compiler")
    assert available(["onnx", "native-int8"]) == ["onnx", "native-int8"]
    FORMS["native-int8"](make_voice(tmp_path / "source"), tmp_path / "int8")
    assert isinstance(load_engine(tmp_path / "int8"), NativeEngine)
