"""Paragraphs: cut and joined without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post import parts

TEXT = st.text(
    st.sampled_from("ab .\n\r\t \u00a0\u2028\U0001f44a") | st.characters(exclude_categories=["Cs"]), max_size=60
)


@given(TEXT)
def test_joining_a_split_text_gives_the_text(text):
    assert parts.split(text).join() == text


@given(TEXT)
def test_there_is_one_gap_more_than_parts(text):
    found = parts.split(text)
    assert len(found.gaps) == len(found.parts) + 1
    assert all(part.strip() for part in found.parts)


@given(st.lists(st.text("abc $\U0001f44a", min_size=1).filter(str.strip).map(str.strip), min_size=1, max_size=12))
def test_joined_paragraphs_are_counted_and_found_again(paragraphs):
    text = parts.join(paragraphs)
    assert parts.count(text) == len(paragraphs)
    assert parts.split(text).parts == tuple(paragraphs)


@pytest.mark.parametrize(
    ("text", "paragraphs", "lines"),
    [
        ("", 0, 0),
        (" \n\n ", 0, 0),
        ("one", 1, 1),
        ("one\ntwo", 1, 2),
        ("one\n\ntwo", 2, 2),
        ("one\n \t\ntwo\n", 2, 2),
        ("\n\none\n\n\n\ntwo\nthree\n\n", 2, 3),
    ],
)
def test_paragraphs_and_lines_are_different_counts(text, paragraphs, lines):
    assert (parts.count(text), parts.lines(text)) == (paragraphs, lines)


def test_the_count_is_not_capped():
    assert parts.count("\n\n".join("abcdefghijkl")) == 12


@pytest.mark.parametrize(
    ("text", "is_torn"),
    [
        ("5. Rates will fall", True), ("10) Especially $BTC.\n\nWatch it", True), ("1. Buy\n2. Wait", False),
        ("3. Buy\n\n4. Wait", False), ("5.5 % is a lot", False), ("100. days in", False),
        ("Top 5. Here they are", False),
    ],
)  # fmt: skip
def test_a_point_without_the_next_one_is_torn(text: str, is_torn: bool) -> None:
    assert parts.is_torn_point(text) is is_torn
