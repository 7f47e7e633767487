"""The rule that no training draft may copy its post."""

import pytest

from miles.analysis.content import content_words
from miles.analysis.copying import Original, fact_words, kept_share, stem

POST = "$BTC reclaimed $100k today, but altcoins remain weak and traders look exhausted after another brutal month."


def test_content_words_have_no_grammar_links_handles_or_numbers():
    text = "I think that @bob and <user> really like 100k Markets! https://t.co/abc <url>"
    assert content_words(text) == {"markets"}


def test_fact_words_are_excepted():
    assert {"btc", "100k"} <= fact_words(POST)
    assert kept_share("$BTC $100k", POST) == 0.0


def test_the_share_counts_inflections_as_kept():
    words = ["reclaim", "altcoin", "remain", "weak", "trader", "look", "exhaust", "brutal", "today", "month"]
    assert kept_share("reclaims altcoin remaining", POST) == pytest.approx(3 / len(words))
    assert kept_share(POST, POST) == 1.0
    assert kept_share("anything", "$BTC $100k") == 0.0


def test_a_run_of_six_words_is_a_copy_and_five_are_not():
    original = Original(POST)
    assert original.runs("he says altcoins remain weak and traders look")
    assert not original.runs("he says altcoins remain weak and traders")


def test_facts_within_a_run_do_not_hide_it():
    original = Original("we saw prices 100k go up 5% again and then down 7%")
    assert original.runs("saw prices go up again and")


def test_a_list_of_facts_is_no_run():
    post = "Watch $BTC $ETH $SOL $XRP $DOGE $ADA $LTC"
    assert not Original(post).runs("BTC ETH SOL XRP DOGE ADA LTC")


def test_the_rule_takes_both_measures():
    original = Original(POST)
    assert original.allows("btc over 100k, alts weak")
    assert not original.allows(POST)
    assert not original.allows("exhausted traders, brutal month, weak altcoins, look, remain")


@pytest.mark.parametrize(("one", "other"), [("holds", "holding"), ("stop", "stopped"), ("price", "prices")])
def test_inflections_share_a_stem(one, other):
    assert stem(one) == stem(other)
