from __future__ import annotations

import numpy as np
import pytest

from miles.analysis.retrieval import Retriever
from miles.post.error import MilesError

POSTS = [
    "Bitcoin halving squeezes supply and miners sell less.",
    "Ethereum staking yield falls while gas stays cheap.",
    "Patience is the edge of a small account.",
    "$SOL memes are back and everybody is a genius.",
]


def test_the_nearest_post_comes_first_and_finds_itself() -> None:
    finder = Retriever().fit(POSTS)
    (row, cosine), *_ = finder.nearest("miners and the halving", 2)
    assert row == 0
    assert 0 < cosine < 1
    for place, post in enumerate(POSTS):
        ((row, cosine),) = finder.nearest(post.upper(), 1)
        assert row == place
        assert cosine == pytest.approx(1.0, abs=1e-4)


def test_typing_errors_and_inflections_still_find_it() -> None:
    finder = Retriever().fit(POSTS)
    assert finder.nearest("etherium stakng", 1)[0][0] == 1
    assert finder.nearest("patient", 1)[0][0] == 2


def test_cosines_fall_and_k_is_bounded_by_the_posts() -> None:
    found = Retriever().fit(POSTS).nearest("bitcoin and ethereum are an edge", 99)
    assert len(found) == len(POSTS)
    cosines = [cosine for _, cosine in found]
    assert cosines == sorted(cosines, reverse=True)


def test_a_query_that_says_nothing_draws_different_posts() -> None:
    finder = Retriever().fit(POSTS)
    drawn = finder.nearest("", 3, np.random.default_rng(1))
    assert len({row for row, _ in drawn}) == 3
    assert {cosine for _, cosine in drawn} == {0.0}
    assert finder.nearest("", 3) == finder.nearest("", 3)
    many = {finder.nearest("", 1, np.random.default_rng(seed))[0][0] for seed in range(40)}
    assert many == set(range(len(POSTS)))


def test_a_batch_is_the_same_as_one_by_one() -> None:
    finder = Retriever().fit(POSTS)
    queries = [f"{word} supply" for word in ("bitcoin", "gas", "edge")]
    assert finder.nearest_batch(queries * 100, 2) == [finder.nearest(query, 2) for query in queries] * 100
    assert finder.nearest_batch([], 2) == []
    assert finder.nearest_batch(["", "bitcoin", ""], 2) == [finder.nearest(query, 2) for query in ("", "bitcoin", "")]


def test_posts_of_emoji_only_are_drawn_at_random() -> None:
    finder = Retriever().fit(["🚀🚀", "🔥"])
    assert finder.nearest("anything", 1, np.random.default_rng(0))[0][1] == 0.0


def test_nothing_to_retrieve_from_is_an_error() -> None:
    with pytest.raises(MilesError, match="no post to retrieve"):
        Retriever().fit([])
    with pytest.raises(MilesError, match="call fit"):
        Retriever().nearest("x", 1)


def test_one_rng_draws_anew_for_every_empty_draft() -> None:
    finder = Retriever().fit([f"post{k} word{k}" for k in range(50)])
    rows = [row for ((row, _),) in finder.nearest_batch([""] * 30, 1, np.random.default_rng(0))]
    assert len(set(rows)) > 15


def test_a_link_says_nothing_whether_masked_or_not() -> None:
    finder = Retriever().fit([*POSTS, "all my links <url>"])
    for query in ("<url>", "https://t.co/abc"):
        assert {cosine for _, cosine in finder.nearest(query, 2)} == {0.0}
