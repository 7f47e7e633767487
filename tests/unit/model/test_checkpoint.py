from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from miles.engine.tokenizer import train_tokenizer
from miles.model.decoder import Decoder, Pretrained
from miles.post.error import MilesError


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    train_tokenizer(["Bitcoin holds.\n\nAlts weak."] * 3, 350).save(str(folder / "tokenizer.json"))
    model = Decoder(str(folder), hidden_size=64, layers=2, heads=2, kv_heads=1, intermediate_size=128)
    model.plain().save_pretrained(folder)
    return folder


def harm(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_missing_or_foreign_checkpoint_is_told(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"no checkpoint in(.|\n)*`make pretrain`"):
        Pretrained(str(tmp_path))
    whole = (saved / "model.safetensors").read_bytes()
    (saved / "model.safetensors").write_bytes(b"weights")
    with pytest.raises(MilesError, match=r"model\.safetensors cannot be read"):
        Pretrained(str(saved))
    (saved / "model.safetensors").write_bytes(whole[:-100])
    with pytest.raises(MilesError, match=r"model\.safetensors cannot be read"):
        Pretrained(str(saved))
    harm(saved / "config.json", model_type="gpt2")
    with pytest.raises(MilesError, match="holds a gpt2, a decoder is llama or qwen3"):
        Pretrained(str(saved))
    (saved / "config.json").write_text("{")
    with pytest.raises(MilesError, match=r"config\.json cannot be read"):
        Pretrained(str(saved))
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "config.json").write_text("{}")
    with pytest.raises(MilesError, match="no tokenizer at"):
        Pretrained(str(bare))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"hidden_size": 128}, r"embed_tokens\.weight is \[384, 64\] in the weights, \[384, 128\] by config\.json"),
        ({"num_hidden_layers": 3}, r"layers\.2\.\S+ is absent in the weights, \[\d+\] by config\.json"),
        ({"num_hidden_layers": 1}, r"layers\.1\.\S+ is \[\d+\] in the weights, absent by"),
        (
            {"model_type": "qwen3", "architectures": ["Qwen3ForCausalLM"]},
            r"k_norm\.weight is absent in the weights, \[32\] by",
        ),
    ],
)
def test_a_config_that_does_not_fit_the_weights_names_both(changes: dict[str, object], told: str, saved: Path) -> None:
    harm(saved / "config.json", **changes)
    with pytest.raises(MilesError, match=told):
        Pretrained(str(saved))


def test_a_tokenizer_that_does_not_fit_the_weights_names_both(saved: Path) -> None:
    harm(saved / "config.json", eos_token_id=9)
    with pytest.raises(MilesError, match=r"eos_token_id=9, the tokenizer has <\|end\|> at 5"):
        Pretrained(str(saved))
    harm(saved / "config.json", eos_token_id=5)
    Pretrained(str(saved))
    fitting = (saved / "tokenizer.json").read_bytes()
    others = train_tokenizer(["wholly other words, nothing shared: zzyzx qwop"] * 3, 350)
    others.save(str(saved / "tokenizer.json"))  # as many tokens, and others
    with pytest.raises(MilesError, match=r"weights for the vocabulary [0-9a-f]{12}, the tokenizer's is [0-9a-f]{12}"):
        Pretrained(str(saved))
    harm(saved / "config.json", vocabulary_sha256=None)
    Pretrained(str(saved))  # weights that others made: nothing tells
    (saved / "tokenizer.json").write_bytes(fitting)
    texts = [f"w{chr(97 + k % 26)}{chr(97 + k // 26)}rd " for k in range(600)]
    train_tokenizer(texts, 700).save(str(saved / "tokenizer.json"))
    with pytest.raises(MilesError, match=r"a vocabulary of 384, the tokenizer one of \d+"):
        Pretrained(str(saved))


def test_half_precision_and_shards_are_read_in_full_and_positions_are_ours(saved: Path) -> None:
    weights = load_file(saved / "model.safetensors")
    save_file(
        {name: weight.bfloat16() for name, weight in weights.items()}, saved / "model.safetensors", {"format": "pt"}
    )
    one = Pretrained(str(saved), max_positions=48)
    cut = saved.parent / "cut"
    one.plain().save_pretrained(cut, max_shard_size="50KB")
    one.tokenizer.save(str(cut / "tokenizer.json"))
    assert len(list(cut.glob("model-*.safetensors"))) > 1
    two = Pretrained(str(cut))
    assert one.network.config.max_position_embeddings == 48
    for a, b in zip(one.parameters(), two.parameters(), strict=True):
        assert a.dtype == torch.float32
        assert torch.equal(a, b)
