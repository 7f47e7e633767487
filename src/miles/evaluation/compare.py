"""Voices on the same held-out drafts, draft by draft: what each reached, and the Verdict of each two."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from math import floor, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.abtest.paired import Column, contrasts
from miles.abtest.rating import Game
from miles.abtest.verdict import Contrast, Verdict, decide
from miles.analysis.judge import likeness
from miles.analysis.novelty import Memory
from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.evaluation.answers import Answers
from miles.evaluation.control import obeyed
from miles.evaluation.examples import wishes
from miles.evaluation.facts import kept
from miles.evaluation.fidelity import FEWEST
from miles.evaluation.metric import METRICS, Metric
from miles.evaluation.system import Case
from miles.feedback.pair import Duel, finite
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.symbols import char_count
from miles.registry.bundle import Bundle
from miles.registry.voice import Candidate, Forecast, Voice

Floats = NDArray[np.float64]
LATENCY = "post_ms"
LEAST_RESAMPLES = 99  # for an interval of 95 %
PAIRED = {
    metric.name: metric
    for metric in [
        Metric(
            name="likeness",
            label="looks real",
            family="fidelity",
            unit="%",
            digits=1,
            higher_is_better=True,
            meaning="share of the author's real posts that look less real than the generated one to a judge that "
            "learned real posts against those of all compared voices; 50 % is indistinguishable, nothing shown is 0 %",
            version="2",  # 1: over drafts that all voices showed something for
        ),
        Metric(
            name="reception",
            label="expected likes",
            family="reception",
            unit="",
            digits=3,
            higher_is_better=True,
            meaning="logarithm of the likes the forecaster expects over the author's usual; 0.1 is about a tenth more",
        ),
        Metric(
            name=LATENCY,
            label="ms a draft",
            family="speed",
            unit="ms",
            digits=1,
            higher_is_better=False,
            meaning="milliseconds from a draft to its ranked candidates, one draft at a time, voices in turn",
        ),
    ]
}
COMPARED = METRICS | PAIRED
BITS = "bits_per_char"
NOTHING_IS_WORST = frozenset({"likeness", "control_obedience", "fact_survival"})  # shares; see `_beside`
SPANS = {"likeness": 1.0, "control_obedience": 1.0, "fact_survival": 1.0, "invented_numbers": 1.0, "not_shown": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one voice reached: metric -> a value for each draft (n,), NaN where there is none; `bits` of each post.

    `labellers` names who heard a metric, where somebody did: its version becomes part of the metric's.
    """

    name: str
    values: Mapping[str, Floats]
    bits: Floats
    labellers: Mapping[str, str] = field(default_factory=dict)


def sheets(
    voices: Mapping[str, Voice],
    answers: Mapping[str, Answers],
    posts: Sequence[str],
    *,
    listener: Listener,
    topics: TopicLabeller | None,
    reception: Forecast | None = None,
    seed: int = 0,
) -> list[Sheet]:
    """One sheet a voice. Bits are those of `posts`; `listener` and `topics` hear all voices alike."""
    looks = _likeness(answers, seed)
    found = []
    for name, voice in voices.items():
        written = answers[name]
        values = {
            "likeness": looks[name],
            "control_obedience": obeyed(written, topics, listener)["control_obedience"],
            **kept(written),
            "train_run_mean": written.over(_longest_run(voice.memory)),
            "not_shown": 1.0 - written.is_shown,
        }
        if reception is not None:
            values["reception"] = _received(written, reception)
        heard = {"control_obedience": listener.version}
        found.append(Sheet(name=name, values=values, bits=voice.bits(posts), labellers=heard))
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """How voices are compared: how much worse a deciding metric may be (`margins`), and how sure one has to be.

    `margins` are in each metric's own unit; its keys are the metrics that decide.
    """

    margins: Mapping[str, float]
    alpha: float = 0.05
    resamples: int = 9999
    seed: int = 0

    def __post_init__(self) -> None:
        unknown = [name for name in self.margins if name not in COMPARED]
        if unknown:
            raise MilesError(f"margins name {unknown[0]!r}, which is no metric", f"choose from: {', '.join(COMPARED)}")
        for name, margin in self.margins.items():
            if isinstance(margin, bool) or not isinstance(margin, int | float) or not 0 <= margin < inf:
                raise MilesError(f"margins.{name}={margin} is no margin", "give how much worse it may be, 0 or more")
        if not 0 < self.alpha < 0.5:
            raise MilesError(f"alpha={self.alpha} is no chance of a false alarm", "give 0.05")
        if not self.margins:
            raise MilesError("no metric decides", f"give one of these a margin: {', '.join(COMPARED)}")
        self._refuse_few_resamples(len(self.margins))

    def verdicts(
        self,
        found: Sequence[Sheet],
        cases: Sequence[Case],
        posts: Sequence[tuple[str, str]],
        *,
        rules: Mapping[tuple[str, str], str],
        fingerprint: str,
        spans: Mapping[str, Floats],
        measured: Mapping[str, Any],
    ) -> list[Verdict]:
        """Of each two voices, in the order given, the first as A.

        `posts` are (thread, text), `fingerprint` names them; `rules` says by the names of A and B what B has to be;
        `spans` are the milliseconds of each voice's drafts. With more than two voices the p values count all deciding
        tests of all pairs.
        """
        pairs = list(combinations(found, 2))
        family = len(pairs) * len(self.margins) if len(pairs) > 1 else 0
        self._refuse_few_resamples(family)
        verdicts = []
        for a, b in pairs:
            rows = contrasts(
                self._columns(a, b, cases, posts),
                seed=self.seed, resamples=self.resamples, alpha=self.alpha, family=family,
            )  # fmt: skip
            rule = rules[a.name, b.name]
            side, reason = self._decided(rows, rule)
            verdicts.append(
                Verdict(
                    rule=rule,
                    a=a.name,
                    b=b.name,
                    winner={1: b.name, -1: a.name, 0: None}[side],
                    reason=reason,
                    contrasts=tuple(rows),
                    cases=fingerprint,
                    n=len(cases),
                    seed=self.seed,
                    alpha=self.alpha,
                    measured={**measured, **self._latency(spans[a.name], spans[b.name])},
                )
            )
        return verdicts

    def _refuse_few_resamples(self, tests: int) -> None:
        """The least p that so many give is 2 / (resamples + 1): times all deciding tests it has to be below alpha."""
        fewest = max(LEAST_RESAMPLES, floor(2 * tests / self.alpha))
        if self.resamples < fewest:
            raise MilesError(
                f"resamples={self.resamples} can tell nothing apart at alpha={self.alpha} by {tests} tests",
                f"give comparison.resamples={fewest} or more",
            )

    def _decided(self, rows: Sequence[Contrast], rule: str) -> tuple[int, str]:
        """As `decide`; but what was to decide and could not be measured on two posts lets nobody win."""
        missing = [name for name in self.margins if name not in {row.metric for row in rows}]
        if missing:
            return 0, f"too few values to decide by: {', '.join(missing)}"
        return decide(rows, rule, self.alpha)

    def _columns(self, a: Sheet, b: Sheet, cases: Sequence[Case], posts: Sequence[tuple[str, str]]) -> list[Column]:
        chars = np.array([char_count(text) for _, text in posts], float)
        threads, ids = [thread for thread, _ in posts], [case.id for case in cases]
        rows = [self._column(BITS, a.bits / chars, b.bits / chars, threads, weights=chars)]
        return rows + [
            self._column(name, _beside(b, name, a), _beside(a, name, b), ids, labeller=a.labellers.get(name, ""))
            for name in a.values
            if name in b.values
        ]

    def _column(
        self,
        name: str,
        a: Floats,
        b: Floats,
        groups: Sequence[str],
        *,
        weights: Floats | None = None,
        labeller: str = "",
    ) -> Column:
        metric = COMPARED[name]
        return Column(
            metric=name,
            version=f"{metric.version}+{labeller}" if labeller else metric.version,
            higher_is_better=bool(metric.higher_is_better),
            a=a,
            b=b,
            groups=groups,
            weights=weights,
            span=SPANS.get(name),
            margin=self.margins.get(name),
            decides=name in self.margins,
        )

    def _latency(self, a: Floats, b: Floats) -> dict[str, Any]:
        """Median and slowest tenth of each voice, and the paired contrast: outside the verdict's hash."""
        if len(a) < 2:
            return {}
        groups = [str(place) for place in range(len(a))]
        [contrast] = contrasts([self._column(LATENCY, a, b, groups)], seed=self.seed, resamples=self.resamples)
        spans = {
            side: {"median": float(np.median(each)), "p90": float(np.quantile(each, 0.9)), "n": len(each)}
            for side, each in (("a", a), ("b", b))
        }
        return {LATENCY: spans, "latency": asdict(contrast)}


def timing(
    voices: Mapping[str, Voice],
    drafts: Sequence[Draft],
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Floats]:
    """Milliseconds each voice takes from a draft to its candidates, one draft at a time, voices in turn. (n,) each

    A `clock` of processor time tells what compares with other runs, beside whatever else the machine did.
    """
    spans: dict[str, list[float]] = {name: [] for name in voices}
    for voice in voices.values():
        for draft in drafts[:1]:
            voice.write(draft, seed=seed)  # libraries and caches warm
    for turn, draft in enumerate(drafts):
        order = list(voices.items())
        for name, voice in order if turn % 2 else order[::-1]:
            start = clock()
            voice.write(draft, seed=seed)
            spans[name].append(1e3 * (clock() - start))
    return {name: np.array(each) for name, each in spans.items()}


def rule_for(a: Bundle, b: Bundle) -> str:
    """What was made of A to be smaller, or of what A is a form of, has to be not worse; any other voice better."""
    return "not worse" if b.need_not_be_better(a.name, a.origin) else "better"


def duels(a: Sheet, b: Sheet, answers: Mapping[str, Answers]) -> list[Duel]:
    """What both voices would show for each draft, for people to judge, with every metric that has a value of both."""
    ours, theirs = answers[a.name], answers[b.name]
    found = []
    for place in sorted(set(ours.shown) & set(theirs.shown)):
        draft = ours.cases[place].draft
        turned = {
            name: (turn * a.values[name][place], turn * b.values[name][place])
            for name in a.values
            if name in b.values and (turn := 1 if COMPARED[name].higher_is_better else -1)
        }
        found.append(
            Duel(
                voice_a=a.name,
                voice_b=b.name,
                draft=draft.text,
                kind=draft.kind.value,
                wishes=wishes(draft),
                a=ours.candidates[place].texts,
                b=theirs.candidates[place].texts,
                metrics=finite(turned),
            )
        )
    return found


def games(found: Sequence[Sheet], deciding: Collection[str], ids: Sequence[str]) -> list[Game]:
    """Every two voices on every draft: it is won by the one that is better in more of the deciding metrics.

    Where only one of them wrote something to show, that one wins. `ids` names the post of each draft: drafts of one
    post are one piece of evidence.
    """
    played = []
    for a, b in combinations(found, 2):
        silent = np.sign(b.values["not_shown"] - a.values["not_shown"])
        votes = np.zeros(len(silent))
        for name in set(deciding) & set(a.values) & set(b.values):
            turn = 1 if COMPARED[name].higher_is_better else -1
            votes += turn * np.nan_to_num(np.sign(a.values[name] - b.values[name]))
        won = (1 + np.where(silent, silent, np.sign(votes))) / 2
        played += [Game(a.name, b.name, float(each), post) for each, post in zip(won, ids, strict=True)]
    return played


def _beside(other: Sheet, name: str, mine: Sheet) -> Floats:
    """Values of `mine` as they are held against the other's.

    Where only the other showed something, nothing is the worst that can be said: were such drafts left out, who holds
    back what is difficult would be judged by what is easy (a composite estimand, ICH E9 (R1), A.3.2).
    """
    values = mine.values[name]
    if name not in NOTHING_IS_WORST:
        return values
    is_silent = (mine.values["not_shown"] > 0) & ~np.isnan(other.values[name])
    return np.where(is_silent, 0.0, values)


def _likeness(answers: Mapping[str, Answers], seed: int) -> dict[str, Floats]:
    """Over the drafts for which any voice wrote something to show; nowhere where those are too few for a judge."""
    first = next(iter(answers.values()))
    shown = np.flatnonzero(np.any([each.is_shown for each in answers.values()], axis=0)).tolist()
    out = {name: np.full(len(first.cases), np.nan) for name in answers}
    ids = [first.cases[place].id for place in shown]
    if len(set(ids)) >= FEWEST:
        real = [first.cases[place].text for place in shown]
        texts = [[one.text if one.is_shown else None for one in each.candidates] for each in answers.values()]
        made = [[some[place] for place in shown] for some in texts]
        for values, rates in zip(out.values(), likeness(real, made, ids, seed=seed), strict=True):
            values[shown] = rates
    return out


def _longest_run(memory: Memory) -> Callable[[Case, Candidate], float]:
    return lambda _, post: float(max(memory.longest_run(text) for text in post.texts))


def _received(answers: Answers, reception: Forecast) -> Floats:
    out = np.full(len(answers.cases), np.nan)
    texts = [answers.candidates[place].texts[0] for place in answers.shown]
    out[answers.shown] = reception(texts) if texts else []
    return out
