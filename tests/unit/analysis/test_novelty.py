from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miles.analysis.novelty import Memory, repetition
from miles.post.normal import words

letters = st.lists(st.sampled_from("abcde"), min_size=0, max_size=14).map(" ".join)
posts = st.lists(letters, min_size=0, max_size=6)


def slow_run(text: str, train: list[str]) -> int:
    """The longest run by trying every one."""
    mine = words(text)
    best = 0
    for post in map(words, train):
        for i in range(len(mine)):
            for j in range(len(post)):
                n = 0
                while i + n < len(mine) and j + n < len(post) and mine[i + n] == post[j + n]:
                    n += 1
                best = max(best, n)
    return best


def grams(text: str, n: int) -> list[tuple[str, ...]]:
    said = words(text)
    return [tuple(said[i : i + n]) for i in range(len(said) - n + 1)]


@settings(max_examples=300, deadline=None)
@given(letters, posts)
def test_the_longest_run_is_that_of_trying_every_one(text: str, train: list[str]) -> None:
    assert Memory.build(train).longest_run(text) == slow_run(text, train)


@settings(max_examples=200, deadline=None)
@given(letters, posts, st.integers(1, 8))
def test_overlap_is_the_share_of_runs_in_the_training_posts(text: str, train: list[str], n: int) -> None:
    seen = {gram for post in train for gram in grams(post, n)}
    mine = grams(text, n)
    wanted = sum(gram in seen for gram in mine) / len(mine) if mine else 0.0
    assert Memory.build(train).overlap(text, n) == pytest.approx(wanted)


def shingles(text: str) -> set[tuple[str, ...]]:
    return set(grams(text, min(3, len(words(text))))) if words(text) else set()


@settings(max_examples=200, deadline=None)
@given(letters, posts)
def test_nearest_is_the_largest_jaccard(text: str, train: list[str]) -> None:
    mine = shingles(text)
    others = [shingles(post) for post in train if words(post)]
    wanted = max((len(mine & other) / len(mine | other) for other in others), default=0.0) if mine else 0.0
    assert Memory.build(train).nearest(text) == pytest.approx(wanted)


def test_no_run_spans_two_training_posts() -> None:
    memory = Memory.build(["one two three four", "five six seven eight"])
    assert memory.longest_run("one two three four five six seven eight") == 4
    assert memory.overlap("three four five six", 4) == 0


def test_seen_looks_past_case_links_and_white_space_only() -> None:
    memory = Memory.build(["Patience  pays.\n\nhttps://t.co/abc", "https://t.co/only"])
    assert memory.is_seen("patience pays. <url>")
    assert not memory.is_seen("patience pays!")
    assert not memory.is_seen("https://t.co/only")
    assert not memory.is_seen("")


def test_the_arrays_hold_no_text_and_bring_everything_back() -> None:
    train = ["a secret phrase about gold", "another one with four words more"]
    arrays = Memory.build(train).as_arrays()
    assert all(array.dtype in (np.uint64, np.int64) for array in arrays.values())
    again = Memory.from_arrays(arrays)
    assert again.is_seen(train[0].upper())
    assert again.longest_run("it was a secret phrase about silver") == 4
    assert again.nearest(train[1]) == 1.0


def test_an_empty_memory_knows_nothing() -> None:
    empty = Memory.build([])
    assert not empty.is_seen("a")
    assert (empty.longest_run("a b c"), empty.overlap("a " * 9), empty.nearest("a b c")) == (0, 0, 0)


def test_repetition_is_the_share_of_runs_said_before() -> None:
    assert repetition("a b c a b c") == 1 / 4  # abc bca cab abc
    assert repetition("all different words in here") == 0
    assert repetition("too short") == 0
