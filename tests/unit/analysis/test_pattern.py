"""The pattern that can be chosen and the one that is there."""

import pytest

from miles.analysis.pattern import PARTS, PATTERNS, paragraphs, pattern, table


@pytest.mark.parametrize(("count", "chosen"), [(0, 1), (1, 1), (3, 3), (9, 9), (34, 9)])
def test_the_pattern_is_held_between_one_and_nine(count, chosen):
    text = "\n\n".join(["x"] * count)
    assert (paragraphs(text), pattern(text)) == (count, chosen)


def test_a_post_has_one_number_of_parts_and_any_of_the_other_patterns():
    texts = ["One.\n\n- a\n- b", "Why?", "Why? Because.", "1/ A thread", "1. a\n2. b", "\n\n".join("x" * 12), ""]
    found = table(texts, [1, 1, 1, 3, 1, 1, 1])
    assert (found[:, : len(PARTS)].sum(axis=1) == 1).all()
    named = [{name for name, has in zip(PATTERNS, row, strict=True) if has} for row in found]
    assert named == [
        {"2 parts", "list"},
        {"1 part", "question", "closing question"},
        {"1 part", "question"},
        {"1 part", "thread"},
        {"1 part", "list"},
        {"more parts"},
        {"1 part"},
    ]
