"""General texts as packed batches, in an order that only (seed, epoch) decides: what a base model learns from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from miles.corpus.posts import Batches, Stream, StreamData
from miles.corpus.shards import Shards
from miles.corpus.tokenised import Recipe, Tokenised, given, tokenised
from miles.corpus.tokens import IGNORED, Blocks, Encoded, Ints, lay_out, pack, pad_id, place, windows
from miles.post.error import MilesError


class TextsData(StreamData):
    """Reads `folder` (see Shards) once into a file of tokens in `processed`; serves packed rows of it.

    `folder` may also be such a file, made on another machine.

    Every epoch each text appears once, a short one with probability `p_draft` behind a draft. What is
    longer than `block_len` tokens goes on in another row. With `is_isolated` no text sees another one;
    without it a row is one context, which is faster. Batches are those of PostsData, and so is what
    a checkpoint keeps. Validation never mixes texts: loader 0 holds the texts without drafts (bits per
    character), loader 1 the short ones with one draft; long ones come in windows that overlap.
    """

    def __init__(
        self,
        folder: str,
        tokenizer: Tokenizer,
        processed: str,
        block_len: int = 256,
        batch_blocks: int = 16,
        seed: int = 0,
        p_draft: float = 0.5,
        drafts: int = 2,
        short_chars: int = 600,
        p_control: float = 0.5,
        is_isolated: bool = True,
        workers: int = 2,
    ) -> None:
        super().__init__()
        if not 0 <= p_draft <= 1:
            raise MilesError(f"p_draft={p_draft} is no probability", "set corpus.p_draft between 0 and 1")
        self.folder, self.processed = Path(folder), Path(processed)
        self.tokenizer = tokenizer
        self.recipe = Recipe(drafts if p_draft else 0, short_chars, p_control)
        self.block_len, self.batch_blocks, self.seed = block_len, batch_blocks, seed
        self.p_draft, self.is_isolated, self.workers = p_draft, is_isolated, workers
        self.valid: list[Batches] = []
        self.facts: dict[str, Any] = {}

    def setup(self, stage: str | None = None) -> None:
        """Tokenise unless that was done before, then map the file; nothing is downloaded."""
        if self.stream is not None:
            return
        if self.folder.suffix == ".safetensors":
            corpus = given(self.folder, self.tokenizer)
        else:
            corpus = tokenised(Shards(self.folder), self.tokenizer, self.recipe, self.processed, self.workers)
        self.facts = {"folder": str(self.folder), **corpus.facts}
        self._serve(TextStream(corpus, self))
        held_out = range(corpus.n_train, len(corpus.groups) - 1)
        bare = [int(corpus.groups[t]) for t in held_out]
        drafted = [int(corpus.groups[t]) + 1 for t in held_out if corpus.groups[t + 1] - corpus.groups[t] > 1]
        self.valid = [self._batches(corpus.sequence(s) for s in some) for some in (bare, drafted)]

    def val_dataloader(self) -> list[Batches]:
        return self.valid

    def _batches(self, sequences: Iterable[Encoded]) -> Batches:
        pieces = [piece for sequence in sequences for piece in windows(sequence, self.block_len)]
        return Batches(pack(pieces, self.block_len, pad_id(self.tokenizer)), self.batch_blocks)


class TextStream(Stream):
    """PostsData's endless stream over a tokenised corpus; rows are laid out when their batch is made."""

    def __init__(self, corpus: Tokenised, data: TextsData) -> None:
        self.corpus, self.p_draft, self.is_isolated = corpus, data.p_draft, data.is_isolated
        self.pad = pad_id(data.tokenizer)
        self.begin(data.seed, data.block_len, data.batch_blocks)

    def blocks(self, epoch: int) -> Laid:
        """The rows of one pass over the texts: a pure function of (seed, epoch)."""
        if self._packed is None or self._packed[0] != epoch:
            self._packed = (epoch, Laid(self, np.random.default_rng([self.seed, epoch])))
        found = self._packed[1]
        assert isinstance(found, Laid)
        return found

    def choose(self, rng: np.random.Generator) -> Ints:
        """One sequence of each text to learn from, in random order."""
        first, variants = self.corpus.groups[: self.corpus.n_train], np.diff(self.corpus.groups)[: self.corpus.n_train]
        is_drafted = (rng.random(len(first)) < self.p_draft) & (variants > 1)
        drafted = 1 + (rng.random(len(first)) * (variants - 1)).astype(np.int64)
        return rng.permutation(first + np.where(is_drafted, drafted, 0))


class Laid:
    """Where the tokens of one epoch lie: pieces of at most a row, each with its row and its start in it."""

    def __init__(self, stream: TextStream, rng: np.random.Generator) -> None:
        corpus, width = stream.corpus, stream.block_len
        chosen = stream.choose(rng)
        lengths = corpus.starts[chosen + 1] - corpus.starts[chosen]
        # A later piece begins with the last token of the one before, which is read and not learnt again:
        # so every token is learnt once, and none is predicted by a neighbour in the row.
        pieces = -(-(lengths - 1) // (width - 1))
        of = np.repeat(np.arange(len(chosen)), pieces)
        offset = (np.arange(len(of)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) * (width - 1)
        length = np.minimum(width, lengths[of] - offset)
        prompts = corpus.prompts[chosen][of]
        learnt_from = np.where(offset == 0, prompts, np.maximum(1, prompts - offset))
        is_last = offset + length == lengths[of]
        kept = learnt_from < length
        self.source = (corpus.starts[chosen][of] + offset)[kept]
        self.length, self.learnt_from = length[kept], learnt_from[kept]
        self.chars = np.where(is_last, corpus.chars[chosen][of], 0)[kept]
        self.row_of, self.start_of, rows = place(self.length, width)
        self.by_row = np.argsort(self.row_of, kind="stable")
        self.first = np.searchsorted(self.row_of[self.by_row], np.arange(rows + 1))
        self.order = rng.permutation(rows)
        self.stream = stream

    def __len__(self) -> int:
        return len(self.order)

    def take(self, rows: slice) -> Blocks:
        """Some of the rows, read from the file."""
        chosen = self.order[rows]
        pieces = [self.by_row[self.first[row] : self.first[row + 1]] for row in chosen]
        some = np.concatenate(pieces)
        at = np.repeat(np.arange(len(chosen)), [len(found) for found in pieces])
        shape = (len(chosen), self.stream.block_len)
        encoded = [self._encoded(int(i)) for i in some]
        blocks = lay_out(encoded, self.length[some], at, self.start_of[some], shape, self.stream.pad)
        if self.stream.is_isolated:
            return blocks
        running = np.broadcast_to(np.arange(shape[1]), shape)
        return Blocks(blocks.input_ids, np.ascontiguousarray(running), blocks.labels, blocks.chars)

    def _encoded(self, i: int) -> Encoded:
        start, length = self.source[i], self.length[i]
        ids = self.stream.corpus.tokens[start : start + length].astype(np.int64)
        labels = ids.copy()
        labels[: self.learnt_from[i]] = IGNORED
        return Encoded(ids, labels, int(self.chars[i]))
