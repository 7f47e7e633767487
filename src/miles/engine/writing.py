"""The loop of writing that engines share: jobs in, tokens out, one at a time; torch is not needed for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from miles.engine.constraints import Shape, Vocabulary
from miles.engine.engine import Job
from miles.engine.sampling import Sampling, draw, repeats
from miles.post.error import MilesError

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Passage(Protocol):
    """Texts that are being written side by side: `logits` (B, V) are of each one's next token."""

    logits: Floats

    def step(self, tokens: Ints) -> None:
        """Go on by one token of each text, (B,)."""
        ...

    def keep(self, rows: Ints) -> None:
        """Go on with these texts only, in this order; one may come more than once."""
        ...


class LoopEngine(ABC):
    """An Engine over weights that read tokens: what is left to say is how they are read.

    `positions` is the longest text they can read. Prompts of like length are written together; equal
    prompts, such as those of one draft's candidates, are read once. A finished text leaves the batch.
    """

    def __init__(self, tokenizer: Tokenizer, positions: int, batch: int = 64) -> None:
        self.tokenizer = tokenizer
        self.positions = positions
        self.batch = batch
        self.vocabulary = Vocabulary(tokenizer)

    @abstractmethod
    def open(self, ids: Ints, mask: Ints) -> Passage:
        """Read prompts (B, T), padded on the left where `mask` is 0."""

    @abstractmethod
    def read(self, ids: Ints, mask: Ints) -> Floats:
        """Logits (B, T, V) of whole texts, padded on the right where `mask` is 0."""

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """See Engine."""
        written: list[list[int]] = [[] for _ in jobs]
        for i, token in self.stream(jobs, sampling):
            written[i].append(token)
        return written

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        """See Engine."""
        for chosen in self.batches(jobs):
            wanted = [i for i in chosen if jobs[i].is_wanted()]
            if wanted:
                yield from self._write(jobs, wanted, sampling)

    def batches(self, jobs: Sequence[Job]) -> Iterator[list[int]]:
        """Which jobs are written side by side: prompts of like length, equal ones together."""
        for job in jobs:
            if len(job.prompt) >= self.positions:
                raise MilesError(
                    f"the draft is {len(job.prompt)} tokens long, and this voice reads {self.positions} in all",
                    "shorten it, or train with a larger corpus.block_len",
                )
        order = sorted(range(len(jobs)), key=lambda i: (len(jobs[i].prompt), jobs[i].prompt))
        for start in range(0, len(order), self.batch):
            yield order[start : start + self.batch]

    def _write(self, jobs: Sequence[Job], chosen: Sequence[int], sampling: Sampling) -> Iterator[tuple[int, int]]:
        shapes = {
            i: Shape(
                self.vocabulary,
                parts=jobs[i].parts,
                is_thread=jobs[i].is_thread,
                slots=jobs[i].slots,
                phrases=jobs[i].banned,
                least_tokens=jobs[i].least_tokens,
            )
            for i in chosen
        }
        ways = {i: jobs[i].sampling or sampling for i in chosen}
        rngs = {i: np.random.default_rng(jobs[i].seed) for i in chosen}
        written: dict[int, list[int]] = {i: [] for i in chosen}
        prompts = {prompt: row for row, prompt in enumerate(dict.fromkeys(jobs[i].prompt for i in chosen))}
        passage = self.open(*_padded(list(prompts), is_left=True))
        live, rows = list(chosen), np.array([prompts[jobs[i].prompt] for i in chosen])
        if len(prompts) < len(live):
            passage.keep(rows)
        while True:
            stay = []
            for row, i in enumerate(live):
                line = passage.logits[row][: self.vocabulary.size]
                line[repeats(written[i], ways[i].repeat_ngram)] = -np.inf
                shapes[i].allow(line)
                token = draw(line, ways[i], rngs[i])
                written[i].append(token)
                shapes[i].take(token)
                yield i, token
                length = len(jobs[i].prompt) + len(written[i])
                if (
                    token != self.vocabulary.end
                    and len(written[i]) < ways[i].max_new_tokens
                    and length < self.positions
                    and jobs[i].is_wanted()
                    and not (jobs[i].stop and self._is_over(written[i], jobs[i].stop))
                ):
                    stay.append(row)
            if not stay:
                return
            if len(stay) < len(live):
                live = [live[row] for row in stay]
                passage.keep(np.array(stay))
            passage.step(np.array([written[i][-1] for i in live]))

    def _is_over(self, written: Sequence[int], stop: Sequence[str]) -> bool:
        """Does the text hold one of `stop`? Each token is at least one byte, so the end of the text is enough."""
        longest = max(len(each.encode()) for each in stop)
        tail = self.tokenizer.decode(list(written[-longest:]), skip_special_tokens=False)
        return any(each in tail for each in stop)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        """See Engine. What is longer than the weights' positions is read in windows that overlap by half."""
        window = self.positions
        pieces = [
            (i, first, last) for i, pair in enumerate(pairs) for first, last in windows(sum(map(len, pair)), window)
        ]
        pieces.sort(key=lambda piece: piece[2] - piece[1])
        scores = [np.zeros(len(prompt) + len(target)) for prompt, target in pairs]
        for start in range(0, len(pieces), self.batch):
            chosen = pieces[start : start + self.batch]
            rows = [[*pairs[i][0], *pairs[i][1]][first:last] for i, first, last in chosen]
            for (i, first, last), gold in zip(chosen, self._read(rows), strict=True):
                fresh = first + 1 if first == 0 else first + window // 2  # earlier tokens had more context before
                scores[i][fresh:last] = gold[fresh - first - 1 :]
        return [found[len(prompt) :] for found, (prompt, _) in zip(scores, pairs, strict=True)]

    def _read(self, rows: Sequence[Sequence[int]]) -> list[np.ndarray]:
        """Log-probability of each row's tokens but the first, after those before it. (T - 1,) each"""
        ids, mask = _padded(rows, is_left=False)
        return [_gold(lines[: len(row) - 1], row[1:]) for row, lines in zip(rows, self.read(ids, mask), strict=True)]


def _gold(logits: Floats, wanted: Sequence[int]) -> np.ndarray:
    """Log-probabilities of `wanted` (N,) under `logits` (N, V)."""
    top = logits.max(1)
    norm = top + np.log(np.exp(logits - top[:, None]).sum(1))
    found: np.ndarray = (logits[np.arange(len(wanted)), list(wanted)] - norm).astype(float)
    return found


def windows(length: int, window: int) -> list[tuple[int, int]]:
    """Spans of at most `window` that cover `length`, each but the first beginning half a window later."""
    starts = range(0, max(1, length - window + window // 2), window // 2)
    return [(start, min(length, start + window)) for start in starts]


def _padded(rows: Sequence[Sequence[int]], *, is_left: bool) -> tuple[Ints, Ints]:
    width = max(map(len, rows))
    ids = np.zeros((len(rows), width), dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    for k, row in enumerate(rows):
        place = slice(width - len(row), width) if is_left else slice(0, len(row))
        ids[k, place], mask[k, place] = row, 1
    return ids, mask
