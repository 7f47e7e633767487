"""What a text is about, as traits beside its form: how like it is to each of the author's topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from miles.analysis.clusters import Topics
from miles.analysis.level import plain
from miles.analysis.predictors import Inputs
from miles.analysis.traits import Scale
from miles.post.error import MilesError


@dataclass(frozen=True)
class Subjects:
    """Inputs -> the same with one more trait a topic, standardised; all of them together weigh as one of the others.

    Weighed singly they would crowd the kernel's distances, on which the doubt about a change rests. Likeness, not the
    likest topic's name: a text between two topics is a little of both, and one like none is told apart from all.
    `topics` is None where nobody asked for them or the posts were too few for any; then nothing is added.
    """

    topics: Topics | None = None
    scale: Scale | None = None

    @classmethod
    def fit(cls, inputs: Inputs, seed: int = 0) -> Self:
        """Clusters of these posts alone: nothing of how they were received, and nothing of any later post."""
        try:
            topics = Topics.fit(inputs.texts, inputs.vectors, seed=seed)
        except MilesError:
            return cls()
        return cls(topics, Scale.of(np.asarray(topics.likeness(inputs.texts, inputs.vectors), float)))

    def beside(self, inputs: Inputs) -> Inputs:
        if self.topics is None or self.scale is None:
            return inputs
        likeness = np.asarray(self.topics.likeness(inputs.texts, inputs.vectors), float)  # (n, topics)
        told = self.scale(likeness) / np.sqrt(len(self.topics))
        return replace(inputs, traits=np.hstack([inputs.traits, told]))

    def as_dict(self) -> dict[str, Any] | None:
        """Numbers and words only, as `Topics.as_dict`."""
        if self.topics is None or self.scale is None:
            return None
        return {
            "topics": self.topics.as_dict(),
            "mean": plain(self.scale.mean),
            "deviation": plain(self.scale.deviation),
        }

    @classmethod
    def from_dict(cls, read: Mapping[str, Any] | None) -> Self:
        if read is None:
            return cls()
        scale = Scale(*(np.array(read[name], dtype=float) for name in ("mean", "deviation")))
        return cls(Topics.from_dict(read["topics"]), scale)
