"""What a text is about, without its grammar."""

from hypothesis import given
from hypothesis import strategies as st

from miles.analysis.content import STOPWORDS, VAGUE, content_words, grams


def test_grammar_links_people_and_numbers_are_left_out():
    assert content_words("I'm buying $SOL at 100k with @bob and <user>: https://t.co/x") == {"buying", "sol"}


def test_pairs_are_neighbours_without_grammar_between():
    assert grams("Meme coin mania and meme coins") == [
        "meme",
        "coin",
        "meme coin",
        "mania",
        "coin mania",
        "meme",
        "coins",
        "meme coins",
    ]


@given(st.text(max_size=80))
def test_single_grams_are_the_content_words(text):
    assert {term for term in grams(text) if " " not in term} == content_words(text)


def test_the_lists_do_not_swallow_the_trade():
    assert not (STOPWORDS | VAGUE) & {"btc", "bullish", "liquidity", "retail", "airdrop", "up" * 2}
