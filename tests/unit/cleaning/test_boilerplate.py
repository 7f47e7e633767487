"""Thread enders and calls to follow go; what carries a thought stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from miles.cleaning.boilerplate import is_plug, recurring, strip_boilerplate
from miles.cleaning.dedupe import dedupe
from miles.collection.source import open_sources
from miles.post.post import Kind
from miles.post.tally import Tally

OWN = "milesdeutscher"
HAND, DOWN = "\U0001f449", "\U0001f447"


@pytest.mark.parametrize(
    "ender",
    [
        "I hope you've found this thread helpful.",
        "Follow me @milesdeutscher for more alpha tweets (this is a weekly series).",
        "Also, Like/Repost the quote below if you can. \U0001f499",
        "If you enjoyed this daily roundup, make sure to follow me @milesdeutscher - I'll see you tomorrow!",
        "Make sure you're following me and have notifications on so you don't miss it. \U0001f44a",
        "Notis on so you don't miss it. https://t.co/LPQo34mJ2n",
        "Follow me @milesdeutscher for more.\n\nLike/Repost the quote below if you can:\n\nhttps://t.co/abc",
    ],
)
def test_enders_go_from_the_end_and_leave_the_rest_untouched(ender: str) -> None:
    body = " One thought.\n\n\nAnother,  with odd spacing. "
    assert strip_boilerplate(f"{body.rstrip()}\n\n{ender}", own=OWN) == body.rstrip()
    assert strip_boilerplate(ender, own=OWN) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Follow me through this chart: the 200-day average broke.",
        "I'll keep you updated, so follow me @milesdeutscher to stay in the loop.",
        "Retweet if you're excited, and tell me which coins I should include.",
        "Follow the money.\n\nIt never lies.",
        "One thought.\n\nhttps://t.co/abc",
        "One thought.\n\n\U0001f680\U0001f680",
        "Follow me for more.\n\nBut first, the numbers.",
        "",
    ],
)
def test_thoughts_stay(text: str) -> None:
    assert strip_boilerplate(text, own=OWN) == text


def test_a_paragraph_that_closes_many_posts_is_learned() -> None:
    closing = "Stay safe out there and zoom out once a day."
    texts = [f"Thought {n}.\n\n{closing}" for n in range(5)] + ["Why?\n\nBecause."] * 9
    known = recurring(texts, OWN)
    assert known == {"stay safe out there and zoom out once a day"}
    assert strip_boilerplate(texts[0], known, OWN) == "Thought 0."
    assert recurring(texts[1:], OWN) == frozenset(), "four posts are no habit yet"


def test_a_recurring_paragraph_inside_or_leading_on_stays() -> None:
    opener = f"I compiled the ten best posts of the week for you{DOWN}"
    texts = [f"Week {n}\n\n{opener}" for n in range(9)]
    assert recurring(texts) == frozenset()
    known = frozenset(["a line that stands in every single post"])
    inside = "A line that stands in every single post.\n\nAnd the thought."
    assert strip_boilerplate(inside, known) == inside


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (f"I just uploaded my full strategy.\n\nWatch now {HAND}https://t.co/a https://t.co/b", True),
        (f"Memes are exploding.\n\nWatch now{DOWN}\nhttps://t.co/a", True),
        ("New episode.\n\nWatch now: https://t.co/a", True),
        (f"Here are Nansen's 4 sectors for 2024.{DOWN} https://t.co/a", False),
        (f"Three charts to watch {HAND} BTC, ETH, SOL", False),
        ("Definitely worth adding to your watchlist. https://t.co/a", False),
    ],
)
def test_plugs_are_told_from_posts_with_a_picture(text: str, is_it: bool) -> None:
    assert is_plug(text) is is_it
    assert strip_boilerplate(text) == text, "a plug is kept or dropped as a whole"


def test_the_numbers_of_the_module_hold_on_the_scrape(shared: Path) -> None:
    (source,) = open_sources(shared / "x_scrape_2024-01_2025-02.json")[0]
    own = [post for post in source.posts() if post.kind is not Kind.REPLY]
    texts = [post.text for post in dedupe(own, Tally())]
    known = recurring(texts, OWN)
    left = [strip_boilerplate(text, known, OWN) for text in texts]
    gone = sum(not text for text in left)
    trimmed = sum(bool(after) and after != before for before, after in zip(texts, left, strict=True))
    assert (len(texts), gone, trimmed, sum(map(is_plug, texts))) == (3303, 29, 65, 140)
    assert sum(not strip_boilerplate(post.text, known, OWN) for post in own) == 62
