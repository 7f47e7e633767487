"""A forecaster sealed like a voice: retraining one does not void what was said of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
