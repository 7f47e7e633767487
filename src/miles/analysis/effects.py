"""What a pattern does for a post: how often it is used, how such posts fare, and how much of that is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miles.analysis.clustered import Estimate, Rows, dummies, fit, holm
from miles.analysis.level import HEADS, History, counts
from miles.analysis.pattern import PATTERNS, THREAD, table
from miles.post.error import MilesError
from miles.post.post import Kind, Thread

FEWEST = 8  # posts with a pattern, and without it, below which no number is told
FEWEST_DAYS = 5  # days that they must come from
EXAMPLES = 3
LENGTHS = 10  # classes of length, fewer where they would hold less than 40 posts
RESAMPLES = 500
_SURE = 0.05


@dataclass(frozen=True)
class Reception:
    """n root posts in any order, with what the effect of a pattern or an hour has to be told from.

    `ratios` are log(1 + count) minus the author's level when the post went out, `seconds` are since 1970 (UTC);
    NaN where unknown. `topics` are the caller's own numbers, -1 for none. `characters` is the length of the root post.
    """

    patterns: NDArray[np.bool_]  # (n, len(PATTERNS))
    counts: Rows
    ratios: Rows
    seconds: Rows
    topics: NDArray[np.int64]
    characters: Rows
    is_quote: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.counts)

    @classmethod
    def of(
        cls, threads: Sequence[Thread], topics: NDArray[np.int64], history: History, head: str = "likes"
    ) -> Reception:
        """Threads whose first post is a root or a quote; topics (n,) in their order. Nothing else need be known."""
        if len(topics) != len(threads):
            raise MilesError(
                f"{len(topics):,} topics were given for {len(threads):,} threads", "give one for each, -1 for none"
            )
        posts, place = [thread.posts[0] for thread in threads], HEADS.index(head)
        if any(post.kind not in (Kind.ROOT, Kind.QUOTE) for post in posts):
            raise MilesError("some threads do not begin with a root post", "keep those of kind root and quote")
        counted = np.array([counts(post)[place] for post in posts], float)
        level = np.array([history.level(post.time)[place] if post.time else np.nan for post in posts], float)
        return cls(
            patterns=table([post.text for post in posts], [len(thread.posts) for thread in threads]),
            counts=counted,
            ratios=np.log1p(counted) - level,
            seconds=np.array([post.time.timestamp() if post.time else np.nan for post in posts], float),
            topics=np.asarray(topics, np.int64),
            characters=np.array([len(post.text) for post in posts], float),
            is_quote=np.array([post.kind is Kind.QUOTE for post in posts], bool),
        )

    def take(self, rows: NDArray[np.int64]) -> Reception:
        return Reception(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    @property
    def told(self) -> NDArray[np.int64]:
        """The rows whose ratio is known."""
        return np.flatnonzero(np.isfinite(self.ratios))

    # The clock of posts that have a time:
    @property
    def days(self) -> NDArray[np.int64]:
        return (self.seconds // 86_400).astype(np.int64)

    @property
    def weekdays(self) -> NDArray[np.int64]:
        """0 is Monday; 1970-01-01 was a Thursday."""
        return (self.days + 3) % 7

    @property
    def hours(self) -> Rows:
        """0 to 24, UTC, with the minutes as a fraction."""
        return np.asarray(self.seconds % 86_400 / 3600)

    def controls(self, *without: str) -> Rows:
        """(n, c) what else could explain a ratio: the constant; month, for drift that the level lags behind; topic;
        length, as classes of equal size and a line over its logarithm, for likes rise and fall again as posts grow and
        a parabola mistakes that for an effect of many parts; hour, as two waves around the clock; weekday; thread;
        quote."""
        months = self.days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        angle = 2 * np.pi * self.hours / 24
        length = np.log1p(self.characters)
        borders = np.quantile(length, np.linspace(0, 1, 1 + min(LENGTHS, 1 + len(self) // 40))[1:-1])
        columns = {
            "month": dummies(months),
            "topic": dummies(self.topics),
            "length": np.column_stack([dummies(np.searchsorted(borders, length)), length]),
            "hour": np.column_stack([wave(k * angle) for k in (1, 2) for wave in (np.sin, np.cos)]),
            "weekday": dummies(self.weekdays),
            THREAD: self.patterns[:, [PATTERNS.index(THREAD)]].astype(float),
            "quote": self.is_quote[:, None].astype(float),
        }
        kept = [column for name, column in columns.items() if name not in without]
        return np.hstack([np.ones((len(self), 1)), *kept])


@dataclass(frozen=True, slots=True)
class PatternEffect:
    """One pattern of an author. What too few posts or days tell is None: too few to say.

    `count` is the median count of posts with it, `usual` their geometric mean as a factor on the author's level at
    the time, both as they came. `effect` is the corrected factor: posts with it over like posts without it; for a
    number of parts, over posts with any other number. `chance` is its p after Holm's adjustment for all patterns
    looked at, and `is_clear` says that this lies below 5 %; the interval itself is the plain 95 % one.
    `examples` are the rows of up to three posts in the middle of those that have it.
    """

    name: str
    n: int
    share: float
    count: Estimate | None = None
    usual: Estimate | None = None
    effect: Estimate | None = None
    chance: float | None = None
    is_clear: bool = False
    examples: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternEffects:
    """All of PATTERNS in order; `looked_at` of them were tested at once, on `told` of `posts` posts and `days` days."""

    patterns: tuple[PatternEffect, ...]
    posts: int
    told: int
    days: int
    looked_at: int


def pattern_effects(reception: Reception, *, seed: int = 0) -> PatternEffects:
    """Each pattern by itself, beside the controls; intervals count whole days (`miles.analysis.clustered`)."""
    rows = reception.told
    known = reception.take(rows)
    found = {}
    for column, name in enumerate(PATTERNS):
        has = known.patterns[:, column]
        if _is_enough(known.days, has) and _is_enough(known.days, ~has):
            controls = known.controls(THREAD) if name == THREAD else known.controls()
            if fitted := fit(known.ratios, has[:, None].astype(float), controls, known.days):
                found[name] = fitted
    adjusted = dict(zip(found, holm([fitted.chance() for fitted in found.values()]), strict=True))
    effects = []
    for column, name in enumerate(PATTERNS):
        has_it = reception.patterns[:, column]
        count, usual = as_they_came(known.take(np.flatnonzero(has_it[rows])), seed)
        effects.append(
            PatternEffect(
                name=name,
                n=int(has_it.sum()),
                share=float(has_it.mean()) if len(has_it) else 0.0,
                count=count,
                usual=usual,
                effect=found[name].factor() if name in found else None,
                chance=adjusted.get(name),
                is_clear=adjusted.get(name, 1.0) < _SURE,
                examples=_middle(reception, np.flatnonzero(has_it)),
            )
        )
    days = len(np.unique(known.days))
    return PatternEffects(tuple(effects), len(reception), len(rows), days, len(found))


def _is_enough(days: NDArray[np.int64], has: NDArray[np.bool_]) -> bool:
    return int(has.sum()) >= FEWEST and len(np.unique(days[has])) >= FEWEST_DAYS


def as_they_came(posts: Reception, seed: int) -> tuple[Estimate | None, Estimate | None]:
    """Median count and mean ratio of some posts whose ratio is known, by whole days."""
    if not _is_enough(posts.days, np.ones(len(posts), bool)):
        return None, None
    ones = np.ones((len(posts), 1))
    fitted = fit(posts.ratios, ones, ones[:, :0], posts.days)
    _, day = np.unique(posts.days, return_inverse=True)
    n_days, order = int(day.max()) + 1, np.argsort(posts.counts, kind="stable")
    draws = np.random.default_rng(seed).multinomial(n_days, np.full(n_days, 1 / n_days), size=RESAMPLES)
    mass = np.cumsum(draws[:, day[order]], axis=1)  # (R, n)
    medians = posts.counts[order][np.argmax(mass >= mass[:, -1:] / 2, axis=1)]
    lo, hi = np.quantile(medians, [0.025, 0.975])
    return Estimate(float(np.median(posts.counts)), float(lo), float(hi)), fitted.factor() if fitted else None


def _middle(reception: Reception, rows: NDArray[np.int64]) -> tuple[int, ...]:
    """The rows nearest to the middle of what is known of them: their ratio, else their length; the newest of equals."""
    ratios = reception.ratios[rows]
    values = ratios if np.isfinite(ratios).any() else np.log1p(reception.characters[rows])
    rows, values = rows[np.isfinite(values)], values[np.isfinite(values)]
    if not len(rows):
        return ()
    age = -np.nan_to_num(reception.seconds[rows], nan=-np.inf)
    order = np.lexsort((age, np.abs(values - np.median(values)).round(6)))
    return tuple(int(row) for row in rows[order[:EXAMPLES]])
