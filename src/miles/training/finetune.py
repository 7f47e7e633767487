"""The lesson of writing: given a draft, make the author's post likely."""

from __future__ import annotations

import math
import time
from typing import Any

import pytorch_lightning as pl
import torch
from torch import Tensor, nn

from miles.post.error import MilesError
from miles.training.losses import places, post_loss, targets
from miles.training.schedule import cosine

Batch = dict[str, Tensor]


class Finetune(pl.LightningModule):
    """One objective for full, LoRA and QLoRA training: next token of the post, none of the draft.

    `model(input_ids, position_ids, keep) -> logits (N, V)`; weights that need no gradient are
    neither optimised nor put into checkpoints. A batch holds
        input_ids     (B, T) int64, several sequences packed in a row
        position_ids  (B, T) int64, restarting at 0 with each sequence
        labels        (B, T) int64, the post's tokens; -100 on drafts and padding
        chars         (B,)   int64, symbols the labels stand for (bits per character)
        index         ()     int64, training only: the batch's number in the run
    Validation loader 0 holds posts without draft, loader 1 posts with one.
    """

    def __init__(
        self,
        model: nn.Module,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.95),
        weight_decay: float = 0.1,
        warmup_share: float = 0.05,
        floor: float = 0.1,
        label_smoothing: float = 0.0,
        z_loss: float = 0.0,
        seed: int = 0,
    ) -> None:
        super().__init__()
        self.model = model
        self.lr, self.betas, self.weight_decay = lr, (betas[0], betas[1]), weight_decay
        self.warmup_share, self.floor = warmup_share, floor
        self.label_smoothing, self.z_loss = label_smoothing, z_loss
        self.seed = seed
        self.strict_loading = False  # checkpoints hold the trained weights only
        self._sums: dict[int, Tensor] = {}
        self._clock: tuple[float, int] = (0.0, 0)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        devices = [self.device] if self.device.type == "cuda" else []
        with torch.random.fork_rng(devices=devices):
            # Dropout depends on the batch's number alone, so a resumed run drops what the first would have.
            torch.manual_seed(_mixed(self.seed, int(batch["index"])))
            logits = self.model(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
        lesson = post_loss(logits, targets(batch["labels"]), self.label_smoothing, self.z_loss)
        if not torch.isfinite(lesson.loss):
            raise MilesError(
                f"the loss became {lesson.loss.item()} at batch {int(batch['index'])}",
                "lower training.lr or set trainer.precision=32-true, and start afresh",
            )
        self.log("train/loss", lesson.nats / lesson.tokens.clamp(min=1), prog_bar=True)
        self._log_speed(batch)
        return lesson.loss

    def validation_step(self, batch: Batch, batch_idx: int, dataloader_idx: int = 0) -> None:
        logits = self.model(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
        lesson = post_loss(logits, targets(batch["labels"]))
        row = torch.stack([lesson.nats.double(), lesson.tokens.double(), batch["chars"].sum().double()])
        self._sums[dataloader_idx] = self._sums[dataloader_idx] + row if dataloader_idx in self._sums else row

    def on_validation_epoch_end(self) -> None:
        for loader, suffix in ((0, ""), (1, "_with_draft")):
            if loader in self._sums:
                nats, tokens, chars = self._sums[loader].tolist()
                self.log(f"valid/loss{suffix}", nats / max(tokens, 1.0), prog_bar=not loader)
                self.log(f"valid/bits_per_char{suffix}", nats / math.log(2) / max(chars, 1.0), prog_bar=not loader)
        self._sums = {}

    def configure_optimizers(self) -> Any:
        learnt = [weight for weight in self.parameters() if weight.requires_grad]
        decayed, kept = self._groups()
        assert len(decayed) + len(kept) == len(learnt)
        optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": self.weight_decay}, {"params": kept, "weight_decay": 0.0}],
            lr=self.lr,
            betas=self.betas,
        )
        total = int(self.trainer.estimated_stepping_batches)
        warmup = math.ceil(total * self.warmup_share)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: cosine(step, total, warmup, self.floor))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        learnt = {name for name, weight in self.named_parameters(remove_duplicate=False) if weight.requires_grad}
        checkpoint["state_dict"] = {k: v for k, v in checkpoint["state_dict"].items() if k in learnt}

    def _groups(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """(decayed, not decayed): matrices decay; norms, biases and embeddings do not."""
        spared = {
            id(weight)
            for module in self.modules()
            if isinstance(module, nn.Embedding) or "TrainableTokens" in type(module).__name__
            for weight in module.parameters()
        }
        learnt = [weight for weight in self.parameters() if weight.requires_grad]
        decayed = [weight for weight in learnt if weight.ndim >= 2 and id(weight) not in spared]
        return decayed, [weight for weight in learnt if weight.ndim < 2 or id(weight) in spared]

    def _log_speed(self, batch: Batch) -> None:
        """Tokens learnt per second since the last log: drafts and padding are not counted."""
        now = time.perf_counter()
        since, tokens = self._clock
        tokens += int((batch["labels"] != -100).sum())
        if not since:
            self._clock = (now, 0)
        elif now - since >= 5.0:
            self.log("train/tokens_per_s", tokens / (now - since))
            self._clock = (now, 0)
        else:
            self._clock = (since, tokens)


def _mixed(seed: int, index: int) -> int:
    """One 63-bit seed from two numbers; neighbours differ in about half their bits (splitmix64)."""
    x = (seed * 0x9E3779B97F4A7C15 + index * 0xD1B54A32D192ED03 + 1) % 2**64
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) % 2**64
    return (x ^ (x >> 31)) >> 1
