"""Where X sees links; test_limits.py holds 2,000 recorded answers beside these."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.url import urls

PIECES = st.lists(st.sampled_from([*"ax.-_/:@ \n好\U0001f600é", "com", "https://", "t.co/", "рф"]), max_size=40).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://x.com/a?b=1.", ["https://x.com/a?b=1"]),
        ("x.com, y.co.uk/z and foo.invalid", ["x.com", "y.co.uk/z"]),
        ("HTTPS://T.CO/abc?d=1&e", ["HTTPS://T.CO/abc?d=1&e"]),
        ("https://t.co/abc/more", ["https://t.co/abc"]),
        ("(x.com/a_(b))", ["x.com/a_(b)"]),
        ("見てexample.comだ", ["example.com"]),
        ("https://例え.com/a", ["https://例え.com/a"]),
        ("例え.com/a", []),  # without protocol only Latin domains count
        ("a.xn--p1ai and b.рф", ["a.xn--p1ai", "b.рф"]),
        ("http://MÜNCHEN.РФ/", ["http://MÜNCHEN.РФ/"]),
        ("_x.com -x.com /x.com .x.com", []),
        ("@x.com #x.com $x.com bob@x.com", []),
        ("e.g. this. And U.S. that 3.5", []),
        ("https://foo_bar.com foo_bar.x.com", ["bar.x.com"]),
        ("https://" + "a" * 64 + ".com", []),
        ("https://x.com/" + "a" * 4_090, []),
        ("x.com:80/a?b", ["x.com:80/a?b"]),
        ("x.com?b", ["x.com"]),
    ],
)
def test_links(text, links):
    assert [text[start:end] for start, end in urls(text)] == links


@given(PIECES)
def test_links_are_in_order_and_apart(text):
    position = 0
    for start, end in urls(text):
        assert position <= start < end <= len(text)
        position = end
