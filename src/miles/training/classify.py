"""The lesson of labels: given a text, which of a few names fits it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from torch import Tensor, nn
from torch.nn import functional

from miles.evaluation.classify import macro_recall
from miles.post.error import MilesError
from miles.training.schedule import cosine

Batch = dict[str, Tensor]


class Classify(pl.LightningModule):
    """Cross entropy with logits adjusted by the labels' shares (Menon et al. 2021): rare labels count as much.

    `priors` (labels,) are the shares in training; `balance` 1 aims at the mean recall over labels, 0 at the share
    that is right. A batch is that of `miles.corpus.labelled.LabelledData`.
    """

    def __init__(
        self,
        model: nn.Module,
        priors: Sequence[float],
        lr: float = 5e-4,
        weight_decay: float = 0.01,
        warmup_share: float = 0.06,
        balance: float = 1.0,
        label_smoothing: float = 0.0,
        seed: int = 0,
    ) -> None:
        super().__init__()
        if min(priors) <= 0:
            raise MilesError("a label has no training text", "add some, or take the label out of mapping.txt")
        self.model = model.train()  # what transformers loads comes in eval mode, and Lightning keeps modes
        self.lr, self.weight_decay, self.warmup_share = lr, weight_decay, warmup_share
        self.label_smoothing, self.seed = label_smoothing, seed
        self.register_buffer("shift", balance * torch.log(torch.tensor(list(priors))).float(), persistent=False)
        self.strict_loading = False  # checkpoints hold the trained weights only
        self._told: list[tuple[np.ndarray, np.ndarray]] = []

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        with torch.random.fork_rng(devices=[self.device] if self.device.type == "cuda" else []):
            torch.manual_seed((self.seed << 32) + int(batch["index"]))  # a resumed run drops what the first would have
            logits = self.model(batch["ids"], batch["mask"])
        shift = self.get_buffer("shift")
        loss = functional.cross_entropy(logits + shift, batch["labels"], label_smoothing=self.label_smoothing)
        if not torch.isfinite(loss):
            raise MilesError(f"the loss became {loss.item()} at batch {int(batch['index'])}", "lower training.lr")
        self.log("train/loss", loss, prog_bar=True)
        return loss

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        guess = self.model(batch["ids"], batch["mask"]).argmax(dim=-1)
        self._told.append((guess.cpu().numpy(), batch["labels"].cpu().numpy()))

    def on_validation_epoch_end(self) -> None:
        guess, truth = (np.concatenate(column) for column in zip(*self._told, strict=True))
        self._told = []
        recall = macro_recall(guess, truth, len(self.get_buffer("shift")))
        self.log("valid/error", 1.0 - float(recall.of(np.ones((1, len(truth))))[0]), prog_bar=True)

    def configure_optimizers(self) -> Any:
        learnt = [weight for weight in self.parameters() if weight.requires_grad]
        optimizer = torch.optim.AdamW(learnt, lr=self.lr, weight_decay=self.weight_decay)
        total = int(self.trainer.estimated_stepping_batches)
        factor = partial(cosine, total=total, warmup=math.ceil(total * self.warmup_share))
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        learnt = {name for name, weight in self.named_parameters() if weight.requires_grad}
        checkpoint["state_dict"] = {k: v for k, v in checkpoint["state_dict"].items() if k in learnt}
