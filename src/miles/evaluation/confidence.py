"""Is a confidence what it says? Candidates for drafts it did not learn from, beside who always says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.text import Text

from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.evaluation.engagement import BINS, average, calibration
from miles.evaluation.interval import Resampler, mean
from miles.evaluation.metric import Metric, Score, Scores
from miles.evaluation.system import Case
from miles.evaluation.table import grid
from miles.feedback.rated import Rated
from miles.registry.confidence import Confidence, Weighed, accepted, raw
from miles.registry.voice import Candidate

Floats = NDArray[np.float64]
OURS = "confidence"
SENTIMENT, FIRST = "sentiment wished", "first of its draft"
RAW, USUAL = "raw score", "always the usual"
FOLDS = 5

METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="ece", label="calibration error", short="ECE", digits=3, higher_is_better=False, is_main=True,
            meaning=f"expected calibration error, {BINS} bins of equal mass: how far the share accepted is from what "
            "was said",
        ),
        Metric(
            name="brier", label="Brier score", short="Brier", digits=3, higher_is_better=False, is_main=True,
            meaning="mean squared difference between what was said and what came true; 0 is knowing it",
        ),
        Metric(
            name="ece_chance", label="calibration error by chance", short="ECE chance", digits=3,
            higher_is_better=None, is_main=True,
            meaning="what a confidence that is exactly right would show with so few candidates, were they independent",
        ),
        Metric(
            name="accepted", label="accepted", unit="%", digits=1, higher_is_better=None, is_main=True,
            meaning="share of the candidates that were accepted",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trials:
    """Shown candidates, whether each was accepted (n,), and the post behind each. `views` are parts of them (n,)."""

    candidates: Sequence[Weighed]
    accepted: NDArray[np.bool_]
    posts: Sequence[str]
    views: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)

    @classmethod
    def written(
        cls,
        cases: Sequence[Case],
        written: Sequence[Sequence[Candidate]],
        listener: Listener,
        topics: TopicLabeller | None,
        likeness: float,
    ) -> Trials:
        """All that may be shown of what was written for each case, by the label that stands in for people."""
        rows = [
            (case, one, place == 0)
            for case, some in zip(cases, written, strict=True)
            for place, one in enumerate(some)
            if one.is_shown
        ]
        return cls(
            [one for _, one, _ in rows],
            np.array([accepted(one, case.draft, listener, topics, likeness) for case, one, _ in rows], bool),
            [case.id for case, _, _ in rows],
            {
                SENTIMENT: np.array([case.draft.sentiment is not None for case, _, _ in rows], bool),
                FIRST: np.array([is_first for _, _, is_first in rows], bool),
            },
        )

    @classmethod
    def rated(cls, ratings: Sequence[Rated]) -> Trials:
        """Ratings of one draft's candidates are one piece of evidence."""
        return cls(
            ratings, np.array([one.is_accepted for one in ratings], bool), [one.generation_id for one in ratings]
        )

    def said(self, by: Confidence) -> Floats:
        """What a confidence says of each. (n,)"""
        return np.array([by.of(one) for one in self.candidates], float)

    def raw(self, likeness: float) -> Floats:
        """What a confidence is made of. (n,)"""
        return np.array([raw(one, likeness) for one in self.candidates], float)

    def some(self, which: NDArray[np.bool_]) -> Trials:
        """Those that `which` (n,) names, without views."""
        places = [int(place) for place in np.flatnonzero(which)]
        return Trials([self.candidates[k] for k in places], self.accepted[places], [self.posts[k] for k in places])


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A confidence, what it `said` (n,) of candidates that it did not learn from, and the `usual` share it learnt."""

    confidence: Confidence
    judged: Trials
    said: Floats
    usual: float

    def scores(self, *, seed: int = 0, resamples: int = 1000) -> Scores:
        """All candidates and each view, their raw score, and who always says the usual share.

        Intervals resample posts: candidates for drafts of one post share what makes them hard.
        """
        resampler = Resampler(self.judged.posts, seed=seed, resamples=resamples)
        everywhere = np.ones(len(self.said), bool)
        rows = {OURS: (self.said, everywhere)}
        rows |= {name: (self.said, which) for name, which in self.judged.views.items() if which.any()}
        rows |= {RAW: (self.judged.raw(self.confidence.likeness), everywhere)}
        rows |= {USUAL: (np.full(len(self.said), self.usual), everywhere)}
        table: Scores = {}
        for name, (chance, which) in rows.items():
            drawn = np.random.default_rng(seed).random((200, len(chance))) < chance
            statistics = {
                "ece": calibration(chance, self.judged.accepted, which),
                "ece_chance": average([calibration(chance, one, which) for one in drawn]),
                "brier": mean(np.where(which, (chance - self.judged.accepted) ** 2, np.nan)),
                "accepted": mean(np.where(which, self.judged.accepted, np.nan)),
            }
            found = {key: resampler.score(one, METRICS[key].version, which) for key, one in statistics.items()}
            table[name] = {key: score for key, score in found.items() if score is not None}
        return table

    def checked(self, scores: Scores) -> Confidence:
        """The confidence with how far it was off."""
        ece = scores[OURS]["ece"]
        return replace(self.confidence, ece=(ece.value, ece.lo, ece.hi), judged=ece.n)


def calibrated(learnt: Trials, judged: Trials | None, rng: np.random.Generator, **about: Any) -> Calibrated:
    """A confidence of `learnt` with facts `about` it, told of `judged`; None: of the same, post by post left out."""

    def fit(trials: Trials) -> Confidence:
        return Confidence.fit(trials.raw(about["likeness"]), trials.accepted, trials.posts, **about)

    found = fit(learnt)
    said = judged.said(found) if judged else cross_fitted(learnt, fit, rng)
    return Calibrated(found, judged or learnt, said, float(learnt.accepted.mean()))


def cross_fitted(trials: Trials, fit: Callable[[Trials], Confidence], rng: np.random.Generator) -> Floats:
    """What is said of each candidate by a confidence that learnt from those of other posts. (n,)"""
    names, post = np.unique(np.asarray(trials.posts, dtype=str), return_inverse=True)
    fold = (rng.permutation(len(names)) % FOLDS)[post]
    said = np.zeros(len(fold))
    for held in range(FOLDS):
        said[fold == held] = trials.some(fold == held).said(fit(trials.some(fold != held)))
    return said


def reliability(trials: Trials, said: Floats, *, seed: int = 0, resamples: int = 1000) -> list[tuple[float, Score]]:
    """Mean of what was said and the share accepted, in bins of equal mass; bins that say the same percent are one."""
    resampler = Resampler(trials.posts, seed=seed, resamples=resamples)
    bins: dict[float, list[int]] = {}
    for members in np.array_split(np.argsort(said, kind="stable"), BINS):
        if len(members):
            bins.setdefault(round(float(said[members].mean()), 2), []).extend(members.tolist())
    found = []
    for places in bins.values():
        inside = np.full(len(said), np.nan)
        inside[places] = trials.accepted[places]
        score = resampler.score(mean(inside), METRICS["accepted"].version)
        if score is not None:
            found.append((float(said[places].mean()), score))
    return found


def show_confidence(scores: Scores, console: Console, *, is_synthetic: bool) -> None:
    """The table: what was said against what came true."""
    if is_synthetic:
        console.print(Text("SYNTHETIC AUTHOR", style="bold yellow"))
    metrics = list(METRICS.values())
    for title, some in (("Is a candidate accepted as often as was said?", metrics[:3]), ("", metrics[3:])):
        console.print(grid(title, some, scores, [OURS]))
    console.print(Text("[ ] 95 % interval, posts resampled   ↓ less is better", style="dim"))
