"""The lesson of writing: given a draft, make the author's post likely."""

from __future__ import annotations

import math
import time
from functools import partial
from typing import Any

import pytorch_lightning as pl
import torch
from pytorch_lightning.callbacks import Timer
from torch import Tensor, nn

from miles.corpus.tokens import IGNORED
from miles.post.error import MilesError
from miles.training.losses import PostLoss, places, post_loss, targets
from miles.training.muon import MuonAdamW, hidden_matrices
from miles.training.schedule import cosine, wsd

Batch = dict[str, Tensor]
CHOICES = {"optimizer": ("adamw", "muon"), "schedule": ("cosine", "wsd")}


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

    `optimizer` is adamw, or muon (Muon for hidden matrices, with `muon_lr` where it differs from `lr`,
    AdamW for the rest); `schedule` is cosine, or wsd, whose last `decay_share` of the steps goes down.
    The schedule spans the trainer's max_steps or max_epochs, whichever ends first. With `peak_flops`
    (of the device, per second) model FLOPs utilisation is logged: 6 N per token read (Kaplan et al. 2020).
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
        optimizer: str = "adamw",
        schedule: str = "cosine",
        muon_lr: float | None = None,
        decay_share: float = 0.2,
        peak_flops: float | None = None,
    ) -> None:
        super().__init__()
        for name, value in (("optimizer", optimizer), ("schedule", schedule)):
            if value not in CHOICES[name]:
                raise MilesError(f"training.{name}={value} is not known", f"choose one of: {', '.join(CHOICES[name])}")
        self.model = model.train()  # what transformers loads comes in eval mode, and Lightning keeps modes: no dropout
        self.lr, self.betas, self.weight_decay = lr, (betas[0], betas[1]), weight_decay
        self.warmup_share, self.floor = warmup_share, floor
        self.label_smoothing, self.z_loss = label_smoothing, z_loss
        self.seed = seed
        self.optimizer, self.schedule = optimizer, schedule
        self.muon_lr, self.decay_share, self.peak_flops = muon_lr, decay_share, peak_flops
        self.strict_loading = False  # checkpoints hold the trained weights only
        self._sums: dict[int, Tensor] = {}
        self._clock: tuple[float, int, int] = (0.0, 0, 0)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        logits = self.read(batch)
        lesson = post_loss(logits, targets(batch["labels"]), self.label_smoothing, self.z_loss)
        loss = finite(self.loss(logits, lesson, batch), batch)
        self.log("train/loss", lesson.nats / lesson.tokens.clamp(min=1), prog_bar=True)
        self._log_speed(batch)
        return loss

    def read(self, batch: Batch) -> Tensor:
        """Logits (N, V) of the learnt places, with dropout."""
        devices = [self.device] if self.device.type == "cuda" else []
        with torch.random.fork_rng(devices=devices):
            # Dropout depends on the batch's number alone, so a resumed run drops what the first would have.
            torch.manual_seed(_mixed(self.seed, int(batch["index"])))
            logits: Tensor = self.model(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
        return logits

    def loss(self, logits: Tensor, lesson: PostLoss, batch: Batch) -> Tensor:
        """What a step minimises: here the posts' own cross-entropy. `logits` (N, V) are those of the learnt places."""
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
        optimizer = self._optimizer()
        total = self._total_steps()
        warmup = math.ceil(total * self.warmup_share)
        if self.schedule == "cosine":
            factor = partial(cosine, total=total, warmup=warmup, floor=self.floor)
        else:
            factor = partial(
                wsd, total=total, warmup=warmup, floor=self.floor, decay=math.ceil(total * self.decay_share)
            )
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def _optimizer(self) -> torch.optim.Optimizer:
        learnt = [weight for weight in self.parameters() if weight.requires_grad]
        decayed, kept = self._groups()
        assert len(decayed) + len(kept) == len(learnt)
        matrices = hidden_matrices(self) if self.optimizer == "muon" else []
        taken = {id(weight) for weight in matrices}
        groups = [
            {"params": [weight for weight in decayed if id(weight) not in taken], "weight_decay": self.weight_decay},
            {"params": [weight for weight in kept if id(weight) not in taken], "weight_decay": 0.0},
        ]
        if matrices:
            return MuonAdamW(matrices, groups, self.lr, self.betas, self.weight_decay, self.muon_lr)
        return torch.optim.AdamW(groups, lr=self.lr, betas=self.betas)

    def _total_steps(self) -> int:
        """Steps that the schedule spans; a budget in time alone does not tell how many there are."""
        timed = any(isinstance(callback, Timer) for callback in self.trainer.callbacks)  # type: ignore[attr-defined]
        if timed and self.trainer.max_steps < 0:
            raise MilesError(
                "trainer.max_time leaves the schedule without an end",
                "give trainer.max_steps too: seconds times train/tokens_per_s over the tokens of a step",
            )
        return int(self.trainer.estimated_stepping_batches)

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
        """Tokens a second since the last log: learnt ones, without drafts and padding, and all that were read."""
        now = time.perf_counter()
        since, learnt, read = self._clock
        learnt += int((batch["labels"] != IGNORED).sum())
        read += batch["labels"].numel()
        if not since:
            self._clock = (now, 0, 0)
        elif now - since >= 5.0:
            self.log("train/tokens_per_s", learnt / (now - since))
            self.log("train/tokens_read_per_s", read / (now - since))
            if self.peak_flops:
                weights = sum(weight.numel() for weight in self.parameters())
                self.log("train/flops_utilisation", 6.0 * weights * read / (now - since) / self.peak_flops)
            self._clock = (now, 0, 0)
        else:
            self._clock = (since, learnt, read)


def finite(loss: Tensor, batch: Batch) -> Tensor:
    """The loss, unless it became infinite or no number."""
    if not torch.isfinite(loss):
        raise MilesError(
            f"the loss became {loss.item()} at batch {int(batch['index'])}",
            "lower training.lr or set trainer.precision=32-true, and start afresh",
        )
    return loss


def _mixed(seed: int, index: int) -> int:
    """One 63-bit seed from two numbers; neighbours differ in about half their bits (splitmix64)."""
    x = (seed * 0x9E3779B97F4A7C15 + index * 0xD1B54A32D192ED03 + 1) % 2**64
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) % 2**64
    return (x ^ (x >> 31)) >> 1
