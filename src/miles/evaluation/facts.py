"""Do the draft's facts survive, and does the post invent numbers?"""

from __future__ import annotations

import numpy as np

from miles.analysis.facts import invented_numbers, survival
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean
from miles.evaluation.system import Case
from miles.registry.voice import Candidate


def facts(answers: Answers) -> dict[str, Statistic]:
    """Over drafts that state facts, and over drafts that have text. Real posts invent numbers too: they saw a chart."""
    return {name: mean(column) for name, column in kept(answers).items()}


def kept(answers: Answers) -> dict[str, np.ndarray]:
    """For each draft the share of its facts that survive, and whether the post invents a number, 0 or 1. (n,)"""
    return {
        "fact_survival": answers.over(lambda case, post: survival(case.draft.text, post.text)),
        "invented_numbers": answers.over(_invents),
    }


def _invents(case: Case, post: Candidate) -> float | None:
    return float(bool(invented_numbers(case.draft.text, post.text))) if case.draft.text.strip() else None
