from __future__ import annotations

import dataclasses

import pytest

from miles.engine.engine import Job


def test_a_job_is_a_value() -> None:
    """Jobs travel between threads and caches: equal ones are one key, and nobody changes them."""
    job = Job(prompt=(1, 2), seed=3, parts=2)
    assert {job, Job(prompt=(1, 2), seed=3, parts=2)} == {job}
    with pytest.raises(dataclasses.FrozenInstanceError):
        job.seed = 4  # type: ignore[misc]
