"""TweetEval's layout, read and served: every text once an epoch, and a place that a resumed run finds again."""

from __future__ import annotations

import gzip
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from miles.corpus.labelled import Buckets, LabelledData, in_order, read_names, read_part
from miles.post.error import MilesError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two labels; train and val plain, test gzipped."""
    task = tmp_path / "mood"
    task.mkdir()
    (task / "mapping.txt").write_text("1\tup\n0\tdown")
    for part in ("train", "val"):
        (task / f"{part}_text.txt").write_text("we rise\nwe fall\nup and up @someone https://x.com/a\n")
        (task / f"{part}_labels.txt").write_text("1\n0\n1\n")
    (task / "test_text.txt.gz").write_bytes(gzip.compress(b"fallen\n"))
    (task / "test_labels.txt.gz").write_bytes(gzip.compress(b"0\n"))
    return tmp_path


def tokenizer() -> Tokenizer:
    made = Tokenizer(
        models.WordLevel({"[UNK]": 0, "we": 1, "rise": 2, "fall": 3, "up": 4, "http": 5}, unk_token="[UNK]")
    )
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def test_names_come_in_the_order_of_their_numbers(folder: Path) -> None:
    assert read_names(folder, "mood") == ["down", "up"]


def test_parts_are_read_plain_or_gzipped(folder: Path) -> None:
    data = LabelledData(str(folder), "mood")
    assert {part: len(read) for part, read in data.parts.items()} == {"train": 3, "val": 3, "test": 1}
    assert data.priors.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert data.facts()["reconstructed"] is False


def test_a_reconstructed_training_part_is_taken_and_told(folder: Path) -> None:
    (folder / "mood" / "train_text.txt").unlink()
    (folder / "mood_reconstructed_train").mkdir()
    (folder / "mood_reconstructed_train" / "train.tsv").write_text('label\tsource\ttext\n1\tx\tsay "up"\n')
    data = LabelledData(str(folder), "mood")
    assert data.parts["train"].texts == ['say "up"']
    assert data.is_reconstructed


def test_a_batch_is_padded_and_masked(folder: Path) -> None:
    data = LabelledData(str(folder), "mood", batch=3).serve(tokenizer())
    (batch,) = list(data.train_dataloader())
    by_label = {tuple(ids[mask == 1].tolist()) for ids, mask in zip(batch["ids"], batch["mask"], strict=True)}
    assert (1, 2) in by_label
    assert (4, 0, 4, 0, 0, 5) in by_label  # the link became http, the handle @user
    assert batch["ids"].shape == batch["mask"].shape == (3, 6)
    assert sorted(batch["labels"].tolist()) == [0, 1, 1]


def test_an_epoch_shows_every_text_once_in_batches_of_like_length() -> None:
    rows = [[1] * (1 + k % 7) for k in range(100)]
    stream = Buckets(rows, np.arange(100), batch=8, seed=3)
    first = [batch["labels"].tolist() for batch in stream]
    second = [batch["labels"].tolist() for batch in stream]
    assert sorted(chain(*first)) == sorted(chain(*second)) == list(range(100))
    assert first != second
    widths = [batch["mask"].sum(dim=1) for batch in Buckets(rows, np.arange(100), batch=8, seed=3)]
    assert np.mean([int(width.max() - width.min()) for width in widths]) < 1.0


def test_a_resumed_stream_goes_on_where_the_first_stood() -> None:
    rows, labels = [[1]] * 20, np.arange(20)
    whole = Buckets(rows, labels, batch=4, seed=0)
    seen = [batch for _ in range(2) for batch in whole]
    cut = Buckets(rows, labels, batch=4, seed=0)
    taken = list(islice(cut, 2))
    again = Buckets(rows, labels, batch=4, seed=0)
    again.load_state_dict(cut.state_dict())
    rest = [batch for _ in range(2) for batch in again]
    assert [batch["labels"].tolist() for batch in taken + rest] == [batch["labels"].tolist() for batch in seen]
    assert [int(batch["index"]) for batch in taken + rest] == list(range(10))


def test_a_judged_part_comes_whole() -> None:
    batches = list(in_order([[1, 1], [1], [1, 1, 1]], np.array([0, 1, 2]), batch=2))
    assert torch.cat([batch["labels"] for batch in batches]).tolist() == [1, 0, 2]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda task: (task / "mapping.txt").unlink(), "mapping.txt"),
        (lambda task: (task / "mapping.txt").write_text(""), "mapping.txt line 1 names no label"),
        (lambda task: (task / "mapping.txt").write_text("zero down\n1 up\n"), "mapping.txt line 1 names no label"),
        (lambda task: (task / "mapping.txt").write_text("0 down\n2 up\n"), "mapping.txt numbers its labels"),
        (lambda task: (task / "train_labels.txt").write_text(""), "train_labels.txt is empty"),
        (lambda task: (task / "val_text.txt").unlink(), "val_text.txt"),
        (lambda task: (task / "val_labels.txt").write_text("1\n"), "1 lines|lines, .* 1"),
        (lambda task: (task / "train_labels.txt").write_text("1\n0\n7\n"), "label 7"),
        (lambda task: (task / "train_labels.txt").write_text("1\nup\n0\n"), "train_labels.txt"),
    ],
)
def test_what_is_missing_or_does_not_match_is_named(folder: Path, spoil: object, told: str) -> None:
    spoil(folder / "mood")  # type: ignore[operator]
    with pytest.raises(MilesError, match=told):
        LabelledData(str(folder), "mood")


def test_another_task_is_asked_for_by_name(folder: Path) -> None:
    with pytest.raises(MilesError, match="joy"):
        read_part(folder, "joy", "train")
