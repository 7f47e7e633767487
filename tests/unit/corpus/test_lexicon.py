"""The lexicon replaces every phrase that it lists."""

import pytest

from miles.corpus.lexicon import COMPRESSIONS, FLAIR, LONGEST_PHRASE, NOUNS, SYNONYMS


@pytest.mark.parametrize("table", [SYNONYMS, COMPRESSIONS, NOUNS])
def test_phrases_are_lower_case_and_have_a_replacement(table):
    assert len(table) > 20
    for phrase, choices in table.items():
        assert 1 <= len(phrase) <= LONGEST_PHRASE
        assert all(word == word.lower() for word in phrase)
        assert choices
        assert all(choices)


def test_forms_correspond():
    assert "sees" in SYNONYMS["witness",] or "see" in SYNONYMS["witness",]
    assert "beats" in SYNONYMS["outperforms",]
    assert "beat" not in SYNONYMS["outperforms",]


def test_words_that_carry_meaning_are_no_flair():
    assert not FLAIR & {"not", "never", "no", "buy", "sell", "up", "down"}
