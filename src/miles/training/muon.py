"""Muon for hidden matrices and AdamW for everything else, as one optimiser."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

COEFFICIENTS = (3.4445, -4.775, 2.0315)  # of Jordan et al. 2024: five steps bring singular values to 0.7-1.2
STEPS = 5


class Muon(torch.optim.Optimizer):
    """Momentum made orthogonal and scaled to the size of an AdamW step (Liu et al. 2025, section 2.2).

    What torch.optim.Muon does with adjust_lr_fn="match_rms_adamw". That one always computes in bfloat16, which
    CPUs without such instructions do 25 times slower than in full precision (2.8 against 69 GFLOP/s, one thread,
    AVX2, 4096 x 256 by 256 x 704); here the device decides.
    """

    def __init__(
        self, params: Sequence[nn.Parameter], lr: float, weight_decay: float = 0.1, momentum: float = 0.95
    ) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step on the gradients that are there."""
        for group in self.param_groups:
            alike: dict[tuple[int, ...], list[nn.Parameter]] = {}
            for weight in group["params"]:
                if weight.grad is not None:
                    alike.setdefault(tuple(weight.shape), []).append(weight)
            for shape, weights in alike.items():
                updates = orthogonal(torch.stack([self._nesterov(weight, group["momentum"]) for weight in weights]))
                for weight, update in zip(weights, updates, strict=True):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(update, alpha=-group["lr"] * 0.2 * math.sqrt(max(shape)))

    def _nesterov(self, weight: nn.Parameter, momentum: float) -> Tensor:
        grad, state = weight.grad, self.state[weight]
        assert grad is not None
        if not state:
            state["momentum_buffer"] = torch.zeros_like(grad)
        return grad.lerp(state["momentum_buffer"].lerp_(grad, 1 - momentum), momentum)


def orthogonal(matrices: Tensor) -> Tensor:
    """About U V^T of each matrix's singular value decomposition, by five Newton-Schulz steps of fifth order.

    (k, m, n) -> (k, m, n): matrices of one shape go together, because single ones keep a GPU waiting.
    """
    a, b, c = COEFFICIENTS
    x = matrices.to(torch.bfloat16 if matrices.is_cuda else torch.float32)
    is_tall = matrices.shape[-2] > matrices.shape[-1]
    x = x.mT if is_tall else x
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-7)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.mT if is_tall else x).to(matrices.dtype)


class MuonAdamW(torch.optim.Optimizer):
    """Muon on `matrices`, torch's AdamW on `groups`, with one state that a checkpoint keeps.

    Their steps are of one size, so both may share a learning rate; `muon_lr` gives the matrices another.
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
        self.muon = Muon(list(matrices), lr if muon_lr is None else muon_lr, weight_decay, momentum)
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
