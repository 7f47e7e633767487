"""The pattern that can be chosen and the one that is there."""

import pytest

from miles.analysis.pattern import paragraphs, pattern


@pytest.mark.parametrize(("count", "chosen"), [(0, 1), (1, 1), (3, 3), (9, 9), (34, 9)])
def test_the_pattern_is_held_between_one_and_nine(count, chosen):
    text = "\n\n".join(["x"] * count)
    assert (paragraphs(text), pattern(text)) == (count, chosen)
