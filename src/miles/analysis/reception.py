"""How texts would be received if they went out at one moment: a number to choose among them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecast, Forecaster
from miles.analysis.traits import Moment


class Reception:
    """Texts -> the logarithm of the goal's forecast over the author's level; 0.1 is about a tenth more.

    Every text is forecast for the same moment `at` (UTC), so that only the texts differ.
    """

    def __init__(self, forecaster: Forecaster, embedder: Embedder, goal: Mapping[str, float], at: datetime) -> None:
        known = forecaster.history
        self.forecaster, self.embedder, self.goal = forecaster, embedder, goal
        self.moment = Moment(at, known.hours_since_last(at), known.posts_last_day(at))
        self.level = known.level(at)

    def __call__(self, texts: Sequence[str], goal: Mapping[str, float] | None = None) -> NDArray[np.float64]:
        """(n,), toward `goal` instead of its own where one is given; refuses empty and overlong texts."""
        if not texts:
            return np.zeros(0)
        return np.nan_to_num(self.forecast(texts).score(goal or self.goal))  # with an unknown level no text is better

    def forecast(self, texts: Sequence[str]) -> Forecast:
        """What is expected of each count of each text."""
        inputs = self.forecaster.inputs(texts, [self.moment] * len(texts), self.embedder)
        return self.forecaster.forecast(inputs, np.tile(self.level, (len(texts), 1)))
