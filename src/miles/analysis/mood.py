"""How an author sounded, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from miles.analysis.stance import Stance

FEWEST = 5  # posts, and days, below which a month has no interval


@dataclass(frozen=True, slots=True)
class Month:
    """`mean` of the sentiment's score, -1 to 1, with its 95 % interval; all NaN in a month with too few posts.

    `stances` are shares of the market talk among the posts, `market` is how many posts that is.
    """

    name: str  # 2024-03
    posts: int
    mean: float
    lo: float
    hi: float
    market: int
    stances: Mapping[str, float]


def moods(times: Sequence[datetime], scores: NDArray[np.float64], stances: Sequence[Stance | None]) -> list[Month]:
    """Every month from the first post to the last, empty ones too. Posts of one day count as one piece of news."""
    names = [f"{time:%Y-%m}" for time in times]
    found = []
    for name in months(min(times), max(times)) if times else []:
        rows = [row for row, its in enumerate(names) if its == name]
        days = _by_day([times[row] for row in rows], scores[rows])
        talk = Counter(stance for row in rows if (stance := stances[row]) is not None)
        market = sum(talk.values())
        shares = {stance.value: talk[stance] / market if market else 0.0 for stance in Stance}
        found.append(Month(name, len(rows), *_mean(days, len(rows)), market, shares))
    return found


def months(first: datetime, last: datetime) -> list[str]:
    """2024-11, 2024-12, 2025-01, ..."""
    start, end = (time.year * 12 + time.month - 1 for time in (first, last))
    return [f"{k // 12}-{k % 12 + 1:02}" for k in range(start, end + 1)]


def _by_day(times: Sequence[datetime], scores: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    days = np.array([time.toordinal() for time in times])
    return [scores[days == day] for day in np.unique(days)]


def _mean(days: Sequence[NDArray[np.float64]], posts: int) -> tuple[float, float, float]:
    """Mean over posts with an interval that takes whole days as the pieces (ratio estimator, Cochran 1977, 2.11)."""
    from scipy import stats

    if posts < FEWEST or len(days) < FEWEST:
        return (np.nan, np.nan, np.nan)
    sums, sizes = np.array([day.sum() for day in days]), np.array([len(day) for day in days])
    mean, k = sums.sum() / sizes.sum(), len(days)
    error = np.sqrt(k / (k - 1) * ((sums - mean * sizes) ** 2).sum()) / sizes.sum()
    room = float(stats.t.ppf(0.975, k - 1)) * error
    return float(mean), float(max(-1.0, mean - room)), float(min(1.0, mean + room))
