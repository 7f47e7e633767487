from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.corpus.drafts import Pair
from miles.engine.engine import Job
from miles.engine.prompt import END
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.post.draft import Draft, DraftKind
from miles.registry.voice import Voice
from miles.training.rank import learn_to_rank

REAL = [f"Patience pays. Week {k} of waiting, and nothing broke." for k in range(30)]
TOPICS = TopicLabeller.fit(["bitcoin fees fell again", "ether gas is low", "bitcoin miners sell", "ether staking"], k=2)
MADE = "asdf qwer zxcv never ends well lol!!!"


class Babbler:
    """An engine that always writes the same unlikely text."""

    positions = 512

    def __init__(self) -> None:
        self.tokenizer = train_tokenizer([*REAL, MADE], 420)
        self.jobs: list[Job] = []

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        self.jobs += jobs
        return [encode(self.tokenizer, MADE + END) for _ in jobs]

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        yield from ((k, token) for k, ids in enumerate(self.generate(jobs, sampling)) for token in ids)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        return [np.zeros(len(target)) for _, target in pairs]


def pair(k: int, texts: tuple[str, ...], text: str = "waiting") -> Pair:
    return Pair(Draft(text=text, kind=DraftKind.NOTE), texts, str(k), str(k), datetime(2024, 1, 1, tzinfo=UTC))


def test_the_judge_learns_to_prefer_the_author_to_the_voice() -> None:
    engine = Babbler()
    voice = Voice(engine, Sampling(oversample=1), Memory.build(REAL), TOPICS)
    pairs = [pair(k, (text,)) for k, text in enumerate(REAL)]
    pairs += [pair(99, ("one", "two")), pair(98, ("no draft",), text="")]
    judge = learn_to_rank(voice, pairs, n=20)
    assert len(engine.jobs) == 20, "threads and empty drafts teach nothing here"
    real, made = judge.rate(["Patience pays. Week 77 of waiting, and nothing broke.", MADE])
    assert real > 0.5 > made
