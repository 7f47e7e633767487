"""The author's own posts: found by likeness, kept as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from miles.analysis.own import Own
from miles.post.error import MilesError
from miles.post.normal import words
from miles.post.post import Metrics, Post

SAID = (
    "Bitcoin holds 60k while alts bleed",
    "Alts bleed again, and again, and again",
    "Good morning from Lisbon",
    "Bitcoin dominance rises, alts follow later https://t.co/abc",
    "\U0001f680",
)
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def own(*texts: str) -> Own:
    return Own(Post(id=str(k), text=text, time=NOON, metrics=Metrics(likes=5)) for k, text in enumerate(texts))


@pytest.mark.parametrize("text", ["bitcoin and alts again", "Lisbon, good morning", "alts alts alts bitcoin"])
def test_likeness_is_the_cosine_that_scikit_learn_finds(text: str) -> None:
    view = TfidfVectorizer(analyzer=words, sublinear_tf=True)
    held = view.fit_transform(SAID)
    expected = (held @ view.transform([text]).T).toarray().ravel()
    found = {int(post.id): alike for post, alike in own(*SAID).nearest(text, len(SAID))}
    assert found == pytest.approx({row: value for row, value in enumerate(expected) if value > 0})


def test_the_nearest_come_first_and_at_most_as_many_as_asked_for() -> None:
    mine = own(*SAID)
    found = mine.nearest("alts bleed", 3)
    assert [post.id for post, _ in found] == ["0", "1", "3"]
    assert [alike for _, alike in found] == sorted((alike for _, alike in found), reverse=True)
    assert mine.nearest("alts bleed", 1) == found[:1]


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_a_post_is_nearest_to_itself_and_nothing_lies_outside_0_and_1(texts: list[str], query: str) -> None:
    mine = own(*texts)
    assert all(0 < alike <= 1 for _, alike in mine.nearest(query, 9))
    for text in texts:
        found = mine.nearest(text)
        assert bool(found) == bool(words(text.replace("<url>", " ")))
        assert not found or found[0][1] == pytest.approx(1.0)


def test_links_and_words_that_no_post_has_say_nothing() -> None:
    mine = own(*SAID)
    assert mine.nearest("https://t.co/abc <url>") == []
    assert mine.nearest("zebra") == []
    assert own().nearest("bitcoin") == []


def test_they_come_back_as_they_were_kept_without_counts(tmp_path: Path) -> None:
    mine = Own([Post(id="9007199254740993", text="a\u2028b \U0001f680", time=NOON), Post(id="2", text="no time")])
    mine.save(tmp_path / "own.json")
    assert Own.load(tmp_path / "own.json").posts == mine.posts
    assert own("x").posts[0].metrics == Metrics()


@pytest.mark.parametrize("broken", ["{}", "[1]", '{"ids": ["1"], "times": [], "texts": []}', "{", '{"ids": 3}'])
def test_a_broken_file_says_what_to_run(tmp_path: Path, broken: str) -> None:
    (tmp_path / "own.json").write_text(broken)
    with pytest.raises(MilesError, match="make analyse"):
        Own.load(tmp_path / "own.json")


def test_six_thousand_posts_are_searched_in_their_postings_alone() -> None:
    """As slow as a look at every post would be: the cosine against all of them, word by word."""
    rng = np.random.default_rng(0)
    texts = [" ".join(f"word{k}" for k in row) for row in rng.integers(3_000, size=(6_000, 30)).tolist()]
    mine = own(*texts)
    query = texts[1234]
    assert mine.nearest(query, 3)[0][0].id == "1234"
    index = mine._index
    looked_at = sum(int(index.starts[index.places[w] + 1] - index.starts[index.places[w]]) for w in set(words(query)))
    assert looked_at < 30 * 6_000 / 50
