"""Control obedience as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/control_obedience").compute(
    predictions=[["a post"], ["a thread's first", "and second"]],
    references=[{"parts": 1, "length": "short", "sentiment": "", "is_thread": False}, {...}],
)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from miles.evaluation.answers import Answers
from miles.evaluation.control import control
from miles.evaluation.metric import METRICS
from miles.evaluation.system import Case
from miles.post.draft import Draft, Length, Sentiment
from miles.registry.voice import Candidate


class ControlObedience(evaluate.Metric):
    """Share of wishes that posts fulfil, together and one by one; what is None or empty was not wished for."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        wishes = {
            "parts": datasets.Value("int64"),
            "length": text,
            "sentiment": text,
            "is_thread": datasets.Value("bool"),
        }
        return evaluate.MetricInfo(
            description=METRICS["control_obedience"].meaning,
            citation="",
            inputs_description="predictions: the texts of each post or thread; references: what was wished for",
            features=datasets.Features({"predictions": datasets.Sequence(text), "references": wishes}),
        )

    def _compute(self, predictions: list[list[str]], references: list[dict[str, Any]]) -> dict[str, Any]:
        posts = [Candidate(texts=tuple(texts)) for texts in predictions]
        asked = [Case(_draft(wished), (), "") for wished in references]
        found = control(Answers(asked, posts))
        everyone = np.ones((1, len(posts)))
        return {name: float(kept.of(everyone)[0]) for name, kept in found.items() if kept.applies.any()} | {
            "n": int(found["control_obedience"].applies.sum()),
            "version": METRICS["control_obedience"].version,
        }


def _draft(wished: dict[str, Any]) -> Draft:
    return Draft(
        parts=wished["parts"],
        length=Length(wished["length"]) if wished["length"] else None,
        sentiment=Sentiment(wished["sentiment"]) if wished["sentiment"] else None,
        is_thread=wished["is_thread"],
    )
