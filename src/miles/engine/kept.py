"""Writing once: an engine that remembers, in a file, what it wrote for each job."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

import numpy as np

from miles.engine.engine import Engine, Job
from miles.engine.sampling import Sampling


class KeptEngine:
    """Another engine with a memory in `path` (JSON Lines, added to as it writes): for ways of choosing, which are
    compared on the same texts, and for long studies that go on after they were stopped.

    The file belongs to one set of weights; who changes them gives another path.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine, self.tokenizer, self.positions, self.path = engine, engine.tokenizer, engine.positions, path
        lines = path.read_text().splitlines() if path.is_file() else []
        self.known: dict[str, list[int]] = dict(json.loads(line) for line in lines if line.endswith("]"))

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """See Engine."""
        names = [_name(job, sampling) for job in jobs]
        fresh = {name: job for name, job in zip(names, jobs, strict=True) if name not in self.known}
        if fresh:
            found = dict(zip(fresh, self.engine.generate(list(fresh.values()), sampling), strict=True))
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a") as file:
                file.writelines(json.dumps(pair) + "\n" for pair in found.items())
            self.known |= found
        return [self.known[name] for name in names]

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        """See Engine. A text comes whole."""
        yield from ((k, token) for k, ids in enumerate(self.generate(jobs, sampling)) for token in ids)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        """See Engine."""
        return self.engine.score(pairs)


def _name(job: Job, sampling: Sampling) -> str:
    """What decides a text: the job, and the part of the way of writing that is not choosing."""
    way = job.sampling or sampling
    chosen = (way.temperature, way.top_p, way.repeat_ngram, way.max_new_tokens)
    return sha256(json.dumps([astuple(job)[:5], job.banned, job.stop, job.least_tokens, chosen]).encode()).hexdigest()
