"""What is typed obeys the rule and ends."""

import numpy as np

from miles.analysis.copying import Original
from miles.corpus.jotting import carried, obey, type_bullets, type_note, type_topic
from miles.corpus.note import text_of

POST = "Prices fell because tired traders left the market for good."


def test_handles_come_before_links_and_repeats_stay():
    text = "<user> https://t.co/a, @bob and <user> (see https://t.co/b) <url>"
    assert carried(text) == ["<user>", "@bob", "<user>", "https://t.co/a", "https://t.co/b", "<url>"]


def test_a_copy_is_reworded_and_cut_until_it_is_none():
    original = Original(POST)
    tokens = POST.lower().rstrip(".").split()
    assert not original.allows(text_of(tokens))
    kept = obey([tokens], original, np.random.default_rng(0))
    assert original.allows(" . ".join(map(text_of, kept)))
    assert len(kept[0]) >= 3


def test_a_run_across_clauses_is_broken_too():
    original = Original("we will not see it again so be it and on we go")
    flat = obey([["we", "will", "not"], ["see", "it", "again"]], original, np.random.default_rng(0), is_each_kept=True)
    assert len(flat) == 2
    assert original.allows(" . ".join(map(text_of, flat)))


def test_nothing_to_say_is_nothing():
    rng = np.random.default_rng(0)
    original = Original("This is it.")
    assert type_note(["This is it."], original, rng) == ""
    assert type_topic([], original, rng) == ""


def test_bullets_stand_for_posts_without_words():
    texts = ("Big airdrop season ahead for patient farmers.", "https://t.co/x", "Follow me for more.")
    lines = type_bullets(texts, Original("\n\n".join(texts)), np.random.default_rng(0)).splitlines()
    assert len(lines) == 3
    assert lines[1].endswith("https://t.co/x")
    assert len(lines[1].split()) >= 2
