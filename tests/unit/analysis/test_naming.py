"""Names of clusters: the telling term, distinct and short."""

from __future__ import annotations

import math

import numpy as np
import pytest

from miles.analysis.naming import ctfidf, names_of, tidy


def test_class_tfidf_is_share_times_log_of_rarity() -> None:
    """Topic 0 holds a twice and b once, topic 1 b once: mean total 2, a 2 in all, b 2 in all."""
    holds = np.array([[1, 0], [1, 1], [0, 1]], bool)
    found = ctfidf(holds, np.array([0, 0, 1]), 2)
    rare = math.log1p(2 / 2)
    np.testing.assert_allclose(found, [[2 / 3 * rare, 1 / 3 * rare], [0, rare]])


def test_an_empty_topic_has_no_weights() -> None:
    assert ctfidf(np.array([[True]]), np.array([0]), 2)[1].tolist() == [0.0]


def test_variants_and_parts_of_a_term_appear_once() -> None:
    vocabulary = ["altcoin", "altcoins", "coin", "meme", "meme coin", "season"]
    assert tidy(np.array([0.5, 0.9, 0.3, 0.8, 0.5, 0.1]), vocabulary) == ["altcoins", "meme coin", "season"]


def test_a_rare_pair_does_not_stand_for_its_word() -> None:
    assert tidy(np.array([1.0, 0.4]), ["ai", "ai agents"]) == ["ai"]


def test_terms_without_weight_are_left_out() -> None:
    assert tidy(np.array([0.0, 0.2]), ["gold", "rates"]) == ["rates"]


def test_the_larger_topic_chooses_first_and_names_differ() -> None:
    vocabulary = ["btc", "etf"]
    holds = np.array([[1, 0]] * 6 + [[1, 1]] * 3 + [[0, 0]] * 9, bool)
    own = np.array([0] * 6 + [1] * 3 + [2] * 9)
    assert names_of(holds, own, [["btc"], ["btc", "etf"], []], vocabulary) == ["btc", "etf", "topic 3"]
    assert names_of(holds, own, [["btc"], ["btc"], ["etf"]], vocabulary) == ["btc", "topic 2", "etf"]


def test_a_second_word_joins_where_the_first_covers_little() -> None:
    """gym stands in 1 of 10 posts of the topic, sleep in 1 of 10: neither alone says what the topic is."""
    holds = np.zeros((30, 2), bool)
    holds[0, 0] = holds[1, 1] = True
    own = np.array([0] * 10 + [1] * 20)
    assert names_of(holds, own, [["gym", "sleep"], []], ["gym", "sleep"])[0] == "gym, sleep"
    holds[:3, 0] = True
    assert names_of(holds, own, [["gym", "sleep"], []], ["gym", "sleep"])[0] == "gym"


@pytest.mark.parametrize("terms", [["risk taking", "profit plans"], ["risk taking", "plan"]])
def test_a_name_has_three_words_at_most(terms) -> None:
    holds = np.zeros((30, 2), bool)
    holds[0, 0] = holds[1, 1] = True
    name = names_of(holds, np.array([0] * 10 + [1] * 20), [terms, []], terms)[0]
    assert len(name.split()) <= 3
