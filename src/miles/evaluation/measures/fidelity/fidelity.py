"""Fidelity as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/fidelity").compute(predictions=generated, references=real)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from miles.analysis import judge
from miles.evaluation.metric import METRICS


class Fidelity(evaluate.Metric):
    """2 (1 - max(AUC, 0.5)) of a cross-fitted classifier; prediction i and reference i answer one draft."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=METRICS["fidelity"].meaning,
            citation="Lopez-Paz and Oquab 2017, Revisiting classifier two-sample tests",
            inputs_description="predictions: generated posts; references: real posts of the same drafts",
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str], seed: int = 0) -> dict[str, Any]:
        scores, labels, _ = judge.two_sample_auc(references, predictions, seed=seed)
        auc = judge.auc(scores, labels)
        return {"fidelity": judge.fidelity(auc), "auc": auc, "version": METRICS["fidelity"].version}
