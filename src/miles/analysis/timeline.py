"""Topics over time: what share of an author's posts each one had, month by month and week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

HALF_LIFE = 4.0  # weeks after which a week counts half


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every period from the first post's to the last one's, also silent ones.

    `starts` (periods,) are ISO dates ("2024-03" or the week's Monday "2024-03-04"); `counts` (periods, topics);
    `totals` (periods,) also count posts of no topic, so that `shares` need not add up to 1.
    """

    starts: tuple[str, ...]
    counts: NDArray[np.int64]
    totals: NDArray[np.int64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """(periods, topics) of the period's posts; NaN where there are none."""
        return _over(self.counts.astype(float), self.totals.astype(float))

    def smoothed(self, half_life: float = HALF_LIFE) -> NDArray[np.float64]:
        """(periods, topics) the same with older periods fading out; looks back only."""
        counts, totals = self.counts.astype(float), self.totals.astype(float)
        keep = 0.5 ** (1 / half_life)
        for place in range(1, len(totals)):
            counts[place] += keep * counts[place - 1]
            totals[place] += keep * totals[place - 1]
        return _over(counts, totals)


def monthly(topic: NDArray[Any], times: Sequence[datetime | None], topics: int) -> Timeline:
    """By calendar month (UTC); posts without a time are left out."""
    dated = _dated(topic, times)
    numbers = [time.year * 12 + time.month - 1 for _, time in dated]
    return _counted(dated, numbers, topics, lambda number: f"{number // 12}-{number % 12 + 1:02}")


def weekly(topic: NDArray[Any], times: Sequence[datetime | None], topics: int) -> Timeline:
    """By week from Monday (UTC); posts without a time are left out."""
    dated = _dated(topic, times)
    numbers = [(time.toordinal() - 1) // 7 for _, time in dated]  # day 1 of the calendar was a Monday
    first = datetime(1, 1, 1, tzinfo=UTC)
    return _counted(dated, numbers, topics, lambda number: f"{first + timedelta(weeks=number):%Y-%m-%d}")


def _dated(topic: NDArray[Any], times: Sequence[datetime | None]) -> list[tuple[int, datetime]]:
    return [(int(own), time.astimezone(UTC)) for own, time in zip(topic, times, strict=True) if time]


def _counted(dated: Sequence[tuple[int, datetime]], numbers: Sequence[int], topics: int, start: Any) -> Timeline:
    first, last = (min(numbers), max(numbers)) if numbers else (0, -1)
    counts = np.zeros((last - first + 1, topics), np.int64)
    totals = np.zeros(last - first + 1, np.int64)
    for (own, _), number in zip(dated, numbers, strict=True):
        totals[number - first] += 1
        if own >= 0:
            counts[number - first, own] += 1
    return Timeline(tuple(start(number) for number in range(first, last + 1)), counts, totals)


def _over(counts: NDArray[np.float64], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(counts, totals[:, None], out=np.full(counts.shape, np.nan), where=totals[:, None] > 0)
