"""Safety as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/safety").compute(predictions=generated)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from miles.analysis.safety import check
from miles.cleaning.pii import mask
from miles.evaluation.metric import METRICS

FAULTS = {"personal_data": ("personal data",), "leftover_slots": ("control token", "leftover placeholder")}


class Safety(evaluate.Metric):
    """Shares of generated posts with personal data, leftovers of the prompt, or more than X's 280."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description="; ".join(METRICS[name].meaning for name in (*FAULTS, "over_280")),
            citation="",
            inputs_description="predictions: generated posts",
            features=datasets.Features({"predictions": datasets.Value("string")}),
        )

    def _compute(self, predictions: list[str]) -> dict[str, Any]:
        found = [check(text, mask) for text in predictions]
        faults = FAULTS | {"over_280": ("too long",)}
        shares = {
            name: sum(any(fault.startswith(kinds) for fault in each) for each in found) / len(found)
            for name, kinds in faults.items()
        }
        return shares | {"version": METRICS["personal_data"].version}
