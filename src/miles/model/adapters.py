"""Low-rank adapters on a sentence encoder (Hu et al. 2021): a lesson teaches them, ONNX holds them merged."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from torch import Tensor
from torch.nn import functional

from miles.model.encoder import Encoder

TARGETS = ("query", "key", "value", "dense")


def adapted(source: str, rank: int, dropout: float) -> Any:
    """The frozen encoder of `source` with adapters that learn; rank 0: without any."""
    from transformers import AutoModel

    network = AutoModel.from_pretrained(source, use_safetensors=True).requires_grad_(False)
    if not rank:
        return network
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(r=rank, lora_alpha=2 * rank, lora_dropout=dropout, target_modules=list(TARGETS))
    return get_peft_model(network, config)


def vectors(network: Any, ids: Tensor, mask: Tensor) -> Tensor:
    """ids, mask (B, T) -> (B, D) of unit length: the mean over the tokens, as `miles.analysis.embed` takes it."""
    hidden = network(input_ids=ids, attention_mask=mask).last_hidden_state  # (B, T, D)
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1)
    return functional.normalize(mean, dim=-1)


def export(network: Any, source: str, name: str, encoder: Encoder, texts: Sequence[str] = ()) -> None:
    """Write the folder of `encoder`, named `name`, with the adapters merged; `source` lends its tokenizer.

    The adapters of `network` are gone afterwards. `texts` decide whether eight bits do; without any they do not.
    """
    from transformers import AutoTokenizer

    plain = network.merge_and_unload() if hasattr(network, "merge_and_unload") else network
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        plain.save_pretrained(folder, safe_serialization=True)
        AutoTokenizer.from_pretrained(source, use_fast=True).save_pretrained(folder)
        Encoder(str(encoder.folder), str(folder), encoder.precision if texts else "fp32").export(texts)
