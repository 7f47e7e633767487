"""A profile of posts whose rules are known, and of posts that are too few for one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.embed import Embedder
from miles.analysis.profile import Profile, Profiler, chart
from miles.analysis.sentiment import SentimentLabeller
from miles.post.error import MilesError
from miles.post.post import Metrics, Post, Thread
from tiny import make_encoder


@pytest.fixture(scope="module")
def profiler(tmp_path_factory: pytest.TempPathFactory) -> Profiler:
    embedder = Embedder(make_encoder(tmp_path_factory.mktemp("profile") / "encoder"))
    return Profiler(embedder, SentimentLabeller(), refits=2)


@pytest.fixture(scope="module")
def spoken(received: list[Thread]) -> list[Thread]:
    """The same posts in different words, so that they are posts of their own."""
    rng, threads = np.random.default_rng(1), []
    more = {
        "bitcoin": ["fees", "miners", "etf", "flows", "halving"],
        "alts": ["season", "rotation", "memes", "narratives", "beta"],
        "macro": ["rates", "yields", "inflation", "payrolls", "dollar"],
        "gold": ["bullion", "ounces", "jewellery", "vaults", "refiners"],
    }
    for k, thread in enumerate(received):
        text = thread.posts[0].text
        said = " ".join(rng.choice(more[text.split()[0]], 4, replace=False))
        threads.append(Thread((replace(thread.posts[0], text=f"{text} {said} {k}"),)))
    return threads


@pytest.fixture(scope="module")
def made(profiler: Profiler, spoken: list[Thread]) -> tuple[Profile, list[dict]]:
    return profiler.profile(spoken)


def test_facts_count_what_was_given(made: tuple[Profile, list[dict]]) -> None:
    facts, rows = made[0].facts, made[1]
    assert (facts["posts"], facts["roots"], len(rows)) == (240, 240, 240)
    assert facts["notes"] == []
    topics = facts["topics"]
    assert sum(row["posts"] for row in topics["rows"]) == round(240 * (1 - topics["outliers"]))
    for topic in topics["rows"]:
        its = sorted((row for row in rows if row["topic"] == topic["name"]), key=lambda row: -row["confidence"])
        told = {row["id"]: row["confidence"] for row in its}
        assert [told[id] for id in topic["examples"]] == [row["confidence"] for row in its[:3]]
    assert {row["name"] for row in patterns_of(facts)} >= {"1 part"}
    assert facts["next"][0]["reason"]
    assert len(facts["next"][0]["examples"]) == 3
    assert facts["mood"][0]["name"] == "2024-01"


def test_a_row_tells_what_was_read_in_its_post(made: tuple[Profile, list[dict]], spoken: list[Thread]) -> None:
    rows = made[1]
    assert [row["id"] for row in rows] == [thread.id for thread in spoken]
    known = [row for row in rows if row["factor"] is not None]
    assert len(known) > 200
    doubled = [row["factor"] for row in known if "bitcoin" in row["text"]]
    assert np.median(doubled) > 1.4 * np.median([row["factor"] for row in known if "bitcoin" not in row["text"]])
    assert all(-1 <= row["sentiment"] <= 1 for row in rows)


def test_it_comes_back_as_it_was_kept(made: tuple[Profile, list[dict]], tmp_path: Path) -> None:
    made[0].save(tmp_path)
    again = Profile.load(tmp_path)
    assert again.topics is not None
    assert again.topics.version == made[0].topics.version  # type: ignore[union-attr]
    assert again.facts["patterns"] == json.loads(json.dumps(made[0].facts["patterns"]))
    text = (tmp_path / "facts.json").read_text()
    assert "NaN" not in text
    assert not [row["text"] for row in made[1] if row["text"] in text], "posts stand in a file of their own"
    assert again.own is not None
    assert [post.text for post in again.own.posts] == [row["text"] for row in made[1]]
    assert again.own.nearest(made[1][7]["text"])[0][0].id == made[1][7]["id"]


def test_a_profile_sealed_before_posts_went_with_it_still_opens(
    made: tuple[Profile, list[dict]], tmp_path: Path
) -> None:
    made[0].save(tmp_path)
    (tmp_path / "own.json").unlink()
    again = Profile.load(tmp_path)
    assert again.own is None
    assert again.topics is not None


def test_the_same_posts_make_the_same_profile(
    profiler: Profiler, spoken: list[Thread], made: tuple[Profile, list[dict]]
) -> None:
    assert profiler.profile(spoken[::-1])[0].facts == made[0].facts


def test_five_posts_have_a_profile_without_numbers_that_are_not_known(profiler: Profiler, spoken: list[Thread]) -> None:
    facts = profiler.profile(spoken[:5])[0].facts
    assert facts["topics"] is None
    assert facts["next"] == []
    assert len(facts["notes"]) == 2
    assert all(row["effect"] is None for row in patterns_of(facts))
    assert facts["timing"]["hours"]["best"] is None


def test_posts_without_counts_have_topics_and_no_reception(profiler: Profiler, spoken: list[Thread]) -> None:
    silent = [Thread((replace(thread.posts[0], metrics=Metrics()),)) for thread in spoken]
    facts = profiler.profile(silent)[0].facts
    assert facts["topics"]["rows"]
    assert facts["likes"] is None
    assert all(row["factor"] is None for row in facts["topics"]["rows"])
    assert [note for note in facts["notes"] if "received" in note]


def test_one_subject_empty_texts_and_a_long_one_are_borne(profiler: Profiler, spoken: list[Thread]) -> None:
    texts = ["bitcoin holds"] * 30 + ["", "\U0001f680", "bitcoin up " * 2_270]
    odd = [Thread((replace(thread.posts[0], text=text),)) for thread, text in zip(spoken, texts, strict=False)]
    facts = profiler.profile(odd)[0].facts
    assert facts["posts"] == 33
    assert facts["topics"] is None


def test_posts_without_a_time_are_refused(profiler: Profiler) -> None:
    with pytest.raises(MilesError, match="when it was posted"):
        profiler.profile([Thread((Post(id="1", text="x"),))])


@pytest.mark.parametrize("n", [0, 2, 20, 80])
def test_a_chart_places_every_post(n: int) -> None:
    vectors = np.random.default_rng(0).normal(size=(n, 8)).astype(np.float32)
    assert chart(vectors).shape == (n, 2)
    assert np.isfinite(chart(vectors)).all()


def patterns_of(facts: dict) -> list[dict]:
    return facts["patterns"]["rows"]
