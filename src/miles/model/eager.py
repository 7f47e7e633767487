"""The reference engine: any transformers causal LM, run eagerly on torch."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from miles.engine.tokenizer import load_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError


class EagerEngine(LoopEngine):
    """Reads with a key-value cache, on the device where the weights lie.

    `network` maps (input_ids, attention_mask, position_ids, past_key_values) to logits (B, T, V).
    """

    def __init__(self, network: Any, tokenizer: Tokenizer, batch: int = 64) -> None:
        positions = getattr(network.config, "max_position_embeddings", None)
        if positions is None:
            raise MilesError(
                f"a {network.config.model_type} does not say how long a text it reads",
                "use a transformer with positions",
            )
        super().__init__(tokenizer, int(positions), batch)
        self.network = network.eval()

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> EagerEngine:
        """Read safetensors weights and tokenizer.json of a sealed folder; nothing in it is executed."""
        from transformers import AutoModelForCausalLM

        network: Any = AutoModelForCausalLM.from_pretrained(
            str(folder), dtype=torch.float32, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
        if getattr(network, "is_quantized", False):
            hush()
            return cls(network, load_tokenizer(folder))
        return cls(network.to(device), load_tokenizer(folder))

    def open(self, ids: Ints, mask: Ints) -> EagerPassage:
        """See LoopEngine."""
        return EagerPassage(self.network, ids, mask)

    @torch.inference_mode()
    def read(self, ids: Ints, mask: Ints) -> Floats:
        """See LoopEngine."""
        device = next(self.network.parameters()).device
        out = self.network(input_ids=torch.from_numpy(ids).to(device), attention_mask=torch.from_numpy(mask).to(device))
        logits: Floats = out.logits.float().cpu().numpy()
        return logits


def hush() -> None:
    """bitsandbytes says at every layer that inputs are cast: that is what eight bits do."""
    logging.getLogger("bitsandbytes.autograd._functions").setLevel(logging.ERROR)


class EagerPassage:
    """See Passage."""

    logits: Floats

    def __init__(self, network: Any, ids: Ints, mask: Ints) -> None:
        self.network = network
        self.device = next(network.parameters()).device
        self.mask = torch.from_numpy(mask).to(self.device)  # (B, T)
        self.past: Any = None
        self._read(torch.from_numpy(ids).to(self.device))

    def step(self, tokens: Ints) -> None:
        self.mask = torch.cat([self.mask, torch.ones_like(self.mask[:, :1])], dim=1)
        self._read(torch.from_numpy(tokens).to(self.device)[:, None])

    @torch.inference_mode()
    def keep(self, rows: Ints) -> None:
        chosen = torch.from_numpy(rows).to(self.device)
        self.past.batch_select_indices(chosen)
        self.mask, self.logits = self.mask[chosen], self.logits[rows]

    @torch.inference_mode()
    def _read(self, ids: torch.Tensor) -> None:
        position = (self.mask.cumsum(1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        out = self.network(
            input_ids=ids, attention_mask=self.mask, position_ids=position, past_key_values=self.past, use_cache=True
        )
        self.past = out.past_key_values
        self.logits = out.logits[:, -1].float().cpu().numpy()
