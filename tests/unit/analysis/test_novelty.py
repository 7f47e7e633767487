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


@settings(max_examples=120, deadline=None)
@given(letters, posts)
def test_the_longest_run_is_that_of_trying_every_one(text: str, train: list[str]) -> None:
    assert Memory.build(train).longest_run(text) == slow_run(text, train)


@settings(max_examples=80, deadline=None)
@given(letters, posts, st.integers(1, 8))
def test_overlap_is_the_share_of_runs_in_the_training_posts(text: str, train: list[str], n: int) -> None:
    seen = {gram for post in train for gram in grams(post, n)}
    mine = grams(text, n)
    wanted = sum(gram in seen for gram in mine) / len(mine) if mine else 0.0
    assert Memory.build(train).overlap(text, n) == pytest.approx(wanted)


def shingles(text: str) -> set[tuple[str, ...]]:
    return set(grams(text, min(3, len(words(text))))) if words(text) else set()


@settings(max_examples=80, deadline=None)
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


def test_a_run_repeated_in_many_posts_and_places_is_found_at_its_longest() -> None:
    train = ["x a b c d", "", "a b c a b c d e f", "d e f g"]
    assert Memory.build(train).longest_run("z a b c a b c d e f g") == 9
    assert Memory.build(train).longest_run("<url> A, b... https://t.co/x C!") == 3


@settings(max_examples=50, deadline=None)
@given(letters, posts)
def test_the_arrays_answer_as_the_memory_did(text: str, train: list[str]) -> None:
    memory = Memory.build(train)
    again = Memory.from_arrays({name: array.copy() for name, array in memory.as_arrays().items()})
    for ask in ("is_seen", "longest_run", "overlap", "nearest"):
        assert getattr(again, ask)(text) == getattr(memory, ask)(text)
    assert all(memory.is_seen(post) for post in train if post)


@pytest.mark.parametrize("ask", ["longest_run", "nearest", "overlap"])
def test_a_request_that_comes_while_an_index_is_built_is_answered(ask: str) -> None:
    plain = Memory.build(["a b c d e f g h i", "c d e f"])

    class Busy(dict):
        """At the moment a part of the index is stored, somebody else asks the same."""

        def __setitem__(self, key: str, value: object) -> None:
            super().__setitem__(key, value)
            answers.append(getattr(memory, ask)("b c d e f g h i"))

    answers: list[float] = []
    memory = Memory(plain.rows, plain.lengths, plain.forms, Busy())
    answers.append(getattr(memory, ask)("b c d e f g h i"))
    assert len(answers) > 1
    assert set(answers) == {getattr(plain, ask)("b c d e f g h i")}
