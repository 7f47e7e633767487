"""Models in the formats of the hub, tiny and local."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

from miles.engine.engine import Engine, Job
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer, train_tokenizer


def make_base(folder: Path, kind: str) -> Path:
    """config.json, model.safetensors and a tokenizer.json that knows none of our tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=300, initial_alphabet=alphabet, special_tokens=["<|endoftext|>"])
    tokenizer.train_from_iterator(["Bitcoin holds. Alts weak.\n\nPatience pays."] * 3, trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    sizes = {
        "vocab_size": 300, "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 2, "max_position_embeddings": 512,
    }  # fmt: skip
    torch.manual_seed(7)
    network = (
        LlamaForCausalLM(LlamaConfig(**sizes, tie_word_embeddings=True))
        if kind == "llama-tied"
        else Qwen2ForCausalLM(Qwen2Config(**sizes, tie_word_embeddings=False))
    )
    network.save_pretrained(folder, safe_serialization=True)
    return folder


def make_encoder(folder: Path, width: int = 32) -> Path:
    """An encoder whose token vectors are rows of a table: the vector of a text is the mean of its words' rows."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    folder.mkdir(parents=True, exist_ok=True)
    known = ["[UNK]", "bitcoin", "alts", "macro", "gold", "up", "down", "why", "when", "hold"]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(known)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.random.default_rng(3).normal(size=(len(known), width)).astype(np.float32)
    names = ("input_ids", "attention_mask")
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
            helper.make_node("Mul", ["rows", "column"], ["last_hidden_state"]),
        ],
        "table",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "T"]) for name in names],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["B", "T", width])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([2]), "last")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "model.onnx")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "encoder.json").write_text(json.dumps({"name": "table", "precision": "fp32", "sha256": digest}))
    np.save(folder.parent / "table.npy", table)
    return folder


WORDS = (
    "we", "rise", "fall", "up", "down", "good", "bad", "day", "bitcoin", "alts", "macro", "gold", "why", "when", "hold",
    "http", "user", "a", "the", "is", "!", "?", "@", ".",
)  # fmt: skip


def make_bert(folder: Path, width: int = 16) -> Path:
    """A sentence encoder in the hub's format: one layer, WORDS for a vocabulary."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(WORDS) + 5, hidden_size=width, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).eval().save_pretrained(folder, safe_serialization=True)
    return folder


def make_task(folder: Path, n: int = 60) -> Path:
    """A task in TweetEval's layout that three words decide: bad, is, good."""
    task = folder / "sentiment"
    task.mkdir(parents=True, exist_ok=True)
    (task / "mapping.txt").write_text("0\tnegative\n1\tneutral\n2\tpositive\n")
    rng = np.random.default_rng(2)
    for part in ("train", "val", "test"):
        labels = rng.integers(0, 3, n)
        texts = [f"the day {('bad', 'is', 'good')[label]} {'up ' * (k % 3)}".strip() for k, label in enumerate(labels)]
        (task / f"{part}_text.txt").write_text("\n".join(texts) + "\n")
        (task / f"{part}_labels.txt").write_text("\n".join(map(str, labels)) + "\n")
    return folder


def readers(folder: Path) -> list[str]:
    """Settings with which a tiny encoder and VADER read posts: nothing is exported into the checkout."""
    make_encoder(folder / "encoder")
    return [f"paths.encoder={folder}/encoder", f"paths.heads={folder}/none"]


def make_voice(folder: Path, seed: int = 0, is_qk_norm: bool = True) -> Path:
    """config.json, weights and tokenizer.json of an untrained voice that reads 128 tokens."""
    from miles.model.decoder import Decoder

    folder.mkdir(parents=True)
    train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400).save(str(folder / "tokenizer.json"))
    decoder = Decoder(
        str(folder), hidden_size=64, layers=2, heads=2, kv_heads=1, intermediate_size=128, max_positions=128,
        init_seed=seed, is_qk_norm=is_qk_norm,
    )  # fmt: skip
    with torch.no_grad():  # as initialised, they like every token alike
        for weight in decoder.network.model.layers.parameters():
            weight.mul_(4 if weight.ndim > 1 else 1)
    decoder.plain().save_pretrained(folder)
    return folder


def jobs_of(folder: Path, n: int) -> list[Job]:
    """Jobs for a voice's folder: prompts of five lengths, so that some are equal, and one to three parts."""
    texts = ["<|bos|><|draft|>" + "up " * (k % 5) + "<|post|>" for k in range(n)]
    return [Job(tuple(encode(load_tokenizer(folder), text)), k, parts=k % 3 + 1) for k, text in enumerate(texts)]


def score_alike(own: Engine, other: Engine, atol: float) -> None:
    """Posts from short to longer than the 128 tokens that a tiny voice reads."""
    start = encode(own.tokenizer, "<|bos|><|post|>")
    pairs = [(start, encode(own.tokenizer, "Alts weak. " * k + "<|end|>")) for k in range(1, 40, 6)]
    assert max(len(target) for _, target in pairs) > 128
    for ours, theirs in zip(own.score(pairs), other.score(pairs), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=atol)


def stream_two_at_once(engine: Engine, folder: Path) -> None:
    """Two streams that are read in turn write what each of them writes alone."""
    way = Sampling(max_new_tokens=30)
    first, second = jobs_of(folder, 2)
    alone = [engine.generate([job], way)[0] for job in (first, second)]
    pairs = list(zip(engine.stream([first], way), engine.stream([second], way), strict=False))
    assert len(pairs) > 5
    for told, ids in zip(zip(*pairs, strict=True), alone, strict=True):
        assert [token for _, token in told] == ids[: len(pairs)]
