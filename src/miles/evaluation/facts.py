"""Do the draft's facts survive, and does the post invent numbers?"""

from __future__ import annotations

from miles.analysis.facts import invented_numbers, survival
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean


def facts(answers: Answers) -> dict[str, Statistic]:
    """Over drafts that state facts, and over drafts that have text. Real posts invent numbers too: they saw a chart."""
    return {
        "fact_survival": mean(answers.over(lambda case, post: survival(case.draft.text, post.text))),
        "invented_numbers": mean(
            answers.over(
                lambda case, post: (
                    float(bool(invented_numbers(case.draft.text, post.text))) if case.draft.text.strip() else None
                )
            )
        ),
    }
