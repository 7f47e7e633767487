"""A voice's network -> the one file of the native engine, and the same numbers read by torch, slowly."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM

from miles.engine.packed import FILE, GROUP, SCALE, packed, read, restored, write
from miles.engine.tokenizer import load_tokenizer
from miles.model.checkpoint import load_checkpoint
from miles.model.eager import EagerEngine
from miles.model.rounding import to_int4, to_int8
from miles.post.error import MilesError
from miles.post.whole import whole_folder

COPIED = ("config.json", "tokenizer.json")


def export(source: Path, target: Path, kind: str) -> None:
    """Write model.native.safetensors, config.json and tokenizer.json into `target`, whole or not at all.

    `source` is a folder in Hugging Face format, `kind` one of `engine.packed.KINDS`; norms stay as they are.
    """
    network, _ = load_checkpoint(source)
    _check(source)
    weights = network.state_dict()
    if network.config.tie_word_embeddings:
        weights.pop("lm_head.weight", None)
    tensors: dict[str, NDArray[Any]] = {}
    for name, weight in weights.items():
        tensors |= _packed(name, weight.float().numpy(), kind)
    with whole_folder(target) as place:
        for name in COPIED:
            shutil.copyfile(source / name, place / name)
        write(place / FILE, tensors, kind)
        reference(place)  # here the native engine itself is to be held to it: check_alike(...)


def reference(folder: Path) -> EagerEngine:
    """What the native engine is held to: restored weights, and the inputs of products rounded as it rounds them."""
    tensors, kind = read(folder / FILE)
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    with torch.random.fork_rng(devices=[]):
        network: Any = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    weights = {name: torch.from_numpy(values) for name, values in restored(tensors).items()}
    if config.tie_word_embeddings:
        weights["lm_head.weight"] = weights["model.embed_tokens.weight"]
    network.load_state_dict(weights)
    if kind != "fp32":
        for module in network.modules():
            if isinstance(module, nn.Linear):
                module.register_forward_pre_hook(lambda _, args: (rounded(args[0]),))
    return EagerEngine(network, load_tokenizer(folder))


def rounded(inputs: Tensor) -> Tensor:
    """Each token's inputs (..., K) as whole numbers from -127 to 127 times a scale for each 32 of them."""
    groups = inputs.unflatten(-1, (-1, GROUP))
    scale = groups.abs().amax(-1, keepdim=True) / 127
    whole = (groups / scale.masked_fill(scale == 0, 1)).round()
    return (whole * scale).flatten(-2)


def _packed(name: str, weight: NDArray[np.float32], kind: str) -> dict[str, NDArray[Any]]:
    """What stands for one weight in the file."""
    if weight.ndim == 1:
        return {name: weight}
    if weight.shape[1] % GROUP:
        raise MilesError(
            f"{name} has rows of {weight.shape[1]}, no multiple of {GROUP}",
            f"the native engine needs groups of {GROUP}: choose FORMS=onnx",
        )
    if kind == "fp32":
        return {name: weight}
    if kind == "int8":
        whole, scale = to_int8(weight)
        return {name: whole, name + SCALE: scale}
    whole, scale = to_int4(weight)
    return {name: packed(whole), name + SCALE: scale}


def _check(folder: Path) -> None:
    """Refuse what config.json asks for and the native engine does not know."""
    told = json.loads((folder / "config.json").read_text())
    rope = told.get("rope_parameters") or told.get("rope_scaling") or {}
    unknown = {
        "biases": told.get("attention_bias") or told.get("mlp_bias"),
        "scaled positions": rope.get("rope_type", rope.get("type", "default")) != "default",
        "a sliding window": told.get("use_sliding_window") or set(told.get("layer_types") or ()) - {"full_attention"},
        f"{told['hidden_act']} in its layers": told["hidden_act"] != "silu",
    }
    wrong = [name for name, is_there in unknown.items() if is_there]
    if wrong:
        raise MilesError(
            f"{folder.name} has {', '.join(wrong)}, which the native engine does not know", "choose FORMS=onnx"
        )
