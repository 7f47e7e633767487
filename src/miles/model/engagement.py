"""The multi-task network of the engagement forecast."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from miles.analysis.predictors import QUANTILES


class EngagementNet(nn.Module):
    """One hidden layer shared by all heads, then quantiles for each: (B, D + F) -> (B, heads, len(QUANTILES)).

    `dropout` thins the inputs half as much as the hidden layer. Quantiles never cross: they are steps away
    from the median (`miles.analysis.predictors.ordered` does the same in numpy).
    """

    def __init__(self, width: int, heads: int, hidden: int = 64, dropout: float = 0.3) -> None:
        super().__init__()
        self.thin, self.drop = nn.Dropout(dropout / 2), nn.Dropout(dropout)
        self.hidden = nn.Linear(width, hidden)
        self.head = nn.Linear(hidden, heads * len(QUANTILES))
        self.heads = heads

    def forward(self, rows: Tensor) -> Tensor:
        hidden = self.drop(functional.relu(self.hidden(self.thin(rows))))
        raw = self.head(hidden).view(len(rows), self.heads, len(QUANTILES))
        middle = QUANTILES.index(0.5)
        steps = functional.softplus(raw)
        below = steps[..., :middle].flip(-1).cumsum(-1).flip(-1)
        centre = raw[..., middle : middle + 1]
        return torch.cat([centre - below, centre, centre + steps[..., middle + 1 :].cumsum(-1)], dim=-1)
