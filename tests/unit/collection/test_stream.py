"""Bytes of a file: gzip, marks, UTF-16, limits."""

from __future__ import annotations

import codecs
import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.stream import encoding_of, text_bytes
from miles.post.error import MilesError
from miles.post.whole import file_sha256


def read(path: Path) -> bytes:
    with text_bytes(path) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "mark_and_encoding",
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_text_arrives_as_utf8_whatever_it_was(tmp_path: Path, mark_and_encoding: tuple[bytes, str]) -> None:
    mark, encoding = mark_and_encoding
    text = '[{"text": "naïve 👊 text"}]\n' * 9_000  # beyond one block, so that characters fall on its border
    path = tmp_path / "a"
    for raw in (mark + text.encode(encoding), gzip.compress(mark + text.encode(encoding))):
        path.write_bytes(raw)
        assert read(path).decode() == text


@given(st.binary(max_size=400))
def test_bytes_that_are_no_utf16_pass_unchanged(body: bytes) -> None:
    if body.startswith(codecs.BOM_UTF32_LE) or body.startswith(codecs.BOM_UTF32_BE):
        return
    encoding, skip = encoding_of(b"ab" + body, "a")
    assert (encoding, skip) == ("utf-8", 0) or b"\0" in body


def test_utf32_and_torn_utf16_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("[]".encode("utf-32"))
    with pytest.raises(MilesError, match="a is UTF-32"):
        read(path)
    path.write_bytes("text".encode("utf-16") + b"\x3d")
    with pytest.raises(MilesError, match="broken UTF-16"):
        read(path)


def test_a_gzip_bomb_and_a_torn_gzip_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b" " * 50_000_000))
    with pytest.raises(MilesError, match="unpacks to more than"):
        read(path)
    path.write_bytes(gzip.compress(bytes(range(256)) * 99)[:-40])
    with pytest.raises(MilesError, match="damaged"):
        read(path)


def test_the_hash_is_of_the_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"text"))
    assert file_sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()
