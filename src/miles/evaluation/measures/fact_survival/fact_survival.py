"""Fact survival as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/fact_survival").compute(predictions=generated, references=drafts)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from miles.analysis.facts import invented_numbers, survival
from miles.evaluation.metric import METRICS


class FactSurvival(evaluate.Metric):
    """Mean share of the facts of a draft that stand in its post; how many posts invent numbers beside it."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=METRICS["fact_survival"].meaning,
            citation="",
            inputs_description="predictions: generated posts; references: their drafts",
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str]) -> dict[str, Any]:
        both = list(zip(references, predictions, strict=True))
        kept = [share for draft, post in both if (share := survival(draft, post)) is not None]
        invented = [bool(invented_numbers(draft, post)) for draft, post in both if draft.strip()]
        return {
            "fact_survival": float(np.mean(kept)) if kept else None,
            "invented_numbers": float(np.mean(invented)) if invented else None,
            "n": len(kept),
            "version": METRICS["fact_survival"].version,
        }
