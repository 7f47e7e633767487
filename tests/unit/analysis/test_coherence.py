"""Measures of topics, against arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest

from miles.analysis.coherence import coherence, diversity, outlier_share, stability
from miles.post.error import MilesError


def test_npmi_of_terms_that_always_never_and_independently_meet() -> None:
    together = ["bitcoin halving"] * 5 + ["gold"] * 5
    assert coherence(together, [["bitcoin", "halving"]]).by_topic[0] == pytest.approx(1.0)
    assert coherence(["bitcoin", "halving"], [["bitcoin", "halving"]]).by_topic[0] == -1.0
    chance = ["bitcoin halving", "bitcoin", "halving", "gold"]  # 1/4 together, 1/2 each
    assert coherence(chance, [["bitcoin", "halving"]]).by_topic[0] == pytest.approx(0.0)


def test_npmi_is_the_mean_over_pairs() -> None:
    """a and b meet in 2 of 8 posts, each stands in 3; a or b and c never meet: (x - 1 - 1) / 3."""
    texts = ["alpha beta"] * 2 + ["alpha", "beta", "gamma"] + ["delta"] * 3
    pair = math.log((2 / 8) / (3 / 8) ** 2) / -math.log(2 / 8)
    found = coherence(texts, [["alpha", "beta", "gamma"]])
    assert found.by_topic[0] == pytest.approx((pair - 2) / 3, abs=1e-6)
    assert found.mean.value == pytest.approx(found.by_topic[0])
    assert found.mean.lo < found.mean.value < found.mean.hi
    assert found.mean.n == 8
    more = coherence(texts * 25, [["alpha", "beta", "gamma"]]).mean
    assert more.value == pytest.approx(found.mean.value, abs=1e-6)
    assert more.hi - more.lo < (found.mean.hi - found.mean.lo) / 2


def test_pairs_that_share_a_word_do_not_count() -> None:
    texts = ["meme coin"] * 5 + ["gold"] * 5
    found = coherence(texts, [["meme coin", "coin"], ["gold"]])
    assert np.isnan(found.by_topic).all()
    assert math.isnan(found.mean.value)


def test_a_term_that_never_occurs_says_nothing() -> None:
    assert math.isnan(coherence(["gold"] * 3, [["bitcoin", "halving"]]).by_topic[0])


def test_diversity_is_the_share_of_distinct_terms() -> None:
    assert diversity([["a", "b"], ["b", "c"]]) == 3 / 4
    assert math.isnan(diversity([]))


def test_outlier_share() -> None:
    assert outlier_share(np.array([0, -1, 2, -1])) == 0.5
    assert math.isnan(outlier_share(np.array([])))


def _posts(noise: float) -> tuple[list[str], np.ndarray]:
    rng = np.random.default_rng(1)
    words = [["airdrop", "farming", "wallets"], ["inflation", "rates", "fed"], ["gaming", "studio", "players"]]
    own = np.repeat(np.arange(3), 40)
    said = own if noise < 1 else rng.integers(3, size=120)
    texts = [f"{' '.join(rng.permutation(words[topic]))} {chr(97 + k % 26)}x{k}" for k, topic in enumerate(said)]
    letters = ["".join(chr(97 + int(digit)) for digit in f"{k:03}") for k in range(120)]
    texts = [f"{text.rsplit(' ', 1)[0]} {tail}" for text, tail in zip(texts, letters, strict=True)]
    vectors = np.eye(16)[own] * (noise < 1) + noise * rng.normal(size=(120, 16))
    return texts, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_planted_topics_are_stable_and_noise_is_not() -> None:
    firm = stability(*_posts(0.05), refits=6)
    loose = stability(*_posts(3.0), refits=6)
    assert firm.value > 0.9
    assert firm.lo <= firm.value <= firm.hi
    assert loose.value < firm.value - 0.2
    assert firm.n == 6


def test_one_refit_compares_nothing() -> None:
    with pytest.raises(MilesError, match="refits=1"):
        stability(["a"], np.ones((1, 4), np.float32), refits=1)
