from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from miles.model.encoder import Encoder
from miles.post.error import MilesError

TEXTS = ["bitcoin holds", "alts are weak and gold is up", "why"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", *["bitcoin", "holds", "alts", "are", "weak", "and", "gold", "is", "up", "why"]]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(folder)
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(words), **sizes)).save_pretrained(folder)
    return folder


def torch_vectors(source: Path) -> np.ndarray:
    """The same, by transformers: mean over tokens, unit length."""
    model, tokenizer = BertModel.from_pretrained(source).eval(), PreTrainedTokenizerFast.from_pretrained(source)
    rows = []
    for text in TEXTS:
        with torch.no_grad():
            rows.append(model(torch.tensor([tokenizer(text)["input_ids"]])).last_hidden_state[0].mean(0).numpy())
    return np.stack([row / np.linalg.norm(row) for row in rows])


def test_the_exported_encoder_gives_torch_s_vectors_and_int8_stays_near(source: Path, tmp_path: Path) -> None:
    exact = Encoder(str(tmp_path / "exact"), str(source), "fp32").embedder(TEXTS)
    np.testing.assert_allclose(exact.embed(TEXTS), torch_vectors(source), atol=1e-5)
    small = Encoder(str(tmp_path / "small"), str(source), "int8")
    card = small.export(TEXTS)
    likeness = (small.embedder(TEXTS).embed(TEXTS) * exact.embed(TEXTS)).sum(axis=1)
    assert 0.9 < card["int8_cosine"] <= likeness.max()
    assert (tmp_path / "small" / "model.onnx").stat().st_size < (tmp_path / "exact" / "model.onnx").stat().st_size
    before = (tmp_path / "small" / "encoder.json").stat().st_mtime_ns
    small.embedder(TEXTS)
    assert (tmp_path / "small" / "encoder.json").stat().st_mtime_ns == before, "exported once"
    assert {path.name for path in (tmp_path / "small").iterdir()} == {"model.onnx", "tokenizer.json", "encoder.json"}
    assert json.loads((tmp_path / "small" / "encoder.json").read_text())["precision"] == "int8"


def test_a_precision_that_is_none_is_refused() -> None:
    with pytest.raises(MilesError, match="choose one of: auto, fp32, int8"):
        Encoder("x", precision="int4")


def test_an_encoder_is_no_voice() -> None:
    with pytest.raises(MilesError, match=r"cannot write\n.*model=decoder-pretrained"):
        _ = Encoder("x").tokenizer
