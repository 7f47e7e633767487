"""A small Llama or Qwen3, continued from a folder of weights or built from sizes: a voice's network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedModel

from miles.engine.prompt import BOS, END, PAD
from miles.engine.tokenizer import load_tokenizer, vocabulary_sha256
from miles.model.checkpoint import KINDS, STEP, load_checkpoint
from miles.post.error import MilesError


class Causal(nn.Module):
    """A causal language model in full precision over a tokenizer of ours.

    `dropout` acts on the embedding and on what each layer adds, in training only, through hooks: the
    saved weights are plain. With `is_compiled` training runs through torch.compile; validation, whose
    rows have several shapes, and writing never do. `base` is the folder whose weights it started from, if any.
    """

    base: str | None = None

    def __init__(self, network: PreTrainedModel, tokenizer: Tokenizer, dropout: float, is_compiled: bool) -> None:
        super().__init__()
        self.tokenizer = tokenizer
        self.network: Any = network
        _add_dropout(network, dropout)
        self._body = torch.compile(self.network.model.forward) if is_compiled else None

    def forward(self, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
        """Logits (B, T, V) of packed rows; no sequence sees another (see corpus.tokens.Blocks).

        With `keep`, a mask (B, T) of bool, only those places are projected: logits (N, V).
        """
        if self._body is None or not self.training:
            return packed_logits(self.network, input_ids, position_ids, keep)
        hidden = self._body(input_ids=input_ids, position_ids=position_ids, use_cache=False).last_hidden_state
        logits: Tensor = self.network.lm_head(hidden if keep is None else hidden[keep])
        return logits

    def plain(self) -> PreTrainedModel:
        """The causal LM to seal: `save_pretrained` writes a Llama or a Qwen3 that any runtime reads."""
        network: PreTrainedModel = self.network
        return network


class Decoder(Causal):
    """A network from nothing but sizes; `init_seed` alone decides its first weights.

    `tokenizer` is a folder or a tokenizer.json. With `is_qk_norm` the network is a Qwen3, which
    normalises queries and keys (Henry et al. 2020), else a Llama. `dropout` and `is_compiled`: see Causal.
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
        is_qk_norm: bool = False,
        is_compiled: bool = False,
    ) -> None:
        read = load_tokenizer(tokenizer)
        _check_sizes(hidden_size, intermediate_size, layers, heads, kv_heads)
        config = AutoConfig.for_model(
            KINDS[is_qk_norm],
            vocabulary_sha256=vocabulary_sha256(read),
            vocab_size=-(-read.get_vocab_size() // STEP) * STEP,
            hidden_size=hidden_size,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            num_key_value_heads=kv_heads,
            head_dim=hidden_size // heads,
            intermediate_size=intermediate_size,
            max_position_embeddings=max_positions,
            tie_word_embeddings=tie,
            bos_token_id=read.token_to_id(BOS),
            eos_token_id=read.token_to_id(END),
            pad_token_id=read.token_to_id(PAD),
        )
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(init_seed)
            network = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        super().__init__(network, read, dropout, is_compiled)


class Pretrained(Causal):
    """The network and the tokenizer of `folder`, such as data/base/s, all weights trained on.

    Sizes come from there, `max_positions` alone is ours. `dropout` and `is_compiled`: see Causal.
    """

    def __init__(self, folder: str, dropout: float = 0.1, max_positions: int = 1024, is_compiled: bool = False) -> None:
        network, tokenizer = load_checkpoint(Path(folder))
        network.config.max_position_embeddings = max_positions  # rotary: learnt by reading, not stored
        super().__init__(network, tokenizer, dropout, is_compiled)
        self.base = folder


def packed_logits(network: Any, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
    """Logits of packed rows, of all places (B, T, V) or of those in `keep` (N, V).

    The mask comes from `position_ids` alone, which transformers only does without a key-value cache.
    Rows of one sequence each are told by a mask of ones, for which attention needs no mask at all.
    The vocabulary is the widest layer: projecting prompts and padding would be wasted.
    """
    is_one = bool((position_ids[:, -1] == position_ids.shape[1] - 1).all())
    mask = torch.ones_like(position_ids) if is_one else None
    with _projecting(network.get_output_embeddings(), keep):
        logits: Tensor = network(
            input_ids=input_ids, position_ids=position_ids, attention_mask=mask, use_cache=False
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


def _check_sizes(hidden_size: int, intermediate_size: int, layers: int, heads: int, kv_heads: int) -> None:
    for name, count in (("layers", layers), ("heads", heads), ("kv_heads", kv_heads)):
        if count < 1:
            raise MilesError(f"{name}={count} is no network", f"use at least {name}=1")
    for name, size in (("hidden_size", hidden_size), ("intermediate_size", intermediate_size)):
        if size < 1:
            raise MilesError(f"{name}={size} is no network", f"use at least {name}={STEP}")
        if size % STEP:
            nearest = max(STEP, round(size / STEP) * STEP)
            raise MilesError(f"{name}={size} is not a multiple of {STEP}", f"use {name}={nearest}")
    if hidden_size % heads or (hidden_size // heads) % 2 or heads % kv_heads:
        raise MilesError(
            f"heads={heads}, kv_heads={kv_heads} do not divide hidden_size={hidden_size} into even slices",
            "choose heads that divide hidden_size, and kv_heads that divide heads",
        )
