"""Vectors or tokens, traits and outcomes -> batches and windows in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, TensorDataset

from miles.analysis.predictors import Inputs, Rows
from miles.corpus.labelled import Buckets


class EngagementData(pl.LightningDataModule):
    """Batches of rows (B, D + F) and targets (B, heads), NaN where unknown, in an order that the seed decides.

    Nothing is held out to say when to stop: the newest posts teach most of what comes next.
    """

    def __init__(self, inputs: Inputs, targets: Rows, batch: int = 64, seed: int = 0) -> None:
        super().__init__()
        rows, told = (torch.tensor(array, dtype=torch.float32) for array in (inputs.joined, targets))
        self.rows, self.batch, self.seed = TensorDataset(rows, told), batch, seed

    def train_dataloader(self) -> DataLoader[Any]:
        order = torch.Generator().manual_seed(self.seed)
        return DataLoader(self.rows, self.batch, shuffle=True, generator=order)


class HeardBatches:
    """Batches ((ids, mask (B, T) int64, traits (B, F)), targets (B, heads)) of texts of like length, another order each
    time they are gone through; `seed` decides all orders.
    """

    def __init__(
        self, tokens: Sequence[Sequence[int]], inputs: Inputs, targets: Rows, batch: int = 32, seed: int = 0
    ) -> None:
        self.traits, self.targets = (torch.tensor(rows, dtype=torch.float32) for rows in (inputs.traits, targets))
        self.buckets = Buckets(tokens, np.arange(len(tokens)), batch, seed)

    def __len__(self) -> int:
        return len(self.buckets)

    def __iter__(self) -> Iterator[tuple[tuple[Tensor, Tensor, Tensor], Tensor]]:
        for found in self.buckets:
            rows = found["labels"]
            yield (found["ids"], found["mask"], self.traits[rows]), self.targets[rows]


def folds(times: NDArray[np.float64], n: int = 4, first: float = 0.4, embargo_h: float = 24.0) -> list[tuple[Any, Any]]:
    """Expanding windows in time: (rows to learn from, rows to forecast), `n` of them after the oldest share `first`.

    `times` (n,) are seconds, ascending. Nothing within `embargo_h` hours before a fold is learnt from.
    """
    borders = np.linspace(first, 1.0, n + 1)
    found = []
    for low, high in pairwise(borders):
        start, end = round(low * len(times)), round(high * len(times))
        learnt = np.flatnonzero(times < times[start] - embargo_h * 3600)
        if len(learnt) and end > start:
            found.append((learnt, np.arange(start, end)))
    return found
