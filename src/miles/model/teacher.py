"""A network that a student learns from: read from its folder when it is first asked, never trained."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedModel

from miles.engine.tokenizer import load_tokenizer
from miles.model.checkpoint import MEMORY
from miles.model.decoder import packed_logits
from miles.post.error import MilesError
from miles.post.whole import file_sha256


class Teacher(nn.Module):
    """Any causal LM of a local folder in Hugging Face format: a sealed voice, a base, or what others made.

    `folder` holds config.json, tokenizer.json and *.safetensors; what is missing is told at once, weights that
    do not fit config.json when they are read. Texts of up to `max_positions` tokens are read. Nothing in the
    folder is executed, nothing is downloaded.
    """

    def __init__(self, folder: str, max_positions: int = 1024) -> None:
        super().__init__()
        self.folder, self.max_positions = Path(folder), max_positions
        if not (self.folder / "config.json").is_file():
            raise MilesError(
                f"{folder} holds no network: config.json is missing",
                "give a voice of the shelf, or a local folder with config.json, tokenizer.json and *.safetensors",
            )
        self.weights = sorted(path for path in self.folder.glob("*.safetensors") if path.name != MEMORY)
        if not self.weights:
            raise MilesError(
                f"{folder} holds no torch weights (*.safetensors) whose expectations could be read",
                "give the voice that this form was made from, or let this one write: sequences=4",
            )
        self.tokenizer = load_tokenizer(self.folder)
        self.network: PreTrainedModel | None = None

    def forward(self, input_ids: Tensor, position_ids: Tensor, keep: Tensor) -> Tensor:
        """Logits (N, V) at the places `keep` (B, T) of packed rows (see corpus.tokens.Blocks)."""
        if self.network is None:
            self.network = self._read()
        network = self.network.to(input_ids.device)  # type: ignore[arg-type]
        return packed_logits(network, input_ids, position_ids, keep)

    @cached_property
    def sha256(self) -> str:
        """Hash of the weights and of config.json: equal hashes say the same of every text."""
        files = [self.folder / "config.json", *self.weights]
        return hashlib.sha256("".join(file_sha256(path) for path in files).encode()).hexdigest()

    def _read(self) -> PreTrainedModel:
        try:
            config = AutoConfig.from_pretrained(self.folder, local_files_only=True)
            _check_positions(self.folder, config, self.max_positions)
            read: Any = AutoModelForCausalLM.from_pretrained(
                self.folder, config=config, dtype=torch.float32, use_safetensors=True, local_files_only=True,
                trust_remote_code=False, output_loading_info=True,
            )  # fmt: skip
            network: PreTrainedModel = read[0]
            missing = sorted(read[1]["missing_keys"])
        except (OSError, ValueError, RuntimeError, ImportError, SafetensorError) as error:
            raise MilesError(f"the teacher {self.folder} cannot be read: {error}", "restore it") from error
        if missing:
            raise MilesError(
                f"the weights in {self.folder} are not those of its config.json: {', '.join(missing[:3])} are missing",
                "use the config.json that was written with these weights",
            )
        network.eval().requires_grad_(False)
        _check_packing(self.folder, network)
        return network


def _check_positions(folder: Path, config: Any, wanted: int) -> None:
    """Rotary positions go on for ever; learnt ones end."""
    known = getattr(config, "max_position_embeddings", None)
    is_rotary = any(name.startswith("rope_") for name in config.to_dict())
    if known is not None and known < wanted and not is_rotary:
        raise MilesError(f"the teacher {folder} reads {known} tokens at most", f"set corpus.block_len={known}")


@torch.no_grad()
def _check_packing(folder: Path, network: Any) -> None:
    """Refuse a kind of network in which sequences of a row see each other: its expectations would be wrong."""
    ids, keep = torch.arange(1, 9).reshape(2, 4), torch.ones(2, 4, dtype=torch.bool)
    positions = torch.arange(4).repeat(2, 1)
    try:
        alone = packed_logits(network, ids, positions, keep)
        beside = packed_logits(network, ids.reshape(1, 8), positions.reshape(1, 8), keep.reshape(1, 8))
    except TypeError as error:  # it takes no positions
        raise _unpacked(folder, network) from error
    if not torch.allclose(alone, beside, atol=1e-3, rtol=1e-3):
        raise _unpacked(folder, network)


def _unpacked(folder: Path, network: Any) -> MilesError:
    return MilesError(
        f"the teacher {folder}, a {network.config.model_type}, cannot read several posts in a row apart",
        "choose a teacher of another kind, such as a llama, qwen2 or qwen3",
    )
