"""Topics: named, stable, carried as JSON."""

import json
import time

import pytest

from miles.analysis.content import STOPWORDS, VAGUE
from miles.analysis.topic import TopicLabeller
from miles.post.error import MilesError

SUBJECTS = {
    "airdrop": ["farm the airdrop early", "airdrop farming with fresh wallets", "that airdrop farming paid rent"],
    "meme coin": ["meme coin mania is back", "every meme coin pumps", "sold my meme coin bags"],
    "inflation": ["inflation print tonight", "inflation cools, rates fall", "sticky inflation and rates"],
}
TEXTS = [text for texts in SUBJECTS.values() for text in texts] * 3


@pytest.fixture(scope="module")
def topics():
    return TopicLabeller.fit(TEXTS, k=3, seed=0)


def test_each_subject_gets_one_label(topics):
    labels = [{topics.label(text) for text in texts} for texts in SUBJECTS.values()]
    assert [len(found) for found in labels] == [1, 1, 1]
    assert len(set().union(*labels)) == 3


def test_names_are_distinct_short_words(topics):
    assert len(set(topics.names)) == len(topics.names) == 3
    for name in topics.names:
        assert 1 <= len(name.split()) <= 2
        assert not set(name.split()) & (STOPWORDS | VAGUE)


def test_the_same_texts_and_seed_give_the_same_version(topics):
    assert TopicLabeller.fit(TEXTS, k=3, seed=0).version == topics.version
    assert TopicLabeller.fit(TEXTS, k=2, seed=0).version != topics.version


def test_topics_travel_as_json(topics):
    again = TopicLabeller.from_dict(json.loads(json.dumps(topics.as_dict())))
    assert again.version == topics.version
    assert [again.label(text) for text in TEXTS] == [topics.label(text) for text in TEXTS]


def test_a_free_phrase_finds_its_topic(topics):
    assert topics.closest("farming airdrops and wallets") == topics.label(SUBJECTS["airdrop"][0])
    assert topics.closest(topics.names[0].upper()) == topics.names[0]
    assert topics.closest("gardening") is None
    assert topics.closest("") is None


def test_the_label_is_the_topic_a_text_is_likest(topics):
    for text in TEXTS:
        likeness = {name: topics.likeness(text, name) for name in topics.names}
        assert max(likeness, key=likeness.get) == topics.label(text)
        assert 0 <= min(likeness.values()) <= max(likeness.values()) <= 1
    assert topics.likeness("gardening", topics.names[0]) == 0


def test_a_text_without_known_words_still_has_a_topic(topics):
    assert topics.label("gm") in topics.names


def test_more_topics_than_texts_are_not_made():
    assert len(TopicLabeller.fit(["solana rally", "bitcoin halving"], k=9).names) == 2


def test_texts_without_words_are_refused():
    with pytest.raises(MilesError, match="no topics"):
        TopicLabeller.fit(["100k", "the of"], k=2)


def test_labelling_is_fast_enough_to_serve(topics):
    started = time.process_time()
    for _ in range(1_000):
        topics.label(TEXTS[0])
    assert time.process_time() - started < 1.0
