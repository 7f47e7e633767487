"""The lesson of a student: write the author's posts, and expect next tokens as its teachers do."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from miles.corpus.tokens import IGNORED, Encoded, lay_out, pad_id, place, unpack
from miles.engine.tokenizer import vocabulary_sha256
from miles.model.decoder import Causal
from miles.model.lora import Lora
from miles.model.teacher import Teacher
from miles.post.error import MilesError
from miles.registry.voice import hash_seed
from miles.training.finetune import Batch, Finetune, finite
from miles.training.losses import NOTHING, PostLoss, apart, divergence, lumped, places
from miles.training.memo import Memo, Said, key
from miles.training.rehearsal import Rehearsal

FORMAT = 1  # of what is kept of teachers


class Distill(Finetune):
    """Finetune with soft targets: `share` of the divergence from the teachers, the rest cross-entropy.

    Several teachers speak as the mean of their distributions. `beta` chooses the divergence (see
    `losses.apart`), `temperature` softens both sides. A teacher has the student's vocabulary and is neither
    trained nor put into checkpoints. With a share of 0 nobody is asked.

    With `top_k` the teachers read each sequence once: of every place the `top_k` likeliest tokens and the rest
    as one are compared, and kept in the folder `memo`, in a file named by weights, `top_k`, temperature and
    number format. Runs that begin with the same file end with the same weights.

    For `on_policy` of the batches the student writes the posts itself, to the same prompts, and the divergence
    on those texts alone is minimised (Agarwal et al. 2024, generalised knowledge distillation); the seed and the
    batch's number decide which and what.
    """

    def __init__(
        self,
        model: Causal | Lora,
        teachers: Sequence[Teacher],
        memo: str,
        share: float = 0.5,
        beta: float = 0.0,
        temperature: float = 1.0,
        top_k: int = 64,
        on_policy: float = 0.0,
        **finetune: Any,
    ) -> None:
        super().__init__(model, **finetune)
        self._tokenizer, self._width = model.tokenizer, int(model.network.config.vocab_size)
        for name, value, is_allowed, allowed in (
            ("share", share, 0 <= share <= 1, "between 0 and 1"),
            ("beta", beta, 0 <= beta <= 1, "between 0 and 1"),
            ("temperature", temperature, temperature > 0, "above 0"),
            ("top_k", top_k, 0 <= top_k <= self._width, f"between 0 and {self._width}, the size of the vocabulary"),
            ("on_policy", on_policy, 0 <= on_policy <= 1, "between 0 and 1"),
        ):
            if not is_allowed:
                raise MilesError(f"training.{name}={value} is not {allowed}", f"set training.{name} {allowed}")
        if not teachers and (share or on_policy):
            raise MilesError("a student needs a teacher", "run `make distill TEACHER=best`")
        own = vocabulary_sha256(model.tokenizer)
        for teacher in teachers:
            theirs = vocabulary_sha256(teacher.tokenizer)
            if theirs != own:
                raise MilesError(
                    f"teacher and student read different tokens: vocabularies {theirs[:12]} and {own[:12]}",
                    "choose a student of the same base, such as paths.base=data/base/xs, or let a voice of the shelf "
                    "write posts to learn from: sequences=4",
                )
        self._teachers = list(teachers)  # a list: no submodules
        self.share, self.beta, self.temperature = share, beta, temperature
        self.top_k, self.on_policy, self.folder = top_k, on_policy, Path(memo)
        self._memo: Memo | None = None
        self._rehearsal = Rehearsal(model)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """See Finetune; a batch that the student writes itself has no posts to learn."""
        if not self.is_own(int(batch["index"])):
            return super().training_step(batch, batch_idx)
        own = self.own(batch)
        found = finite(self.whole(self.read(own), own), own)
        self.log("train/divergence_of_own", found.detach())
        return found

    def loss(self, logits: Tensor, lesson: PostLoss, batch: Batch) -> Tensor:
        """See Finetune."""
        if not self.share:
            return lesson.loss
        if self.top_k:
            ids, log_p = self.told(batch)
            found = apart(lumped(logits, ids, self.temperature), log_p, self.beta)
        else:
            found = self.whole(logits, batch)
        self.log("train/divergence", found.detach())
        return self.share * found + (1 - self.share) * lesson.loss

    def whole(self, logits: Tensor, batch: Batch) -> Tensor:
        """The divergence of whole distributions, that of `logits` (N, V) and the teachers'."""
        return divergence(logits, self.taught(batch), self.beta, self.temperature)

    @torch.no_grad()
    def taught(self, batch: Batch) -> Tensor:
        """Log-probabilities (N, V) that the teachers give to what comes at the learnt places.

        Networks of one vocabulary may end with differently many rows that stand for no token; V is the student's.
        """
        keep = places(batch["labels"])
        said = []
        for teacher in self._teachers:
            log_p = teacher(batch["input_ids"], batch["position_ids"], keep).float().log_softmax(-1)
            said.append(functional.pad(log_p, (0, self._width - log_p.shape[-1]), value=-NOTHING).log_softmax(-1))
        return torch.stack(said).logsumexp(0) - math.log(len(said))

    def told(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(ids (N, k), log-probabilities (N, k + 1)) of the learnt places as kept; teachers read what is new."""
        sequences = unpack(*(batch[name].cpu().numpy() for name in ("input_ids", "position_ids", "labels")))
        keys = [key(sequence) for sequence in sequences]
        memo = self._opened()
        known = memo.get(list(dict.fromkeys(keys)))
        if new := {name: each for name, each in zip(keys, sequences, strict=True) if name not in known}:
            known |= memo.put(self._heard(new, batch["input_ids"].shape[1]))
        ids = np.concatenate([known[name].ids for name in keys]).astype(np.int64)
        log_p = np.concatenate([known[name].log_p for name in keys]).astype(np.float32)
        # Rounded as they are kept, they need not sum to 1.
        return torch.from_numpy(ids).to(self.device), torch.from_numpy(log_p).to(self.device).log_softmax(-1)

    def is_own(self, index: int) -> bool:
        """Does the student write the batch of that number itself?"""
        return float(np.random.default_rng([self.seed, index]).random()) < self.on_policy

    def own(self, batch: Batch) -> Batch:
        """A batch of the same number with the student's own texts, without `chars`."""
        parts = [batch[name].cpu().numpy() for name in ("input_ids", "position_ids", "labels")]
        seed = hash_seed(self.seed, int(batch["index"]))
        # Weights that autocast converts while nothing is learnt would be kept and have no gradient.
        with torch.autocast(self.device.type, enabled=False):
            blocks = self._rehearsal.write(unpack(*parts), parts[0].shape[1], seed)
        return self._batch(asdict(blocks)) | {"index": batch["index"]}

    def on_fit_end(self) -> None:
        """Let go of the memo's file."""
        if self._memo:
            self._memo.close()

    @torch.no_grad()
    def _heard(self, new: Mapping[bytes, Encoded], width: int) -> dict[bytes, Said]:
        sequences = list(new.values())
        lengths = np.array([len(sequence.ids) for sequence in sequences], dtype=np.int64)
        row_of, start_of, rows = place(lengths, width)
        blocks = lay_out(sequences, lengths, row_of, start_of, (rows, width), pad_id(self._tokenizer))
        log_p = self.taught(self._batch(asdict(blocks)))
        ids = log_p.topk(self.top_k).indices
        kept = lumped(log_p, ids, self.temperature)
        order = np.argsort(row_of * width + start_of)
        counts = [int((sequences[i].labels[1:] != IGNORED).sum()) for i in order]
        cuts = np.cumsum(counts)[:-1]
        pieces = zip(np.split(ids.cpu().numpy(), cuts), np.split(kept.cpu().numpy(), cuts), strict=True)
        names = list(new)
        return {names[i]: Said(*piece) for i, piece in zip(order, pieces, strict=True)}

    def _opened(self) -> Memo:
        if self._memo is None:
            kind = self.device.type
            exact = torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else torch.float32
            facts = [
                FORMAT,
                self._width,
                self.top_k,
                self.temperature,
                exact,
                sorted(each.sha256 for each in self._teachers),
            ]
            name = sha256(repr(facts).encode()).hexdigest()[:16]
            self._memo = Memo(self.folder / f"taught-{name}.sqlite", self.top_k, self._width)
        return self._memo

    def _batch(self, blocks: Mapping[str, Any]) -> Batch:
        return {name: torch.from_numpy(array).to(self.device) for name, array in blocks.items()}
