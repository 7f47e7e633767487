"""What training minimises."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from miles.corpus.tokens import IGNORED


@dataclass(frozen=True, slots=True)
class PostLoss:
    """`loss` is what is minimised (mean per token), `nats` the plain sum of -log p, over `tokens` tokens."""

    loss: Tensor
    nats: Tensor
    tokens: Tensor


def places(labels: Tensor) -> Tensor:
    """Where the next token is one to learn: mask (B, T), True at t when labels[:, t+1] counts."""
    keep = torch.zeros_like(labels, dtype=torch.bool)
    keep[:, :-1] = labels[:, 1:] != IGNORED
    return keep


def targets(labels: Tensor) -> Tensor:
    """The tokens to learn, in the order of `places`: (N,). A row's first token is never one."""
    after = labels[:, 1:]
    return after[after != IGNORED]


def post_loss(logits: Tensor, wanted: Tensor, label_smoothing: float = 0.0, z_loss: float = 0.0) -> PostLoss:
    """Cross-entropy of `logits` (N, V) against `wanted` (N,).

    `z_loss` keeps the log-normaliser near 0, which steadies training in half precision
    (Chowdhery et al. 2022, PaLM, section 5).
    """
    logits = logits.float()
    nats = functional.cross_entropy(logits, wanted, reduction="sum")
    tokens = torch.tensor(len(wanted), device=logits.device)
    if label_smoothing:
        loss = functional.cross_entropy(logits, wanted, reduction="sum", label_smoothing=label_smoothing)
    else:
        loss = nats
    if z_loss:
        loss = loss + z_loss * logits.logsumexp(-1).square().sum()
    return PostLoss(loss / tokens.clamp(min=1), nats.detach(), tokens)
