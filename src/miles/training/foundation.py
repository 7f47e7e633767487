"""What pretraining ends with: a folder of base weights that other voices start from."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytorch_lightning as pl
import torch

from miles.post.whole import file_sha256, whole_folder, write_text
from miles.training.card import card


class Foundation:
    """A network -> config.json, model.safetensors in bf16, tokenizer.json and a model card, whole or not there.

    `folder` is where they go; without it, into the run's own folder. Weights larger than `max_shard` are cut
    into several files. What the card says was measured on the weights as written, after their rounding.
    """

    def __init__(self, folder: str | None = None, max_shard: str = "5GB") -> None:
        self.folder, self.max_shard = folder, max_shard

    def make(
        self, lesson: Any, trainer: pl.Trainer, place: Path, lineage: Mapping[str, Any]
    ) -> tuple[Path, dict[str, Any]]:
        """The folder, and what a run's lineage keeps of it."""
        target = Path(self.folder) if self.folder else place / "foundation"
        network = lesson.model.plain()
        with torch.no_grad():
            for weight in network.parameters():
                weight.copy_(weight.bfloat16())
        data: Any = trainer.datamodule  # type: ignore[attr-defined]
        [*measured] = trainer.validate(lesson, datamodule=data, verbose=False)
        facts = {
            "network": network.config.to_diff_dict(),
            "parameters": sum(weight.numel() for weight in network.parameters()),
            "metrics": {
                name.partition("/dataloader_idx")[0]: value for some in measured for name, value in some.items()
            },
            "steps": trainer.global_step,
            "tokens_a_step": data.batch_blocks * data.block_len * trainer.accumulate_grad_batches,
            "data": data.facts,
            "command": lineage["command"],
            "code": lineage["code"],
            "started_at": lineage["started_at"],
        }
        with whole_folder(target) as temporary:
            copy.deepcopy(network).bfloat16().save_pretrained(
                temporary, safe_serialization=True, max_shard_size=self.max_shard
            )
            lesson.model.tokenizer.save(str(temporary / "tokenizer.json"))
            hashes = {path.name: file_sha256(path) for path in sorted(temporary.iterdir())}
            write_text(temporary / "README.md", card(facts, hashes))
        return target, {"foundation": str(target), "facts": facts | {"files": hashes}}
