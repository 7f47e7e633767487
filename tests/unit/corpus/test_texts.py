from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from miles.corpus.texts import TextsData, TextStream
from miles.corpus.tokens import IGNORED
from miles.engine.tokenizer import train_tokenizer
from miles.post.error import MilesError

SHORT = [f"Bitcoin reclaimed {k}k today, but alts are still weak and volume is fading" for k in range(34)]
LONG = [f"Chapter {k}. " + "Central banks raised interest rates again. " * 20 for k in range(3)]
TOKENIZER = train_tokenizer([*SHORT, *LONG], 420)
WANTED = [TOKENIZER.encode(text + "<|end|>").ids for text in [*SHORT[:30], *LONG[:2]]]
WIDTH = 64


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("texts")
    for name, texts in (("train", [*SHORT[:30], *LONG[:2]]), ("valid", [*SHORT[30:], LONG[2]])):
        (made / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return made


def data(folder: Path, **options: object) -> TextsData:
    settings = {"block_len": WIDTH, "batch_blocks": 4, "seed": 1, "workers": 1, "processed": str(folder / "made")}
    made = TextsData(str(folder), TOKENIZER, **(settings | options))  # type: ignore[arg-type]
    made.setup()
    return made


def stream(folder: Path, **options: object) -> TextStream:
    return data(folder, **options).train_dataloader()


def epochs(found: TextStream, n: int) -> list[dict[str, torch.Tensor]]:
    return [batch for _ in range(n) for batch in found]


def same(a: list[dict[str, torch.Tensor]], b: list[dict[str, torch.Tensor]]) -> bool:
    return len(a) == len(b) and all(torch.equal(x[name], y[name]) for x, y in zip(a, b, strict=True) for name in x)


def rows(found: TextStream, epoch: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    laid = found.blocks(epoch)
    blocks = laid.take(slice(0, len(laid)))
    return tuple(torch.from_numpy(getattr(blocks, name)) for name in ("input_ids", "position_ids", "labels"))  # type: ignore[return-value]


def test_the_order_is_a_function_of_seed_and_epoch(folder: Path) -> None:
    assert same(epochs(stream(folder), 3), epochs(stream(folder), 3))
    assert not same(epochs(stream(folder), 1), epochs(stream(folder, seed=2), 1))
    assert not torch.equal(rows(stream(folder), 0)[0][:8], rows(stream(folder), 1)[0][:8])
    batches = epochs(stream(folder), 2)
    assert [int(batch["index"]) for batch in batches] == list(range(len(batches)))
    assert {name: tuple(value.shape) for name, value in batches[-1].items()} == {
        "input_ids": (4, WIDTH), "position_ids": (4, WIDTH), "labels": (4, WIDTH), "chars": (4,), "index": (),
    }  # fmt: skip


@pytest.mark.parametrize("taken", [1, 5, 17])
def test_a_stream_goes_on_where_its_state_was_taken(folder: Path, taken: int) -> None:
    whole = epochs(stream(folder), 4)
    first, seen = stream(folder), []
    while len(seen) < taken:
        for batch in first:
            seen.append(batch)
            if len(seen) == taken:
                break
    fresh = TextsData(str(folder), TOKENIZER, str(folder / "made"), WIDTH, 4, seed=1)
    assert fresh.state_dict() == {}
    fresh.load_state_dict(first.state_dict())  # Lightning may restore before setup
    fresh.setup()
    assert fresh.state_dict() == first.state_dict()
    second, rest = fresh.train_dataloader(), []
    while len(seen) + len(rest) < len(whole):
        rest += list(second)
    assert same(whole, seen + rest)


@pytest.mark.parametrize("p_draft", [0.0, 1.0])
def test_an_epoch_shows_every_text_once_to_its_end(folder: Path, p_draft: float) -> None:
    found = stream(folder, p_draft=p_draft)
    end, draft, post = (TOKENIZER.token_to_id(f"<|{name}|>") for name in ("end", "draft", "post"))
    for epoch in range(2):
        ids, positions, labels = rows(found, epoch)
        assert int((ids == post).sum()) == int((labels == end).sum()) == 32
        drafts = int((ids == draft).sum())
        assert drafts == 0 if p_draft == 0 else drafts > 15
        assert ((labels == ids) | (labels == IGNORED)).all()
        assert (labels[positions == 0] == IGNORED).all(), "a neighbour in the row must not predict a first token"
        assert sorted(labels[labels != IGNORED].tolist()) == sorted(token for some in WANTED for token in some)


def test_rows_are_full(folder: Path) -> None:
    ids, positions, _ = rows(stream(folder, p_draft=0.0), 0)
    assert len(ids) <= sum(len(some) + 2 for some in WANTED) / WIDTH * 1.2
    assert int(positions.max()) == WIDTH - 1


@pytest.mark.parametrize("width", [8, 9, 10, 11, 17, 31])
def test_nothing_is_lost_at_any_width(folder: Path, width: int) -> None:
    labels = rows(stream(folder, block_len=width, p_draft=0.0), 0)[2]
    assert int((labels != IGNORED).sum()) == sum(map(len, WANTED))


def test_rows_of_one_context_differ_in_their_positions_alone(folder: Path) -> None:
    apart, together = rows(stream(folder), 0), rows(stream(folder, is_isolated=False), 0)
    assert torch.equal(apart[0], together[0])
    assert torch.equal(apart[2], together[2])
    assert torch.equal(together[1], torch.arange(WIDTH).expand_as(together[1]))
    assert not torch.equal(apart[1], together[1])


def test_validation_counts_every_symbol_once(folder: Path) -> None:
    bare, drafted = data(folder).val_dataloader()
    assert sum(int(batch["chars"].sum()) for batch in bare) == sum(len(text) + 1 for text in [*SHORT[30:], LONG[2]])
    assert sum(int(batch["chars"].sum()) for batch in drafted) == sum(len(text) + 1 for text in SHORT[30:])
    end = TOKENIZER.token_to_id("<|end|>")
    assert sum(int((batch["labels"] == end).sum()) for batch in bare) == 5
    learnt = sum(int((batch["labels"] != IGNORED).sum()) for batch in bare)
    assert learnt == sum(len(TOKENIZER.encode(text + "<|end|>").ids) for text in [*SHORT[30:], LONG[2]])


def test_facts_say_what_was_read(folder: Path) -> None:
    facts = data(folder).facts
    assert facts["folder"] == str(folder)
    assert facts["texts"] == {"train": 32, "valid": 5}
    assert set(facts["inputs"]) == {"train.jsonl", "valid.jsonl"}
    assert facts["sources"] == []


def test_a_corpus_travels_without_its_texts(folder: Path, tmp_path: Path) -> None:
    there = data(folder, processed=str(tmp_path))
    [made] = tmp_path.iterdir()
    here = data(made.rename(tmp_path / "corpus.safetensors"), processed=str(tmp_path))
    assert same(epochs(here.train_dataloader(), 2), epochs(stream(folder), 2))
    assert here.facts | {"folder": ""} == there.facts | {"folder": ""}


def test_a_corpus_of_another_vocabulary_is_refused(folder: Path, tmp_path: Path) -> None:
    data(folder, processed=str(tmp_path))
    [made] = tmp_path.iterdir()
    other = train_tokenizer([*SHORT, *LONG], 380)
    with pytest.raises(MilesError, match="another vocabulary"):
        TextsData(str(made), other, str(tmp_path)).setup()
    torn = tmp_path / "torn.safetensors"
    torn.write_bytes(b"abc")
    with pytest.raises(MilesError, match="no tokenised corpus"):
        TextsData(str(torn), TOKENIZER, str(tmp_path)).setup()
    with pytest.raises(MilesError, match="no tokenised corpus"):
        TextsData(str(tmp_path / "missing.safetensors"), TOKENIZER, str(tmp_path)).setup()


def test_mistakes_are_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="no probability"):
        data(folder, p_draft=1.5)
    with pytest.raises(MilesError, match="holds no texts"):
        data(tmp_path)
