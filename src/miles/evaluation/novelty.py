"""How much of what a system writes stood in the training posts, in the draft, or in its own other posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from miles.analysis.novelty import Memory
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean, quantile
from miles.post.normal import normal_form


def novelty(answers: Answers, memory: Memory) -> dict[str, Statistic]:
    """Against training posts and, in the same way, against each draft that has text; and against itself."""
    drafts = {text: Memory.build([text]) for case in answers.cases if (text := case.draft.text).strip()}
    forms = Counter(normal_form(answers.candidates[place].text) for place in answers.shown)
    repeats = answers.over(lambda _, post: float(forms[normal_form(post.text)] > 1))
    return (
        _against("train", answers, lambda _: memory)
        | _against("draft", answers, drafts.get)
        | {"repeats": mean(repeats)}
    )


def unfiltered(answers: Answers, memory: Memory) -> dict[str, Statistic]:
    """Against training posts, of each text that was written, whether it may be shown or not: with no filter at all."""
    written = [candidate.texts for found in answers.everything for candidate in found]
    if not written:
        return {}
    run = [max(memory.longest_run(post) for post in posts) for posts in written]
    copy = [float(any(memory.is_seen(post) for post in posts)) for posts in written]
    return {"unfiltered_run_p99": quantile(run, 0.99), "unfiltered_copies": mean(copy)}


def _against(name: str, answers: Answers, memory_of: Callable[[str], Memory | None]) -> dict[str, Statistic]:
    rows = np.full((4, len(answers.cases)), np.nan)  # run, overlap, nearest, copy
    for place in answers.shown:
        memory = memory_of(answers.cases[place].draft.text)
        if memory is not None:
            posts = answers.candidates[place].texts
            text = answers.candidates[place].text
            rows[:, place] = (
                max(memory.longest_run(post) for post in posts),
                memory.overlap(text),
                memory.nearest(text),
                any(memory.is_seen(post) for post in posts),
            )
    run, overlap, nearest, copy = rows
    return {
        f"{name}_run_mean": mean(run),
        f"{name}_run_p99": quantile(run, 0.99),
        f"{name}_run_max": quantile(run, 1.0),
        f"{name}_overlap": mean(overlap),
        f"{name}_nearest": mean(nearest),
        f"{name}_copies": mean(copy),
    }
