"""Muon for hidden matrices and AdamW for everything else, as one optimiser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn


class MuonAdamW(torch.optim.Optimizer):
    """torch's Muon on `matrices`, torch's AdamW on `groups`, with one state that a checkpoint keeps.

    Muon's step is made orthogonal and scaled to the size of an AdamW step (Liu et al. 2025, Muon is
    scalable, section 2.2), so both may share a learning rate; `muon_lr` gives the matrices another.
    """

    def __init__(
        self,
        matrices: Sequence[nn.Parameter],
        groups: Sequence[dict[str, Any]],
        lr: float,
        betas: tuple[float, float] = (0.9, 0.95),
        weight_decay: float = 0.1,
        muon_lr: float | None = None,
        momentum: float = 0.95,
    ) -> None:
        self.muon = torch.optim.Muon(
            list(matrices),
            lr=lr if muon_lr is None else muon_lr,
            weight_decay=weight_decay,
            momentum=momentum,
            adjust_lr_fn="match_rms_adamw",
        )
        self.adamw = torch.optim.AdamW(list(groups), lr=lr, betas=betas, weight_decay=weight_decay)
        super().__init__([*self.muon.param_groups, *self.adamw.param_groups], {})
        self._share()

    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # type: ignore[override]
        """One step of both, after the closure that computes the gradients."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        self.muon.step()
        self.adamw.step()
        return loss

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Loading makes new groups and a new state: both parts have to see them."""
        super().load_state_dict(state_dict)
        self._share()

    def _share(self) -> None:
        border = len(self.muon.param_groups)
        for part, groups in ((self.muon, self.param_groups[:border]), (self.adamw, self.param_groups[border:])):
            part.param_groups, part.state = groups, self.state


def hidden_matrices(module: nn.Module) -> list[nn.Parameter]:
    """What Muon is for: learnt weights of linear layers, the output layer excepted."""
    found: dict[int, nn.Parameter] = {}
    spared: set[int] = set()
    for name, part in module.named_modules():
        for weight in part.parameters(recurse=False):
            if isinstance(part, nn.Embedding) or name.endswith("lm_head") or weight.ndim != 2:
                spared.add(id(weight))
            elif weight.requires_grad:
                found[id(weight)] = weight
    return [weight for key, weight in found.items() if key not in spared]
