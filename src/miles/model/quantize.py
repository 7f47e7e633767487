"""A voice's network -> the same in eight or four bits through bitsandbytes, read back and compared before it counts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from miles.engine.tokenizer import load_tokenizer
from miles.model.checkpoint import STEP
from miles.model.eager import EagerEngine, hush
from miles.model.engines import probe
from miles.post.error import MilesError
from miles.post.whole import whole_folder

LEAST_COSINE = 0.999  # of the logits of what was saved with those of what was made


def export(source: Path, target: Path, kind: str) -> None:
    """Write quantised safetensors, config.json and tokenizer.json into `target`, whole or not at all.

    `kind` is "int8" (Dettmers et al. 2022, LLM.int8) or "nf4" (Dettmers et al. 2023, QLoRA). Matrices between the
    embeddings and the output are quantised; the rest is kept in half precision. It is saved before it reads
    anything: a four-bit network repacks itself at its first step, and what it saves then is garbage.
    """
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    four = {"load_in_4bit": True, "bnb_4bit_quant_type": "nf4", "bnb_4bit_compute_dtype": torch.float32}
    network: Any = AutoModelForCausalLM.from_pretrained(
        str(source),
        dtype=torch.float16,
        quantization_config=BitsAndBytesConfig(**(four if kind == "nf4" else {"load_in_8bit": True})),
        device_map={"": "cpu"},
        use_safetensors=True,
        local_files_only=True,
    )
    sizes = [network.config.hidden_size, network.config.intermediate_size]
    if any(size % STEP for size in sizes):
        raise MilesError(
            f"{source.name} has layers of {sizes}, which bitsandbytes cannot cut into blocks of {STEP}",
            "choose FORMS=onnx-int8, which takes any size",
        )
    with whole_folder(target) as place:
        network.save_pretrained(place, safe_serialization=True)
        shutil.copyfile(source / "tokenizer.json", place / "tokenizer.json")
        (place / "generation_config.json").unlink(missing_ok=True)
        made = EagerEngine(network, load_tokenizer(source))
        hush()
        close = _cosine(probe(made), probe(EagerEngine.load(place)))
        if not close > LEAST_COSINE:
            raise MilesError(
                f"{source.name} in {kind} reads otherwise after saving: the cosine of its logits is {close:.4f} "
                f"(at least: {LEAST_COSINE})",
                "use another form; another version of bitsandbytes may save it rightly",
            )


def _cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return float((a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b))
