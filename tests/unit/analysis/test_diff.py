"""What became of a draft, to the letter and in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.analysis.diff import Op, diff

SAME, ADDED, REMOVED = Op.SAME, Op.ADDED, Op.REMOVED


def test_words_that_stay_go_and_come() -> None:
    assert diff("BTC above $100k, alts weak", "BTC reclaimed $100k, and alts are weak.") == [
        (SAME, "BTC "),
        (REMOVED, "above"),
        (ADDED, "reclaimed"),
        (SAME, " $100k, "),
        (ADDED, "and "),
        (SAME, "alts "),
        (ADDED, "are "),
        (SAME, "weak"),
        (ADDED, "."),
    ]


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert diff("one two", "three four") == [(REMOVED, "one two"), (ADDED, "three four")]
    assert diff("", "new") == [(ADDED, "new")]
    assert diff("old", "") == [(REMOVED, "old")]
    assert diff("", "") == []
    assert diff("same", "same") == [(SAME, "same")]


def test_a_link_a_number_and_a_word_with_an_apostrophe_are_one_piece() -> None:
    found = diff("don't buy 1,200.50 at https://a.b/c?d=1", "can't buy 1,300.50 at https://a.b/c?d=2")
    assert [text for op, text in found if op is not SAME] == [
        "don't", "can't", "1,200.50", "1,300.50", "https://a.b/c?d=1", "https://a.b/c?d=2",
    ]  # fmt: skip


words = st.lists(st.sampled_from(["a", "b", "c", " ", "\n\n", "$5", ",", "\U0001f680", "x" * 30]), max_size=60).map(
    "".join
)


@given(words | st.text(max_size=80), words | st.text(max_size=80))
def test_the_pieces_make_up_both_texts_and_neighbours_differ(draft: str, post: str) -> None:
    found = diff(draft, post)
    assert "".join(text for op, text in found if op is not ADDED) == draft
    assert "".join(text for op, text in found if op is not REMOVED) == post
    assert all(text for _, text in found)
    assert all(one[0] is not other[0] for one, other in pairwise(found))


SIGNS = [chr(0x2190 + k) for k in range(400)]
HARD = {
    "one word": ("a " * 2_000, "a " * 1_990),
    "two words": ("a b " * 1_000, "b a " * 1_000),
    "common words between others": (
        " ".join(f"w{k % 10} x{k}" for k in range(500)),
        " ".join(f"w{k % 10} y{k}" for k in range(500)),
    ),
    "signs in a row": (
        "".join(SIGNS[k % 200] + chr(0x2600 + k % 200) for k in range(2_000)),
        "".join(SIGNS[k % 200] + chr(0x2700 + k % 190) for k in range(2_000)),
    ),
    "lines": ("a\n" * 2_000, "b\na\n" * 1_000),
}


@pytest.mark.parametrize("case", HARD)
def test_texts_that_repeat_themselves_take_no_longer_than_a_second(case: str) -> None:
    """The third takes 0.2 s; word by word, the fourth takes 3 s and the first 4 million pairs."""
    draft, post = (text[:4_000] for text in HARD[case])
    start = time.process_time()
    found = diff(draft, post)
    assert time.process_time() - start < 1.5
    assert "".join(text for op, text in found if op is not REMOVED) == post


def test_long_texts_that_repeat_are_compared_by_lines() -> None:
    line = "a " * 900
    assert diff(f"{line}\nold", f"{line}\nnew") == [(SAME, f"{line}\n"), (REMOVED, "old"), (ADDED, "new")]
