"""Style distance as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/style_distance").compute(predictions=generated, references=real)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from miles.analysis import style
from miles.evaluation.metric import METRICS


class StyleDistance(evaluate.Metric):
    """Mean Kolmogorov-Smirnov distance over habits of writing, and the distance of each habit."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=METRICS["style_distance"].meaning,
            citation="",
            inputs_description="predictions: generated posts; references: real posts of the same drafts",
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str]) -> dict[str, Any]:
        real, made = style.features(references), style.features(predictions)
        habits = dict(zip(style.FEATURES, style.distances(real, made).tolist(), strict=True))
        return {
            "style_distance": style.style_distance(real, made),
            "habits": habits,
            "version": METRICS["style_distance"].version,
        }
