"""The author's (draft, post) pairs as packed batches, in an order that only (seed, epoch) decides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from miles.corpus.drafts import Pair, read_pairs
from miles.corpus.tokens import Blocks, Encoded, Rows, encode_pairs, pack, pad_id, windows
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError

WEIGHTS = {"nothing": 0.25, "topic": 0.15, "keywords": 0.2, "note": 0.25, "bullets": 0.15}
Batch = dict[str, Tensor]


class StreamData(pl.LightningDataModule):
    """An endless training stream whose position is part of every checkpoint."""

    stream: Stream | None = None
    _state: dict[str, Any] | None = None

    def train_dataloader(self) -> Stream:
        assert self.stream is not None, "call setup() first"
        return self.stream

    def state_dict(self) -> dict[str, Any]:
        return self.stream.state_dict() if self.stream else {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self._state = state_dict
        if self.stream is not None:
            self.stream.load_state_dict(state_dict)

    def _serve(self, stream: Stream) -> None:
        """Go on from where a checkpoint, read before setup, left the stream."""
        self.stream = stream
        if self._state is not None:
            stream.load_state_dict(self._state)


class PostsData(StreamData):
    """Reads `folder`/train.parquet and valid.parquet; serves blocks of packed sequences.

    Every epoch each post appears once, with one of its drafts, drawn by `weights` (kind of draft ->
    share). Batches of one epoch run on into the next, so every batch has `batch_blocks` rows. What is
    longer than `block_len` tokens is trained on in windows; validation has rows long enough for
    everything, so that its figure does not depend on `block_len`.
    Validation has two loaders: posts without draft or wishes (bits per character), and the same
    posts with one fixed draft each. The position in the stream is part of every checkpoint.
    Pairs in the parquet files of the folder `written` are trained on as the author's are.
    """

    def __init__(
        self,
        folder: str,
        tokenizer: Tokenizer,
        block_len: int = 512,
        batch_blocks: int = 8,
        seed: int = 0,
        weights: Mapping[str, float] | None = None,
        written: str | None = None,
    ) -> None:
        super().__init__()
        self.folder = Path(folder)
        self.written = Path(written) if written else None
        self.tokenizer = tokenizer
        self.block_len = block_len
        self.batch_blocks = batch_blocks
        self.seed = seed
        self.weights = weighed(weights or WEIGHTS)
        self.valid: tuple[Batches, Batches] | None = None
        self.pairs: dict[str, list[Pair]] = {}

    def setup(self, stage: str | None = None) -> None:
        """Read and encode both files once; there is nothing to download and nothing is written."""
        if self.stream is not None:
            return
        self.pairs = {part: self._read(part) for part in ("train", "valid")}
        if not self.pairs["train"]:
            raise MilesError(
                f"{self.folder / 'train.parquet'} holds no pairs", "look at the Tally of `make data`: all was dropped"
            )
        more = sorted(self.written.glob("*.parquet")) if self.written else []
        taught = [*self.pairs["train"], *(pair for path in more for pair in read_pairs(path))]
        encoded = [windows(pair, self.block_len) for pair in encode_pairs(taught, self.tokenizer)]
        self._serve(Stream(Drawing(taught, self.weights), encoded, self._pad, self))
        self.valid = self._held_out(self.pairs["valid"])

    def val_dataloader(self) -> list[Batches]:
        assert self.valid is not None, "call setup() first"
        return list(self.valid)

    @property
    def _pad(self) -> int:
        return pad_id(self.tokenizer)

    def _read(self, part: str) -> list[Pair]:
        path = self.folder / f"{part}.parquet"
        if not path.is_file():
            raise MilesError(f"there is no {path}", "run `make data` for this author first")
        return read_pairs(path)

    def _held_out(self, pairs: Sequence[Pair]) -> tuple[Batches, Batches]:
        first = list({pair.post_id: pair for pair in reversed(pairs)}.values())[::-1]
        bare = [
            Pair(Draft(kind=DraftKind.NOTHING), pair.texts, pair.post_id, pair.thread_id, pair.time) for pair in first
        ]
        rough = [pair for pair in pairs if pair.draft.kind is not DraftKind.NOTHING]
        drawn = [rough[i] for i in Drawing(rough, self.weights).epoch(self.seed, 0)] if rough else []
        return self._batches(bare), self._batches(drawn)

    def _batches(self, pairs: Sequence[Pair]) -> Batches:
        encoded = encode_pairs(pairs, self.tokenizer)
        width = max([self.block_len, *(len(sequence.ids) for sequence in encoded)])
        rows = max(1, self.batch_blocks * self.block_len**2 // width**2)  # attention grows with the square
        return Batches(pack(encoded, width, self._pad), rows)


class Drawing:
    """Which of a post's drafts an epoch shows: a hash of (seed, epoch, post id), weighted by kind."""

    def __init__(self, pairs: Sequence[Pair], weights: Mapping[DraftKind, float]) -> None:
        posts: dict[str, list[int]] = {}
        for i, pair in enumerate(pairs):
            if weights.get(pair.draft.kind, 0.0) > 0:
                posts.setdefault(pair.post_id, []).append(i)
        if pairs and not posts:
            raise MilesError("no pair has a kind of draft with a weight above 0", "raise one of corpus.weights")
        self.variants = np.array([i for found in posts.values() for i in found], dtype=np.int64)
        shares: list[float] = []
        for found in posts.values():
            kinds = [pairs[i].draft.kind for i in found]
            raw = np.array([weights[kind] / kinds.count(kind) for kind in kinds])
            shares += list(raw / raw.sum())
        self.upto = np.cumsum(shares)
        ends = np.cumsum([len(found) for found in posts.values()], dtype=np.int64)
        self.first = ends - np.array([len(found) for found in posts.values()], dtype=np.int64)
        self.last = ends - 1
        self.keys = np.array([_key(post_id) for post_id in posts], dtype=np.uint64)

    def epoch(self, seed: int, epoch: int) -> NDArray[np.int64]:
        """Indices into the pairs, one for each post, in the order of the posts."""
        salt = np.uint64(_key(f"{seed}/{epoch}"))
        uniform = _scrambled(self.keys ^ salt).astype(np.float64) / 2.0**64
        below = np.where(self.first > 0, self.upto[self.first - 1], 0.0)
        at = np.searchsorted(self.upto, below + uniform, side="right")
        return self.variants[np.clip(at, self.first, self.last)]


class Stream:
    """Endless packed batches that know their place: `state_dict` is (epoch, row, step) and nothing more.

    `len` is the number of batches Lightning calls an epoch: those of the first pass over the posts,
    rounded up. A batch holds `input_ids`, `position_ids`, `labels` (rows, T), `chars` (rows,) and
    `index` (), the batch's number from the start of training, from which dropout is seeded.
    `encoded` has the windows of each pair that `drawing` may draw.
    """

    def __init__(self, drawing: Drawing, encoded: Sequence[Sequence[Encoded]], pad: int, data: PostsData) -> None:
        self.drawing, self.encoded, self.pad = drawing, encoded, pad
        self.begin(data.seed, data.block_len, data.batch_blocks)

    def begin(self, seed: int, block_len: int, rows: int) -> None:
        """Stand before the first batch of `rows` rows."""
        self.seed, self.block_len, self.rows = seed, block_len, rows
        self.epoch = self.row = self.step = self.index = 0
        self._packed: tuple[int, Rows] | None = None
        self.length = -(-len(self.blocks(0)) // self.rows)

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[Batch]:
        if self.step >= self.length:
            self.step = 0
        while self.step < self.length:
            taken: list[Blocks] = []
            wanted = self.rows
            while wanted:
                blocks = self.blocks(self.epoch)
                some = blocks.take(slice(self.row, self.row + wanted))
                taken.append(some)
                wanted -= len(some)
                self.row += len(some)
                if self.row >= len(blocks):
                    self.epoch, self.row = self.epoch + 1, 0
            batch = _tensors(*taken) | {"index": torch.tensor(self.index)}
            self.step += 1
            self.index += 1
            yield batch

    def blocks(self, epoch: int) -> Rows:
        """The rows of one pass over the posts: a pure function of (seed, epoch)."""
        if self._packed is None or self._packed[0] != epoch:
            rng = np.random.default_rng([self.seed, epoch])
            chosen = rng.permutation(self.drawing.epoch(self.seed, epoch))
            pieces = [piece for i in chosen for piece in self.encoded[i]]
            packed = pack(pieces, self.block_len, self.pad)
            order = rng.permutation(len(packed))
            self._packed = (epoch, packed.take(order))
        return self._packed[1]

    def state_dict(self) -> dict[str, int]:
        return {"epoch": self.epoch, "row": self.row, "step": self.step, "index": self.index}

    def load_state_dict(self, state_dict: Mapping[str, int]) -> None:
        self.epoch, self.row = state_dict["epoch"], state_dict["row"]
        self.step, self.index = state_dict["step"], state_dict["index"]


class Batches:
    """A fixed list of batches, the same at every call."""

    def __init__(self, blocks: Blocks, rows: int) -> None:
        self.blocks, self.rows = blocks, rows

    def __len__(self) -> int:
        return -(-len(self.blocks) // self.rows)

    def __iter__(self) -> Iterator[Batch]:
        for start in range(0, len(self.blocks), self.rows):
            yield _tensors(self.blocks.take(slice(start, start + self.rows)))


def _tensors(*blocks: Blocks) -> Batch:
    names = ("input_ids", "position_ids", "labels", "chars")
    return {name: torch.from_numpy(np.concatenate([getattr(some, name) for some in blocks])) for name in names}


def weighed(weights: Mapping[str, float]) -> dict[DraftKind, float]:
    """Kinds of draft by their names, with weights that are not below 0."""
    known = [kind.value for kind in DraftKind]
    for name, weight in weights.items():
        if name not in known:
            raise MilesError(f"weights.{name} is no kind of draft", f"use {', '.join(known)}")
        if weight < 0:
            raise MilesError(f"weights.{name}={weight} is below 0", "use 0 to leave a kind of draft out")
    return {DraftKind(name): float(weight) for name, weight in weights.items()}


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _scrambled(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """splitmix64's finaliser: every input bit reaches every output bit (Steele et al. 2014)."""
    with np.errstate(over="ignore"):
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
