"""One next token from log-probabilities: temperature, nucleus, repetition; each text has its own generator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How freely to write, and what weighs how much in choosing among what was written. Temperature 0 is greedy."""

    temperature: float = 0.8  # higher: more surprising, more mistakes
    top_p: float = 0.95  # keep the likeliest tokens that hold this mass
    repeat_ngram: int = 5  # never write the same run of so many tokens twice in a text; 0 allows it
    max_new_tokens: int = 256  # a text that does not end by then is not shown
    oversample: int = 4  # candidates written for each one shown
    facts: float = 1.0  # the share of the draft's facts that a candidate keeps
    invented: float = 0.5  # taken off for a number that the draft does not give, and for a second one
    torn: float = 1.0  # taken off for beginning as a point torn out of a list
    wished: float = 2.0  # the share of the draft's wishes that it grants
    likeness: float = 1.0  # how much it looks like the author's, 0-1, by the judge that ranks
    novelty: float = 0.0  # how far it is from the nearest post that taught the voice, 0-1
    forecast: float = 0.0  # how it would be received: log ratio to the author's level, where a forecaster is at hand


def draw(logits: np.ndarray, sampling: Sampling, rng: np.random.Generator) -> int:
    """A token id from `logits` (V,), where banned tokens are -inf."""
    if sampling.temperature <= 0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) / sampling.temperature
    probability = np.exp(scaled, dtype=np.float64)
    if sampling.top_p < 1:
        order = np.argsort(-probability, kind="stable")
        mass = np.cumsum(probability[order])
        keep = int(np.searchsorted(mass, sampling.top_p * mass[-1])) + 1
        probability[order[keep:]] = 0
    mass = np.cumsum(probability)
    return int(np.searchsorted(mass, rng.random() * mass[-1], side="right"))


def repeats(ids: list[int], size: int) -> list[int]:
    """Tokens that would complete a run of `size` tokens already written in `ids`."""
    if size < 1 or len(ids) < size:
        return []
    tail = ids[len(ids) - size + 1 :]
    return [ids[i + size - 1] for i in range(len(ids) - size + 1) if ids[i : i + size - 1] == tail]
