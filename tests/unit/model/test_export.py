from __future__ import annotations

from pathlib import Path

import pytest
from transformers import MambaConfig, MambaForCausalLM

from miles.engine.tokenizer import encode
from miles.model.engines import check_alike, load_engine
from miles.model.export import TOLERANCE, export
from miles.model.forms import FORMS
from miles.post.error import MilesError
from tiny import make_voice


def test_eight_bits_are_smaller_and_read_nearly_the_same(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    read = {}
    for precision in ("fp32", "int8"):
        export(source, tmp_path / precision, precision)
        assert {path.name for path in (tmp_path / precision).iterdir()} == {
            "model.onnx",
            "config.json",
            "tokenizer.json",
        }
        engine = load_engine(tmp_path / precision)
        prompt, post = (encode(engine.tokenizer, text) for text in ("<|bos|><|post|>", "Alts weak. " * 9 + "<|end|>"))
        read[precision] = engine.score([(prompt, post)])[0]
    assert 0 < abs(read["int8"] - read["fp32"]).mean() < 0.2
    sizes = [(tmp_path / precision / "model.onnx").stat().st_size for precision in ("int8", "fp32")]
    assert sizes[0] < 0.6 * sizes[1]
    with pytest.raises(MilesError, match=r"differs from torch by .* in a logit"):
        check_alike(
            load_engine(make_voice(tmp_path / "other", seed=1)), load_engine(tmp_path / "fp32"), TOLERANCE, "ONNX"
        )


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    folder = make_voice(tmp_path / "source")
    (folder / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(Exception, match=r".+"):
        export(folder, tmp_path / "target", "fp32")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("form", ["onnx", "bnb-nf4"])
def test_an_unsupported_architecture_is_told(tmp_path: Path, form: str) -> None:
    source = make_voice(tmp_path / "source")
    MambaForCausalLM(MambaConfig(vocab_size=448, hidden_size=64, num_hidden_layers=1, state_size=4)).save_pretrained(
        source
    )
    with pytest.raises(MilesError, match=r"mamba"):
        FORMS[form](source, tmp_path / "target")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
