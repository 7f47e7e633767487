"""The lesson of a student: write the author's posts, and expect next tokens as its teachers do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from miles.engine.tokenizer import vocabulary_sha256
from miles.model.decoder import Causal
from miles.post.error import MilesError
from miles.training.finetune import Batch, Finetune
from miles.training.losses import PostLoss, divergence, places


class Distill(Finetune):
    """Finetune with soft targets: `share` of the divergence from the teachers, the rest cross-entropy.

    Several teachers speak as the mean of their distributions. `beta` chooses the divergence (see
    `losses.divergence`), `temperature` softens both sides. A teacher has the student's tokenizer, sees the
    same packed rows, and is neither trained nor put into checkpoints.
    """

    def __init__(
        self,
        model: Causal,
        teachers: Sequence[Causal],
        share: float = 0.5,
        beta: float = 0.0,
        temperature: float = 1.0,
        **finetune: Any,
    ) -> None:
        super().__init__(model, **finetune)
        for name, value, is_allowed, allowed in (
            ("share", share, 0 <= share <= 1, "between 0 and 1"),
            ("beta", beta, 0 <= beta <= 1, "between 0 and 1"),
            ("temperature", temperature, temperature > 0, "above 0"),
        ):
            if not is_allowed:
                raise MilesError(f"training.{name}={value} is not {allowed}", f"set training.{name} {allowed}")
        if not teachers:
            raise MilesError("a student needs a teacher", "run `make distill TEACHER=best`")
        own = vocabulary_sha256(model.tokenizer)
        for teacher in teachers:
            theirs = vocabulary_sha256(teacher.tokenizer)
            if theirs != own:
                raise MilesError(
                    f"teacher and student read different tokens: vocabularies {theirs[:12]} and {own[:12]}",
                    "choose a student of the same base, such as paths.base=data/base/xs",
                )
        self._teachers = [teacher.eval().requires_grad_(False) for teacher in teachers]  # a list: no submodules
        self.share, self.beta, self.temperature = share, beta, temperature

    def loss(self, logits: Tensor, lesson: PostLoss, batch: Batch) -> Tensor:
        """See Finetune."""
        apart = divergence(logits, self.taught(batch), self.beta, self.temperature)
        self.log("train/divergence", apart.detach())
        return self.share * apart + (1 - self.share) * lesson.loss

    @torch.no_grad()
    def taught(self, batch: Batch) -> Tensor:
        """Log-probabilities (N, V) that the teachers give to what comes at the learnt places."""
        said = [
            teacher.to(self.device)(batch["input_ids"], batch["position_ids"], places(batch["labels"])).log_softmax(-1)
            for teacher in self._teachers
        ]
        return torch.stack(said).logsumexp(0) - math.log(len(said))
