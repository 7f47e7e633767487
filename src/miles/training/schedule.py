"""How the learning rate moves over a run."""

from __future__ import annotations

import math


def cosine(step: int, total: int, warmup: int, floor: float = 0.0) -> float:
    """Factor on the learning rate: up in a line over `warmup` steps, then half a cosine down to `floor`.

    The first step already learns (1 / warmup), the last one ends at `floor`.
    """
    if step < warmup:
        return (step + 1) / warmup
    done = min(1.0, (step - warmup) / max(1, total - warmup))
    return floor + (1.0 - floor) * 0.5 * (1.0 + math.cos(math.pi * done))


def wsd(step: int, total: int, warmup: int, floor: float = 0.0, decay: int = 0) -> float:
    """Factor on the learning rate: up in a line over `warmup` steps, constant, down in a line over the last `decay`.

    Warm-up, stable, decay (Hu et al. 2024, MiniCPM, section 4): what came before the decay can be
    trained on. The last step ends at `floor`.
    """
    if step < warmup:
        return (step + 1) / warmup
    left = max(0, total - step)
    return 1.0 if left >= decay else floor + (1.0 - floor) * left / decay
