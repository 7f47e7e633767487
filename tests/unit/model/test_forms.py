from __future__ import annotations

from pathlib import Path

import pytest

from miles.model.engines import load_engine
from miles.model.forms import FORMS, check
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
        check(forms)


def test_a_form_that_needs_what_is_not_installed_is_refused_at_once() -> None:
    try:
        import llama_cpp  # noqa: F401
    except ImportError:
        with pytest.raises(MilesError, match=r"llama.cpp, which is not installed[\s\S]*make install EXTRA=gguf"):
            check(["onnx", "gguf-q8_0"])
    else:
        check(["onnx", "gguf-q8_0"])
