"""Vectors, traits and outcomes -> batches and windows in time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, TensorDataset

from miles.analysis.predictors import Inputs, Rows


class EngagementData(pl.LightningDataModule):
    """Batches of rows (B, D + F) and targets (B, heads), NaN where unknown.

    The newest `valid_share` says when to stop.
    """

    def __init__(
        self, inputs: Inputs, targets: Rows, batch: int = 64, valid_share: float = 0.15, seed: int = 0
    ) -> None:
        super().__init__()
        rows = torch.tensor(inputs.joined, dtype=torch.float32)
        told = torch.tensor(targets, dtype=torch.float32)
        border = len(rows) - max(1, round(valid_share * len(rows)))
        self.parts = TensorDataset(rows[:border], told[:border]), TensorDataset(rows[border:], told[border:])
        self.batch, self.seed = batch, seed

    def train_dataloader(self) -> DataLoader[Any]:
        order = torch.Generator().manual_seed(self.seed)
        return DataLoader(self.parts[0], self.batch, shuffle=True, generator=order)

    def val_dataloader(self) -> DataLoader[Any]:
        return DataLoader(self.parts[1], len(self.parts[1]))


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
