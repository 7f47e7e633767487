"""Trap 5: texts cut near 280 characters without an ellipsis; the rule is measured where the truth is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from miles.collection.cut import LIMIT, body_of, is_cut
from miles.collection.source import open_sources
from miles.post.post import Kind

FILL = ("Bitcoin leads and the rest follows. " * 9)[:250]
MEDIA = " https://t.co/b2p11PNZOU"


def cut_like_the_api(text: str) -> str:
    """The whole words within 280 characters."""
    ends = [match.end() for match in re.finditer(r"\S+", text) if match.end() <= LIMIT]
    return text[: ends[-1]]


def long(ending: str) -> str:
    """A text of 275 characters that ends so."""
    return (FILL * 2)[: 275 - len(ending) - 1] + " " + ending


@pytest.mark.parametrize(
    "ending", ["can hap", "stocks,", "and its", "•", "(just make sure", "risk &", "\n3.", "(a.", "has:"]
)
def test_stopping_inside_a_sentence_is_a_cut(ending: str) -> None:
    assert is_cut(long(ending))


@pytest.mark.parametrize("ending", ["done.", "done!", "done?", "done.👇", "(done)", '"done."', "now https://t.co/abc"])
def test_ending_a_sentence_or_with_a_link_is_none(ending: str) -> None:
    assert not is_cut(long(ending))


def test_the_media_link_does_not_hide_a_cut() -> None:
    assert is_cut(long("numbers") + MEDIA)
    assert not is_cut(long("numbers.") + MEDIA)
    assert not is_cut(long("the chart below:") + MEDIA), "leads to its picture"
    assert body_of("text" + MEDIA) == "text"


def test_only_near_the_limit() -> None:
    assert not is_cut("and its")
    assert not is_cut(FILL + " and its")
    assert not is_cut(long("and its") + " more" * 10)


def test_an_ellipsis_of_an_older_api_is_a_cut() -> None:
    assert is_cut((FILL * 2)[:270] + " long…")
    assert is_cut((FILL * 2)[:270] + " long…" + MEDIA)
    assert not is_cut("so it goes…")


def test_precision_and_recall_where_the_whole_text_is_known(shared: Path) -> None:
    """No row of the live file has its full text in the shared scrape (their periods do not meet).

    So the scrape's long posts are cut as the API cuts, beside its short posts as they are.
    """
    [source], _ = open_sources(shared / "x_scrape_2024-01_2025-02.json")
    own = [post.text for post in source.posts() if post.kind is not Kind.REPLY]
    cuts = [cut_like_the_api(text) for text in own if len(text) > LIMIT]
    whole = [text for text in own if len(text) <= LIMIT]
    hits, false = sum(map(is_cut, cuts)), sum(map(is_cut, whole))
    assert len(cuts) > 450
    assert hits / (hits + false) >= 0.95
    assert hits / len(cuts) >= 0.50
    missed = [text for text in cuts if not is_cut(text)]
    harmless = [text for text in missed if re.search(r"[^\w\s,&]$|https://t\.co/\w+$", text)]
    assert len(harmless) / len(missed) >= 0.97, "what is missed ends with a sentence or a link"


def test_about_a_hundred_rows_of_each_file_are_cut(shared: Path) -> None:
    found = {}
    for name in ("x_api_v2_live.jsonl", "miles_1000_enhanced.jsonl"):
        [source], _ = open_sources(shared / name)
        found[name] = sum(post.is_cut for post in source.posts())
    assert found == {"x_api_v2_live.jsonl": 98, "miles_1000_enhanced.jsonl": 93}
