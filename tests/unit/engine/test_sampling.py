from __future__ import annotations

import numpy as np
from scipy.stats import chisquare

from miles.engine.sampling import Sampling, draw, repeats


def test_temperature_zero_is_greedy() -> None:
    assert draw(np.array([0.1, 2.0, -1.0]), Sampling(temperature=0), np.random.default_rng(0)) == 1


def test_draws_follow_the_softmax() -> None:
    logits = np.log(np.array([0.5, 0.3, 0.15, 0.05]))
    rng = np.random.default_rng(1)
    drawn = np.bincount([draw(logits, Sampling(temperature=1, top_p=1), rng) for _ in range(4000)], minlength=4)
    assert chisquare(drawn, 4000 * np.exp(logits)).pvalue > 0.001


def test_nucleus_keeps_the_smallest_set_that_holds_the_mass() -> None:
    logits = np.log(np.array([0.5, 0.3, 0.15, 0.05]))
    rng = np.random.default_rng(2)
    assert {draw(logits, Sampling(temperature=1, top_p=0.79), rng) for _ in range(500)} == {0, 1}


def test_banned_tokens_are_never_drawn() -> None:
    logits = np.array([-np.inf, 0.0, -np.inf, 0.0])
    rng = np.random.default_rng(3)
    assert {draw(logits, Sampling(temperature=2, top_p=1), rng) for _ in range(200)} == {1, 3}


def test_repeats_names_what_would_close_a_known_run() -> None:
    assert repeats([1, 2, 3, 1, 2], 3) == [3]
    assert repeats([1, 2, 3, 1], 3) == []
    assert repeats([5, 5], 0) == []
