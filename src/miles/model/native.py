"""A voice's network -> the one file of the native engine, and the same numbers read by torch, slowly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM

from miles.engine.engine import Job
from miles.engine.native import NativeEngine
from miles.engine.packed import FILE, GROUP, SCALE, packed, read, restored, write
from miles.engine.prompt import render
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.engine.writing import LoopEngine
from miles.model.checkpoint import load_checkpoint
from miles.model.eager import EagerEngine
from miles.model.engines import check_alike, probe
from miles.model.moments import moments
from miles.model.rounding import to_int4, to_int8
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.whole import whole_folder

KEPT = ("model.embed_tokens.", "lm_head.")  # in eight bits where others have four
COPIED = ("config.json", "tokenizer.json")
TOLERANCE = 1e-3  # largest difference of a logit between full precision and torch
ROUNDED_TOLERANCE = 0.05  # mean difference of logits, of their spread, where inputs are rounded
TEXTS = 256  # that the voice writes, for its four-bit weights to be rounded by
FREELY = Sampling(temperature=1.0, top_p=1.0, repeat_ngram=0, max_new_tokens=96)


def export(source: Path, target: Path, kind: str, texts: int = TEXTS) -> None:
    """Write model.native.safetensors, config.json and tokenizer.json into `target`, whole or not at all.

    `source` is a folder in Hugging Face format, `kind` one of `engine.packed.KINDS`. Norms stay as they are; in int4
    embeddings, which are the output too, are int8. Four bits are rounded by what goes through the network while it
    reads `texts` texts of its own: no posts are needed.
    """
    network, tokenizer = load_checkpoint(source)
    _check(source)
    own = written(EagerEngine(network, tokenizer), texts) if kind == "int4" else []
    tensors = pack(network, kind, own)
    with whole_folder(target) as place:
        for name in COPIED:
            shutil.copyfile(source / name, place / name)
        write(place / FILE, tensors, kind)
        _check_alike(reference(place), NativeEngine.load(place), kind)


def _check_alike(torch: LoopEngine, own: LoopEngine, kind: str) -> None:
    """Refuse what the engine reads otherwise than torch.

    Inputs are rounded at run time, and one halfway between two whole numbers may go either way: of rounded kinds the
    mean is looked at. Each logit of a wrong layout would be off by as much as logits spread.
    """
    if kind == "fp32":
        check_alike(torch, own, TOLERANCE, "the native engine")
        return
    ours, theirs = probe(own), probe(torch)
    apart = float(np.abs(ours - theirs).mean() / theirs.std())
    if not apart <= ROUNDED_TOLERANCE:
        raise MilesError(
            f"the native engine in {kind} reads otherwise than torch: logits differ by {apart:.3f} of their spread "
            f"(allowed: {ROUNDED_TOLERANCE})",
            "build it again (touch setup.py && make install), or choose FORMS=onnx",
        )


def pack(network: Any, kind: str, texts: Sequence[Sequence[int]] = ()) -> dict[str, NDArray[Any]]:
    """The weights of a network as they lie in the file; it is left as a reference to them (see there).

    With `texts`, as tokens, int4 weights are rounded one after the other, each by what the others leave it to read.
    """
    made: dict[str, NDArray[Any]] = {}

    def put(name: str, seen: NDArray[np.float32] | None = None) -> None:
        weight = network.get_parameter(name).detach()
        found = _packed(name, weight.float().numpy(), kind, seen)
        weight.copy_(torch.from_numpy(restored(found)[name]))
        made.update(found)

    if kind != "fp32":
        _round_inputs(network)
    four = {name for name, weight in network.named_parameters() if weight.ndim > 1 and not name.startswith(KEPT)}
    is_taught = kind == "int4" and texts
    for name, _ in network.named_parameters():  # of tied ones, the embedding
        if not (is_taught and name in four):
            put(name)
    if is_taught:
        for names, seen in moments(network, texts):
            for name in names:
                put(name, seen)
    return made


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
        _round_inputs(network)
    return EagerEngine(network, load_tokenizer(folder))


def rounded(inputs: Tensor) -> Tensor:
    """Each token's inputs (..., K) as whole numbers from -127 to 127 times a scale for each 32 of them."""
    groups = inputs.unflatten(-1, (-1, GROUP))
    scale = groups.abs().amax(-1, keepdim=True) / 127
    whole = (groups / scale.masked_fill(scale == 0, 1)).round()
    return (whole * scale).flatten(-2)


def written(engine: EagerEngine, n: int = TEXTS) -> list[list[int]]:
    """Texts as tokens that the voice writes when nothing is asked of it, with their prompt."""
    prompt = encode(engine.tokenizer, render(Draft()).text)
    written = engine.generate([Job(tuple(prompt), seed) for seed in range(n)], FREELY)
    return [[*prompt, *text][: engine.positions] for text in written]


def _round_inputs(network: nn.Module) -> None:
    for module in network.modules():
        if isinstance(module, nn.Linear):
            module.register_forward_pre_hook(lambda _, args: (rounded(args[0]),))


def _packed(
    name: str, weight: NDArray[np.float32], kind: str, seen: NDArray[np.float32] | None
) -> dict[str, NDArray[Any]]:
    """What stands for one weight in the file."""
    if weight.ndim > 1 and weight.shape[1] % GROUP:
        raise MilesError(
            f"{name} has rows of {weight.shape[1]}, no multiple of {GROUP}",
            f"the native engine needs groups of {GROUP}: choose FORMS=onnx",
        )
    if weight.ndim == 1 or kind == "fp32":
        return {name: weight.copy()}
    if kind == "int8" or name.startswith(KEPT):
        whole, scale = to_int8(weight)
        return {name: whole, name + SCALE: scale}
    whole, scale = to_int4(weight, seen)
    return {name: packed(whole), name + SCALE: scale}


def _check(folder: Path) -> None:
    """Refuse what config.json asks for and the native engine does not know."""
    told = json.loads((folder / "config.json").read_text())
    ropes = [told.get(name) or {} for name in ("rope_parameters", "rope_scaling")]  # by the version of transformers
    unknown = {
        "biases": told.get("attention_bias") or told.get("mlp_bias"),
        "scaled positions": any(rope.get("rope_type", rope.get("type", "default")) != "default" for rope in ropes),
        "a sliding window": told.get("use_sliding_window") or set(told.get("layer_types") or ()) - {"full_attention"},
        f"{told['hidden_act']} in its layers": told["hidden_act"] != "silu",
    }
    wrong = [name for name, is_there in unknown.items() if is_there]
    if wrong:
        raise MilesError(
            f"{folder.name} has {', '.join(wrong)}, which the native engine does not know", "choose FORMS=onnx"
        )
