"""The page of a profile: what is known is shown with its interval, what is not is said, strangers' text stays text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from miles.report.profile import profile_page

MADE = {
    "author": "ann", "handle": "ann", "hash": "0123456789abcdef", "synthetic": False, "comparable": True,
    "command": "miles analyse", "code": "abc", "encoder": "table", "sentiment": "vader",
}  # fmt: skip
ROWS = [
    {"id": str(k), "thread": str(k), "time": datetime(2024, 1, 1 + k, tzinfo=UTC), "likes": 1234,
     "text": f"<script>alert({k})</script> up", "opens": True, "topic": "bitcoin" if k % 2 else None,
     "confidence": 0.8, "sentiment": 0.2, "stance": "bullish", "parts": 1, "factor": 1.1,
     "x": float(k), "y": float(k % 3)}
    for k in range(20)
]  # fmt: skip


def facts() -> dict[str, Any]:
    cell = {"name": "09", "posts": 20, "factor": [1.2, 1.1, 1.3], "is_clear": True}
    return {
        "posts": 20, "roots": 20, "counted": 20, "first": ROWS[0]["time"], "newest": ROWS[-1]["time"], "likes": 1234.0,
        "sentiment": "VADER's word list",
        "topics": {
            "rows": [{"name": "bitcoin", "terms": ["bitcoin", "miners"], "posts": 10, "share": 0.5, "coherence": 0.31,
                      "factor": [1.4, 1.2, 1.6], "months": [0.5, None]}],
            "months": ["2024-01", "2024-02"], "outliers": 0.5, "confidence": 0.7, "diversity": 1.0, "version": "t",
            "coherence": {"value": 0.3, "lo": 0.2, "hi": 0.4, "n": 1},
            "stability": {"value": 0.6, "lo": 0.5, "hi": 0.7, "n": 2},
        },
        "next": [{"topic": "bitcoin", "reason": "did 24 % better than usual (n=18)", "examples": ["1", "3", "gone"]}],
        "patterns": {
            "rows": [
                {"name": "3 parts", "posts": 12, "share": 0.6, "likes": [900.0, 800.0, 1000.0],
                 "usual": [1.1, 0.9, 1.3], "effect": [1.25, 1.1, 1.42], "is_clear": True, "examples": ["2"]},
                {"name": "9 parts", "posts": 1, "share": 0.05, "likes": None, "usual": None, "effect": None,
                 "is_clear": False, "examples": ["4"]},
            ],
            "told": 20, "days": 20, "looked_at": 1,
        },
        "timing": {
            "hours": {"cells": [cell], "best": "09", "sure": 0.6},
            "weekdays": {"cells": [], "best": None, "sure": None},
        },
        "mood": [{"name": "2024-01", "posts": 20, "mean": 0.2, "lo": 0.1, "hi": 0.3, "market": 20, "stances": {}}],
        "stances": {"market": 20, "bullish": 20, "bearish": 0, "neutral": 0, "questioning": 0},
        "habits": {"measures": [{"name": "words a post", "usual": 3.0, "low": 1.0, "high": 9.0}],
                   "openers": [{"what": "this is", "posts": 4}], "phrases": [], "signs": []},
        "notes": [],
    }  # fmt: skip


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_claim_comes_with_its_interval_and_number_of_posts() -> None:
    told = plain(profile_page(facts(), ROWS, MADE))
    assert "3 parts: +25 % likes against like posts without it (+10 % to +42 %, 12 posts)" in told
    assert "9 parts 1 5 % – – too few to say" in re.sub(r" +", " ", told)
    assert "Did 24 % better than usual (n=18)." in told
    assert "The best guess is 09:00 UTC; the chance that it is among the best three is 60 %" in told


def test_strangers_text_stays_text_and_nothing_is_loaded() -> None:
    page = profile_page(facts(), ROWS, MADE)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)


def test_what_is_not_known_is_said() -> None:
    bare = facts() | {"topics": None, "next": [], "likes": None, "counted": 0, "mood": [], "notes": ["no counts"]}
    bare["patterns"] = {"rows": [bare["patterns"]["rows"][1]], "told": 0, "days": 0, "looked_at": 0}
    bare["timing"] = {name: {"cells": [], "best": None, "sure": None} for name in ("hours", "weekdays")}
    told = plain(profile_page(bare, ROWS, MADE))
    assert "No counts." in told
    assert "Too few posts with settled counts" in told
    assert "What to write next" not in told
    assert "likes, usually" not in told


@pytest.mark.parametrize(
    ("fact", "mark"), [({"synthetic": True}, "SYNTHETIC AUTHOR"), ({"comparable": False}, "NOT COMPARABLE")]
)
def test_what_to_know_first_stands_first(fact: dict[str, Any], mark: str) -> None:
    assert mark in profile_page(facts(), ROWS, MADE | fact)
    assert mark not in profile_page(facts(), ROWS, MADE)
