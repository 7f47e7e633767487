"""Root posts and what became of them: the table a forecast is learnt and judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy import stats

from miles.analysis.level import HEADS, SLOW, History, counts, pull
from miles.analysis.predictors import Rows
from miles.analysis.traits import TRAITS, Moment
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Thread

FEWEST = 60  # root posts below which nothing is learnt
LEAK = 0.95  # rank correlation with a count that nothing known beforehand reaches


@dataclass(frozen=True)
class Outcomes:
    """Root posts in order of time with what was known when they went out, and what was counted later.

    `moments`, `level` and `slow` (n, heads), the level over SLOW posts, look at earlier posts only; `counts` (n, heads)
    are NaN where unknown.
    """

    posts: Sequence[Post]
    moments: Sequence[Moment]
    level: Rows
    counts: Rows
    slow: Rows

    def __len__(self) -> int:
        return len(self.posts)

    @property
    def texts(self) -> list[str]:
        return [post.text for post in self.posts]

    @property
    def targets(self) -> Rows:
        """(n, heads) log ratios: log(1 + count) minus the level; NaN where either is unknown."""
        return np.asarray(np.log1p(self.counts) - self.level)

    @property
    def times(self) -> Rows:
        """(n,) seconds since 1970."""
        return np.array([moment.time.timestamp() for moment in self.moments])

    @property
    def pull(self) -> Rows:
        """(n, heads) what a forecast adds to the level for the slower one (`level.pull`)."""
        return pull(self.level, self.slow)

    @classmethod
    def of(cls, threads: Sequence[Thread], history: History, after: datetime | None = None) -> Outcomes:
        """First posts of threads that are posts of their own and whose level and at least one count are known."""
        rows = []
        for thread in sorted(threads, key=lambda each: (each.posts[0].time is None, each.posts[0].time)):
            root = thread.posts[0]
            if root.kind not in (Kind.ROOT, Kind.QUOTE) or root.time is None or (after and root.time <= after):
                continue
            moment = Moment(
                time=root.time,
                hours_since_last=history.hours_since_last(root.time),
                posts_last_day=history.posts_last_day(root.time),
                pieces=len(thread.posts),
                is_quote=root.kind is Kind.QUOTE,
            )
            level, counted = history.level(root.time), counts(root)
            if np.isfinite(level + np.array(counted)).any():
                rows.append((root, moment, level, counted, history.level(root.time, SLOW)))
        if not rows:
            later = f" after {after:%Y-%m-%d}" if after else ""
            raise MilesError(
                f"of {len(threads):,} threads none{later} has a count and five older posts that tell the usual level",
                "bring an export with counts that covers more weeks",
            )
        posts, moments, *tables = zip(*rows, strict=True)
        return cls(posts, moments, *(np.array(table) for table in tables))


def roots(threads: Sequence[Thread]) -> list[Post]:
    """The posts whose counts make the level: first posts of threads, not pieces of threads whose root is missing."""
    return [thread.posts[0] for thread in threads if thread.posts[0].kind in (Kind.ROOT, Kind.QUOTE)]


def refuse_leaks(traits: Rows, outcomes: Rows, names: Sequence[str] = TRAITS) -> None:
    """Raise when a trait follows a count so closely that it can only be known afterwards.

    `traits` (n, F) and `outcomes` (n, heads); at least 20 rows must tell both.
    """
    for column, name in enumerate(names):
        for head, outcome in zip(HEADS, outcomes.T, strict=True):
            told = np.isfinite(outcome) & np.isfinite(traits[:, column])
            if told.sum() < 20 or not np.ptp(traits[told, column]) or not np.ptp(outcome[told]):
                continue
            rank = float(stats.spearmanr(traits[told, column], outcome[told]).statistic)
            if abs(rank) >= LEAK:
                raise MilesError(
                    f"the trait {name} knows the {head} (rank correlation {rank:.2f}): it comes from after the post",
                    "take it out of the traits; a forecast may only use what is known before posting",
                )
