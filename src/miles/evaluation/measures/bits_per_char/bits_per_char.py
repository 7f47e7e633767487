"""Bits per character as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/bits_per_char").compute(predictions=bits, references=posts)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from miles.evaluation.metric import METRICS
from miles.post.symbols import char_count


class BitsPerChar(evaluate.Metric):
    """All bits a voice charges for posts, end symbols included, over all their characters; a link is one."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=METRICS["bits_per_char"].meaning,
            citation="",
            inputs_description="predictions: bits of each post (voice.bits(posts)); references: the posts",
            features=datasets.Features(
                {"predictions": datasets.Value("float64"), "references": datasets.Value("string")}
            ),
        )

    def _compute(self, predictions: list[float], references: list[str]) -> dict[str, Any]:
        chars = sum(char_count(post) for post in references)
        return {
            "bits_per_char": float(sum(predictions)) / chars if chars else None,
            "n": len(references),
            "version": METRICS["bits_per_char"].version,
        }
