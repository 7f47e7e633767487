from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from miles.engine.gguf import GgufEngine
from miles.engine.tokenizer import encode, load_tokenizer
from miles.model.gguf import export, write
from miles.post.error import MilesError
from tiny import make_base, make_voice

llama_cpp = pytest.importorskip("llama_cpp", reason="llama.cpp is an extra: make install EXTRA=gguf")


def test_blocks_are_smaller_and_read_nearly_the_same(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    read, sizes = [], []
    for kind in ("F32", "Q8_0", "Q4_0"):
        export(source, tmp_path / kind, kind)
        assert {path.name for path in (tmp_path / kind).iterdir()} == {"model.gguf", "config.json", "tokenizer.json"}
        engine = GgufEngine.load(tmp_path / kind)
        prompt, post = (encode(engine.tokenizer, text) for text in ("<|bos|><|post|>", "Alts weak. " * 9 + "<|end|>"))
        read.append(engine.score([(prompt, post)])[0])
        sizes.append((tmp_path / kind / "model.gguf").stat().st_size)
    apart = [float(np.abs(other - read[0]).mean()) for other in read[1:]]
    assert 0 < apart[0] < apart[1] < 0.5
    assert sizes[0] > 2 * sizes[1] > 2 * sizes[2]


def test_llama_cpp_reads_texts_as_the_voice_does(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    write(source, tmp_path / "model.gguf", "Q8_0")
    tokenizer = load_tokenizer(source)
    told = llama_cpp.Llama(str(tmp_path / "model.gguf"), vocab_only=True, verbose=False)
    for text in (
        "Bitcoin holds.\n\nAlts weak.", "<|bos|><|draft|>#Bitcoin $BTC 100k, it's up<|post|>", "what\u2019s next? 🚀🚀",
        "1. first\n2. second\n\n\nthird", "日本 \u00fcber https://x.com/a_b?c=1",
    ):  # fmt: skip
        assert told.tokenize(text.encode(), add_bos=False, special=True) == encode(tokenizer, text)


def test_a_foreign_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"tokenizer|decoder"):
        write(make_base(tmp_path / "base", "llama-tied"), tmp_path / "model.gguf", "Q8_0")


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    export(source, tmp_path / "target", "Q8_0")
    before = (tmp_path / "target" / "model.gguf").read_bytes()
    (source / "model.safetensors").write_bytes((source / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(MilesError, match=r"cannot be read"):
        export(source, tmp_path / "target", "Q4_0")
    assert (tmp_path / "target" / "model.gguf").read_bytes() == before
