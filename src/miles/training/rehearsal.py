"""A student writes to the prompts of a batch itself, so that its teachers can answer what it would really say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from miles.corpus.tokens import IGNORED, Blocks, Encoded, pack, pad_id
from miles.engine.engine import Job
from miles.engine.prompt import SLOTS, THREAD
from miles.engine.sampling import Sampling
from miles.model.decoder import Causal
from miles.model.eager import EagerEngine
from miles.model.lora import Lora
from miles.registry.voice import hash_seed

MAX_NEW_TOKENS = 256  # of one text; a longer one is learnt from as far as it goes


class Rehearsal:
    """What `student` writes at temperature 1; links, handles and threads as its prompts ask for them."""

    def __init__(self, student: Causal | Lora) -> None:
        self.student, self.tokenizer = student, student.tokenizer
        self.slots = {name: self.tokenizer.token_to_id(name) for name in SLOTS}
        self.thread = self.tokenizer.token_to_id(THREAD)

    @cached_property
    def engine(self) -> EagerEngine:
        """Reads the student's weights as they are at the time."""
        return EagerEngine(self.student.network, self.tokenizer)

    def write(self, given: Sequence[Encoded], width: int, seed: int) -> Blocks:
        """Rows of `width` tokens: the prompts of `given` with other posts. The student goes on training after."""
        jobs = [
            self._job(prompt, hash_seed(seed, k), min(MAX_NEW_TOKENS, width - len(prompt)))
            for k, prompt in enumerate(_prompt(sequence) for sequence in given)
            if 0 < len(prompt) < self.engine.positions
        ]
        self.student.eval()
        written = self.engine.generate(jobs, Sampling())
        self.student.train()
        texts = [_encoded(job.prompt, ids) for job, ids in zip(jobs, written, strict=True)]
        return pack(texts, width, pad_id(self.tokenizer))

    def _job(self, prompt: tuple[int, ...], seed: int, room: int) -> Job:
        free = Sampling(temperature=1.0, top_p=1.0, repeat_ngram=0, max_new_tokens=room)
        slots = tuple(name for name, token in self.slots.items() if token in prompt)
        return Job(prompt, seed, is_thread=self.thread in prompt, slots=slots, sampling=free)


def _prompt(sequence: Encoded) -> tuple[int, ...]:
    return tuple(sequence.ids[: int(np.argmax(sequence.labels != IGNORED))].tolist())


def _encoded(prompt: Sequence[int], written: Sequence[int]) -> Encoded:
    ids = np.array([*prompt, *written], dtype=np.int64)
    labels = ids.copy()
    labels[: len(prompt)] = IGNORED
    return Encoded(ids, labels, 0)
