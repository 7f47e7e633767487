"""Topics by clustering: planted subjects come back, confidence means something, bad input gets an answer."""

from __future__ import annotations

import json

import numpy as np
import pytest

from miles.analysis.clusters import NONE, UNSURE, Assignment, Calibration, Topics, Words, topic_labeller
from miles.analysis.content import STOPWORDS
from miles.post.error import MilesError

WIDTH = 16
SUBJECTS = {
    "airdrop": ["airdrop", "farming", "wallets", "testnet", "points"],
    "inflation": ["inflation", "rates", "fed", "cpi", "easing"],
    "gaming": ["gaming", "studio", "players", "mobile", "console"],
}


def planted(posts: int = 40, seed: int = 3, noise: float = 0.1) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Texts of three subjects of five words each, their vectors around three axes, and which is which."""
    rng = np.random.default_rng(seed)
    texts, rows, own = [], [], []
    for place, vocabulary in enumerate(SUBJECTS.values()):
        for number in range(posts):
            picked = rng.permutation(vocabulary)[:4]
            texts.append(f"{' '.join(picked)} post{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10]}")
            rows.append(np.eye(WIDTH)[place] + noise * rng.normal(size=WIDTH))
            own.append(place)
    vectors = np.array(rows, np.float32)
    return texts, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.array(own)


@pytest.fixture(scope="module")
def given() -> tuple[list[str], np.ndarray, np.ndarray]:
    return planted()


@pytest.fixture(scope="module")
def topics(given) -> Topics:
    return Topics.fit(given[0], given[1], most=3)


def test_planted_subjects_come_back_under_their_own_words(given, topics) -> None:
    texts, vectors, own = given
    found, confidence = topics.assign(texts, vectors)
    assert len(topics) == 3
    assert [len(set(found[own == place])) for place in range(3)] == [1, 1, 1]
    assert set(found.tolist()) == {0, 1, 2}
    assert confidence.min() > 0.9
    for place, vocabulary in enumerate(SUBJECTS.values()):
        topic = int(found[own == place][0])
        assert set(topics.terms[topic]) & set(vocabulary)
        assert set(topics.names[topic].replace(",", "").split()) <= set(vocabulary)


def test_names_are_distinct_and_short(topics) -> None:
    assert len(set(topics.names)) == len(topics.names)
    for name in topics.names:
        assert 1 <= len(name.split()) <= 3
        assert not set(name.replace(",", "").split()) & STOPWORDS
    assert all(len(row) <= 8 for row in topics.terms)


def test_later_posts_are_assigned_by_meaning_and_by_words(given, topics) -> None:
    texts, vectors, own = given
    subject = {place: int(topics.assign(texts, vectors).topic[own == place][0]) for place in range(3)}
    silent = topics.assign(["nothing known here"] * 3, np.eye(WIDTH, dtype=np.float32)[:3])
    assert silent.topic.tolist() == [subject[0], subject[1], subject[2]]
    nowhere = np.zeros((3, WIDTH), np.float32) + topics._mean
    spoken = topics.assign([" ".join(row) for row in SUBJECTS.values()], nowhere)
    assert spoken.topic.tolist() == [subject[0], subject[1], subject[2]]


def test_what_lies_between_topics_or_far_from_all_is_less_sure(given, topics) -> None:
    axis = np.eye(WIDTH, dtype=np.float32)
    texts = ["airdrop farming wallets", "airdrop inflation", "gardening"]
    vectors = np.stack([axis[0], (axis[0] + axis[1]) / np.sqrt(2), axis[9]])
    found = topics.assign(texts, vectors)
    assert found.confidence[0] > found.confidence[1]
    assert found.topic[2] == NONE
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()


def test_what_is_like_no_topic_has_none_however_sure_the_curve_is(topics) -> None:
    sure = Topics.from_dict(topics.as_dict() | {"calibration": [5.0, 0.0, 0.0]})
    axis = np.eye(WIDTH, dtype=np.float32)
    found = sure.assign(["airdrop farming", "gardening"], axis[[0, 9]])
    assert found.confidence.min() > 0.99
    assert found.topic[0] != NONE
    assert found.topic[1] == NONE


def test_the_same_posts_give_the_same_topics_in_any_order(given, topics) -> None:
    texts, vectors, _ = given
    assert Topics.fit(texts, vectors, most=3).version == topics.version
    assert Topics.fit(texts, vectors, most=2).version != topics.version
    back = Topics.fit(texts[::-1], vectors[::-1], most=3)
    assert set(back.names) == set(topics.names)


def test_topics_travel_as_json(given, topics) -> None:
    texts, vectors, _ = given
    again = Topics.from_dict(json.loads(json.dumps(topics.as_dict())))
    assert again.version == topics.version
    before, after = topics.assign(texts, vectors), again.assign(texts, vectors)
    assert (before.topic == after.topic).all()
    np.testing.assert_allclose(before.confidence, after.confidence, atol=1e-6)


def test_the_labeller_tells_the_same_topics_from_words_alone(given, topics) -> None:
    texts, vectors, _ = given
    labeller = topics.labeller()
    assert labeller.names == topics.names
    named = [topics.names[topic] for topic in topics.assign(texts, vectors).topic]
    assert np.mean([labeller.label(text) == name for text, name in zip(texts, named, strict=True)]) == 1.0


def test_counts_add_up_to_the_posts_that_taught(given, topics) -> None:
    assert sum(topics.counts) == len(given[0]) == 120
    assert sorted(topics.counts) == [40, 40, 40]
    assert list(topics.counts) == sorted(topics.counts, reverse=True)


def test_a_formula_under_many_posts_makes_no_topic() -> None:
    texts, vectors, _ = planted()
    thanks = [f"{text}\n\nSubscribe newsletter giveaway winners" for text in texts[::4]]
    texts = [thanks[place // 4] if place % 4 == 0 else text for place, text in enumerate(texts)]
    found = Topics.fit(texts, vectors, most=4)
    assert not {"subscribe", "newsletter", "giveaway", "winners"} & {
        word for row in found.terms for term in row for word in term.split()
    }


def test_a_word_of_the_formula_that_posts_use_otherwise_stays() -> None:
    formula = "Subscribe newsletter giveaway winners"
    texts = [f"bitcoin {k}\n\n{formula}" for k in "abcdef"] + [f"giveaway rules {k}" for k in "abcdefg"]
    texts += [f"rates {k}" for k in "abcdefghijklmnopqrst"]
    assert "giveaway" in Words.fit(texts).vocabulary
    assert "newsletter" not in Words.fit(texts).vocabulary


def test_amounts_and_weekdays_name_no_topic() -> None:
    vocabulary = Words.fit([f"three hundred dollars on monday for bitcoin {k}" for k in "ab"] + ["gold"] * 3).vocabulary
    assert "bitcoin" in vocabulary
    assert not {"three", "hundred", "dollars", "monday"} & set(vocabulary)


def test_one_subject_is_one_topic() -> None:
    rng = np.random.default_rng(0)
    vectors = np.tile(np.eye(1, WIDTH, dtype=np.float32), (30, 1)) + 0.01 * rng.normal(size=(30, WIDTH))
    texts = [f"bitcoin halving supply shock {a}{b}" for a in "abcde" for b in "fghijk"]
    found = Topics.fit(texts, vectors.astype(np.float32), most=1)
    assert len(found) == 1
    assert found.names[0] not in {"", "topic 1"}
    topic, confidence = found.assign(texts, vectors)
    assert set(topic.tolist()) <= {0, NONE}
    assert np.isfinite(confidence).all()


@pytest.mark.parametrize(
    "texts",
    [
        ["bitcoin up", "gold down", "rates cut", "etf flows", "airdrop farming"],
        ["bitcoin up only"] * 60,
        [""] * 60,
        ["\U0001f525\U0001f680"] * 60,
        [],
    ],
    ids=["five posts", "all the same", "empty", "emoji only", "none"],
)
def test_too_little_is_refused_with_a_next_step(texts) -> None:
    with pytest.raises(MilesError, match=r"no topics: of .* posts only .* different") as told:
        Topics.fit(texts, np.ones((len(texts), WIDTH), np.float32))
    assert "at least 20" in told.value.next_step


def test_texts_and_vectors_must_belong_together() -> None:
    with pytest.raises(MilesError, match="2 texts but 3 vectors"):
        Topics.fit(["a", "b"], np.ones((3, WIDTH), np.float32))


def test_texts_without_words_belong_to_no_topic_for_sure(topics) -> None:
    found = topics.assign(["", "   ", "\U0001f525\U0001f680", "!!!"], np.eye(WIDTH, dtype=np.float32)[:4])
    assert found.topic.tolist() == [NONE] * 4
    assert found.confidence.tolist() == [0.0] * 4


def test_the_longest_post_and_no_posts_are_assigned(topics) -> None:
    long = ("inflation rates fed " * 1_400)[:25_000]
    found = topics.assign([long], np.eye(WIDTH, dtype=np.float32)[1:2])
    assert topics.names[int(found.topic[0])] in SUBJECTS["inflation"]
    nothing = topics.assign([], np.zeros((0, WIDTH), np.float32))
    assert isinstance(nothing, Assignment)
    assert nothing.topic.shape == nothing.confidence.shape == (0,)


def test_calibration_learns_how_often_a_margin_is_right() -> None:
    """Agreement of one half at margin 0 and always at margin 0.5: that is what the curve should say."""
    likeness = np.zeros((2_000, 3), np.float32)
    likeness[:1_000] = (0.4, 0.4, 0.0)
    likeness[1_000:] = (0.4, -0.1, -0.1)
    agrees = np.concatenate([np.arange(1_000) % 2 == 0, np.ones(1_000, bool)])
    curve = Calibration.fit(likeness, agrees)
    chance = curve.confidence(np.array([[0.4, 0.4, 0.0], [0.4, -0.1, -0.1]], np.float32))
    assert chance[0] == pytest.approx(0.5, abs=0.02)
    assert chance[1] > 0.97


def test_few_posts_leave_the_calibration_at_its_prior() -> None:
    likeness = np.array([[0.3, 0.2]], np.float32)
    one = Calibration.fit(likeness, np.array([True])).confidence(likeness)[0]
    assert one == pytest.approx(Calibration().confidence(likeness)[0], abs=0.15)


def test_confidence_tells_how_often_a_refit_agrees() -> None:
    """Noisy posts: those called surer are put with their own subject more often."""
    texts, vectors, own = planted(noise=0.6, seed=5)
    found = Topics.fit(texts, vectors, most=3)
    confidence = found.assign(texts, vectors).confidence
    nearest = found.nearest(texts, vectors)
    right = np.array(
        [np.bincount(own[nearest == topic]).argmax() == mine for topic, mine in zip(nearest, own, strict=True)]
    )
    sure = confidence >= np.median(confidence)
    assert right[sure].mean() >= right[~sure].mean()
    assert UNSURE < confidence.mean() <= 1


def test_topics_that_lie_far_apart_are_sure() -> None:
    """Where every refit agrees, the first step of a plain Newton search would run away to no confidence at all."""
    likeness = np.array([[0.75, -0.3], [-0.2, 0.7], [0.72, -0.4], [-0.1, 0.74]] * 30, np.float32)
    agrees = np.arange(len(likeness)) % 20 != 0
    found = Calibration.fit(likeness, agrees)
    assert found.confidence(likeness).mean() == pytest.approx(agrees.mean(), abs=0.02)
    doubtful = Calibration.fit(likeness, np.arange(len(likeness)) % 4 == 0)
    assert doubtful.confidence(likeness).mean() == pytest.approx(0.25, abs=0.02)


def test_a_voice_names_topics_as_the_posts_do_and_few_posts_by_words_alone() -> None:
    texts, vectors, _ = planted()
    assert topic_labeller(texts, vectors).names == Topics.fit(texts, vectors).names
    few = ["solana rally", "solana fees", "bitcoin halving", "bitcoin miners"]
    assert 1 <= len(topic_labeller(few, np.zeros((4, WIDTH))).names) <= 4
