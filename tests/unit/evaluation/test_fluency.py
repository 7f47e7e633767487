from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from miles.evaluation.fluency import fluency
from miles.evaluation.interval import Resampler
from miles.evaluation.system import Case
from miles.post.draft import Draft
from miles.registry.voice import Candidate


class Flat:
    """Charges two bits a letter, one more when it is told wishes, and four for the end."""

    name = "flat"

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return []

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray | None:
        return np.array([(2.0 if drafts is None else 3.0) * len(text) + 4 for text in texts])


class Mute(Flat):
    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


CASES = [Case(Draft(text="a", parts=1), ("abcd",), "1"), Case(Draft(text="b", parts=1), ("abcd",), "1"),
         Case(Draft(is_thread=True), ("abcdef", "ab"), "2")]  # fmt: skip


def score(cases: Sequence[Case], system: Flat, **more):
    return fluency(system, cases, Resampler([case.id for case in cases]), **more)


def test_each_post_of_the_cases_counts_once_with_its_end() -> None:
    found = score(CASES, Flat())["bits_per_char"]
    assert found.value == pytest.approx((2 * 12 + 3 * 4) / 12)
    assert found.n == 3


def test_all_held_out_posts_are_measured_where_they_are_given() -> None:
    posts = [("1", "abcd"), ("2", "abcdef"), ("2", "ab"), ("3", "abcdefgh"), ("4", "  ")]
    found = score(CASES, Flat(), posts=posts)
    assert found["bits_per_char"].value == pytest.approx((2 * 20 + 4 * 4) / 20)
    assert found["bits_per_char"].n == 4
    assert found["bits_per_char_controls"].n == 1  # wishes are known of the single post of the cases only


def test_posts_are_resampled_by_thread() -> None:
    rng = np.random.default_rng(0)
    texts = ["a" * int(size) for size in rng.integers(1, 60, 40)]
    alone = score(CASES, Flat(), posts=[(str(k), text) for k, text in enumerate(texts)])["bits_per_char"]
    one = score(CASES, Flat(), posts=[("same", text) for text in texts])["bits_per_char"]
    assert one.lo == one.value == one.hi
    assert alone.lo < alone.value < alone.hi


def test_a_link_is_one_character_and_controls_have_a_column_of_their_own() -> None:
    linked = [Case(Draft(), ("ab https://t.co/xyz",), "1"), Case(Draft(), ("abcd &amp; e",), "2")]
    found = score(linked, Flat())
    chars = 4 + 8  # "ab " and a link; "abcd & e"
    assert found["bits_per_char"].value == pytest.approx((2 * (19 + 12) + 8) / chars)
    assert "bits_per_char_controls" not in found  # no draft wishes anything
    told = score([*linked, Case(CASES[0].draft, ("abcd",), "3")], Flat())
    assert told["bits_per_char_controls"].n == 3
    assert told["bits_per_char_controls"].value > told["bits_per_char"].value


def test_a_system_that_only_writes_has_no_bits() -> None:
    assert score(CASES, Mute()) == {}
