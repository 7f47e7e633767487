"""Keywords in the post's own spelling."""

import numpy as np

from miles.analysis.copying import fact_words
from miles.corpus.keyword import draw, keywords

POST = "1. $BTC reclaims $100k.\n\nMichael Saylor's accumulation pressure continues. @bob https://t.co/x"


def test_facts_and_phrases_are_found_in_order():
    found = keywords(POST, fact_words(POST))
    assert [keyword.text for keyword in found] == [
        "$BTC",
        "reclaims",
        "$100k",
        "Michael Saylor",
        "accumulation pressure",
        "continues",
    ]
    assert [keyword.is_fact for keyword in found] == [True, False, True, True, False, False]


def test_a_topic_is_no_bare_number():
    topical = {keyword.text for keyword in keywords(POST, fact_words(POST)) if keyword.is_topical}
    assert {"$BTC", "Michael Saylor", "accumulation pressure"} <= topical
    assert not topical & {"$100k"}


def test_repeated_keywords_weigh_more():
    text = "Airdrop season. Liquidity is back. Airdrop season!"
    weights = {keyword.text: keyword.weight for keyword in keywords(text, frozenset())}
    assert weights["airdrop season"] > weights["liquidity"]


def test_draws_keep_the_order_and_need_no_pool():
    rng = np.random.default_rng(0)
    chosen = draw(keywords(POST, fact_words(POST)), 3, rng)
    assert [keyword.place for keyword in chosen] == sorted(keyword.place for keyword in chosen)
    assert draw([], 3, rng) == []
    assert len(draw(chosen, 9, rng)) == 3
