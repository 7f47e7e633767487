"""Clauses picked apart and said flatly."""

import numpy as np
import pytest

from miles.corpus.lexicon import FLAIR
from miles.corpus.note import (
    Hand,
    agree,
    call_to_action,
    clauses,
    drop_word,
    flatten,
    handles,
    is_statement,
    reword,
    shrink,
    text_of,
    trim,
)

NEAT = Hand(voice="he", synonym=0.0, brevity=0.0, shorthand=0.0, swap=0.0, is_lower=True, glue=", ")
NONE = frozenset()


def flat(clause, hand=NEAT, facts=NONE):
    return text_of(flatten(clause, hand, facts, np.random.default_rng(0)))


def test_a_post_falls_into_sentences_without_links_marks_and_asides():
    text = "1. Buy the dip! Then wait (I mean it).\n• BTC: $100k 🚀\nRead https://t.co/x <url>"
    assert clauses(text) == ["Buy the dip", "Then wait", "BTC", "$100k", "Read"]


@pytest.mark.parametrize(
    ("clause", "note"),
    [
        ("I think BTC holds", "he thinks BTC holds"),
        ("I've sold my bags", "he has sold his bags"),
        ("I'm buying", "he is buying"),
        ("Firstly, I don't chase", "he doesn't chase"),
        ("Keep in mind that I also try", "that he also tries"),
        ("What am I missing", "what is he missing"),
    ],
)
def test_the_author_is_reported_in_the_third_person(clause, note):
    assert flat(clause, facts=frozenset({"btc"})) == note


def test_a_clause_can_be_turned_round():
    turned = Hand(voice="none", synonym=0.0, brevity=0.0, shorthand=0.0, swap=1.0, is_lower=True, glue=", ")
    assert flat("If prices stay here, we will see a squeeze", turned) == "we will see a squeeze if prices stay here"
    assert flat("Despite the bad news, prices stay up", turned) == "prices stay up even with the bad news"


def test_facts_keep_their_spelling_and_place():
    assert "$100k" in flat("BTC smashed $100k on a massive rally", facts=frozenset({"btc", "100k"}))


def test_flair_goes():
    words = [flat("This is extremely strong", NEAT) for _ in range(3)]
    assert words == ["this is strong"] * 3
    assert "extremely" in FLAIR


def test_words_are_replaced_longest_phrase_first():
    rng = np.random.default_rng(0)
    assert "due" not in reword(["prices", "fell", "due", "to", "fear"], 1.0, NONE, rng)
    assert reword(["a", "rally"], 1.0, NONE, rng)[1:] != ["go", "up"]  # a noun here
    assert reword(["bitcoin"], 0.0, NONE, rng) == ["bitcoin"]


@pytest.mark.parametrize(
    ("clause", "is_call"),
    [
        ("Follow me for more alpha", True),
        ("Also Like/Repost the quote below", True),
        ("I just uploaded a market update", True),
        ("Watch now", True),
        ("People like crypto", False),
        ("Trends follow liquidity", False),
    ],
)
def test_stock_phrases_are_known(clause, is_call):
    assert (call_to_action(clause, np.random.default_rng(0)) is not None) == is_call


def test_cutting_spares_facts_and_ends_cleanly():
    text = "he buys more sol at $20 for the next year"
    tokens = text.split()
    assert trim(tokens, NONE) == text.split()[:6]
    assert trim(["he", "buys"], NONE) == ["he", "buys"]
    assert drop_word(["btc", "beats", "eth"], frozenset({"btc", "eth"})) == ["btc", "eth"]
    assert len(shrink(tokens, 4, NONE)) <= 4


def test_small_grammar():
    assert agree(["an", "good", "a", "idea", "a", "uptrend"]) == ["a", "good", "an", "idea", "an", "uptrend"]
    assert is_statement(["btc", "is", "up"])
    assert not is_statement(["what", "is", "up"])
    assert text_of(["what", "now", "?", ",", "btc", "."]) == "what now?, btc"
    assert handles("@bob saw <user> and <email>, not me@x.com") == ["@bob", "<user>", "<email>"]


def test_hands_differ():
    hands = {Hand.draw(np.random.default_rng(seed)) for seed in range(30)}
    assert {hand.voice for hand in hands} == {"he", "none", "i"}
    assert {hand.is_lower for hand in hands} == {True, False}
