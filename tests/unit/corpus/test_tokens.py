from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.corpus.drafts import Pair
from miles.corpus.tokens import (
    IGNORED,
    Encoded,
    encode_pairs,
    pack,
    pad_id,
    pad_to_longest,
    symbols,
    unpack,
    windows,
)
from miles.engine.tokenizer import train_tokenizer
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError

PAD = 0
NOW = datetime(2024, 1, 1, tzinfo=UTC)
TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak. See <url> now"] * 3, 380)


def sequence(length: int, first: int = 1) -> Encoded:
    ids = np.arange(first, first + length)
    labels = ids.copy()
    labels[: length // 2] = IGNORED
    return Encoded(ids, labels, length)


@given(st.lists(st.integers(1, 40), max_size=60), st.integers(40, 64))
def test_every_sequence_lies_whole_in_one_row_and_nothing_is_lost(lengths: list[int], block_len: int) -> None:
    given_ = [sequence(length, first=1 + 100 * k) for k, length in enumerate(lengths)]
    blocks = pack(given_, block_len, PAD)
    found = []
    for ids, positions, labels in zip(blocks.input_ids, blocks.position_ids, blocks.labels, strict=True):
        starts = [*np.flatnonzero(positions == 0), block_len]
        for start, stop in pairwise(starts):
            assert list(positions[start:stop]) == list(range(stop - start))
            if ids[start] == PAD:
                assert set(ids[start:stop]) == {PAD}
                assert set(labels[start:stop]) == {IGNORED}
            else:
                found.append((tuple(ids[start:stop]), tuple(labels[start:stop])))
    assert sorted(found) == sorted((tuple(s.ids), tuple(s.labels)) for s in given_)
    assert blocks.chars.sum() == sum(lengths)
    assert len(blocks) <= max(1, 2 * sum(lengths) / block_len + 1)  # no two rows could be one


@given(st.lists(st.integers(2, 40), max_size=30), st.integers(40, 64))
def test_unpacking_finds_what_was_packed(lengths: list[int], block_len: int) -> None:
    packed = [sequence(length, first=1 + 100 * k) for k, length in enumerate(lengths)]
    blocks = pack(packed, block_len, PAD)
    found = unpack(blocks.input_ids, blocks.position_ids, blocks.labels)
    assert sorted((tuple(s.ids), tuple(s.labels)) for s in found) == sorted(
        (tuple(s.ids), tuple(s.labels)) for s in packed
    )
    rows = [int(np.flatnonzero((blocks.input_ids == s.ids[0]).any(1))[0]) for s in found]
    assert rows == sorted(rows)


def test_a_row_takes_the_longest_that_fits() -> None:
    blocks = pack([sequence(n, 100 * n) for n in (3, 7, 4, 6)], 10, PAD)
    assert len(blocks) == 2
    assert sorted(int(row[0]) for row in blocks.input_ids) == [600, 700]


@given(st.integers(2, 200), st.integers(0, 250), st.integers(8, 64))
def test_windows_teach_every_token_once_after_what_stood_before_it(length: int, prompt: int, block_len: int) -> None:
    ids = np.arange(1, 1 + length + prompt)
    whole = Encoded(ids, np.where(np.arange(len(ids)) < prompt, IGNORED, ids), length)
    found = windows(whole, block_len)
    learnt = [label for window in found for label in window.labels if label != IGNORED]
    assert learnt == [label for label in whole.labels if label != IGNORED]
    assert all(len(window.ids) <= block_len for window in found)
    assert all((np.diff(window.ids) == 1).all() for window in found)
    assert all(window.labels[0] == IGNORED for window in found[1:])  # a row's neighbour must not predict it
    assert sum(window.chars for window in found) == length


def test_a_sequence_is_never_cut() -> None:
    with pytest.raises(MilesError, match=r"11 tokens .* row of 10"):
        pack([sequence(11)], 10, PAD)


def test_padding_to_the_longest_is_one_sequence_a_row() -> None:
    blocks = pad_to_longest([sequence(2), sequence(5, 50)], PAD)
    assert blocks.input_ids.tolist() == [[1, 2, PAD, PAD, PAD], [50, 51, 52, 53, 54]]
    assert blocks.position_ids.tolist() == [[0, 1, 0, 1, 2], [0, 1, 2, 3, 4]]


def test_labels_stand_on_the_post_alone() -> None:
    pairs = [
        Pair(Draft(text="btc up", kind=DraftKind.NOTE, parts=2), ("Bitcoin holds.\n\nAlts weak.",), "1", "1", NOW),
        Pair(Draft(kind=DraftKind.NOTHING), ("See https://x.com/a now",), "2", "2", NOW),
        Pair(Draft(kind=DraftKind.NOTHING, is_thread=True), ("Bitcoin", "Alts"), "3", "3", NOW),
    ]
    expected = ["Bitcoin holds.\n\nAlts weak.<|end|>", "See <url> now<|end|>", "Bitcoin<|next|>Alts<|end|>"]
    for encoded, text in zip(encode_pairs(pairs, TOKENIZER), expected, strict=True):
        learnt = encoded.ids[encoded.labels != IGNORED]
        assert TOKENIZER.decode(learnt.tolist(), skip_special_tokens=False) == text
        read = TOKENIZER.decode(encoded.ids[encoded.labels == IGNORED].tolist(), skip_special_tokens=False)
        assert read.endswith("<|post|>")
        assert (encoded.labels[encoded.labels != IGNORED] == learnt).all()


def test_a_placeholder_and_the_end_are_one_symbol_each() -> None:
    assert symbols("ab <url><|end|>") == 5
    assert symbols("one<|next|>two<|end|>") == 8


def test_a_tokenizer_without_padding_is_refused() -> None:
    from tokenizers import Tokenizer, models

    assert pad_id(TOKENIZER) == TOKENIZER.token_to_id("<|pad|>")
    with pytest.raises(MilesError, match="does not know"):
        pad_id(Tokenizer(models.BPE()))
