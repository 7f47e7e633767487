"""A forecaster sealed like a voice: retraining one does not void what was said of the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecaster, goal_of
from miles.analysis.level import SETTLED
from miles.analysis.reception import Reception
from miles.registry.sealed import Sealed
from miles.registry.shelf import Store


@dataclass(frozen=True, slots=True)
class SealedForecaster(Sealed):
    """What `miles.analysis.engagement.Forecaster.save` wrote, with the facts of its making."""

    kind: ClassVar[str] = "forecaster"
    made_by: ClassVar[str] = "make engage"


class Forecasters(Store[SealedForecaster]):
    """Forecasters; `best` is the newest."""

    kind = SealedForecaster
    log_name = "forecasters.jsonl"
    noun = "forecaster"
    suffix = ".forecaster"


class Expected:
    """Texts -> how they would be received, as the newest forecaster of an author on the shelf expects it.

    It is opened when first asked, so that a voice in whose choice a forecast weighs nothing needs none. All texts are
    forecast for one moment, when the newest post it knows has settled: the same seed goes on writing the same posts.
    """

    def __init__(self, shelf: str | Path, author: str, encoder: Callable[[], Embedder], goal: str = "likes") -> None:
        self.shelf, self.author, self.encoder, self.goal = shelf, author, encoder, goal

    @property
    def is_there(self) -> bool:
        """Whether the shelf has a forecaster of this author at all."""
        return any(entry.author == self.author for entry in Forecasters(self.shelf).entries())

    def __call__(self, texts: Sequence[str], goal: Mapping[str, float] | None = None) -> np.ndarray:
        return self.reception(texts, goal)

    @cached_property
    def reception(self) -> Reception:
        forecaster = Forecaster.load(Forecasters(self.shelf).get("best", self.author).path)
        at = datetime.fromtimestamp(float(forecaster.history.times[-1]), UTC) + SETTLED
        return Reception(forecaster, forecaster.ear or self.encoder(), goal_of(self.goal), at)
