"""The multi-task network of the engagement forecast, over given vectors or over those of an encoder that learns."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from miles.analysis.predictors import QUANTILES, TRAIT_SCALE, VECTOR_SCALE
from miles.model.adapters import adapted, vectors


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


class HearingNet(nn.Module):
    """Texts and traits -> quantiles: (ids, mask (B, T), traits (B, F)) -> (B, heads, len(QUANTILES)).

    An encoder with adapters of `rank` gives the vectors that an EngagementNet reads beside the traits, scaled as in
    `miles.analysis.predictors.Inputs.joined`; both learn together.
    """

    def __init__(self, source: str, traits: int, heads: int, rank: int, hidden: int = 64, dropout: float = 0.3) -> None:
        super().__init__()
        self.network = adapted(source, rank, dropout)
        self.net = EngagementNet(self.network.config.hidden_size + traits, heads, hidden, dropout)

    def forward(self, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        ids, mask, traits = batch
        told: Tensor = self.net(torch.cat([VECTOR_SCALE * vectors(self.network, ids, mask), TRAIT_SCALE * traits], 1))
        return told
