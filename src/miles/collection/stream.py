"""A file's bytes as clean UTF-8 text, whatever it was saved as, within limits."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from miles.post.error import MilesError

MAX_FILE = 200_000_000  # bytes of one unpacked file
MAX_RATIO = 100  # unpacked bytes per packed byte, after FREE
FREE = 1_000_000
BLOCK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Counted(io.RawIOBase):
    """Unpacked bytes that stop being handed out when they grow beyond the limits.

    `packed` is the size of what they were unpacked from. A bomb is refused after at most
    FREE + MAX_RATIO * packed bytes, never held in memory.
    """

    def __init__(self, stream: BinaryIO, packed: int, name: str) -> None:
        self._stream, self._name = stream, name
        self._limit = min(MAX_FILE, max(FREE, MAX_RATIO * packed))
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            block = self._stream.read(min(len(buffer), BLOCK))
        except (OSError, EOFError, zlib.error, BadZipFile, RuntimeError, ValueError) as broken:
            raise MilesError(f"{self._name} is damaged: {broken}", "export or download it again") from broken
        self.total += len(block)
        if self.total > self._limit:
            raise MilesError(
                f"{self._name} unpacks to more than {self._limit:,} bytes: that is no export of posts",
                "unpack it yourself, look at it, and name the unpacked file",
            )
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._stream.close()
        super().close()


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, through gzip where its first bytes say so."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            file.seek(0)
            yield file
            return
        file.seek(0)
        with (
            gzip.GzipFile(fileobj=file) as zipped,
            io.BufferedReader(Counted(zipped, path.stat().st_size, path.name), BLOCK) as out,  # type: ignore[arg-type]
        ):
            yield out


def encoding_of(head: bytes, name: str) -> tuple[str, int]:
    """(encoding, length of the byte order mark) as the first bytes of a file tell.

    UTF-16 without a mark shows as a NUL beside every ASCII character. UTF-8 is assumed otherwise.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            if encoding == "utf-32":
                raise MilesError(f"{name} is UTF-32 text", "save it as UTF-8")
            return encoding, len(mark)
    even, odd = head[0:64:2], head[1:64:2]
    if len(odd) >= 2 and odd.count(0) > len(odd) // 2 and not even.count(0):
        return "utf-16-le", 0
    if len(even) >= 2 and even.count(0) > len(even) // 2 and not odd.count(0):
        return "utf-16-be", 0
    return "utf-8", 0


class PutBack(io.RawIOBase):
    """A stream with some bytes, already read from it, in front again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        block = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(block) :]
        buffer[: len(block)] = block
        return len(block)


class _FromUtf16(io.RawIOBase):
    """UTF-16 text as UTF-8, block by block."""

    def __init__(self, stream: BinaryIO, encoding: str, name: str) -> None:
        self._stream, self._name, self._ready = stream, name, b""
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        while not self._ready:
            block = self._stream.read(BLOCK)
            try:
                self._ready = self._decoder.decode(block, final=not block).encode("utf-8")
            except UnicodeError as broken:
                raise MilesError(f"{self._name} is broken UTF-16 text: {broken}", "save it as UTF-8") from None
            if not block:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def recoded(stream: BinaryIO, name: str) -> BinaryIO:
    """Text bytes without a byte order mark, UTF-16 turned into UTF-8; anything else passes as it is."""
    head = stream.read(BLOCK)
    encoding, skip = encoding_of(head, name)
    plain = io.BufferedReader(PutBack(head[skip:], stream), BLOCK)
    if encoding == "utf-8":
        return plain
    return io.BufferedReader(_FromUtf16(plain, encoding, name), BLOCK)


@contextmanager
def text_bytes(path: Path) -> Iterator[BinaryIO]:
    """A text file's bytes: gzip, byte order mark and UTF-16 dealt with."""
    with unpacked(path) as raw:
        yield recoded(raw, path.name)
