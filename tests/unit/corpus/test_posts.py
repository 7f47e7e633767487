from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import torch

from miles.corpus.drafts import Pair, write_pairs
from miles.corpus.posts import Drawing, PostsData, Stream
from miles.corpus.tokens import IGNORED
from miles.engine.tokenizer import train_tokenizer
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError

START = datetime(2024, 1, 1, tzinfo=UTC)
TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak."] * 3, 360)
KINDS = (DraftKind.NOTHING, DraftKind.NOTE, DraftKind.TOPIC)


def pairs(first: int, last: int, words: int = 6) -> list[Pair]:
    return [
        Pair(
            Draft(text="" if kind is DraftKind.NOTHING else f"note {k}", kind=kind),
            (f"Post {k} " + "up " * (words + k % 7),),
            f"p{k}",
            f"t{k}",
            START + timedelta(hours=k),
        )
        for k in range(first, last)
        for kind in KINDS
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pairs(pairs(0, 30), tmp_path / "train.parquet")
    write_pairs(pairs(30, 35), tmp_path / "valid.parquet")
    return tmp_path


def data(folder: Path, **options: object) -> PostsData:
    made = PostsData(str(folder), TOKENIZER, **({"block_len": 64, "batch_blocks": 4, "seed": 1} | options))  # type: ignore[arg-type]
    made.setup()
    return made


def stream(folder: Path, **options: object) -> Stream:
    return data(folder, **options).train_dataloader()


def epochs(found: Stream, n: int) -> list[dict[str, torch.Tensor]]:
    return [batch for _ in range(n) for batch in found]


def same(a: list[dict[str, torch.Tensor]], b: list[dict[str, torch.Tensor]]) -> bool:
    return len(a) == len(b) and all(torch.equal(x[name], y[name]) for x, y in zip(a, b, strict=True) for name in x)


def test_the_order_is_a_function_of_seed_and_epoch(folder: Path) -> None:
    assert same(epochs(stream(folder), 3), epochs(stream(folder), 3))
    assert not same(epochs(stream(folder), 1), epochs(stream(folder, seed=2), 1))
    batches = epochs(stream(folder), 2)
    assert not same(batches[: len(batches) // 2], batches[len(batches) // 2 :])
    assert [int(batch["index"]) for batch in batches] == list(range(len(batches)))


@pytest.mark.parametrize("taken", [1, 3, 8, 11])
def test_a_stream_goes_on_where_its_state_was_taken(folder: Path, taken: int) -> None:
    whole = epochs(stream(folder), 4)
    first = stream(folder)
    seen = []
    while len(seen) < taken:
        for batch in first:
            seen.append(batch)
            if len(seen) == taken:
                break
    module = data(folder)
    module.load_state_dict(first.state_dict())
    second = module.train_dataloader()
    rest = []
    while len(seen) + len(rest) < len(whole):
        rest += list(second)
    assert same(whole, seen + rest)
    fresh = PostsData(str(folder), TOKENIZER, block_len=64, batch_blocks=4, seed=1)
    assert fresh.state_dict() == {}
    fresh.load_state_dict(first.state_dict())  # Lightning may restore before setup
    fresh.setup()
    assert fresh.state_dict() == first.state_dict()


def test_an_epoch_shows_every_post_once_with_one_of_its_drafts(folder: Path) -> None:
    drawing = Drawing(pairs(0, 30), dict.fromkeys(KINDS, 1.0))
    known = pairs(0, 30)
    for epoch in range(5):
        assert [known[i].post_id for i in drawing.epoch(0, epoch)] == [f"p{k}" for k in range(30)]


def test_kinds_of_draft_come_in_proportion_to_their_weights() -> None:
    known = pairs(0, 30)
    drawing = Drawing(known, {DraftKind.NOTHING: 1.0, DraftKind.NOTE: 3.0, DraftKind.TOPIC: 0.0})
    counts = Counter(known[i].draft.kind for epoch in range(100) for i in drawing.epoch(7, epoch))
    assert counts[DraftKind.TOPIC] == 0
    share = counts[DraftKind.NOTE] / 3000
    assert abs(share - 0.75) < 4 * (0.75 * 0.25 / 3000) ** 0.5


def test_batches_are_full_and_hold_what_the_lesson_reads(folder: Path) -> None:
    for batch in epochs(stream(folder), 2):
        assert {name: tuple(value.shape) for name, value in batch.items()} == {
            "input_ids": (4, 64), "position_ids": (4, 64), "labels": (4, 64), "chars": (4,), "index": (),
        }  # fmt: skip


def test_what_is_longer_than_a_row_is_learnt_to_its_end_and_validated_whole(folder: Path) -> None:
    write_pairs(pairs(0, 30) + pairs(90, 93, words=60), folder / "train.parquet")
    write_pairs(pairs(30, 35) + pairs(93, 94, words=60), folder / "valid.parquet")
    made, roomy = data(folder), data(folder, block_len=512)
    end = TOKENIZER.token_to_id("<|end|>")
    assert made.stream is not None
    assert roomy.stream is not None
    labels, whole = made.stream.blocks(0).labels, roomy.stream.blocks(0).labels
    assert int((labels == end).sum()) == 33
    assert sorted(labels[labels != IGNORED]) == sorted(whole[whole != IGNORED])
    for loader in made.val_dataloader():
        assert sum(int((batch["labels"] == end).sum()) for batch in loader) == 6


def test_validation_is_each_post_bare_and_each_post_with_one_draft(folder: Path) -> None:
    bare, drafted = data(folder).val_dataloader()
    wanted = TOKENIZER.token_to_id("<|draft|>")
    assert sum(int((batch["input_ids"] == wanted).sum()) for batch in bare) == 0
    assert sum(int((batch["input_ids"] == wanted).sum()) for batch in drafted) == 5
    assert len(list(bare)) == len(bare)


def test_mistakes_are_told_with_the_next_step(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="no kind of draft"):
        data(folder, weights={"poem": 1.0})
    with pytest.raises(MilesError, match="below 0"):
        data(folder, weights={"note": -1.0})
    with pytest.raises(MilesError, match="weight above 0"):
        data(folder, weights={"bullets": 1.0})
    with pytest.raises(MilesError, match="make data"):
        data(tmp_path / "nowhere")
    write_pairs([], folder / "train.parquet")
    with pytest.raises(MilesError, match="holds no pairs"):
        data(folder)


def test_what_a_teacher_wrote_is_trained_on_beside_the_posts_and_never_validated_on(folder: Path) -> None:
    more = folder / "written"
    for k in range(2):
        write_pairs([replace(pair, post_id=f"{pair.post_id}/{k}") for pair in pairs(0, 10)], more / f"{k}.parquet")
    plain, both = data(folder), data(folder, written=str(more))
    learnt = [sum(int(batch["chars"].sum()) for batch in found.train_dataloader()) for found in (plain, both)]
    assert learnt[1] > 1.5 * learnt[0]
    assert both.pairs == plain.pairs
    for one, two in zip(plain.val_dataloader(), both.val_dataloader(), strict=True):
        assert same(list(one), list(two))
