"""Scoring a Forecaster on later root posts, beside what simpler forecasts do on the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rich.console import Console
from rich.text import Text

from miles.analysis.engagement import Forecast, Forecaster
from miles.analysis.level import HEADS
from miles.analysis.outcomes import Outcomes
from miles.analysis.predictors import Inputs, Rows, TextRidge, Trees
from miles.evaluation.interval import Resampler, Statistic, mean
from miles.evaluation.metric import Metric, Score, Scores
from miles.evaluation.table import grid
from miles.post.error import MilesError

OURS = "forecaster"
BASELINES = ("trailing median", "length only", TextRidge.name, Trees.name, "mean of both")
FEWEST = 20  # posts; below, no number is worth its interval
BINS = 15  # of equal mass, for the calibration error
TOP = 0.1  # share of the posts that NDCG looks at

METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="spearman", label="rank correlation", short="Spearman", digits=3, higher_is_better=True, is_main=True,
            meaning="Spearman's correlation of forecast and counted likes",
        ),
        Metric(
            name="spearman_gain", label="gain over the best baseline", short="gain", digits=3, higher_is_better=True,
            is_main=True, meaning="the same minus that of the best baseline, both on the same resampled days",
        ),
        Metric(
            name="pairwise", label="pairs in the right order", short="pairs right", unit="%", digits=1,
            higher_is_better=True, is_main=True, meaning="share of pairs of posts whose order the forecast tells",
        ),
        Metric(
            name="ndcg", label="NDCG of the top tenth", short="NDCG@10%", digits=3, higher_is_better=True, is_main=True,
            meaning="likes found in the best tenth by forecast, discounted by rank, over the best possible",
        ),
        Metric(
            name="error", label="off by a factor of", short="off by x", digits=2, higher_is_better=False, is_main=True,
            meaning="exp of the mean absolute error in log likes; the level is the trailing median's",
        ),
        Metric(
            name="coverage", label="80 % interval covers", short="80% covers", unit="%", digits=1,
            higher_is_better=None, is_main=True, meaning="share of posts inside the interval; promised: 77 to 83 %",
        ),
        Metric(
            name="calibration", label="calibration error", short="ECE", digits=3, higher_is_better=False, is_main=True,
            meaning="expected calibration error of the chance of beating the trailing median, 15 bins of equal mass; "
            "promised: at most 0.05",
        ),
        Metric(
            name="calibration_chance", label="calibration error by chance", short="ECE chance", digits=3,
            higher_is_better=None, is_main=True,
            meaning="what a forecast with exactly these chances would show with so few posts",
        ),
        Metric(
            name="unknown", label="says it does not know", short="unknown", unit="%", digits=1, higher_is_better=None,
            is_main=True, meaning="share of posts unlike anything it learnt from",
        ),
    )
}  # fmt: skip


def score_forecasts(
    forecaster: Forecaster, inputs: Inputs, outcomes: Outcomes, *, seed: int = 0, resamples: int = 1000
) -> Scores:
    """Every system on the same posts: likes under the plain names, other heads as `spearman/replies`.

    Intervals resample whole days, because posts of one day share their news.
    """
    days = [f"{moment.time:%Y-%m-%d}" for moment in outcomes.moments]
    resampler = Resampler(days, seed=seed, resamples=resamples)
    forecast = forecaster.forecast(inputs, outcomes.level, outcomes.slow)
    forecast = forecaster.follow(forecast, outcomes.times, outcomes.targets)
    systems = _systems(forecaster, inputs, forecast)
    scores: Scores = {}
    for place, head in enumerate(HEADS):
        suffix = "" if head == "likes" else f"/{head}"
        told = np.isfinite(outcomes.targets[:, place]) & np.isfinite(forecast.centre[:, place])
        if told.sum() < FEWEST:
            if not suffix:
                raise MilesError(
                    f"only {told.sum()} of {len(outcomes)} posts tell likes that can be compared with a forecast",
                    f"give at least {FEWEST} root posts with settled counts, and older ones for the level",
                )
            continue
        guesses = {name: rows[:, place] for name, rows in systems.items()}
        for name, statistics in _statistics(guesses, forecast, outcomes, place, told, seed).items():
            scored = {
                f"{key}{suffix}": resampler.score(statistic, METRICS[key].version, told)
                for key, statistic in statistics.items()
            }
            scores.setdefault(name, {}).update({key: score for key, score in scored.items() if score is not None})
    return scores


def show_forecasts(scores: Scores, console: Console, *, is_synthetic: bool) -> None:
    """The table of likes, then the rank correlation of every other count."""
    if is_synthetic:
        console.print(Text("SYNTHETIC AUTHOR", style="bold yellow"))
    columns = [metric for metric in METRICS.values() if any(metric.name in rows for rows in scores.values())]
    for start in range(0, len(columns), 3):
        title = "" if start else "Likes of root posts, before they are posted"
        console.print(grid(title, columns[start : start + 3], scores, [OURS]))
    others = {head: {name: _only(rows, head) for name, rows in scores.items()} for head in HEADS[1:]}
    for head, rows in others.items():
        if any(rows.values()):
            names = ("spearman", "pairwise", "coverage")
            console.print(grid(head.capitalize(), [METRICS[name] for name in names], rows, [OURS]))
    console.print(Text("[ ] 95 % interval, days resampled   ↑ more is better   ↓ less is better", style="dim"))


def _only(rows: Mapping[str, Score], head: str) -> dict[str, Score]:
    return {key.partition("/")[0]: score for key, score in rows.items() if key.endswith(f"/{head}")}


def _systems(forecaster: Forecaster, inputs: Inputs, forecast: Forecast) -> dict[str, Rows]:
    """Name -> (n, heads) expected log(1 + count)."""
    level = forecast.level
    members = dict(forecast.members)
    systems = {OURS: forecast.centre, "trailing median": np.zeros_like(level)}
    systems[forecaster.yardstick.name] = forecaster.yardstick.predict(inputs)
    systems |= {name: members.pop(name) for name in (TextRidge.name, Trees.name)}
    systems["mean of both"] = (systems[TextRidge.name] + systems[Trees.name]) / 2
    return {name: rows + level for name, rows in (systems | members).items()}


def _statistics(
    guesses: Mapping[str, Rows], forecast: Forecast, outcomes: Outcomes, place: int, told: np.ndarray, seed: int
) -> dict[str, dict[str, Statistic]]:
    truth = np.log1p(outcomes.counts[:, place])
    target = outcomes.targets[:, place]
    found = {
        name: {
            "spearman": spearman(guess, truth, told),
            "pairwise": pairwise(guess, truth, told),
            "ndcg": ndcg(guess, outcomes.counts[:, place], told),
            "error": factor(guess - truth, told),
        }
        for name, guess in guesses.items()
    }
    ones = told[None, :].astype(float)
    best = max(BASELINES, key=lambda name: float(found[name]["spearman"].of(ones)[0]))
    above = forecast.above_level()[:, place]
    inside = (target >= forecast.quantile(0.1)[:, place]) & (target <= forecast.quantile(0.9)[:, place])
    chance = np.random.default_rng(seed).random((200, len(told))) < above
    found[OURS] |= {
        "spearman_gain": difference(found[OURS]["spearman"], found[best]["spearman"]),
        "coverage": mean(np.where(told, inside, np.nan)),
        "calibration": calibration(above, target > 0, told),
        "calibration_chance": average([calibration(above, drawn, told) for drawn in chance]),
        "unknown": mean(np.where(told, ~forecast.is_familiar, np.nan)),
    }
    return found


def spearman(guess: np.ndarray, truth: np.ndarray, told: np.ndarray) -> Statistic:
    """Correlation of mid-ranks, weighted by how often each post was drawn."""
    ranks = [_below(np.where(told, values, 0.0), told) for values in (guess, truth)]

    def of(weights: np.ndarray) -> np.ndarray:
        weights = np.asarray(weights, float) * told
        x, y = (weights @ rank for rank in ranks)  # (R, n)
        total = weights.sum(axis=1, keepdims=True)
        x, y = (row - (weights * row).sum(axis=1, keepdims=True) / total for row in (x, y))
        spread = np.sqrt((weights * x * x).sum(axis=1) * (weights * y * y).sum(axis=1))
        together = (weights * x * y).sum(axis=1)
        return np.divide(together, spread, out=np.zeros_like(together), where=spread > 0)

    return Statistic(of, told)


def pairwise(guess: np.ndarray, truth: np.ndarray, told: np.ndarray) -> Statistic:
    """Share of pairs with different counts that the forecast puts in order; a tie of the forecast counts half."""
    guess, truth = (np.where(told, values, 0.0) for values in (guess, truth))
    differ = (truth[:, None] > truth[None, :]) & told[:, None] & told[None, :]
    right = differ * (0.5 + 0.5 * np.sign(guess[:, None] - guess[None, :]))
    differ = differ.astype(float)

    def of(weights: np.ndarray) -> np.ndarray:
        weights = np.asarray(weights, float)
        pairs = ((weights @ differ) * weights).sum(axis=1)
        return np.divide(
            ((weights @ right) * weights).sum(axis=1), pairs, out=np.full(len(weights), np.nan), where=pairs > 0
        )

    return Statistic(of, told)


def ndcg(guess: np.ndarray, gains: np.ndarray, told: np.ndarray) -> Statistic:
    """Normalised discounted cumulative gain of the TOP share (Järvelin & Kekäläinen 2002); gains are counts."""
    orders = [np.argsort(-np.where(told, values, -np.inf), kind="stable") for values in (guess, gains)]
    gains = np.where(told, gains, 0.0)

    def of(weights: np.ndarray) -> np.ndarray:
        weights = np.asarray(weights, float) * told
        top = np.ceil(TOP * weights.sum(axis=1, keepdims=True))
        reached = [_discounted(weights[:, order], gains[order], top) for order in orders]
        return np.divide(reached[0], reached[1], out=np.full(len(weights), np.nan), where=reached[1] > 0)

    return Statistic(of, told)


def factor(left: np.ndarray, told: np.ndarray) -> Statistic:
    """exp of the mean absolute difference of logarithms."""
    size = np.where(told, np.abs(left), 0.0)
    return Statistic(lambda weights: np.exp((weights @ size) / (weights @ told.astype(float))), told)


def calibration(chance: np.ndarray, came_true: np.ndarray, told: np.ndarray) -> Statistic:
    """Expected calibration error over BINS of equal mass (Guo et al. 2017)."""
    order = np.argsort(np.where(told, chance, np.inf), kind="stable")[: int(told.sum())]
    bins = np.zeros((len(chance), BINS))
    for place, members in enumerate(np.array_split(order, BINS)):
        bins[members, place] = 1.0
    left = np.where(told, np.nan_to_num(chance) - came_true, 0.0)

    def of(weights: np.ndarray) -> np.ndarray:
        weights = np.asarray(weights, float) * told
        return np.abs((weights * left) @ bins).sum(axis=1) / weights.sum(axis=1)

    return Statistic(of, told, bounds="basic")


def difference(one: Statistic, other: Statistic) -> Statistic:
    """Of two systems on the same draws."""
    return Statistic(lambda weights: one.of(weights) - other.of(weights), one.applies & other.applies)


def average(statistics: Sequence[Statistic]) -> Statistic:
    """Over simulated outcomes; its interval says how far chance spreads, not how sure the average is."""
    ones = statistics[0].applies[None, :].astype(float)
    values = np.array([float(statistic.of(ones)[0]) for statistic in statistics])

    def of(weights: np.ndarray) -> np.ndarray:
        return np.full(1, values.mean()) if len(weights) == 1 else np.resize(values, len(weights))

    return Statistic(of, statistics[0].applies, bounds="percentile")


def _below(values: np.ndarray, told: np.ndarray) -> np.ndarray:
    """(n, n): entry [j, i] is 1 where j lies below i, a half where they are equal; weights @ it are mid-ranks."""
    return ((values[:, None] < values[None, :]) + 0.5 * (values[:, None] == values[None, :])) * told[:, None]


def _discounted(weights: np.ndarray, gains: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Gain over log2(rank + 1) of the first `top` places, posts drawn several times taking several places."""
    last = np.cumsum(weights, axis=1)
    first = last - weights
    taken = np.clip(top - first, 0.0, weights)
    middle = first + (taken + 1) / 2  # the mean rank of the copies
    return (taken * gains / np.log2(middle + 1)).sum(axis=1)
