"""Texts with labels, in the layout of TweetEval -> batches for a classifier."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader

from miles.analysis.head import heard
from miles.post.error import MilesError

Batch = dict[str, Tensor]
PARTS = ("train", "val", "test")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts and, for each, the place of its label among the task's names."""

    texts: Sequence[str]
    labels: NDArray[np.int64]  # (n,)

    def __len__(self) -> int:
        return len(self.texts)


class LabelledData(pl.LightningDataModule):
    """The parts of one task. A batch holds
    ids     (B, T) int64, padded to the longest of the batch
    mask    (B, T) int64, 1 on tokens
    labels  (B,)   int64
    index   ()     int64, training only: the batch's number in the run

    `folder` has `<task>/{train,val,test}_{text,labels}.txt[.gz]` and `<task>/mapping.txt` (Barbieri et al. 2020).
    Where the training texts are not there, `<task>_reconstructed_train/train.tsv.gz` takes their place.
    """

    def __init__(self, folder: str, task: str, batch: int = 32, max_tokens: int = 96, seed: int = 0) -> None:
        super().__init__()
        self.folder, self.task = Path(folder), task
        self.batch, self.max_tokens, self.seed = batch, max_tokens, seed
        self.names = read_names(self.folder, task)
        self.parts: Mapping[str, Labelled] = {part: read_part(self.folder, task, part) for part in PARTS}
        self.is_reconstructed = not _found(self.folder / task / "train_text.txt")
        for part, read in self.parts.items():
            if read.labels.max(initial=0) >= len(self.names):
                raise MilesError(
                    f"{self.folder / task}: {part} has a label {read.labels.max()} that mapping.txt does not name",
                    "add it there, or mend the labels",
                )
        self.stream: Buckets | None = None

    def facts(self) -> dict[str, Any]:
        """What a card tells of the texts."""
        texts = {part: len(read) for part, read in self.parts.items()}
        return {"labels": self.names, "texts": texts, "reconstructed": self.is_reconstructed}

    @property
    def priors(self) -> NDArray[np.float64]:
        """(labels,) share of each label in training."""
        counts = np.bincount(self.parts["train"].labels, minlength=len(self.names))
        return np.asarray(counts / counts.sum())

    def serve(self, tokenizer: Tokenizer) -> LabelledData:
        """Encode with the encoder's own tokenizer; returns itself, ready to train on."""
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.max_tokens)
        encoded = {part: [found.ids for found in tokenizer.encode_batch([heard(text) for text in read.texts])]
                   for part, read in self.parts.items()}  # fmt: skip
        self.stream = Buckets(encoded["train"], self.parts["train"].labels, self.batch, self.seed)
        self._valid = list(in_order(encoded["val"], self.parts["val"].labels, self.batch))
        return self

    def train_dataloader(self) -> Buckets:
        assert self.stream is not None, "call serve() first"
        return self.stream

    def val_dataloader(self) -> DataLoader[Batch]:
        return DataLoader(self._valid, batch_size=None)  # type: ignore[arg-type]  # a list is a dataset


class Buckets:
    """Shuffled batches of texts of like length; its place is (epoch, step), and the order a function of the seed.

    Within stretches of 50 batches texts are sorted by length, then the batches are shuffled.
    """

    STRETCH = 50

    def __init__(self, rows: Sequence[Sequence[int]], labels: NDArray[np.int64], batch: int, seed: int) -> None:
        if not rows:
            raise MilesError("no text to learn from", "look at the training part of the task")
        self.rows, self.labels, self.batch, self.seed = rows, labels, batch, seed
        self.epoch = self.step = 0

    def __len__(self) -> int:
        return -(-len(self.rows) // self.batch)

    def __iter__(self) -> Iterator[Batch]:
        if self.step >= len(self):
            self.epoch, self.step = self.epoch + 1, 0
        for chosen in self.order(self.epoch)[self.step :]:
            index = self.epoch * len(self) + self.step
            self.step += 1
            yield collated([self.rows[i] for i in chosen], self.labels[chosen]) | {"index": torch.tensor(index)}

    def order(self, epoch: int) -> list[NDArray[np.int64]]:
        """Rows of each batch of an epoch."""
        rng = np.random.default_rng([self.seed, epoch])
        shuffled = rng.permutation(len(self.rows))
        lengths = np.array([len(row) for row in self.rows])
        stretch = self.STRETCH * self.batch
        batches = []
        for start in range(0, len(shuffled), stretch):
            some = shuffled[start : start + stretch]
            some = some[np.argsort(lengths[some], kind="stable")]
            batches += [some[at : at + self.batch] for at in range(0, len(some), self.batch)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def state_dict(self) -> dict[str, int]:
        return {"epoch": self.epoch, "step": self.step}

    def load_state_dict(self, state_dict: Mapping[str, int]) -> None:
        self.epoch, self.step = state_dict["epoch"], state_dict["step"]


def in_order(rows: Sequence[Sequence[int]], labels: NDArray[np.int64], batch: int) -> Iterator[Batch]:
    """Batches of a part that is judged: longest last, every row once."""
    order = np.argsort([len(row) for row in rows], kind="stable")
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        yield collated([rows[i] for i in chosen], labels[chosen])


def collated(rows: Sequence[Sequence[int]], labels: NDArray[np.int64]) -> Batch:
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)], mask[place, : len(row)] = torch.tensor(row), 1
    return {"ids": ids, "mask": mask, "labels": torch.from_numpy(labels)}


def read_names(folder: Path, task: str) -> list[str]:
    """Names of the labels in the order of their numbers."""
    path = _found(folder / task / "mapping.txt")
    if not path:
        raise MilesError(
            f"there is no {folder / task / 'mapping.txt'}",
            "give a folder in TweetEval's layout: make classify TEXTS=<folder> TASK=sentiment",
        )
    rows = [line.split(maxsplit=1) for line in _lines(path)]
    wrong = next((line for line, row in enumerate(rows, 1) if len(row) < 2 or not row[0].isdecimal()), None)
    if wrong:
        raise MilesError(f"{path} line {wrong} names no label", "write a number and a name a line: 0 negative")
    names = {int(number): name.strip() for number, name in rows}
    if sorted(names) != list(range(len(rows))):
        raise MilesError(f"{path} numbers its labels {sorted(names)}", "number them 0, 1, ..., each once")
    return [names[number] for number in sorted(names)]


def read_part(folder: Path, task: str, part: str) -> Labelled:
    """One of PARTS; MilesError names the file that is missing or whose lines do not match."""
    texts, labels = (_found(folder / task / f"{part}_{what}.txt") for what in ("text", "labels"))
    whole = _found(folder / f"{task}_reconstructed_train" / "train.tsv")
    if texts and labels:
        read, numbers = _lines(texts), _numbers(labels)
    elif part == "train" and whole:
        table = list(csv.reader(_lines(whole)[1:], delimiter="\t", quoting=csv.QUOTE_NONE))
        read, numbers = [row[2] for row in table], [int(row[0]) for row in table]
    else:
        raise MilesError(f"{folder / task} has no {part}_text.txt with {part}_labels.txt", "add both, or another TASK=")
    if len(read) != len(numbers):
        raise MilesError(f"{texts} has {len(read):,} lines, {labels} {len(numbers):,}", "one label a line is needed")
    return Labelled(read, np.array(numbers, np.int64))


def _numbers(path: Path) -> list[int]:
    rows = _lines(path)
    if rows == [""]:
        raise MilesError(f"{path} is empty", "one label a line is needed")
    wrong = next((line for line, row in enumerate(rows, 1) if not row.strip().isdecimal()), None)
    if wrong:
        raise MilesError(f"{path} line {wrong}: {rows[wrong - 1][:20]!r} is no label's number", "give 0, 1, ...")
    return [int(row) for row in rows]


def _found(path: Path) -> Path | None:
    """The file, plain or gzipped."""
    return next((file for file in (path, path.with_name(f"{path.name}.gz")) if file.is_file()), None)


def _lines(path: Path) -> list[str]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return raw.decode("utf-8").rstrip("\n").split("\n")
