"""What a person may ask for."""

import dataclasses

import pytest

from miles.post.draft import MAX_DRAFT_CHARS, Draft, DraftKind, Length, Sentiment, length_of, whole_number, wishes
from miles.post.error import MilesError


@pytest.mark.parametrize("parts", [1, 9, None])
def test_one_to_nine_parts_can_be_asked_for(parts):
    assert Draft(parts=parts).parts == parts


@pytest.mark.parametrize("parts", [0, 10, -1])
def test_other_parts_are_refused_with_the_next_step(parts):
    with pytest.raises(MilesError, match=f"parts={parts} is outside 1-9") as refused:
        Draft(parts=parts)
    assert "PARTS=1 to PARTS=9" in refused.value.next_step


def test_a_draft_has_a_longest_length():
    assert Draft(text="x" * MAX_DRAFT_CHARS).kind is DraftKind.USER
    with pytest.raises(MilesError, match="4001 characters"):
        Draft(text="x" * (MAX_DRAFT_CHARS + 1))


def test_a_draft_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Draft().text = "other"


@pytest.mark.parametrize(
    ("count", "length"),
    [
        (0, Length.SHORT),
        (14, Length.SHORT),
        (15, Length.MEDIUM),
        (39, Length.MEDIUM),
        (40, Length.LONG),
        (79, Length.LONG),
        (80, Length.ESSAY),
    ],
)
def test_lengths_begin_where_documented(count, length):
    assert length_of(count) is length


def test_wishes_are_read_as_typed():
    assert wishes(parts="3", sentiment="Positive", length=None, is_thread=1) == {
        "parts": 3,
        "sentiment": Sentiment.POSITIVE,
        "length": None,
        "is_thread": True,
    }
    assert [wishes(is_thread=typed)["is_thread"] for typed in (True, "yes", "NO", False, 0)] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ({"parts": "many"}, "parts='many' is not a number"),
        ({"sentiment": "angry"}, "sentiment='angry' is not known"),
        ({"is_thread": "maybe"}, "is_thread='maybe' is neither yes nor no"),
        ({"is_thread": True, "parts": 1}, "a thread has at least 2"),
    ],
)
def test_a_wish_nobody_knows_is_refused_with_the_choices(typed, what):
    with pytest.raises(MilesError, match=what) as refused:
        wishes(**typed)
    assert refused.value.next_step.startswith(("choose one of: negative", "ask for PARTS=", "give THREAD=1"))


@pytest.mark.parametrize("field", ["text", "topic"])
def test_bytes_that_are_no_text_are_refused(field):
    with pytest.raises(MilesError, match="no text in UTF-8"):
        Draft(**{field: b"btc \xff up".decode("utf-8", "surrogateescape")})
    Draft(**{field: "\0 \u202e \U0001f44a"})


@pytest.mark.parametrize("typed", [0, -1, 101, "many", 2.5, None, ""])
def test_a_number_out_of_bounds_is_refused_with_the_bounds(typed):
    with pytest.raises(MilesError, match="no whole number within 1-100"):
        whole_number("n", typed, 1, 100)
    assert whole_number("n", "7", 1, 100) == 7
