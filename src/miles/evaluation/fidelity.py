"""Can a reader with statistics tell generated posts from the author's: two-sample test, contrast judge, style."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from miles.analysis import style
from miles.analysis.judge import AuthorJudge, RankJudge, two_sample_auc
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean
from miles.post.error import MilesError

FEWEST = 20  # drafts below which a classifier is not cross-fitted: five folds of four say nothing
STYLES = {
    "style_length": ("words", "weighted_length"),
    "style_parts": ("parts", "lines", "line_breaks", "list_lines"),
    "style_emoji": ("emoji",),
    "style_punctuation": (
        *("full_stops", "commas", "exclamations", "questions", "ellipses"),
        *("colons", "dashes", "quotes", "brackets", "apostrophes", "open_end"),
    ),
    "style_rhythm": ("sentence_mean", "sentence_sd", "word_length"),
    "style_symbols": ("cashtags", "numbers", "all_caps", "capitals"),
}


def fidelity(answers: Answers, judge: AuthorJudge | None = None, seed: int = 0) -> dict[str, Statistic]:
    """Fidelity always; the contrast rate only where a judge could be trained ('not available' otherwise)."""
    out = {"fidelity": two_sample(answers, seed)} | style_distances(answers)
    if judge is not None:
        out["contrast_rate"] = contrast(answers, judge)
    return {name: statistic for name, statistic in out.items() if statistic is not None}


def two_sample(answers: Answers, seed: int = 0) -> Statistic | None:
    """2 (1 - max(AUC, 0.5)) of cross-fitted scores; posts of one case share a fold; judges are not refitted
    when drafts are resampled. None below FEWEST drafts."""
    shown = answers.shown
    if len({answers.cases[place].id for place in shown}) < FEWEST:
        return None
    real = [answers.cases[place].text for place in shown]
    made = [answers.candidates[place].text for place in shown]
    scores, labels, _ = two_sample_auc(real, made, [answers.cases[place].id for place in shown], seed=seed)
    return fidelity_of(scores[labels == 0], scores[labels == 1], answers.is_shown)


def fidelity_of(real: np.ndarray, made: np.ndarray, applies: np.ndarray) -> Statistic:
    """Fidelity as a function of draft weights; `real` and `made` are scores of the drafts that apply."""
    above = (made[:, None] > real[None, :]) + 0.5 * (made[:, None] == real[None, :])  # (m, m)
    above = above.astype(np.float32)

    def of(weights: np.ndarray) -> np.ndarray:
        mine = weights[:, applies].astype(np.float32)  # (R, m)
        auc = np.einsum("rm,rm->r", mine @ above, mine, dtype=float) / mine.sum(axis=1, dtype=float) ** 2
        return 2 * (1 - np.maximum(auc, 0.5))

    return Statistic(of, applies, bounds="percentile")


def contrast(answers: Answers, judge: AuthorJudge) -> Statistic:
    """How often the judge thinks this author likelier than the other one."""
    rates = np.full(len(answers.cases), np.nan)
    rates[answers.shown] = judge.rate([answers.candidates[place].text for place in answers.shown]) > 0.5
    return mean(rates)


def style_distances(answers: Answers) -> dict[str, Statistic]:
    """Mean Kolmogorov-Smirnov distance over all habits, and over each group of habits."""
    shown = answers.shown
    real = style.features([answers.cases[place].text for place in shown])
    made = style.features([answers.candidates[place].text for place in shown])
    groups = {"style_distance": style.FEATURES} | STYLES
    columns = {name: [style.FEATURES.index(feature) for feature in group] for name, group in groups.items()}
    gaps = Gaps(real, made, answers.is_shown)
    return {name: gaps.mean_of(picked) for name, picked in columns.items()}


class Gaps:
    """KS distance of every feature for many weightings at once, as `style.distances` gives for one."""

    def __init__(self, real: np.ndarray, made: np.ndarray, applies: np.ndarray) -> None:
        self._applies = applies
        pooled = np.concatenate([real, made])  # (2m, F)
        self._order = np.argsort(pooled, axis=0, kind="stable")
        ranked = np.take_along_axis(pooled, self._order, axis=0)
        self._ends = [np.flatnonzero(np.append(np.diff(column) != 0, True)) for column in ranked.T]
        self._sign = np.repeat(np.array([1, -1], np.float32), len(real))
        self._last: tuple[np.ndarray, np.ndarray] | None = None  # groups of one weighting ask in a row

    def mean_of(self, columns: Sequence[int]) -> Statistic:
        """The mean gap over some features."""
        return Statistic(lambda weights: self._of(weights)[:, columns].mean(axis=1), self._applies, bounds="basic")

    def _of(self, weights: np.ndarray) -> np.ndarray:
        """(R, n) -> (R, F); the resamples, asked for by every group in turn, are kept, a single weighting is not."""
        if self._last is not None and self._last[0] is weights:
            return self._last[1]
        mine = weights[:, self._applies].astype(np.float32)
        doubled = np.concatenate([mine, mine], axis=1) * self._sign
        out = np.empty((len(weights), self._order.shape[1]))
        for column, ends in enumerate(self._ends):
            walk = np.cumsum(doubled[:, self._order[:, column]], axis=1)[:, ends]
            out[:, column] = np.maximum(walk.max(axis=1), -walk.min(axis=1))
        out /= mine.sum(axis=1, keepdims=True, dtype=float)
        if len(weights) > 1:
            self._last = weights, out
        return out


def keep_apart(rank: RankJudge, judge: AuthorJudge, judge_ids: Sequence[str]) -> None:
    """Refuse to evaluate with a judge that looks at, or learned from, what the ranking judge did."""
    shared = rank.saw(judge_ids)
    if shared or rank.fingerprint == judge.fingerprint:
        raise MilesError(
            f"the judge that ranks candidates shares {shared} posts with the one that evaluates them",
            "give the two judges different slices of the training posts",
        )
