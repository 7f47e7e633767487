"""A base model in the format of the hub's small ones, tiny and local."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM


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
