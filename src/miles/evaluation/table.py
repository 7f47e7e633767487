"""The score table: every system writes for the same held-out drafts and is judged by the same measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rich.console import Console, Group
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from miles.analysis.judge import AuthorJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.evaluation.answers import Answers
from miles.evaluation.control import control
from miles.evaluation.extraction import extraction
from miles.evaluation.facts import facts
from miles.evaluation.fidelity import fidelity
from miles.evaluation.fluency import fluency
from miles.evaluation.interval import Resampler, Statistic
from miles.evaluation.metric import METRICS, Metric, Score, Scores, metric_of
from miles.evaluation.novelty import novelty
from miles.evaluation.safety import safety
from miles.evaluation.system import Case, Continues, System
from miles.post.error import MilesError

QUESTIONS = {
    "Does it sound like the author?": ("fluency", "fidelity"),
    "Is it new?": ("novelty",),
    "Does it do as asked?": ("control", "facts"),
    "Is it safe to show?": ("safety",),
}


def answer(systems: Sequence[System], held_out: Sequence[Case], seed: int = 0) -> dict[str, Answers]:
    """Every system writes one post per held-out draft; systems that only score are left out."""
    if not held_out:
        raise MilesError("no held-out drafts to write for", "choose an earlier test_from, or give more posts")
    written = {}
    with _progress() as bar:
        for system in bar.track(systems, description="writing"):
            candidates = system.write([case.draft for case in held_out], seed)
            if candidates:
                written[system.name] = Answers(held_out, candidates)
    return written


def evaluate(
    systems: Sequence[System],
    held_out: Sequence[Case],
    memory: Memory,
    *,
    train: Sequence[str] = (),
    judge: AuthorJudge | None = None,
    topics: TopicLabeller | None = None,
    answers: Mapping[str, Answers] | None = None,
    seed: int = 0,
    resamples: int = 1000,
) -> Scores:
    """System -> metric -> Score, over all drafts and (`metric/kind`) over each kind of draft.

    `memory` knows the training posts. `train` are texts to try extraction with, none to skip it.
    `judge` is absent where there is no contrast author: so is its metric. `answers` are what the
    systems wrote, where the caller has that already.
    """
    answers = answer(systems, held_out, seed) if answers is None else answers
    resampler = Resampler([case.id for case in held_out], seed=seed, resamples=resamples)
    posts = [text for case in {case.id: case for case in held_out}.values() for text in case.texts]
    scores: Scores = {}
    with _progress() as bar:
        for system in bar.track(systems, description="scoring"):
            rows = fluency(system, held_out, resampler)
            if system.name in answers:
                rows |= judged(answers[system.name], memory, resampler, judge=judge, topics=topics, seed=seed)
            if train and isinstance(system, Continues):
                rows |= extraction(system, train, posts, seed=seed)
            scores[system.name] = rows
    return scores


def judged(
    answers: Answers,
    memory: Memory,
    resampler: Resampler,
    *,
    judge: AuthorJudge | None = None,
    topics: TopicLabeller | None = None,
    seed: int = 0,
) -> dict[str, Score]:
    """Every measure of what one system wrote, overall and per kind of draft."""
    statistics: dict[str, Statistic] = {}
    if answers.shown:
        statistics |= fidelity(answers, judge, seed)
        statistics |= novelty(answers, memory)
        statistics |= control(answers, topics)
        statistics |= facts(answers)
    statistics |= safety(answers)
    kinds = np.array([case.draft.kind.value for case in answers.cases])
    slices = {"": None} | {f"/{kind}": kinds == kind for kind in dict.fromkeys(kinds.tolist())}
    if len(slices) == 2:
        slices = {"": None}
    found = {
        name + suffix: resampler.score(statistic, METRICS[name].version, where)
        for suffix, where in slices.items()
        for name, statistic in statistics.items()
    }
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
    """Print the table, a question at a time: value [95 % interval], n in the head or in the cell where it differs.

    `voices` are the systems that are ours; `everything` adds the metrics that are not on the first screen.
    """
    marks = [
        mark for mark, is_on in (("SYNTHETIC AUTHOR", is_synthetic), ("NOT COMPARABLE", not is_comparable)) if is_on
    ]
    if marks:
        console.print(Text("  ".join(marks), style="bold yellow"))
    for question, families in QUESTIONS.items():
        metrics = [m for m in METRICS.values() if m.family in families and (m.is_main or everything)]
        missing = [m for m in metrics if not any(m.name in rows for rows in scores.values())]
        metrics = [m for m in metrics if m not in missing]
        for start in range(0, len(metrics), 4):
            console.print(_grid(question, metrics[start : start + 4], scores, voices))
        for metric in missing:
            if metric.is_main:
                console.print(Text(f"{metric.label}: not available", style="dim"))
    console.print(Text("[ ] 95 % interval, drafts resampled   ↑ more is better   ↓ less is better", style="dim"))


def _grid(
    question: str, metrics: Sequence[Metric], scores: Mapping[str, Mapping[str, Score]], voices: Sequence[str]
) -> Group:
    table = Table(title=question, title_justify="left", title_style="bold", header_style="", pad_edge=False)
    table.add_column("system", no_wrap=True)
    common: dict[str, int | None] = {}
    for metric in metrics:
        sizes = {rows[metric.name].n for rows in scores.values() if metric.name in rows}
        common[metric.name] = sizes.pop() if len(sizes) == 1 else None
        n = f"\nn={common[metric.name]:,}" if common[metric.name] is not None else "\n"
        table.add_column(Text(f"{metric.label} {metric.arrow}{n}"), justify="right")
    for system, rows in scores.items():
        if any(metric.name in rows for metric in metrics):
            cells = [_cell(metric, rows.get(metric.name), common[metric.name] is None) for metric in metrics]
            table.add_row(system, *cells, style="bold" if system in voices else "")
    return Group(table)


def _cell(metric: Metric, score: Score | None, is_n_shown: bool) -> Text:
    if score is None:
        return Text("–", style="dim")
    bounds = f"[{metric.show(score.lo)} {metric.show(score.hi)}]".replace(" %", "")
    cell = Text.assemble(metric.show(score.value), " ", (bounds, "dim"))
    return cell.append(f" n={score.n:,}", style="dim") if is_n_shown else cell


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
