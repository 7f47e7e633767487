"""One symbol per code point, one per link, HTML unescaped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.symbols import URL, canonical, char_count, symbols


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("gm", 2),
        ("a &amp; b", 5),  # a, blank, &, blank, b
        ("see https://t.co/abc123 now", 9),  # 4 + 1 + 4
        ("see <url> now", 9),
        ("\U0001f44a\n\n", 3),
    ],
)
def test_a_link_is_one_character_and_entities_are_unescaped(text, count):
    assert char_count(text) == count


def test_a_link_and_its_placeholder_are_the_same_symbol():
    assert symbols("go https://x.com/a/b?c=1&amp;d=2") == symbols("go <url>") == ["g", "o", " ", URL]


@given(st.text())
def test_joined_symbols_are_the_canonical_text(text):
    assert "".join(symbols(text)) == canonical(text)
