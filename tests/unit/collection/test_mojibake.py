"""Trap 13: text that was UTF-8, read as cp1252, saved as Mac Roman, once or twice over."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.collection.mojibake import repaired

UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])  # bytes that cp1252 leaves open


def damaged(text: str, rounds: int) -> str:
    """What a reader of Mac Roman sees after a number of rounds; a character without a place becomes "_"."""
    for _ in range(rounds):
        out = bytearray()
        for byte in text.encode("utf-8") if rounds and _ == 0 else _bytes(text):
            char = chr(byte) if byte in UNDEFINED else bytes([byte]).decode("cp1252")
            if byte in UNDEFINED:
                out.append(byte)
            else:
                out += char.encode("mac_roman", "ignore") or b"_"
        text = bytes(out).decode("mac_roman")
    return text


def _bytes(text: str) -> bytes:
    return text.encode("mac_roman")


@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize("text", ["it’s — “fine” – really… ✓", "plain", "→ 90% ‘so’", "a_b — c_d", "“_quoted_”"])
def test_known_damage_is_undone(text: str, rounds: int) -> None:
    assert repaired(damaged(text, rounds)) == (text, 0)


@pytest.mark.parametrize("text", ["vote 🇺🇸!", "📈 up", "🏆", "é ñ"])
def test_emoji_come_back_where_their_bytes_had_a_place(text: str) -> None:
    assert repaired(damaged(text, 1)) == (text, 0)


def test_what_is_lost_is_removed_and_counted() -> None:
    text, lost = repaired(damaged("live 🎥 now ➡️ here", 1))
    assert (text, lost) == ("live  now  here", 2)


@given(st.text(st.sampled_from("ab _—–’“”‘…•→\n✓é"), max_size=30), st.sampled_from([1, 2]))
def test_punctuation_always_comes_back(text: str, rounds: int) -> None:
    if damaged(text, rounds).isascii():
        return
    mended, lost = repaired(damaged(text, rounds))
    if lost == 0:
        assert mended == text


@pytest.mark.parametrize(("name", "rows", "least"), [("BarackObama", 1_378, 1_328), ("realDonaldTrump", 493, 281)])
def test_at_least_as_many_rows_as_known_are_repaired(shared: Path, name: str, rows: int, least: int) -> None:
    path = shared / "fivethirtyeight_twitter_ratio" / f"{name}.csv.gz"
    with gzip.open(path, "rt", encoding="mac_roman", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if not row["text"].isascii()]
    mended = [repaired(text) for text in texts]
    assert len(texts) == rows
    assert sum(lost == 0 for _, lost in mended) >= least
    assert not any(sign in text for text, _ in mended for sign in ("â€", "‰Û", "Ã", "\ufffd"))
