"""What training minimises."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from miles.corpus.tokens import IGNORED

NOTHING = 60.0  # nats: what has no probability counts as e^-60, whose logarithm has a gradient


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


def divergence(student: Tensor, teacher: Tensor, beta: float = 0.0, temperature: float = 1.0) -> Tensor:
    """Mean generalised Jensen-Shannon divergence, in nats, of two sets of logits (N, V).

    Both sides' logits are divided by `temperature`; the result is not scaled back by its square.
    """
    log_q, log_p = ((logits.float() / temperature).log_softmax(-1) for logits in (student, teacher))
    return apart(log_q, log_p, beta)


def apart(log_q: Tensor, log_p: Tensor, beta: float = 0.0) -> Tensor:
    """Mean generalised Jensen-Shannon divergence, in nats, of the student's and the teacher's log-probabilities (N, K).

    beta=0 is KL(teacher || student), forward: the student covers all that the teacher would say; beta=1 is
    KL(student || teacher), reverse: it says only what the teacher would; between them both are compared with the
    mixture beta * teacher + (1 - beta) * student (Agarwal et al. 2024, generalised knowledge distillation).
    """
    if beta == 0:
        found = _kl(log_p, log_q)
    elif beta == 1:
        found = _kl(log_q, log_p)
    else:
        mixture = torch.logaddexp(log_p + math.log(beta), log_q + math.log1p(-beta))
        found = beta * _kl(log_p, mixture) + (1 - beta) * _kl(log_q, mixture)
    return found / max(len(log_q), 1)


def lumped(logits: Tensor, ids: Tensor, temperature: float = 1.0) -> Tensor:
    """Log-probabilities (N, k + 1) of the tokens `ids` (N, k) under `logits` (N, V), and of all others together.

    Divergences of lumped distributions are at most those of whole ones (data processing: Cover and Thomas 2006,
    section 2.8), and the same where `ids` are all tokens.
    """
    scaled = logits.float() / temperature
    norm = scaled.logsumexp(-1, keepdim=True)
    named = torch.zeros_like(scaled, dtype=torch.bool).scatter_(1, ids, True)
    rest = torch.where(named, norm.detach() - NOTHING, scaled).logsumexp(-1, keepdim=True)
    return torch.cat([scaled.gather(1, ids), rest], dim=1) - norm


def _kl(log_p: Tensor, log_q: Tensor) -> Tensor:
    return functional.kl_div(log_q, log_p, reduction="sum", log_target=True)
