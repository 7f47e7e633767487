"""A folder of general texts: *.jsonl, *.jsonl.zst and *.txt, read one text at a time."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from miles.post.error import MilesError
from miles.post.whole import file_sha256

VALID = "valid"  # files whose name begins with it are held out
HELD_OUT = 0.01  # share of the texts that is held out where there is no such file
CHUNK_CHARS = 4000  # a .txt file is cut into texts of about this length, at blank lines
ENDINGS = (".jsonl.zst", ".jsonl", ".txt")
MANIFEST = "manifest.json"


class Shards:
    """The texts of `folder`, in the order of file names and lines; no file is held in memory.

    JSON lines are objects with "text". Without a file named valid... the texts with the smallest
    hashes, one in a hundred and at least one, are held out: equal texts stay on one side.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise MilesError(f"there is no folder {folder}", "give a folder with *.jsonl, *.jsonl.zst or *.txt files")
        self.files = sorted(path for path in self.folder.iterdir() if path.name.endswith(ENDINGS) and path.is_file())
        if not self.files:
            raise MilesError(f"{folder} holds no texts", f"put files there that end in {', '.join(ENDINGS)}")

    def train(self) -> Iterator[str]:
        """What a model may learn from."""
        if self._held_out_files:
            return self._some("train", _texts([path for path in self.files if path not in self._held_out_files]))
        return self._some("train", (text for text in _texts(self.files) if text_key(text) > self._border))

    def valid(self) -> Iterator[str]:
        """What is held out to measure it."""
        if self._held_out_files:
            return self._some("valid", _texts(self._held_out_files))
        return self._some("valid", (text for text in _texts(self.files) if text_key(text) <= self._border))

    def _some(self, part: str, texts: Iterator[str]) -> Iterator[str]:
        first = next(texts, None)
        if first is None:
            raise MilesError(f"{self.folder}: there is no text for {part}", "look at its files: they are empty")
        return chain([first], texts)

    @cached_property
    def hashes(self) -> dict[str, str]:
        """sha256 of each file."""
        return {path.name: file_sha256(path) for path in self.files}

    def sources(self) -> list[dict[str, Any]]:
        """What the folder's manifest.json tells about where its texts come from; empty without one."""
        path = self.folder / MANIFEST
        if not path.is_file():
            return []
        try:
            return [dict(source) for source in json.loads(path.read_text(encoding="utf-8"))["sources"]]
        except (ValueError, KeyError, TypeError) as error:
            raise MilesError(
                f"{path} names no sources ({error!r})",
                'write {"sources": [{"source": ..., "licence": ...}]}, or move it',
            ) from error

    @cached_property
    def _held_out_files(self) -> list[Path]:
        return [path for path in self.files if path.name.startswith(VALID)]

    @cached_property
    def _border(self) -> int:
        """The largest hash that is held out."""
        keys = sorted({text_key(text) for text in _texts(self.files)})
        if len(keys) < 2:
            raise MilesError(f"{self.folder} holds {len(keys)} texts", "bring more: some have to be held out")
        return keys[math.ceil(len(keys) * HELD_OUT) - 1]


def text_key(text: str) -> int:
    """63 bits that depend on the text alone."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") >> 1


def _texts(files: Sequence[Path]) -> Iterator[str]:
    for path in files:
        yield from _chunks(path) if path.name.endswith(".txt") else _fields(path)


def _fields(path: Path) -> Iterator[str]:
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            text = json.loads(line)["text"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str) or not text.strip():
            raise MilesError(f'{path}, line {number}: there is no "text"', 'every line is an object {"text": "..."}')
        yield text


def _chunks(path: Path) -> Iterator[str]:
    parts: list[str] = []
    length = 0
    for _, line in _lines(path):
        if length >= CHUNK_CHARS and not line.strip():
            yield "".join(parts).strip()
            parts, length = [], 0
        parts.append(line)
        length += len(line)
    if text := "".join(parts).strip():
        yield text


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        with _open(path) as file:
            for number, line in enumerate(file, 1):
                yield number, line
    except (OSError, ValueError) as error:
        raise MilesError(
            f"{path} cannot be read after line {number}: {error}",
            "it is cut short, damaged or not UTF-8: bring it again, or move it out of the folder",
        ) from error


def _open(path: Path) -> TextIO:
    if not path.name.endswith(".zst"):
        return path.open(encoding="utf-8-sig")
    import pyarrow as pa

    raw: Any = pa.input_stream(str(path), compression="zstd", buffer_size=1 << 20)
    return io.TextIOWrapper(io.BufferedReader(raw, 1 << 20), encoding="utf-8")
