"""A small Llama built from sizes, or continued from a folder: the voice's network and its tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedModel

from miles.engine.prompt import BOS, END, PAD
from miles.engine.tokenizer import load_tokenizer
from miles.post.error import MilesError

STEP = 64  # layer sizes come in multiples of this, so that 4-bit blocks and vector units are always full


class Decoder(nn.Module):
    """A causal language model over our own byte-level BPE.

    `tokenizer` is a folder or a tokenizer.json. With `pretrained` (a folder in Hugging Face format)
    the weights and all sizes come from there; its vocabulary must be this tokenizer's. `dropout`
    acts on the embedding and on what each layer adds, in training only, through hooks: the saved
    weights are a plain Llama.
    """

    def __init__(
        self,
        tokenizer: str,
        hidden_size: int = 256,
        layers: int = 6,
        heads: int = 4,
        kv_heads: int = 4,
        intermediate_size: int = 704,
        dropout: float = 0.1,
        tie: bool = True,
        max_positions: int = 1024,
        init_seed: int = 0,
        pretrained: str | None = None,
    ) -> None:
        super().__init__()
        self.tokenizer = load_tokenizer(tokenizer)
        vocab = self.tokenizer.get_vocab_size()
        self.network: PreTrainedModel
        if pretrained is None:
            _check_sizes(hidden_size, intermediate_size, heads, kv_heads)
            config = LlamaConfig(
                vocab_size=-(-vocab // STEP) * STEP,
                hidden_size=hidden_size,
                num_hidden_layers=layers,
                num_attention_heads=heads,
                num_key_value_heads=kv_heads,
                intermediate_size=intermediate_size,
                max_position_embeddings=max_positions,
                tie_word_embeddings=tie,
                bos_token_id=self.tokenizer.token_to_id(BOS),
                eos_token_id=self.tokenizer.token_to_id(END),
                pad_token_id=self.tokenizer.token_to_id(PAD),
            )
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(init_seed)
                self.network = LlamaForCausalLM(config)
        else:
            self.network = _load(pretrained, vocab)
        _add_dropout(self.network, dropout)

    def forward(self, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
        """Logits (B, T, V) of packed rows; no sequence sees another (see corpus.tokens.Blocks).

        With `keep`, a mask (B, T) of bool, only those places are projected: logits (N, V).
        """
        return packed_logits(self.network, input_ids, position_ids, keep)

    def plain(self) -> PreTrainedModel:
        """The causal LM to seal: `save_pretrained` writes a Llama that any runtime reads."""
        return self.network


def packed_logits(network: Any, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
    """Logits of packed rows, of all places (B, T, V) or of those in `keep` (N, V).

    The mask comes from `position_ids` alone, which transformers only does without a key-value cache.
    The vocabulary is the widest layer: projecting prompts and padding would be wasted.
    """
    with _projecting(network.get_output_embeddings(), keep):
        logits: Tensor = network(
            input_ids=input_ids, position_ids=position_ids, attention_mask=None, use_cache=False
        ).logits
    return logits if keep is None else logits[0]


@contextmanager
def _projecting(head: nn.Module, keep: Tensor | None) -> Iterator[None]:
    if keep is None:
        yield
        return
    handle = head.register_forward_pre_hook(lambda _, args: (args[0][keep][None], *args[1:]))
    try:
        yield
    finally:
        handle.remove()


def _add_dropout(network: PreTrainedModel, share: float) -> None:
    def drop(module: nn.Module, _: Any, output: Tensor) -> Tensor:
        return functional.dropout(output, share, module.training)

    if share <= 0:
        return
    network.get_input_embeddings().register_forward_hook(drop)
    for name, module in network.named_modules():
        if name.endswith(("self_attn.o_proj", "mlp.down_proj")):
            module.register_forward_hook(drop)


def _load(folder: str, vocab: int) -> PreTrainedModel:
    if not (Path(folder) / "config.json").is_file():
        raise MilesError(f"no checkpoint in {folder}", "give a folder with config.json and model.safetensors")
    network: PreTrainedModel = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    rows = network.config.vocab_size
    if not vocab <= rows < vocab + STEP:
        raise MilesError(
            f"{folder} has a vocabulary of {rows}, the tokenizer one of {vocab}",
            "use the tokenizer.json that lies beside the checkpoint",
        )
    return network


def _check_sizes(hidden_size: int, intermediate_size: int, heads: int, kv_heads: int) -> None:
    for name, size in (("hidden_size", hidden_size), ("intermediate_size", intermediate_size)):
        if size % STEP:
            nearest = max(STEP, round(size / STEP) * STEP)
            raise MilesError(f"{name}={size} is not a multiple of {STEP}", f"use {name}={nearest}")
    if hidden_size % heads or (hidden_size // heads) % 2 or heads % kv_heads:
        raise MilesError(
            f"heads={heads}, kv_heads={kv_heads} do not divide hidden_size={hidden_size} into even slices",
            "choose heads that divide hidden_size, and kv_heads that divide heads",
        )
