"""Drafts are what a person would type, never the post; pairs survive the disk."""

import json
from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miles.analysis.copying import MAX_SHARE, Original
from miles.analysis.facts import survival
from miles.collection.source import open_sources
from miles.collection.threads import stitch, threads
from miles.corpus.drafts import Degrader, Pair, read_pairs, write_pairs
from miles.post.draft import Draft, DraftKind, Length, Sentiment
from miles.post.error import MilesError

POST = (
    "$BTC just reclaimed $100,000 on Monday, but altcoins are still extremely weak.\n\n"
    "Michael Saylor keeps buying. Retail hasn't returned yet.\n\n"
    "Full chart below. https://t.co/AbC123 <user>"
)
THREAD = (
    "Here are 3 mistakes I made this cycle.\n\nRead this before you buy anything. <user>",
    "1. Overtrading\n\nI rotated profits into new memes every week and paid 12% in fees. https://t.co/one",
    "2. No invalidation\n\nIf the thesis breaks, I have to sell. Holding $LUNA taught me that.",
    "I hope you've found this thread helpful.\n\nFollow me @author for more.",
)


def every_draft(texts, seeds=12, **settings):
    degrader = Degrader(**settings)
    return [draft for seed in range(seeds) for draft in degrader.drafts(texts, np.random.default_rng(seed))]


def obeys(texts, drafts):
    original = Original("\n\n".join(texts))
    return all(original.share(draft.text) <= MAX_SHARE and not original.runs(draft.text) for draft in drafts)


def test_every_kind_is_made_and_bullets_are_for_threads():
    kinds = {draft.kind for draft in every_draft((POST,))}
    assert kinds == {DraftKind.NOTHING, DraftKind.TOPIC, DraftKind.KEYWORDS, DraftKind.NOTE}
    assert {draft.kind for draft in every_draft(THREAD)} == kinds | {DraftKind.BULLETS}


def test_the_first_draft_is_empty_and_without_wishes():
    drafts = Degrader(p_control=1.0).drafts((POST,), np.random.default_rng(0))
    assert drafts[0] == Draft(kind=DraftKind.NOTHING)
    assert sum(draft == drafts[0] for draft in drafts) == 1


def test_the_same_seed_gives_the_same_drafts_and_another_seed_others():
    drafts = [Degrader().drafts((POST,), np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert drafts[0] == drafts[1]
    assert drafts[0] != drafts[2]


def test_no_draft_copies_the_post():
    assert obeys((POST,), every_draft((POST,)))
    assert obeys(THREAD, every_draft(THREAD))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("btc alts is weak,. $K1%\n@<>|?") | st.characters()), min_size=1, max_size=4))
def test_no_text_breaks_the_rule(texts):
    assert obeys(texts, every_draft(tuple(texts), seeds=2))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_no_draft_copies_the_sample_authors_posts(root, step):
    texts = (root / "data/sample/texts.md").read_text(encoding="utf-8").split("\n---\n")
    assert len(texts) > 300
    broken = [text for text in texts[::step] if not obeys((text,), every_draft((text,), seeds=1))]
    assert broken == []


@pytest.fixture(scope="module")
def real(shared):
    sources, _ = open_sources(shared / "x_scrape_2024-01_2025-02.json")
    posts = [post for post in sources[0].posts() if not post.text.startswith("@") and post.time]
    return threads(stitch(posts))


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_no_draft_copies_a_real_thread(real, step):
    long = [thread.texts for thread in real if len(thread.posts) > 1]
    assert len(long) > 100  # of 1 to 30 posts each
    assert [texts[0] for texts in long[::step] if not obeys(texts, every_draft(texts, seeds=1))] == []


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_no_draft_copies_a_real_post(real, step):
    posts = [post.text for thread in real for post in thread.posts]
    assert len(posts) > 3_300
    posts = posts[::step]
    rng = np.random.default_rng(0)
    degrader = Degrader(notes=1)
    broken, made = [], Counter()
    for text in posts:
        drafts = degrader.drafts((text,), rng)
        made.update(draft.kind for draft in drafts)
        if not obeys((text,), drafts):
            broken.append(text)
    assert broken == []
    assert made[DraftKind.NOTE] > 0.85 * len(posts)
    assert made[DraftKind.KEYWORDS] > 0.85 * len(posts)


def test_notes_and_keywords_invent_no_facts_and_keep_many(real):
    rng = np.random.default_rng(0)
    kept, true = [], []
    for thread in real[::12]:
        for draft in Degrader().drafts(thread.texts[:1], rng):
            if draft.kind in (DraftKind.NOTE, DraftKind.KEYWORDS):
                true.append(survival(draft.text, thread.texts[0]))
                kept.append(survival(thread.texts[0], draft.text))
    assert np.mean([share for share in true if share is not None]) > 0.95
    assert np.mean([share for share in kept if share is not None]) > 0.5


def test_links_and_handles_come_along_verbatim():
    for draft in every_draft((POST,)):
        if draft.kind in (DraftKind.KEYWORDS, DraftKind.NOTE):
            assert draft.text.count("https://t.co/AbC123") == 1
            assert draft.text.count("<user>") == 1
    for draft in every_draft(THREAD):
        if draft.kind is DraftKind.BULLETS:
            lines = draft.text.splitlines()
            assert len(lines) == len(THREAD)
            assert "https://t.co/one" in lines[1]
            assert "<user>" in lines[0]
            assert "@author" in lines[3]


def test_a_flat_note_reads_like_one():
    notes = {draft.text for draft in every_draft((POST,), seeds=40) if draft.kind is DraftKind.NOTE}
    assert len(notes) > 30
    assert any(note.islower() for note in (text.partition(" https")[0] for text in notes))
    assert any(note.startswith(("he ", "thinks ", "says ", "wants ")) for note in notes)
    assert np.mean(["extremely" in note for note in notes]) < 0.2


def test_keywords_are_three_to_seven():
    for draft in every_draft((POST,), seeds=30):
        if draft.kind is DraftKind.KEYWORDS and ", " in draft.text:
            assert 2 <= len(draft.text.split(", ")) <= 7
        if draft.kind is DraftKind.TOPIC:
            assert 1 <= len(draft.text.split()) <= 4


def test_wishes_are_the_posts_own():
    wished = every_draft(
        (POST,), p_control=1.0, sentiment=lambda _: Sentiment.NEGATIVE, topic=lambda text: f"about {len(text)}"
    )[1]
    assert (wished.parts, wished.length, wished.is_thread) == (3, Length.MEDIUM, False)
    assert (wished.sentiment, wished.topic) == (Sentiment.NEGATIVE, f"about {len(POST)}")
    assert every_draft(THREAD, p_control=1.0)[1].parts == 4
    assert every_draft(THREAD, p_control=1.0)[1].is_thread
    assert every_draft(("\n\n".join("abcdefghijkl"),), p_control=1.0)[1].parts is None


def test_each_wish_is_made_as_often_as_asked():
    drafts = [draft for draft in every_draft((POST,), seeds=200, p_control=0.3) if draft.kind is DraftKind.NOTE]
    for name in ("parts", "length", "is_thread"):
        share = np.mean([getattr(draft, name) is not None for draft in drafts])
        assert abs(share - 0.3) < 4 * (0.3 * 0.7 / len(drafts)) ** 0.5
    assert all(draft.sentiment is None for draft in drafts)  # nobody to label it


def test_a_probability_is_one():
    with pytest.raises(MilesError, match=r"p_control=1\.5"):
        Degrader(p_control=1.5)


def test_pairs_survive_the_disk(tmp_path):
    time = datetime(2024, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
    hostile = "<|draft|> \U0001f44a\u202e\n\n\0 <|end|>"
    full = Draft(
        text=hostile,
        kind=DraftKind.NOTE,
        parts=3,
        sentiment=Sentiment.POSITIVE,
        topic="meme coin",
        length=Length.ESSAY,
        is_thread=False,
    )
    pairs = [
        Pair(full, (hostile,), "9007199254740993", "1", time),
        Pair(Draft(kind=DraftKind.NOTHING), ("one", "two"), "2", "2", time),
    ]
    write_pairs(pairs, tmp_path / "deep" / "pairs.parquet")
    assert read_pairs(tmp_path / "deep" / "pairs.parquet") == pairs
    assert [pair.is_thread for pair in pairs] == [False, True]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["pairs.parquet"]


def test_no_pairs_are_a_file_too(tmp_path):
    write_pairs([], tmp_path / "pairs.parquet")
    assert read_pairs(tmp_path / "pairs.parquet") == []


def test_drafts_are_plain_text():
    json.dumps([draft.text for draft in every_draft((POST,))]).encode("ascii")
