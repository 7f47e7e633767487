"""The form in which the same post from two exports is one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.normal import CASHTAG, HANDLE, LINK, NUMBER, normal_form, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Up &amp; away", "up & away"),
        ("BTC is up https://t.co/abc123", "btc is up"),
        ("BTC is up t.co/abc123 ", "BTC   is\n\nup"),
        ("ﬁnally", "Finally"),
        ("see www.example.com/x now", "See now"),
    ],
)
def test_two_exports_of_a_post_have_one_form(one, other):
    assert normal_form(one) == normal_form(other)


def test_different_posts_have_different_forms():
    assert normal_form("BTC is up 5%") != normal_form("BTC is up 6%")


@given(st.text(max_size=80))
def test_the_form_holds_single_blanks_only(text):
    form = normal_form(text)
    assert form == " ".join(form.split())


def test_words_have_no_punctuation_and_straight_apostrophes():
    assert words("Don’t sell, it’s EARLY! 🚀 ($BTC)") == ["don't", "sell", "it's", "early", "btc"]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (LINK, "a https://t.co/x, b http://y.z/q", ["https://t.co/x,", "http://y.z/q"]),
        (HANDLE, "@bob and mail@example.com and (@al_1)", ["bob", "al_1"]),
        (CASHTAG, "$BTC and $100 and US$ and $sol", ["$BTC", "$sol"]),
        (NUMBER, "up 5.3% to $100k, 2x, -3 and v2", ["5.3%", "$100k", "2x", "-3"]),
    ],
)
def test_patterns_find_what_they_name(pattern, text, found):
    assert pattern.findall(text) == found
