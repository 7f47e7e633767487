from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from transformers import LlamaConfig, LlamaForCausalLM

from miles.engine.tokenizer import encode
from miles.model.engines import load_engine
from miles.model.quantize import export
from miles.post.error import MilesError
from tiny import make_voice


def test_fewer_bits_are_smaller_and_read_nearly_the_same(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    read, sizes = [], []
    for kind in ("full", "int8", "nf4"):
        folder = source if kind == "full" else tmp_path / kind
        if kind != "full":
            export(source, folder, kind)
            assert {path.name for path in folder.iterdir()} == {"model.safetensors", "config.json", "tokenizer.json"}
        engine = load_engine(folder)
        prompt, post = (encode(engine.tokenizer, text) for text in ("<|bos|><|post|>", "Alts weak. " * 9 + "<|end|>"))
        read.append(engine.score([(prompt, post)])[0])
        sizes.append((folder / "model.safetensors").stat().st_size)
    apart = [float(np.abs(other - read[0]).mean()) for other in read[1:]]
    assert 0 < apart[0] < apart[1] < 0.3
    assert sizes[0] > 1.9 * sizes[1] > 1.9 * sizes[2]


def test_layers_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    sizes = {"vocab_size": 448, "hidden_size": 48, "intermediate_size": 64, "num_attention_heads": 2}
    LlamaForCausalLM(LlamaConfig(**sizes, num_hidden_layers=1)).save_pretrained(source)
    with pytest.raises(MilesError, match=r"layers of \[48, 64\], which bitsandbytes cannot cut into blocks of 64"):
        export(source, tmp_path / "target", "nf4")
    assert not (tmp_path / "target").exists()
