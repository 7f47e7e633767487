"""Several voices write as one: their next-token distributions, and the author's n-grams, mixed at fixed weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miles.engine.ngram import TokenNgram
from miles.engine.prompt import POST
from miles.engine.tokenizer import vocabulary_sha256
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError

FILE, NGRAM = "ensemble.json", "ngram.safetensors"
ROUNDS = 2000  # of fitting; what is then left to gain is far below a thousandth of a bit


class EnsembleEngine(LoopEngine):
    """Mixes probabilities, not logits: p = sum of weight x p of each voice, and of the n-grams where there are any.

    `weights` has one number for each of `members`, then one for `ngram`; together they are 1. The n-grams hear only
    the post, which begins behind the prompt's `<|post|>`; up to there the voices alone have a say.
    """

    def __init__(
        self, members: Sequence[LoopEngine], weights: Sequence[float], ngram: TokenNgram | None = None
    ) -> None:
        experts = len(members) + (ngram is not None)
        if experts < 2:
            raise MilesError("an ensemble of one voice is that voice", "name a second one, or mix it with its n-grams")
        if len({vocabulary_sha256(member.tokenizer) for member in members}) > 1:
            raise MilesError("the voices number their tokens differently", "choose voices with the same tokenizer")
        if len(weights) != experts or not (min(weights) >= 0 and abs(sum(weights) - 1) <= 1e-6):  # nor NaN
            raise MilesError(f"weights={list(weights)} are no shares of the members", "make it again: make ensemble")
        super().__init__(members[0].tokenizer, min(member.positions for member in members), members[0].batch)
        if ngram and ngram.size != self.vocabulary.size:
            raise MilesError(
                f"the n-grams know {ngram.size} tokens, the voices {self.vocabulary.size}",
                "make it again: make ensemble",
            )
        self.members, self.ngram, self.weights = list(members), ngram, np.asarray(weights, float)
        self._post = self.tokenizer.token_to_id(POST)

    @classmethod
    def load(cls, folder: Path, load: Callable[[Path], LoopEngine]) -> EnsembleEngine:
        """The ensemble of a sealed folder; `load` opens the folder of one member."""
        try:
            facts = json.loads((folder / FILE).read_text())
            count, weights = len(facts["members"]), [float(weight) for weight in facts["weights"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MilesError(f"{folder / FILE} is broken ({error!r})", "make it again: make ensemble") from error
        ngram = TokenNgram.load(folder / NGRAM) if (folder / NGRAM).is_file() else None
        return cls([load(member_folder(folder, k)) for k in range(count)], weights, ngram)

    def open(self, ids: Ints, mask: Ints) -> EnsemblePassage:
        """See LoopEngine."""
        return EnsemblePassage(self, ids, mask)

    def read(self, ids: Ints, mask: Ints) -> Floats:
        """See LoopEngine."""
        voices = [member.read(ids, mask) for member in self.members]
        out = np.stack([self.mixed([voice[:, place] for voice in voices]) for place in range(ids.shape[1])], axis=1)
        for row, length in enumerate(mask.sum(1)) if self.ngram else ():
            start, contexts = self._start(ids[row, :length])
            for place in range(max(start, 0), length):
                if place > start:
                    contexts = self.ngram.follow(contexts, ids[row, place : place + 1])  # type: ignore[union-attr]
                out[row, place] = self.mixed([voice[row : row + 1, place] for voice in voices], contexts)[0]
        return out

    def standing(self, ids: Ints) -> Ints:
        """Where the n-grams stand after the tokens of a prompt. (1, order)"""
        assert self.ngram is not None
        start, contexts = self._start(ids)
        for token in ids[start + 1 :]:
            contexts = self.ngram.follow(contexts, np.array([token]))
        return contexts

    def mixed(self, voices: Sequence[Floats], contexts: Ints | None = None) -> Floats:
        """Logarithm of the mixture of what the voices say, (B, V) each, and of the n-grams at `contexts` (B, order).

        Without contexts the voices share all the weight.
        """
        size = self.vocabulary.size
        weights = self.weights[: len(voices)]
        p = sum(weight * _shares(voice)[:, :size] for weight, voice in zip(weights, voices, strict=True))
        if contexts is not None and self.ngram:
            p += self.weights[-1] * np.stack([self.ngram.distribution(each) for each in contexts])
        elif self.ngram:
            p = p / max(float(weights.sum()), 1e-12)
        with np.errstate(divide="ignore"):
            logs: Floats = np.log(p).astype(np.float32)
        return logs

    def _read(self, rows: Sequence[Sequence[int]]) -> list[np.ndarray]:
        """Every expert tells the tokens that were written, and only these are mixed: the quick form of `read`."""
        voices = [member._read(rows) for member in self.members]
        return [self._told(row, [voice[k] for voice in voices]) for k, row in enumerate(rows)]

    def _told(self, row: Sequence[int], voices: Sequence[np.ndarray]) -> np.ndarray:
        if not self.ngram:
            return mixture(np.stack(voices), self.weights)
        start, _ = self._start(np.asarray(row))
        own = self.weights[:-1] / max(float(self.weights[:-1].sum()), 1e-12)
        before = mixture(np.stack(voices)[:, : max(start, 0)], own)
        bits = self.ngram.surprisals(row[start + 1 :], is_begun=start < 0)[start < 0 :]
        told = np.stack([*(voice[max(start, 0) :] for voice in voices), -bits * np.log(2)])
        return np.concatenate([before, mixture(told, self.weights)])

    def _start(self, ids: Ints) -> tuple[int, Ints]:
        """The place of the last `<|post|>`, -1 where a window holds none, and the n-grams' contexts there."""
        assert self.ngram is not None
        found = np.flatnonzero(ids == self._post)
        start = int(found[-1]) if len(found) else -1
        return start, self.ngram.contexts(is_begun=start < 0)[None]


class EnsemblePassage:
    """See Passage."""

    logits: Floats

    def __init__(self, engine: EnsembleEngine, ids: Ints, mask: Ints) -> None:
        self.engine = engine
        self.passages = [member.open(ids, mask) for member in engine.members]
        self.contexts: Ints | None = None  # (B, order)
        if engine.ngram:
            self.contexts = np.concatenate(
                [engine.standing(row[here > 0]) for row, here in zip(ids, mask, strict=True)]
            )
        self._mix()

    def step(self, tokens: Ints) -> None:
        for passage in self.passages:
            passage.step(tokens)
        if self.engine.ngram and self.contexts is not None:
            self.contexts = self.engine.ngram.follow(self.contexts, tokens)
        self._mix()

    def keep(self, rows: Ints) -> None:
        for passage in self.passages:
            passage.keep(rows)
        if self.contexts is not None:
            self.contexts = self.contexts[rows]
        self.logits = self.logits[rows]

    def _mix(self) -> None:
        self.logits = self.engine.mixed([passage.logits for passage in self.passages], self.contexts)


def member_folder(folder: Path, k: int) -> Path:
    """Where the weights of the k-th member lie in an ensemble's folder."""
    return folder / "members" / str(k)


def mixture(logs: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-probability of each token under the mixture; `logs` (K, N) are those of the members. (N,)"""
    told = logs[weights > 0]
    top = told.max(0)
    found: NDArray[np.float64] = top + np.log(weights[weights > 0] @ np.exp(told - top))
    return found


def fitted_weights(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights under which the tokens are likeliest, by EM from even ones; `logs` (K, N) as for `mixture`. (K,)

    The likelihood is concave in the weights, so there is one best (Jelinek & Mercer 1980).
    """
    p = np.exp(logs - logs.max(0))
    weights = np.full(len(logs), 1 / len(logs))
    for _ in range(ROUNDS):
        new = (weights[:, None] * p / (weights @ p)).mean(1)
        if np.abs(new - weights).max() < 1e-7:
            break
        weights = new
    return weights / weights.sum()


def _shares(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    p = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = p / p.sum(-1, keepdims=True)
    return shares
