"""A small Llama or Qwen3 built from sizes, or continued from a folder: the voice's network and its tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedModel

from miles.engine.prompt import BOS, END, PAD
from miles.engine.tokenizer import load_tokenizer
from miles.post.error import MilesError

KINDS = {False: "llama", True: "qwen3"}  # Qwen3 is a Llama that normalises queries and keys
STEP = 64  # layer sizes come in multiples of this, so that 4-bit blocks and vector units are always full


class Decoder(nn.Module):
    """A causal language model over our own byte-level BPE.

    `tokenizer` is a folder or a tokenizer.json. With `is_qk_norm` the network is a Qwen3, which
    normalises queries and keys (Henry et al. 2020), else a Llama. With `pretrained` (a folder in
    Hugging Face format) the weights, the kind and all sizes but `max_positions` come from there; its
    vocabulary must be this tokenizer's. `dropout` acts on the embedding and on what each layer adds,
    in training only, through hooks: the saved weights are plain. With `is_compiled` training and
    validation run through torch.compile; writing never does.
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
        is_qk_norm: bool = False,
        is_compiled: bool = False,
    ) -> None:
        super().__init__()
        self.tokenizer = load_tokenizer(tokenizer)
        self.network: Any
        if pretrained is None:
            _check_sizes(hidden_size, intermediate_size, layers, heads, kv_heads)
            config = AutoConfig.for_model(
                KINDS[is_qk_norm],
                vocab_size=-(-self.tokenizer.get_vocab_size() // STEP) * STEP,
                hidden_size=hidden_size,
                num_hidden_layers=layers,
                num_attention_heads=heads,
                num_key_value_heads=kv_heads,
                head_dim=hidden_size // heads,
                intermediate_size=intermediate_size,
                max_position_embeddings=max_positions,
                tie_word_embeddings=tie,
                bos_token_id=self.tokenizer.token_to_id(BOS),
                eos_token_id=self.tokenizer.token_to_id(END),
                pad_token_id=self.tokenizer.token_to_id(PAD),
            )
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(init_seed)
                self.network = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        else:
            self.network = _load(Path(pretrained), self.tokenizer)
            self.network.config.max_position_embeddings = max_positions  # rotary: learnt by reading, not stored
        _add_dropout(self.network, dropout)
        self._body = torch.compile(self.network.model.forward) if is_compiled else None

    def forward(self, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
        """Logits (B, T, V) of packed rows; no sequence sees another (see corpus.tokens.Blocks).

        With `keep`, a mask (B, T) of bool, only those places are projected: logits (N, V).
        """
        if self._body is None:
            return packed_logits(self.network, input_ids, position_ids, keep)
        hidden = self._body(input_ids=input_ids, position_ids=position_ids, use_cache=False).last_hidden_state
        logits: Tensor = self.network.lm_head(hidden if keep is None else hidden[keep])
        return logits

    def plain(self) -> PreTrainedModel:
        """The causal LM to seal: `save_pretrained` writes a Llama or a Qwen3 that any runtime reads."""
        network: PreTrainedModel = self.network
        return network


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


def _load(folder: Path, tokenizer: Tokenizer) -> PreTrainedModel:
    """The causal LM of a folder, refused where config, weights and tokenizer do not belong together."""
    if not (folder / "config.json").is_file():
        raise MilesError(f"no checkpoint in {folder}", "give a folder with config.json and model.safetensors")
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError) as error:
        raise MilesError(f"{folder / 'config.json'} cannot be read: {error}", "restore it") from error
    if config.model_type not in KINDS.values():
        raise MilesError(
            f"{folder} holds a {config.model_type}, a decoder is {' or '.join(KINDS.values())}",
            "use model=lora for other kinds of models",
        )
    _check_vocabulary(folder, config, tokenizer)
    _check_shapes(folder, config)
    network: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        folder, config=config, dtype=torch.float32, use_safetensors=True, local_files_only=True
    )
    return network


def _check_shapes(folder: Path, config: Any) -> None:
    """Refuse weights that are not those of the network which config.json describes."""
    with torch.device("meta"):
        network = AutoModelForCausalLM.from_config(config)
    wanted = {name: list(weight.shape) for name, weight in network.state_dict().items()}
    present: dict[str, list[int]] = {}
    for path in sorted(folder.glob("*.safetensors")):
        try:
            with safe_open(path, "pt") as file:
                present |= {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118
        except (OSError, SafetensorError) as error:
            raise MilesError(f"{path} cannot be read: {error}", "restore it") from error
    if config.tie_word_embeddings:
        wanted.pop("lm_head.weight", None)
        present.pop("lm_head.weight", None)
    wrong = [
        f"{name} is {present.get(name, 'absent')} in the weights, {wanted.get(name, 'absent')} by config.json"
        for name in sorted(wanted.keys() | present.keys())
        if present.get(name) != wanted.get(name)
    ]
    if wrong:
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise MilesError(
            f"config.json and the weights in {folder} do not fit: {'; '.join(wrong[:3])}{more}",
            "use the config.json that was written with these weights",
        )


def _check_vocabulary(folder: Path, config: Any, tokenizer: Tokenizer) -> None:
    """Refuse weights whose rows stand for other tokens."""
    rows, vocab = config.vocab_size, tokenizer.get_vocab_size()
    wrong = [] if vocab <= rows < vocab + STEP else [f"a vocabulary of {rows}, the tokenizer one of {vocab}"]
    wrong += [
        f"{field}={getattr(config, field)}, the tokenizer has {name} at {tokenizer.token_to_id(name)}"
        for field, name in (("bos_token_id", BOS), ("eos_token_id", END), ("pad_token_id", PAD))
        if getattr(config, field) != tokenizer.token_to_id(name)
    ]
    if not wrong and (folder / "tokenizer.json").is_file():
        own, given = load_tokenizer(folder).get_vocab(), tokenizer.get_vocab()
        others = len([token for token, at in given.items() if own.get(token) != at])
        wrong += (
            [f"a tokenizer.json of its own, and {others} of the {vocab} tokens given differ from it"] if others else []
        )
    if wrong:
        raise MilesError(f"{folder} has {'; '.join(wrong)}", "use the tokenizer.json that lies beside the checkpoint")


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
