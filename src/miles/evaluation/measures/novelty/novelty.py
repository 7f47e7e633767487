"""Novelty as a metric of the `evaluate` library.

evaluate.load("src/miles/evaluation/measures/novelty").compute(predictions=generated, train=training_posts)
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from miles.analysis.novelty import Memory
from miles.evaluation.metric import METRICS


class Novelty(evaluate.Metric):
    """Exact copies, longest runs and 8-gram overlap of generated posts with training posts."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=METRICS["train_run_p99"].meaning,
            citation="Carlini et al. 2021, Extracting training data from large language models",
            inputs_description="predictions: generated posts; train: training posts, any number of them",
            features=datasets.Features({"predictions": datasets.Value("string")}),
        )

    def _compute(self, predictions: list[str], train: list[str]) -> dict[str, Any]:
        memory = Memory.build(train)
        runs = np.sort([memory.longest_run(text) for text in predictions])
        return {
            "train_copies": sum(map(memory.is_seen, predictions)) / len(predictions),
            "train_run_mean": float(runs.mean()),
            "train_run_p99": int(runs[int(np.ceil(0.99 * len(runs))) - 1]),
            "train_run_max": int(runs[-1]),
            "train_overlap": float(np.mean([memory.overlap(text) for text in predictions])),
            "version": METRICS["train_run_p99"].version,
        }
