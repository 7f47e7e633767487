"""How an author's posts have lately done: what a forecast is relative to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.post.error import MilesError
from miles.post.post import Post

HEADS = ("likes", "reposts", "replies", "quotes", "bookmarks", "impressions")
SETTLED = timedelta(days=2)  # counts go on rising for about as long
WINDOW = 50  # posts
SLOW = 200  # posts of the level that follows more slowly
FEWEST = 5  # posts below which there is no level


class History:
    """Times and counts of an author's root posts, oldest first; the level looks at what had settled by then.

    `times` (n,) are seconds since 1970, ascending; `counts` (n, heads) are what was counted, NaN where unknown.
    """

    def __init__(self, times: NDArray[np.float64], counts: NDArray[np.float64]) -> None:
        self.times = np.asarray(times, np.float64)
        self.counts = np.asarray(counts, np.float64).reshape(len(self.times), len(HEADS))

    @classmethod
    def of(cls, posts: Iterable[Post]) -> History:
        known = sorted((post for post in posts if post.time), key=lambda post: (_seconds(post.time), post.id))
        times = np.array([_seconds(post.time) for post in known])
        return cls(times, np.array([counts(post) for post in known]).reshape(len(known), len(HEADS)))

    def __add__(self, later: History) -> History:
        """Both together; a post that both hold at the same second counts once."""
        times = np.concatenate([self.times, later.times])
        values = np.concatenate([self.counts, later.counts])
        _, kept = np.unique(times, return_index=True)
        return History(times[kept], values[kept])

    def newest(self, n: int) -> History:
        return History(self.times[-n:], self.counts[-n:])

    def level(self, at: datetime, window: int = WINDOW) -> NDArray[np.float64]:
        """(heads,) median of log(1 + count) over the last `window` posts that are at least SETTLED old at `at`.

        NaN where fewer than FEWEST of them tell that count.
        """
        end = int(np.searchsorted(self.times, _seconds(at - SETTLED)))
        logs = np.log1p(self.counts[max(0, end - window) : end])
        known = (~np.isnan(logs)).sum(axis=0)
        levels = np.full(len(HEADS), np.nan)
        for head in np.flatnonzero(known >= FEWEST):
            levels[head] = np.nanmedian(logs[:, head])
        return levels

    def hours_since_last(self, at: datetime) -> float:
        """Hours since the last root post, at most 72."""
        before = int(np.searchsorted(self.times, _seconds(at)))
        return min(72.0, (_seconds(at) - self.times[before - 1]) / 3600) if before else 72.0

    def posts_last_day(self, at: datetime) -> int:
        """Root posts in the 24 hours before."""
        low, high = np.searchsorted(self.times, [_seconds(at) - 86_400, _seconds(at)])
        return int(high - low)

    def as_dict(self) -> dict[str, Any]:
        return {"times": self.times.tolist(), "counts": plain(self.counts)}

    @classmethod
    def from_dict(cls, read: dict[str, Any]) -> History:
        return cls(np.array(read["times"]), np.array(read["counts"], dtype=float))


def pull(level: NDArray[np.float64], slow: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is added to the level of the last WINDOW posts so that it counts half, and that of the last SLOW ones half.

    A short window is noisy and a long one late; where it is not known which is worse, their plain mean does better than
    either (Pesaran & Pick 2011, Forecast combination across estimation windows). 0 where `slow` is unknown.
    """
    return np.asarray(np.where(np.isfinite(slow), (slow - level) / 2, 0.0))


def counts(post: Post) -> list[float]:
    """A post's counts in the order of HEADS; all NaN when they were read before they settled."""
    read_at = post.metrics.read_at
    if read_at is not None and post.time is not None and read_at - post.time < SETTLED:
        return [np.nan] * len(HEADS)
    found = [getattr(post.metrics, head) for head in HEADS]
    return [np.nan if count is None else float(count) for count in found]


def plain(array: NDArray[np.float64]) -> Any:
    """Lists for JSON, None for what is unknown; `np.array(..., dtype=float)` reads them again."""
    found = array.astype(object)
    found[~np.isfinite(array)] = None
    return found.tolist()


def as_read(posts: Sequence[Post]) -> list[Post]:
    """The posts; counts that do not say when they were read count as read when the newest of the posts went out.

    They cannot have been read earlier, so what is younger than SETTLED by then may still have been rising.
    """
    newest = max((post.time for post in posts if post.time), default=None)
    return [
        post if post.metrics.read_at else replace(post, metrics=replace(post.metrics, read_at=newest)) for post in posts
    ]


def refuse_uncounted(posts: Sequence[Post]) -> None:
    """Raise when no post tells how it was received: nothing can be learnt or judged from such posts."""
    if not any(np.isfinite(counts(post)).any() for post in posts):
        raise MilesError(
            f"none of {len(posts):,} root posts tells likes or another count that had two days to settle",
            "bring an export with counts (scrape, X API, archive), or wait two days",
        )


def _seconds(time: datetime | None) -> float:
    assert time is not None
    return time.timestamp()
