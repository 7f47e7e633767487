"""Reading a folder in Hugging Face format, refused where its parts do not belong together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedModel

from miles.engine.prompt import BOS, END, PAD
from miles.engine.tokenizer import load_tokenizer, vocabulary_sha256
from miles.post.error import MilesError

KINDS = {False: "llama", True: "qwen3"}  # Qwen3 is a Llama that normalises queries and keys
MEMORY = "memory.safetensors"  # lies beside a sealed voice's weights: what it was taught, as hashes
STEP = 64  # layer sizes come in multiples of this, so that 4-bit blocks and vector units are always full


def load_checkpoint(folder: Path) -> tuple[PreTrainedModel, Tokenizer]:
    """The causal LM, in float32, and the tokenizer of `folder`; nothing is downloaded."""
    if not (folder / "config.json").is_file():
        raise MilesError(
            f"no checkpoint in {folder}",
            "give a folder with config.json, tokenizer.json and model.safetensors, or build one with `make pretrain`; "
            "model=decoder needs none",
        )
    tokenizer = load_tokenizer(folder)
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
    return network, tokenizer


def _check_shapes(folder: Path, config: Any) -> None:
    """Refuse weights that are not those of the network which config.json describes."""
    with torch.device("meta"):
        network = AutoModelForCausalLM.from_config(config)
    wanted = {name: list(weight.shape) for name, weight in network.state_dict().items()}
    present: dict[str, list[int]] = {}
    for path in sorted(set(folder.glob("*.safetensors")) - {folder / MEMORY}):
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
    known, own = getattr(config, "vocabulary_sha256", None), vocabulary_sha256(tokenizer)
    if not wrong and known not in (None, own):  # weights that others made do not say
        wrong = [f"weights for the vocabulary {known[:12]}, the tokenizer's is {own[:12]}"]
    if wrong:
        raise MilesError(
            f"config.json and tokenizer.json in {folder} do not fit: {'; '.join(wrong)}",
            "use the tokenizer.json that was written with these weights",
        )
