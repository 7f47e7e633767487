"""Pairs -> token sequences -> full blocks: the shapes a decoder is trained on."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from miles.corpus.drafts import Pair
from miles.engine.prompt import PAD, PLACEHOLDERS, SPECIAL_TOKENS, render_pair
from miles.post.error import MilesError

IGNORED = -100  # label of a token that is read but not learnt (the default of torch's cross_entropy)
_ONE_SYMBOL = re.compile("|".join(re.escape(name) for name in (*SPECIAL_TOKENS, *PLACEHOLDERS)))

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One pair as tokens. `ids` and `labels` have shape (T,); `chars` counts the target's symbols.

    A placeholder, a slot and the end token count as one symbol each, like a letter. Of the windows of
    one long target the last holds the count.
    """

    ids: Ints
    labels: Ints
    chars: int


class Rows(Protocol):
    """Rows that are laid out when they are taken."""

    def __len__(self) -> int: ...

    def take(self, rows: slice) -> Blocks:
        """Some of the rows, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Blocks:
    """Sequences laid side by side in rows of equal length; all arrays are (rows, T) but `chars` (rows,).

    `position_ids` restart at 0 with every sequence: transformers derives the block-diagonal mask
    from that, so no sequence sees another. What is left of a row is padding with a start of its own.
    """

    input_ids: Ints
    position_ids: Ints
    labels: Ints
    chars: Ints

    def __len__(self) -> int:
        return len(self.input_ids)

    def take(self, rows: slice | Ints) -> Blocks:
        """Some of the rows, in that order."""
        return Blocks(self.input_ids[rows], self.position_ids[rows], self.labels[rows], self.chars[rows])


def encode_pairs(pairs: Sequence[Pair], tokenizer: Tokenizer) -> list[Encoded]:
    """Every pair as (ids, labels): labels are IGNORED on the prompt, so loss falls on the post alone."""
    rendered = [render_pair(pair.draft, pair.texts, pair.examples) for pair in pairs]
    prompts = tokenizer.encode_batch([prompt for prompt, _ in rendered], add_special_tokens=False)
    targets = tokenizer.encode_batch([target for _, target in rendered], add_special_tokens=False)
    encoded = []
    for prompt, target, (_, text) in zip(prompts, targets, rendered, strict=True):
        ids = np.array(prompt.ids + target.ids, dtype=np.int64)
        labels = ids.copy()
        labels[: len(prompt.ids)] = IGNORED
        encoded.append(Encoded(ids, labels, symbols(text)))
    return encoded


def symbols(target: str) -> int:
    """Characters of a target text, each special token and placeholder counted as one."""
    return len(_ONE_SYMBOL.sub("\N{BULLET}", target))


def windows(encoded: Encoded, block_len: int) -> list[Encoded]:
    """What is longer than a row, as windows that each fit: every token is learnt exactly once.

    A window begins with the last quarter of the one before, read as context and not learnt again; the
    engine scores long texts in overlapping windows too. A window without a token to learn is left out.
    """
    if len(encoded.ids) <= block_len:
        return [encoded]
    overlap = block_len // 4
    found = []
    for start in range(0, len(encoded.ids) - overlap, block_len - overlap):
        ids, labels = encoded.ids[start : start + block_len], encoded.labels[start : start + block_len].copy()
        if start:
            labels[:overlap] = IGNORED
        if (labels != IGNORED).any():
            found.append(Encoded(ids, labels, 0))
    return [*found[:-1], Encoded(found[-1].ids, found[-1].labels, encoded.chars)]


def pack(sequences: Sequence[Encoded], block_len: int, pad: int) -> Blocks:
    """Best-fit decreasing: every sequence goes whole into the fullest row that still has room.

    Deterministic; among sequences of equal length the given order decides, so shuffling before
    packing varies what lies beside what. What is longer than a row has to come as `windows`.
    """
    lengths = np.array([len(s.ids) for s in sequences], dtype=np.int64)
    row_of, start_of, rows = place(lengths, block_len)
    return lay_out(sequences, lengths, row_of, start_of, (rows, block_len), pad)


def unpack(input_ids: Ints, position_ids: Ints, labels: Ints) -> list[Encoded]:
    """The sequences that `pack` laid into rows (rows, T), row by row, without padding; `chars` is not told."""
    rows, width = input_ids.shape
    ids, wanted = input_ids.ravel(), labels.ravel()
    starts = np.flatnonzero((position_ids.ravel() == 0) | (np.arange(rows * width) % width == 0))
    found = [Encoded(*piece, 0) for piece in zip(np.split(ids, starts)[1:], np.split(wanted, starts)[1:], strict=True)]
    return [sequence for sequence in found if (sequence.labels[1:] != IGNORED).any()]


def place(lengths: Ints, block_len: int) -> tuple[Ints, Ints, int]:
    """Where `pack` puts sequences of these lengths: the row and the start in it of each, and how many rows."""
    if lengths.max(initial=0) > block_len:
        raise MilesError(
            f"a sequence of {lengths.max()} tokens does not fit into a row of {block_len}", "raise corpus.block_len"
        )
    row_of, start_of = np.empty(len(lengths), dtype=np.int64), np.empty(len(lengths), dtype=np.int64)
    open_rows: list[tuple[int, int]] = []  # (room left, row), sorted
    rows = 0
    for i in np.argsort(-lengths, kind="stable"):
        need = int(lengths[i])
        at = bisect_left(open_rows, (need, -1))
        if at == len(open_rows):
            room, row = block_len, rows
            rows += 1
        else:
            room, row = open_rows.pop(at)
        row_of[i], start_of[i] = row, block_len - room
        if room > need:
            insort(open_rows, (room - need, row))
    return row_of, start_of, rows


def pad_to_longest(sequences: Sequence[Encoded], pad: int) -> Blocks:
    """One sequence a row, padded to the longest: the usual collate, kept to measure `pack` against."""
    lengths = np.array([len(s.ids) for s in sequences], dtype=np.int64)
    rows = np.arange(len(sequences))
    shape = (len(sequences), int(lengths.max(initial=0)))
    return lay_out(sequences, lengths, rows, np.zeros_like(rows), shape, pad)


def pad_id(tokenizer: Tokenizer) -> int:
    """Id of the padding token; a tokenizer without it was not made for our prompts."""
    found = tokenizer.token_to_id(PAD)
    if found is None:
        raise MilesError(f"the tokenizer does not know {PAD}", "train it with `make data`, or add our special tokens")
    return int(found)


def lay_out(
    sequences: Sequence[Encoded], lengths: Ints, row_of: Ints, start_of: Ints, shape: tuple[int, int], pad: int
) -> Blocks:
    """Sequences written into `shape` (rows, T) at the places that `place` found."""
    rows, width = shape
    input_ids = np.full(rows * width, pad, dtype=np.int64)
    labels = np.full(rows * width, IGNORED, dtype=np.int64)
    chars = np.zeros(rows, dtype=np.int64)
    filled = np.zeros(rows, dtype=np.int64)
    positions = np.empty(0, dtype=np.int64)
    if len(sequences):
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        flat = np.repeat(row_of * width + start_of, lengths) + within
        input_ids[flat] = np.concatenate([s.ids for s in sequences])
        labels[flat] = np.concatenate([s.labels for s in sequences])
        np.add.at(chars, row_of, [s.chars for s in sequences])
        np.add.at(filled, row_of, lengths)
        positions = within
    position_ids = (np.arange(width) - filled[:, None]).ravel()  # padding restarts at 0 behind the last sequence
    if len(sequences):
        position_ids[flat] = positions
    return Blocks(input_ids.reshape(rows, width), position_ids.reshape(rows, width), labels.reshape(rows, width), chars)
