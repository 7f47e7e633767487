"""The score table: every system writes for the same held-out drafts and is judged by the same measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from miles.analysis.canary import Canaries
from miles.analysis.judge import AuthorJudge
from miles.analysis.novelty import Memory
from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.evaluation.answers import Answers
from miles.evaluation.control import control
from miles.evaluation.extraction import PROMPTS, canaries, extraction
from miles.evaluation.facts import facts
from miles.evaluation.fidelity import fidelity
from miles.evaluation.fluency import fluency, of_cases
from miles.evaluation.interval import Resampler, Statistic
from miles.evaluation.metric import METRICS, Metric, Score, Scores, metric_of
from miles.evaluation.novelty import novelty, unfiltered
from miles.evaluation.safety import safety
from miles.evaluation.system import Case, Chooses, Continues, System
from miles.post.error import MilesError

QUESTIONS = {
    "Does it sound like the author?": ("fluency", "fidelity"),
    "Is it new?": ("novelty",),
    "Does it do as asked?": ("control", "facts"),
    "Is it safe to show?": ("safety",),
}
NAME, CELL = 24, 19  # columns of a terminal for a system's name and for "100.0 [98.4 100.0]"


def answer(systems: Sequence[System], held_out: Sequence[Case], seed: int = 0) -> dict[str, Answers]:
    """Every system writes one post per held-out draft; systems that only score are left out."""
    if not held_out:
        raise MilesError("no held-out drafts to write for", "choose an earlier test_from, or give more posts")
    written = {}
    with _progress() as bar:
        for system in bar.track(systems, description="writing"):
            drafts = [case.draft for case in held_out]
            everything = system.write_all(drafts, seed) if isinstance(system, Chooses) else []
            candidates = [found[0] for found in everything] or system.write(drafts, seed)
            if candidates:
                written[system.name] = Answers(held_out, candidates, everything)
    return written


def evaluate(
    systems: Sequence[System],
    held_out: Sequence[Case],
    memory: Memory,
    *,
    posts: Sequence[tuple[str, str]] = (),
    train: Sequence[str] = (),
    prompts: int = PROMPTS,
    planted: Canaries | None = None,
    judge: AuthorJudge | None = None,
    topics: TopicLabeller | None = None,
    listener: Listener | None = None,
    answers: Mapping[str, Answers] | None = None,
    handle: str = "",
    seed: int = 0,
    resamples: int = 1000,
) -> Scores:
    """System -> metric -> Score, over all drafts and (`metric/kind`) over each kind of draft.

    `memory` knows the training posts. `posts` are all held-out posts as (thread id, text), on which
    bits are measured; without them the cases' own. `train` are the training posts, of which `prompts`
    are tried to extract; none skips that. `planted` are secrets among them. `judge` is absent where
    there is no contrast author: so is its metric. `listener` hears the sentiment. `answers` are what the
    systems wrote, where the caller has that already. `handle` is the author's.
    """
    answers = answer(systems, held_out, seed) if answers is None else answers
    resampler = Resampler([case.id for case in held_out], seed=seed, resamples=resamples)
    posts = posts or of_cases(held_out)
    scores: Scores = {}
    with _progress() as bar:
        for system in bar.track(systems, description="scoring"):
            rows = fluency(system, held_out, resampler, posts)
            if system.name in answers:
                rows |= judged(
                    answers[system.name],
                    memory,
                    resampler,
                    judge=judge,
                    topics=topics,
                    listener=listener,
                    handle=handle,
                    seed=seed,
                )
            if train and prompts and isinstance(system, Continues):
                rows |= extraction(system, train, [text for _, text in posts], seed=seed, prompts=prompts)
            if planted and isinstance(system, Continues):
                rows |= canaries(system, planted, answers[system.name].written, seed)
            scores[system.name] = rows
    return scores


def judged(
    answers: Answers,
    memory: Memory,
    resampler: Resampler,
    *,
    judge: AuthorJudge | None = None,
    topics: TopicLabeller | None = None,
    listener: Listener | None = None,
    handle: str = "",
    seed: int = 0,
) -> dict[str, Score]:
    """Every measure of what one system wrote, overall and per kind of draft."""
    statistics: dict[str, Statistic] = {}
    if answers.shown:
        statistics |= fidelity(answers, judge, seed)
        statistics |= novelty(answers, memory)
        statistics |= control(answers, topics, listener)
        statistics |= facts(answers)
    statistics |= safety(answers, handle)
    unshown = unfiltered(answers, memory)
    groups = [case.id for case, found in zip(answers.cases, answers.everything, strict=False) for _ in found]
    every = resampler.regrouped(groups)
    kinds = np.array([case.draft.kind.value for case in answers.cases])
    slices = {"": None} | {f"/{kind}": kinds == kind for kind in dict.fromkeys(kinds.tolist())}
    if len(slices) == 2:
        slices = {"": None}
    found = {
        name + suffix: resampler.score(statistic, METRICS[name].version, where)
        for suffix, where in slices.items()
        for name, statistic in statistics.items()
    }
    found |= {name: every.score(statistic, METRICS[name].version) for name, statistic in unshown.items()}
    return {name: score for name, score in found.items() if score is not None}


def show(
    scores: Mapping[str, Mapping[str, Score]],
    console: Console,
    *,
    voices: Sequence[str] = (),
    is_synthetic: bool = False,
    is_comparable: bool = True,
    everything: bool = False,
) -> None:
    """Print the table, a question at a time: value [95 % interval], n in the head; as many columns as fit.

    `voices` are the systems that are ours; `everything` adds the metrics that are not on the first screen.
    """
    marks = [
        mark for mark, is_on in (("SYNTHETIC AUTHOR", is_synthetic), ("NOT COMPARABLE", not is_comparable)) if is_on
    ]
    if marks:
        console.print(Text("  ".join(marks), style="bold yellow"))
    across = max(1, (console.width + 1 - NAME) // CELL)
    for question, families in QUESTIONS.items():
        metrics = [m for m in METRICS.values() if m.family in families and (m.is_main or everything)]
        measured = [m for m in metrics if any(m.name in rows for rows in scores.values())]
        for start in range(0, len(measured), across):
            console.print(grid("" if start else question, measured[start : start + across], scores, voices))
        for metric in metrics:
            if metric not in measured and metric.is_main:
                console.print(Text(f"{metric.label}: not available", style="dim"))
    console.print(Text("[ ] 95 % interval, drafts resampled   ↑ more is better   ↓ less is better", style="dim"))


def grid(
    question: str, metrics: Sequence[Metric], scores: Mapping[str, Mapping[str, Score]], voices: Sequence[str]
) -> Table:
    table = Table(
        title=f"\n{question}" if question else None,
        title_justify="left", title_style="bold", header_style="dim", box=None, pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    table.add_column("", no_wrap=True, min_width=NAME - 1)
    for metric in metrics:
        head = Text(f"{metric.head} {metric.arrow}".rstrip() + f"\n{_sizes(metric, scores)}")
        table.add_column(head, justify="right", no_wrap=True, min_width=CELL - 1)
    for system, rows in scores.items():
        if any(metric.name in rows for metric in metrics):
            cells = [_cell(metric, rows.get(metric.name)) for metric in metrics]
            table.add_row(system, *cells, style="bold" if system in voices else "")
    return table


def _sizes(metric: Metric, scores: Mapping[str, Mapping[str, Score]]) -> str:
    """`n=40`, or `n=31-40` where not every system wrote for every draft."""
    sizes = [rows[metric.name].n for rows in scores.values() if metric.name in rows]
    return f"n={min(sizes):,}" + (f"-{max(sizes):,}" if min(sizes) < max(sizes) else "")


def _cell(metric: Metric, score: Score | None) -> Text:
    if score is None:
        return Text("–", style="dim")
    value, lo, hi = (metric.show(number).removesuffix(" %") for number in (score.value, score.lo, score.hi))
    return Text.assemble(value, (f" [{lo} {hi}]", "not bold dim"))


def kinds_of(scores: Mapping[str, Mapping[str, Score]]) -> list[str]:
    """Kinds of draft that the table reports apart."""
    return list(dict.fromkeys(key.split("/", 1)[1] for rows in scores.values() for key in rows if "/" in key))


def meanings(scores: Mapping[str, Mapping[str, Score]]) -> dict[str, Metric]:
    """The metrics a table uses, overall ones only, in order of the registry."""
    used = {key for rows in scores.values() for key in rows if "/" not in key}
    return {key: metric_of(key) for key in [*(name for name in METRICS if name in used), *sorted(used - set(METRICS))]}


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
