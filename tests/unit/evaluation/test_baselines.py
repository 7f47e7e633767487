from __future__ import annotations

import numpy as np
import pytest

from miles.evaluation.baselines import (
    CharNgram,
    DraftLines,
    DraftUnchanged,
    NgramVoice,
    OlderPosts,
    RealPosts,
    Retrieval,
    Template,
    baselines,
    sentences,
)  # fmt: skip
from miles.evaluation.extraction import extraction
from miles.evaluation.system import Case, Continues
from miles.post.draft import Draft
from miles.post.parts import count

TRAIN = [
    ("Patience pays.\n\nThe crowd sells the dip, and I buy it.\n\nThoughts?",),
    ("Liquidity is back.\n\nAlts follow BTC with a lag of weeks.\n\nThoughts?",),
    ("Risk first.\n\nSize small when the chart is ugly.\n\nThoughts?",),
    ("A thread on unlocks.", "Supply comes every month.", "Plan for it."),
]
DRAFT = Draft(text="btc is weak. alts are weaker, 3% down\n- funding flipped")


def test_sentences_lose_their_bullets() -> None:
    assert sentences("One thing. Two things!\n- three\n• four") == ["One thing.", "Two things!", "three", "four"]


def test_real_posts_take_equal_drafts_in_turn() -> None:
    cases = [Case(Draft(), ("first",), "1"), Case(Draft(), ("second", "half"), "2"), Case(DRAFT, ("third",), "3")]
    written = RealPosts(cases).write([case.draft for case in cases], seed=0)
    assert [candidate.texts for candidate in written] == [("first",), ("second", "half"), ("third",)]


def test_the_draft_is_published_as_typed_or_with_line_breaks() -> None:
    (unchanged,), (broken,) = DraftUnchanged().write([DRAFT], 0), DraftLines().write([DRAFT], 0)
    assert unchanged.text == DRAFT.text
    assert broken.text == "btc is weak.\n\nalts are weaker, 3% down\n\nfunding flipped"
    (nothing,) = DraftUnchanged().write([Draft()], 0)
    assert not nothing.is_shown


def test_retrieval_publishes_the_nearest_post_and_threads_for_threads() -> None:
    system = Retrieval(TRAIN)
    single, thread = system.write([Draft(text="alts lag btc"), Draft(text="supply plan", is_thread=True)], 0)
    assert single.texts == TRAIN[1]
    assert thread.texts == TRAIN[3]
    anything = system.write([Draft()] * 40, seed=1)
    assert len({candidate.text for candidate in anything}) == 3  # an empty draft draws among the single posts


def test_retrieval_without_threads_answers_with_posts() -> None:
    (found,) = Retrieval(TRAIN[:3]).write([Draft(text="risk", is_thread=True)], 0)
    assert found.texts == TRAIN[2]


def test_older_posts_are_the_newest_that_taught_each_dealt_once() -> None:
    drafts = [Draft(text="anything"), Draft(is_thread=True), Draft(topic="risk")]
    first, thread, second = OlderPosts(TRAIN).write(drafts, seed=0)
    assert {first.texts, second.texts} == {TRAIN[1], TRAIN[2]}
    assert thread.texts == TRAIN[3]
    assert len({OlderPosts(TRAIN).write(drafts, seed)[0].texts for seed in range(8)}) == 2
    many = OlderPosts(TRAIN).write([Draft()] * 7, seed=0)
    assert {candidate.texts for candidate in many} == set(TRAIN[:3])  # more drafts than posts: dealt again


@pytest.mark.parametrize("parts", range(1, 10))
def test_the_template_has_as_many_parts_as_wished(parts: int) -> None:
    (written,) = Template([text for texts in TRAIN for text in texts]).write([Draft(text=DRAFT.text, parts=parts)], 0)
    assert count(written.text) == parts


def test_the_template_says_what_the_draft_said_in_the_authors_skeleton() -> None:
    system = Template([text for texts in TRAIN[:3] for text in texts])
    (written,) = system.write([Draft(text="funding flipped", parts=3)], 0)
    assert "Funding flipped" in written.text
    assert written.text.endswith("Thoughts?")  # his only closer
    (thread,) = system.write([Draft(text=DRAFT.text, parts=3, is_thread=True)], 0)
    assert len(thread.texts) == 3
    (topic,) = system.write([Draft(topic="liquidity")], 0)
    assert "Liquidity." in topic.text
    assert system.write([DRAFT], 3) == system.write([DRAFT], 3)


def test_ngrams_write_score_and_continue() -> None:
    posts = [text for texts in TRAIN for text in texts]
    words, letters = NgramVoice(posts), CharNgram(posts)
    thread, single = words.write([Draft(is_thread=True, parts=3), Draft()], 0)
    assert len(thread.texts) <= 3
    assert len(single.texts) == 1
    for system in (words, letters):
        known, unknown = system.bits([posts[0], "zebra qualms vex jumpy quokkas by the dozen or more"])
        assert known < unknown
        assert system.bits(["x"], [Draft()]) is None  # n-grams hear no controls
    assert letters.write([Draft()], 0) == []
    assert isinstance(words, Continues)
    (said,) = words.continue_text(["Alts follow BTC with a lag"], 0)
    assert not said.startswith("Alts")


def test_ngrams_of_one_long_post_are_caught_giving_it_away() -> None:
    post = " ".join(f"word{k}" for k in range(40))
    found = extraction(NgramVoice([post] * 30), [post], [" ".join(f"other{k}" for k in range(40))])
    assert found["extraction_train"].value == 1
    assert found["extraction_held_out"].value == 0


def test_every_baseline_of_the_issue_is_there() -> None:
    cases = [Case(DRAFT, ("real",), "1")]
    assert [system.name for system in baselines(TRAIN, cases)] == [
        "real posts", "draft unchanged", "draft with line breaks", "older posts", "retrieval", "template",
        "word 7-gram", "character 6-gram",
    ]  # fmt: skip
    for system in baselines(TRAIN, cases)[:-1]:
        assert len(system.write([DRAFT], 0)) == 1
        bits = system.bits(["some text"])
        assert bits is None or np.isfinite(bits).all()
