from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from miles.corpus.shards import CHUNK_CHARS, Shards
from miles.post.error import MilesError


def write_zst(path: Path, texts: list[str]) -> Path:
    with pa.output_stream(str(path), compression="zstd") as file:
        file.write("".join(json.dumps({"text": text, "source": "x"}) + "\n" for text in texts).encode())
    return path


def write_jsonl(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts))
    return path


def test_texts_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write_zst(tmp_path / "train-01.jsonl.zst", ["c", "d"])
    write_jsonl(tmp_path / "train-00.jsonl", ["a 😀", "b\n\nb"])
    write_zst(tmp_path / "valid.jsonl.zst", ["v"])
    (tmp_path / "manifest.json").write_text('{"sources": [{"source": "x", "licence": "MIT"}]}')
    (tmp_path / "README.md").write_text("not a text")
    shards = Shards(tmp_path)
    assert list(shards.train()) == ["a 😀", "b\n\nb", "c", "d"]
    assert list(shards.valid()) == ["v"]
    assert list(shards.hashes) == ["train-00.jsonl", "train-01.jsonl.zst", "valid.jsonl.zst"]
    assert shards.sources() == [{"source": "x", "licence": "MIT"}]


def test_without_a_valid_file_one_in_a_hundred_is_held_out_by_its_hash(tmp_path: Path) -> None:
    texts = [f"text {k % 300}" for k in range(350)]  # fifty come twice
    write_jsonl(tmp_path / "all.jsonl", texts)
    shards = Shards(tmp_path)
    held_out, taught = set(shards.valid()), set(shards.train())
    assert len(held_out) == 3
    assert held_out | taught == set(texts)
    assert not held_out & taught
    (tmp_path / "all.jsonl").unlink()
    write_jsonl(tmp_path / "other-name.jsonl", texts[::-1])
    assert set(Shards(tmp_path).valid()) == held_out, "file names and order must not matter"


def test_a_text_file_is_cut_at_blank_lines(tmp_path: Path) -> None:
    paragraph = "word " * 150
    whole = "\n\n".join(f"{k} {paragraph}" for k in range(20))
    (tmp_path / "book.txt").write_text("\ufeff" + whole)
    write_jsonl(tmp_path / "valid.jsonl", ["v"])
    texts = list(Shards(tmp_path).train())
    assert "\n\n".join(texts).split() == whole.split()
    assert all(text[0].isdigit() for text in texts), "a text begins where a paragraph does"
    assert 4 <= len(texts) <= 6
    assert all(len(text) < CHUNK_CHARS + 2 * len(paragraph) for text in texts)


@pytest.mark.parametrize("harm", ["cut", "changed", "none at all"])
def test_a_damaged_shard_is_told_with_file_and_line(harm: str, tmp_path: Path) -> None:
    import random

    drawn = random.Random(0)
    texts = ["".join(drawn.choices("abcdefgh ", k=400)) for _ in range(2000)]
    path = write_zst(tmp_path / "train-00.jsonl.zst", texts)
    write_jsonl(tmp_path / "valid.jsonl", ["v"])
    raw = path.read_bytes()
    half = len(raw) // 2
    broken = {"cut": raw[:half], "changed": raw[:half] + b"\0" * 64 + raw[half + 64 :], "none at all": b"PK" * 100}
    path.write_bytes(broken[harm])
    with pytest.raises(MilesError, match=r"train-00\.jsonl\.zst(, line \d+| cannot be read after line \d+)") as told:
        list(Shards(tmp_path).train())
    assert told.value.next_step


@pytest.mark.parametrize("line", ['{"text": 3}', '{"words": "a"}', '{"text": "cut', '["a"]', '{"text": "  "}', "null"])
def test_a_line_without_text_is_told_with_file_and_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text(f'{{"text": "good"}}\n\n{line}\n')
    write_jsonl(tmp_path / "valid.jsonl", ["v"])
    with pytest.raises(MilesError, match=r"train\.jsonl, line 3: .*text"):
        list(Shards(tmp_path).train())


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("fine\n\nna\xefve".encode("latin-1"))
    with pytest.raises(MilesError, match=r"latin\.txt cannot be read"):
        list(Shards(tmp_path).train())


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="no folder"):
        Shards(tmp_path / "nowhere")
    (tmp_path / "notes.md").write_text("a")
    with pytest.raises(MilesError, match="holds no texts"):
        Shards(tmp_path)
    write_jsonl(tmp_path / "a.jsonl", ["one alone"])
    with pytest.raises(MilesError, match="holds 1 texts"):
        list(Shards(tmp_path).train())
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(MilesError, match="names no sources"):
        Shards(tmp_path).sources()


@pytest.mark.parametrize("names", [("a.jsonl",), ("a.jsonl", "valid.jsonl")])
def test_empty_files_are_told_before_anything_is_learnt(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(MilesError, match="there is no text for train"):
        Shards(tmp_path).train()
    with pytest.raises(MilesError, match="there is no text for valid"):
        Shards(tmp_path).valid()
