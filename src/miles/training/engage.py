"""The lesson of reception: given a text before it is posted, the quantiles of how it will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytorch_lightning as pl
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Combination, Forecaster, without_links
from miles.analysis.level import History
from miles.analysis.misses import Misses
from miles.analysis.outcomes import FEWEST, Outcomes, refuse_leaks
from miles.analysis.predictors import (
    QUANTILES,
    Inputs,
    Kernel,
    LengthOnly,
    Network,
    Predictor,
    Rows,
    TextRidge,
    Trees,
    known_heads,
    width_80,
)
from miles.analysis.subjects import Subjects
from miles.analysis.traits import Scale, TraitReader
from miles.corpus.engagement import EngagementData, folds
from miles.model.engagement import EngagementNet
from miles.post.error import MilesError
from miles.training.callbacks import quiet

if TYPE_CHECKING:
    from miles.training.tuning import Tuning

MISSES = 500  # newest ones that a Forecaster keeps: five half-lives, older ones weigh a thirtieth and less
FAMILIAR = 0.01  # share of the training posts that were as unlike anything before them


class Engage(pl.LightningModule):
    """Pinball loss over all heads and QUANTILES (Koenker & Bassett 1978). A batch is a pair
    rows     what `model` takes: (B, D + F) float32, or tokens and traits as in `miles.corpus.engagement.HeardBatches`
    targets  (B, heads) float32, NaN where a count is unknown
    """

    def __init__(self, model: nn.Module, lr: float = 3e-3, weight_decay: float = 0.1) -> None:
        super().__init__()
        self.model, self.lr, self.weight_decay = model, lr, weight_decay

    def training_step(self, batch: tuple[Any, Tensor], batch_idx: int) -> Tensor:
        return self._loss(batch)

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.AdamW(self.parameters(), lr=self.lr, weight_decay=self.weight_decay)

    def _loss(self, batch: tuple[Any, Tensor]) -> Tensor:
        rows, targets = batch
        told = torch.isfinite(targets)
        left = targets.nan_to_num().unsqueeze(-1) - self.model(rows)  # (B, heads, Q)
        q = torch.tensor(QUANTILES, device=left.device)
        loss = torch.maximum(q * left, (q - 1) * left).mean(dim=-1)
        return (loss * told).sum() / told.sum().clamp(min=1)


class Team:
    """Learns every member of a Forecaster: first out of fold, to weigh them, then on all posts.

    `networks` small networks differ by their seed and answer with their mean; each sees all posts `epochs` times.
    Before any evidence the kernel's answer counts `lead` times as much as each other member's. With `topics`, likeness
    to each of the posts' topics is a trait too. `tuning` fine-tunes the encoder; None leaves it as it is. Both are made
    anew for every fold, so that no post is forecast with vectors that its own counts have shaped.
    """

    def __init__(
        self,
        networks: int = 5,
        hidden: int = 64,
        dropout: float = 0.3,
        lr: float = 3e-3,
        weight_decay: float = 0.1,
        epochs: int = 15,
        alpha: float = 2.0,
        rounds: int = 300,
        gamma: float = 0.04,
        c: float = 2.0,
        lead: float = 3.0,
        folds: int = 4,
        seed: int = 0,
        topics: bool = False,
        tuning: Tuning | None = None,
    ) -> None:
        self.topics, self.tuning = topics, tuning
        self.networks, self.hidden, self.dropout = networks, hidden, dropout
        self.lr, self.weight_decay, self.epochs = lr, weight_decay, epochs
        self.lead, self.folds, self.seed = lead, folds, seed
        self.kinds: Mapping[str, Callable[[Inputs, Rows], Predictor]] = {
            TextRidge.name: lambda inputs, targets: TextRidge.fit(inputs, targets, alpha),
            Trees.name: lambda inputs, targets: Trees.fit(inputs, targets, rounds, seed),
            Kernel.name: lambda inputs, targets: Kernel.fit(inputs, targets, gamma, c),
            Network.name: self._networks,
        }

    def learn(self, outcomes: Outcomes, history: History, embedder: Embedder) -> tuple[Forecaster, dict[str, Any]]:
        """The Forecaster, and what is known of its making: weights of the members, posts, heads."""
        if len(outcomes) < FEWEST:
            raise MilesError(
                f"{len(outcomes)} root posts with counts are too few to learn a forecast from",
                f"bring at least {FEWEST}",
            )
        reader, targets = TraitReader(), outcomes.targets
        raw = reader.table(outcomes.texts, outcomes.moments)
        refuse_leaks(raw, outcomes.counts)
        scale = Scale.of(raw)
        inputs = Inputs(outcomes.texts, embedder.embed(without_links(outcomes.texts)), scale(raw))
        forecast = np.full((len(self.kinds), *targets.shape), np.nan)
        width = np.full(targets.shape, np.nan)
        nearest = np.full(len(inputs), np.nan)
        for learnt, later in track(folds(outcomes.times, self.folds), "out of fold"):
            heard = self._heard(inputs, targets, learnt)
            team = self._all(heard.take(learnt), targets[learnt])
            forecast[:, later] = [member.predict(heard.take(later)) for member in team.values()]
            width[later] = width_80(team[Network.name].quantiles(heard.take(later)))  # type: ignore[attr-defined]
            nearest[later] = team[Kernel.name].nearest(heard.take(later))  # type: ignore[attr-defined]
        prior = [self.lead if name == Kernel.name else 1.0 for name in self.kinds]
        combination = Combination.fit(forecast, width, targets - outcomes.pull, prior)
        judged = np.isfinite(nearest)
        missed = (targets - outcomes.pull - combination.centre(forecast)) / width
        misses = Misses(outcomes.times[judged], missed[judged]).newest(MISSES)
        ear = self.tuning.tune(inputs, targets).embedder() if self.tuning else None
        if ear:
            inputs = replace(inputs, vectors=ear.embed(without_links(inputs.texts)))
        subjects = self._subjects(inputs)
        inputs = subjects.beside(inputs)
        members = list(self._all(inputs, targets).values())
        familiar = float(np.nanquantile(nearest, FAMILIAR))
        yardstick = LengthOnly.fit(inputs, targets)
        encoder = (ear or embedder).version
        made = Forecaster(members, combination, scale, history, familiar, encoder, yardstick, misses, ear, subjects)
        weights = {name: round(float(w), 3) for name, w in zip(self.kinds, combination.weights, strict=True)}
        return made, {"posts": len(outcomes), "weights": weights, "familiar": round(familiar, 3)}

    def _heard(self, inputs: Inputs, targets: Rows, learnt: NDArray[np.int64]) -> Inputs:
        """All posts as they are read by an encoder and with topics that have learnt from some alone."""
        if self.tuning:
            tuned = self.tuning.tune(inputs.take(learnt), targets[learnt])
            inputs = replace(inputs, vectors=tuned.embed(inputs.texts))
        return self._subjects(inputs.take(learnt)).beside(inputs)

    def _subjects(self, inputs: Inputs) -> Subjects:
        return Subjects.fit(inputs, self.seed) if self.topics else Subjects()

    def _all(self, inputs: Inputs, targets: Rows) -> dict[str, Predictor]:
        return {name: fit(inputs, targets) for name, fit in self.kinds.items()}

    def _networks(self, inputs: Inputs, targets: Rows) -> Network:
        layers = [self._network(inputs, targets, self.seed + k) for k in range(self.networks)]
        return Network(layers, list(known_heads(targets)), targets.shape[1])

    def _network(self, inputs: Inputs, targets: Rows, seed: int) -> dict[str, Any]:
        data = EngagementData(inputs, targets, seed=seed)
        with torch.random.fork_rng(devices=[]), quiet():
            torch.manual_seed(seed)
            lesson = Engage(
                EngagementNet(inputs.joined.shape[1], targets.shape[1], self.hidden, self.dropout),
                self.lr,
                self.weight_decay,
            )
            go_through(lesson, self.epochs, datamodule=data)
        return {name: weight.detach().numpy().copy() for name, weight in lesson.model.state_dict().items()}


def go_through(lesson: Engage, epochs: int, **data: Any) -> None:
    """Train to the end without stopping early: the newest posts teach most, so none are held out. Leaves no files."""
    trainer = pl.Trainer(
        accelerator="cpu",
        max_epochs=epochs,
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
    )
    trainer.fit(lesson, **data)
