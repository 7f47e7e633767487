"""Small rows for the store's tests."""

from __future__ import annotations

from typing import Any

from miles.store.generations import Candidate, Generation


def written(text: str = "gm", tenant: str = "t", **fields: Any) -> Generation:
    """A generation with two candidates."""
    given = {"person": "ada", "input": text, "wishes": {"parts": 2}, "voice": "v1", "prompt_version": "1"} | fields
    candidates = (
        Candidate(output=f"{text}, better", pattern_used=1, confidence_score=0.75, details={"novelty": 0.5}),
        Candidate(output=f"{text}\n\nor not", pattern_used=2, confidence_score=0.25),
    )
    return Generation(**{"tenant": tenant, "candidates": candidates, **given})
