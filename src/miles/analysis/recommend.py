"""What to write of next: topics that are the author's own, did well, come up, and are not just worn out.

A topic whose reception lies below the usual for certain is never among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.analysis.clustered import Estimate, fit
from miles.analysis.level import SETTLED
from miles.post.error import MilesError

DAY = 86_400.0
RECENT = 60  # days whose posts tell how a topic lately does, in words, and whether that is below the usual
MEMORY = 180  # days whose posts tell it in the score: a third of the noise, and what was liked is liked for long
NOW, BEFORE = 30, 90  # days compared for the trend: the last ones, and those before them
LAST = 30  # posts among which a topic's share is fatigue
WEARS_OFF = 14.0  # days after which a topic is 63 % fresh again
SHRINK = 10.0  # posts of the author's mean that are mixed into a topic's, so that few posts say little
FADES = 30.0  # days after which a post counts half for what the author writes of
EXAMPLES = 3
EXAMPLES_FROM = 180  # days; older posts are examples only where there are no younger ones


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ingredient adds to the score; all in units of log likes, so 0.1 is worth about 10 % more likes.

    The defaults are what did best on the earlier half of one real author's weeks; see
    experiments/2026-11-26-topics.
    """

    engagement: float = 1.0  # a log ratio already
    trend: float = 0.1  # per log ratio of shares: a topic that doubles adds 0.07
    freshness: float = 0.1  # per unit, 0 to 1
    fatigue: float = 0.5  # taken off per unit share
    habit: float = 1.0  # per log ratio to an even share; 0 lets rare topics compete with the author's own


@dataclass(frozen=True, slots=True)
class Ingredients:
    """One row a topic, (topics,) each; built from posts before `now` only.

    `engagement`: mean log ratio to the usual over the last MEMORY days minus the author's mean, shrunk toward 0 by
    SHRINK posts; NaN where no post of it tells. `received`: the plain mean over the last RECENT days, `told`: of how
    many posts, and `bounds` (2, topics): its 95 % interval by whole days, infinite where two days do not tell.
    `trend`: log of the share in the last NOW days over that in the BEFORE days before, both shrunk.
    `days`: since last written; infinite if never. `fatigue`: share of the last LAST posts, of which there are
    `looked_at`. `habit`: log of the share of all posts, older ones fading, over an even share.
    """

    engagement: NDArray[np.float64]
    received: NDArray[np.float64]
    told: NDArray[np.int64]
    bounds: NDArray[np.float64]
    trend: NDArray[np.float64]
    shares: NDArray[np.float64]  # (2, topics): in the BEFORE days, in the NOW days
    days: NDArray[np.float64]
    fatigue: NDArray[np.float64]
    habit: NDArray[np.float64]
    looked_at: int

    @property
    def freshness(self) -> NDArray[np.float64]:
        """0 just written, toward 1 long ago."""
        return np.asarray(1 - np.exp(-self.days / WEARS_OFF))

    def score(self, weights: Weights) -> NDArray[np.float64]:
        """(topics,); unknown engagement adds nothing, a topic never written of or below the usual is -inf."""
        total = (
            weights.engagement * np.nan_to_num(self.engagement)
            + weights.trend * self.trend
            + weights.freshness * self.freshness
            - weights.fatigue * self.fatigue
            + weights.habit * self.habit
        )
        return np.where(np.isfinite(self.days) & (self.bounds[1] >= 0), total, -np.inf)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A topic to write of, why, and posts that show how.

    The ingredients are as in `Ingredients` (`engagement` is NaN where unknown); `examples` are places in the
    arrays that `recommend` was given, the best received first, or the newest where nobody tells.
    """

    topic: int
    name: str
    score: float
    engagement: float
    trend: float
    days_since: float
    fatigue: float
    habit: float
    told: int
    reason: str
    examples: tuple[int, ...]


def recommend(
    names: Sequence[str],
    topic: NDArray[Any],
    times: NDArray[Any],
    engagement: NDArray[Any],
    now: float,
    *,
    most: int = 5,
    weights: Weights | None = None,
) -> list[Recommendation]:
    """The `most` best topics, best first; fewer where the author wrote of fewer or too many are below the usual.

    Of each post: `topic` (n,) an index into `names` or -1; `times` (n,) seconds since 1970; `engagement` (n,) log ratio
    of likes to the trailing level, NaN where unknown. `now` in seconds; later posts, and counts that had not settled by
    then, are not looked at. Ties go to the topic written of longest ago. Raises MilesError when there is nothing to
    choose from.
    """
    topic, times, engagement = _checked(names, topic, times, engagement)
    if not ((times < now) & (topic >= 0)).any():
        raise MilesError(
            f"nothing to recommend: none of {len(topic)} posts before that moment has a topic",
            "give older posts, or a later moment",
        )
    found = ingredients(len(names), topic, times, engagement, now)
    score = found.score(weights or Weights())
    order = [int(each) for each in np.lexsort((-found.days, -score)) if np.isfinite(score[each])]
    return [
        Recommendation(
            topic=each,
            name=names[each],
            score=float(score[each]),
            engagement=float(found.engagement[each]),
            trend=float(found.trend[each]),
            days_since=float(found.days[each]),
            fatigue=float(found.fatigue[each]),
            habit=float(found.habit[each]),
            told=int(found.told[each]),
            reason=_reason(found, each),
            examples=_examples(topic == each, times, engagement, now),
        )
        for each in order[:most]
    ]


def ingredients(
    topics: int, topic: NDArray[Any], times: NDArray[Any], engagement: NDArray[Any], now: float
) -> Ingredients:
    """What is known at `now` of each of `topics` topics; arguments as in `recommend`."""
    age = (now - times) / DAY
    past = age > 0
    settled = np.where(age >= SETTLED.total_seconds() / DAY, engagement, np.nan)
    own = topic[None, :] == np.arange(topics)[:, None]  # (topics, n)
    recent, known = (past & (age <= days) & np.isfinite(settled) for days in (RECENT, MEMORY))
    told, counted = ((own & which).sum(axis=1) for which in (recent, known))
    lately_sums, sums = (np.where(own & which, np.nan_to_num(settled), 0.0).sum(axis=1) for which in (recent, known))
    usual = float(settled[known].mean()) if known.any() else 0.0
    windows = past & (age > NOW) & (age <= NOW + BEFORE), past & (age <= NOW)
    (before, before_shrunk), (lately, lately_shrunk) = (_shares(own, window) for window in windows)
    _, habit = _shares(own, np.where(past, 0.5 ** (age.clip(0) / FADES), 0.0))
    last = np.argsort(np.where(past, -times, np.inf), kind="stable")[: min(LAST, int(past.sum()))]
    days = np.where(own & past, age, np.inf).min(axis=1, initial=np.inf)
    return Ingredients(
        engagement=np.where(counted > 0, (sums - counted * usual) / (counted + SHRINK), np.nan),
        received=np.divide(lately_sums, told, out=np.full(topics, np.nan), where=told > 0),
        told=told,
        bounds=np.array([_bounds(settled[mine], times[mine]) for mine in own & recent]).reshape(topics, 2).T,
        trend=np.log(lately_shrunk / before_shrunk),
        shares=np.stack([before, lately]),
        days=days,
        fatigue=own[:, last].mean(axis=1) if len(last) else np.zeros(topics),
        habit=np.log(habit * topics),
        looked_at=len(last),
    )


def _shares(own: NDArray[np.bool_], weight: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(topics,) shares of the posts' weight (NaN without any), and the same with SHRINK even posts added."""
    counts, total = own @ weight.astype(float), float(weight.sum())
    plain = counts / total if total else np.full(len(counts), np.nan)
    return plain, (counts + SHRINK / len(counts)) / (total + SHRINK)


def _bounds(ratios: NDArray[Any], times: NDArray[Any]) -> tuple[float, float]:
    """95 % interval of the mean log ratio of some posts; posts of one day share their news and count as one."""
    ones = np.ones((len(ratios), 1))
    fitted = fit(ratios, ones, ones[:, :0], (times // DAY).astype(np.int64)) if len(ratios) else None
    mean = fitted.factor() if fitted else Estimate(1.0, 0.0, math.inf)
    return math.log(mean.lo) if mean.lo else -math.inf, math.log(mean.hi)


def _reason(found: Ingredients, each: int) -> str:
    """One sentence with the figures and what they rest on."""
    told, received = int(found.told[each]), float(found.received[each])
    if told:
        percent = round(100 * math.expm1(received))
        word = f"did {abs(percent)} % {'better' if percent > 0 else 'worse'} than usual" if percent else "did as usual"
        lo, hi = found.bounds[:, each]
        doubt = ", which may be chance" if percent and lo < 0 < hi else ""
        said = [f"{word} in the last {RECENT} days (n={told}){doubt}"]
    else:
        said = [f"how it was received in the last {RECENT} days is not known (n=0 posts with settled counts)"]
    days = math.floor(found.days[each])
    said.append("last written today" if days < 1 else f"last written {days} day{'s' if days > 1 else ''} ago")
    before, lately = (float(share) for share in found.shares[:, each])
    if np.isfinite(before) and np.isfinite(lately):
        said.append(f"{100 * lately:.0f} % of the posts of the last {NOW} days after {100 * before:.0f} % before")
    said.append(f"{100 * found.fatigue[each]:.0f} % of the last {found.looked_at} posts")
    return ", ".join(said)


def _examples(own: NDArray[np.bool_], times: NDArray[Any], engagement: NDArray[Any], now: float) -> tuple[int, ...]:
    """Places of the best received young posts, then of the newest others."""
    age = (now - times) / DAY
    young = (age <= EXAMPLES_FROM) & (age >= SETTLED.total_seconds() / DAY) & np.isfinite(engagement)
    rank = np.where(young, engagement, -np.inf)
    order = np.lexsort((age, -rank))
    return tuple(int(place) for place in order if own[place] and age[place] > 0)[:EXAMPLES]


def _checked(
    names: Sequence[str], topic: NDArray[Any], times: NDArray[Any], engagement: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    topic, times, engagement = np.asarray(topic, np.int64), np.asarray(times, float), np.asarray(engagement, float)
    if not len(topic) == len(times) == len(engagement):
        sizes = f"{len(topic)} topics, {len(times)} times, {len(engagement)} counts"
        raise MilesError(f"these are not the same posts: {sizes}", "give one of each a post")
    if len(topic) and topic.max() >= len(names):
        raise MilesError(f"topic {topic.max()} has no name: there are {len(names)}", "assign with the same topics")
    return topic, times, engagement
