"""Scoring recommendations on weeks or months that were not known: did readers reward what was recommended?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from miles.analysis.clusters import FEWEST as FEWEST_POSTS
from miles.analysis.clusters import NONE, Rows, Topics
from miles.analysis.level import SETTLED
from miles.analysis.recommend import DAY, NOW, SHRINK, Ingredients, Weights, ingredients
from miles.evaluation.engagement import difference
from miles.evaluation.interval import Resampler, Statistic, mean
from miles.evaluation.metric import Metric, Scores
from miles.post.error import MilesError

OURS = "recommended"
BASELINES = ("most popular", "most likes in all", "most recent")
RANDOM = "random"
STEP = 7  # days that are recommended for at their start; 28 for months
REFIT = 28  # days after which topics are fitted again
WARM_UP = 90  # days of posts before the first recommendation
TOP, DEEP = 3, 5  # topics that a hit looks at, and NDCG
FEWEST = 5  # periods; below, no interval is worth reading
SHUFFLES = 50  # orders that chance is averaged over

METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="hit", label="hit rate of three", short="hit@3", unit="%", digits=1, higher_is_better=True,
            is_main=True,
            meaning="share of the period's posts better received than usual whose topic is among the three",
        ),
        Metric(
            name="hit_gain", label="hit rate above the best baseline", short="hit gain", unit="%", digits=1,
            higher_is_better=True, is_main=True, meaning="the same minus the best baseline's, on the same periods",
        ),
        Metric(
            name="ndcg", label="NDCG of five", short="NDCG@5", digits=3, higher_is_better=True, is_main=True,
            meaning="likes, in units of the usual, that the period's posts of the five topics got, discounted by rank, "
            "over the best possible",
        ),
        Metric(
            name="ndcg_gain", label="NDCG above the best baseline", short="NDCG gain", digits=3, higher_is_better=True,
            is_main=True, meaning="the same minus the best baseline's, on the same periods",
        ),
        Metric(
            name="lift", label="better received than the period's posts", short="lift", digits=3, higher_is_better=True,
            is_main=True,
            meaning="mean log likes of the period's posts on the three topics minus that of all its posts; "
            "unlike the other two it does not reward guessing what the author writes of anyway",
        ),
        Metric(
            name="lift_gain", label="lift above the best baseline", short="lift gain", digits=3, higher_is_better=True,
            is_main=True, meaning="the same minus the best baseline's, on the same periods",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archive:
    """All posts of an author, oldest first: the texts and vectors that `Topics.fit` takes, `times` (n,) in seconds.

    `engagement` (n,) is the log ratio of likes to the trailing level, NaN where unknown. `is_root` (n,) marks the posts
    that are recommended for and judged; all posts teach the topics.
    """

    texts: Sequence[str]
    vectors: Rows
    times: NDArray[np.float64]
    engagement: NDArray[np.float64]
    is_root: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Period:
    """What was known at `start` (seconds) of earlier root posts, and what came in the days after.

    `topics` is how many there are; `topic`, `times`, `engagement` are (n,) of the past; `later_topic`,
    `later_engagement` (m,) of those root posts of the period that have a topic and a known reception.
    """

    start: float
    topics: int
    topic: NDArray[np.int64]
    times: NDArray[np.float64]
    engagement: NDArray[np.float64]
    later_topic: NDArray[np.int64]
    later_engagement: NDArray[np.float64]


Fit = Callable[[Sequence[str], Rows], Topics]


def periods(archive: Archive, fit: Fit = Topics.fit, *, step: int = STEP, warm_up: int = WARM_UP) -> list[Period]:
    """Walk through an archive by `step` days, knowing only what lay before each step.

    Topics are fitted on earlier posts alone, again every REFIT days, and later posts are assigned to them. Counts of
    posts younger than SETTLED at the start are unknown. Periods without a judged post are left out, as are
    those that hardly any post lies before.
    """
    times = np.asarray(archive.times, float)
    if len(times) == 0 or (np.diff(times) < 0).any():
        raise MilesError(f"{len(times)} posts, not oldest first", "sort the archive by time")
    found: list[Period] = []
    start, fitted = times[0] + warm_up * DAY, -np.inf
    while start < times[-1]:
        if start - fitted >= REFIT * DAY:
            past = int(np.searchsorted(times, start))
            if past < 2 * FEWEST_POSTS:
                start += step * DAY
                continue
            topics, fitted = fit(archive.texts[:past], archive.vectors[:past]), start
            own = topics.assign(archive.texts, archive.vectors).topic
        period = _period(archive, own, len(topics), start, step)
        if len(period.later_topic):
            found.append(period)
        start += step * DAY
    return found


def score_recommendations(
    found: Sequence[Period], weights: Weights | None = None, *, seed: int = 0, resamples: int = 1000
) -> Scores:
    """Every way to choose topics on the same periods; intervals resample periods.

    `hit`, `ndcg` and `lift` of each, and ours minus the best baseline's of that measure (`hit_gain` ...). `n` counts
    periods.
    """
    if len(found) < FEWEST:
        raise MilesError(
            f"only {len(found)} periods can be judged",
            f"give at least {FEWEST} weeks of root posts with settled counts",
        )
    orders = {name: [_orders(period, weights or Weights(), seed)[name] for period in found] for name in _NAMES}
    systems = {name: _statistics(found, rows) for name, rows in orders.items()}
    labels = [str(place) for place in range(len(found))]
    resampler = Resampler(labels, seed=seed, resamples=resamples)
    scores: Scores = {name: {} for name in systems}
    for measure in ("hit", "ndcg", "lift"):
        for name, statistics in systems.items():
            score = resampler.score(statistics[measure], METRICS[measure].version)
            if score is not None:
                scores[name][measure] = score
        best = max(BASELINES, key=lambda name: _value(systems[name][measure]))
        score = resampler.score(
            difference(systems[OURS][measure], systems[best][measure]), METRICS[f"{measure}_gain"].version
        )
        if score is not None:
            scores[OURS][f"{measure}_gain"] = score
    return scores


def tuned(found: Sequence[Period], measure: str = "ndcg") -> tuple[Weights, float]:
    """The weights of a small grid that do best on these periods, and how well; judge them on other periods.

    No weight of the grid is 0: each ingredient was asked for and keeps a say.
    """
    grid = product((0.3, 1.0, 2.0), (0.1, 0.3), (0.1, 0.3), (0.2, 0.5, 1.5), (0.1, 0.3, 1.0))
    known = [_known(period) for period in found]
    tried = []
    for weights in (Weights(*each) for each in grid):
        orders = [_ranked(each.score(weights)) for each in known]
        tried.append((weights, _value(_statistics(found, orders)[measure])))
    return max(tried, key=lambda pair: pair[1])


_NAMES = (OURS, *BASELINES, RANDOM)


def _period(archive: Archive, own: NDArray[np.int64], topics: int, start: float, step: int) -> Period:
    age = (start - archive.times) / DAY
    past = archive.is_root & (age > 0)
    settled = np.where(age >= SETTLED.total_seconds() / DAY, archive.engagement, np.nan)
    later = archive.is_root & (age <= 0) & (age > -step) & (own != NONE) & np.isfinite(archive.engagement)
    return Period(start, topics, own[past], archive.times[past], settled[past], own[later], archive.engagement[later])


def _orders(period: Period, weights: Weights, seed: int) -> dict[str, NDArray[np.int64]]:
    """Name -> (orders, topics) rankings of the period's topics, one each; chance has SHUFFLES."""
    known = np.isfinite(period.engagement)
    own = period.topic[None, :] == np.arange(period.topics)[:, None]
    told = (own & known).sum(axis=1)
    log_sums = np.where(own & known, np.nan_to_num(period.engagement), 0.0).sum(axis=1)
    usual = float(period.engagement[known].mean()) if known.any() else 0.0
    likes = np.where(own & known, np.exp(np.nan_to_num(period.engagement)), 0.0).sum(axis=1)
    lately = (own & (period.start - period.times <= NOW * DAY)).sum(axis=1)
    values = {
        OURS: _known(period).score(weights),
        "most popular": (log_sums + SHRINK * usual) / (told + SHRINK),
        "most likes in all": likes,
        "most recent": lately + own.sum(axis=1) / (1 + own.sum()),  # of equals, the one written of more before
    }
    rng = np.random.default_rng([seed, int(period.start)])
    shuffled = np.stack([rng.permutation(period.topics) for _ in range(SHUFFLES)])
    return {name: _ranked(row) for name, row in values.items()} | {RANDOM: shuffled}


def _statistics(found: Sequence[Period], orders: Sequence[NDArray[np.int64]]) -> dict[str, Statistic]:
    """One value a period; the hit rate weighs a period by its posts above the usual."""
    rows = [np.mean([_judged(period, row) for row in each], axis=0) for period, each in zip(found, orders, strict=True)]
    hits, above, gained, lift = np.array(rows).T
    applies = above > 0

    def of(weights: np.ndarray) -> np.ndarray:
        total = weights @ above
        return np.divide(weights @ hits, total, out=np.full(len(weights), np.nan), where=total > 0)

    return {"hit": Statistic(of, applies), "ndcg": mean(gained), "lift": mean(lift)}


def _judged(period: Period, order: NDArray[np.int64]) -> tuple[float, float, float, float]:
    """Hits among the posts above the usual, how many those are, NDCG, and the lift (NaN: nothing written on them)."""
    chosen = np.isin(period.later_topic, order[:TOP])
    above = period.later_engagement > 0
    gains = np.bincount(period.later_topic, np.exp(period.later_engagement), minlength=period.topics)
    discount = 1 / np.log2(np.arange(2, 2 + min(DEEP, period.topics)))
    ideal = np.sort(gains)[::-1][: len(discount)] @ discount
    ndcg = gains[order[: len(discount)]] @ discount / ideal
    lift = period.later_engagement[chosen].mean() - period.later_engagement.mean() if chosen.any() else np.nan
    return float((chosen & above).sum()), float(above.sum()), float(ndcg), float(lift)


def _value(statistic: Statistic) -> float:
    """Over all periods; -inf where none carries a value."""
    if not statistic.applies.any():
        return -np.inf
    return float(statistic.of(statistic.applies[None, :].astype(float))[0])


def _known(period: Period) -> Ingredients:
    return ingredients(period.topics, period.topic, period.times, period.engagement, period.start)


def _ranked(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """(1, topics) the topic of the highest value first."""
    return np.argsort(-values, kind="stable")[None, :]
