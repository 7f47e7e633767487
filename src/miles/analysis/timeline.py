"""Topics over time: what share of an author's posts each one had, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every period from the first post's to the last one's, also silent ones.

    `starts` (periods,) are ISO months ("2024-03"); `counts` (periods, topics);
    `totals` (periods,) also count posts of no topic, so that `shares` need not add up to 1.
    """

    starts: tuple[str, ...]
    counts: NDArray[np.int64]
    totals: NDArray[np.int64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """(periods, topics) of the period's posts; NaN where there are none."""
        totals = self.totals[:, None].astype(float)
        return np.divide(self.counts, totals, out=np.full(self.counts.shape, np.nan), where=totals > 0)


def monthly(topic: NDArray[Any], times: Sequence[datetime | None], topics: int) -> Timeline:
    """By calendar month (UTC); posts without a time are left out."""
    dated = [(int(own), time.astimezone(UTC)) for own, time in zip(topic, times, strict=True) if time]
    numbers = [time.year * 12 + time.month - 1 for _, time in dated]
    first, last = (min(numbers), max(numbers)) if numbers else (0, -1)
    counts = np.zeros((last - first + 1, topics), np.int64)
    totals = np.zeros(last - first + 1, np.int64)
    for (own, _), number in zip(dated, numbers, strict=True):
        totals[number - first] += 1
        if own >= 0:
            counts[number - first, own] += 1
    starts = tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return Timeline(starts, counts, totals)
