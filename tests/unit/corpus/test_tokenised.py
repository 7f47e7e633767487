from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from miles.corpus.shards import Shards
from miles.corpus.tokenised import Recipe, Tokenised, tokenised
from miles.corpus.tokens import IGNORED, symbols
from miles.engine.tokenizer import train_tokenizer
from miles.post.error import MilesError

SHORT = [f"Bitcoin reclaimed {k}k today, but most alts are still weak and volume is fading <user>" for k in range(12)]
LONG = "Central banks raised interest rates again. " * 30
TOKENIZER = train_tokenizer([*SHORT, LONG], 420)


@pytest.fixture
def shards(tmp_path: Path) -> Shards:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, texts in (("train", [*SHORT[:10], LONG]), ("valid", SHORT[10:])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return Shards(folder)


def read(corpus: Tokenised, s: int) -> tuple[str, str]:
    """(prompt, target) of a sequence."""
    found = corpus.sequence(s)
    halves = found.ids[found.labels == IGNORED], found.ids[found.labels != IGNORED]
    prompt, target = (TOKENIZER.decode(half.tolist(), skip_special_tokens=False) for half in halves)
    return prompt, target


def test_every_text_is_written_bare_and_short_ones_with_drafts(shards: Shards, tmp_path: Path) -> None:
    corpus = tokenised(shards, TOKENIZER, Recipe(drafts=2), tmp_path)
    assert (corpus.n_train, len(corpus.groups) - 1) == (11, 13)
    for t, text in enumerate([*SHORT[:10], LONG, *SHORT[10:]]):
        first, last = corpus.groups[t : t + 2]
        assert read(corpus, first) == ("<|bos|><|post|>", text + "<|end|>")
        assert corpus.chars[first] == symbols(text + "<|end|>")
        drafted = [read(corpus, s) for s in range(first + 1, last)]
        assert len(drafted) == (0 if text == LONG else 2)
        for prompt, target in drafted:
            assert prompt.startswith("<|bos|>")
            assert prompt.endswith("<|post|>")
            assert len(prompt) > len("<|bos|><|post|>")
            assert target.replace("<|user:1|>", "<user>") == text + "<|end|>"
    assert any("<|draft|>" in read(corpus, s)[0] for s in range(len(corpus.prompts)))
    assert corpus.facts["texts"] == {"train": 11, "valid": 2}
    assert corpus.facts["drafts"] == 24


def test_processes_change_nothing(shards: Shards, tmp_path: Path) -> None:
    one = tokenised(shards, TOKENIZER, Recipe(), tmp_path / "one", workers=1)
    two = tokenised(shards, TOKENIZER, Recipe(), tmp_path / "two", workers=2)
    assert np.array_equal(one.tokens, two.tokens)
    [a], [b] = ((tmp_path / name).iterdir() for name in ("one", "two"))
    assert a.name == b.name
    assert a.read_bytes() == b.read_bytes()


def test_the_file_is_safetensors_and_maps_two_bytes_a_token(shards: Shards, tmp_path: Path) -> None:
    corpus = tokenised(shards, TOKENIZER, Recipe(), tmp_path)
    [path] = tmp_path.glob("*.safetensors")
    others = load_file(path)
    assert others["tokens"].dtype == np.uint16
    assert np.array_equal(others["tokens"], corpus.tokens)
    assert np.array_equal(np.cumsum(others["lengths"]), corpus.starts[1:])
    assert isinstance(corpus.tokens, np.memmap)


def test_what_changes_the_tokens_makes_another_file_and_nothing_else_does(shards: Shards, tmp_path: Path) -> None:
    def made() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.safetensors")}

    tokenised(shards, TOKENIZER, Recipe(), tmp_path)
    first = made()
    tokenised(Shards(shards.folder), TOKENIZER, Recipe(), tmp_path, workers=2)
    assert made() == first
    tokenised(shards, TOKENIZER, Recipe(drafts=1), tmp_path)
    tokenised(shards, train_tokenizer(SHORT, 400), Recipe(), tmp_path)
    (shards.folder / "valid.jsonl").write_text('{"text": "another"}\n')
    tokenised(Shards(shards.folder), TOKENIZER, Recipe(), tmp_path)
    assert len(made()) == 4


def test_a_failure_leaves_no_file_and_a_damaged_one_is_told(shards: Shards, tmp_path: Path) -> None:
    (shards.folder / "train.jsonl").write_text('{"text": "good"}\n{"text": 5}\n')
    with pytest.raises(MilesError, match="line 2"):
        tokenised(Shards(shards.folder), TOKENIZER, Recipe(), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    (shards.folder / "train.jsonl").write_text("\n")
    with pytest.raises(MilesError, match="no text for train"):
        tokenised(Shards(shards.folder), TOKENIZER, Recipe(), tmp_path / "out")
    (shards.folder / "train.jsonl").write_text('{"text": "good"}\n')
    tokenised(Shards(shards.folder), TOKENIZER, Recipe(), tmp_path / "out")
    [path] = (tmp_path / "out").iterdir()
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(MilesError, match="damaged"):
        Tokenised(path)
