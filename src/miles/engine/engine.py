"""Writing and scoring with frozen weights, whatever runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from tokenizers import Tokenizer

from miles.engine.sampling import Sampling


def always() -> bool:
    """Somebody waits for it."""
    return True


@dataclass(frozen=True, slots=True)
class Job:
    """One text to write: the prompt's token ids, its own seed, its rules, and its way of writing if it has one.

    `parts`, `is_thread`, `slots`: see constraints.Shape. `banned` phrases are never written, also inside words,
    whatever the case of their letters from a to z. A text does not end before `least_tokens`; it ends when it holds
    one of `stop`, whose last token is still given. `is_wanted` is asked now and then while it is written: once it says
    no, the text may be left as it stands, and what stands is of no use.
    """

    prompt: tuple[int, ...]
    seed: int
    parts: int | None = None
    is_thread: bool = False
    slots: tuple[str, ...] = ()
    sampling: Sampling | None = None
    banned: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    least_tokens: int = 0
    is_wanted: Callable[[], bool] = field(default=always, compare=False)


class Engine(Protocol):
    """Runs one set of weights. Outputs depend on a job alone, not on the jobs beside it.

    `positions` is the longest text it can read, prompt included; a prompt without room for a post is refused.
    """

    tokenizer: Tokenizer
    positions: int

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """Token ids written after each prompt, with the final `<|end|>` where the text ended by itself."""
        ...

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        """The same tokens as they are written: (which job, token)."""
        ...

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        """Natural log-probability of every target token after its (prompt, target so far)."""
        ...
