"""The tracked sample author: up to date, varied, harmless."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = ROOT / "data" / "sample" / "archive" / "data" / "tweets.js"


@pytest.fixture(scope="module")
def tweets() -> list[dict[str, str]]:
    return [row["tweet"] for row in json.loads(ARCHIVE.read_text().partition(" = ")[2])]


def own(tweets: list[dict[str, str]]) -> list[str]:
    return [t["full_text"] for t in tweets if not t["full_text"].startswith(("@", "RT @"))]


def test_the_archive_is_what_the_script_makes() -> None:
    script = [sys.executable, ROOT / "scripts" / "make_sample.py", "--check"]
    told = subprocess.run(script, capture_output=True, text=True, check=False)
    assert told.stdout.strip() == "up to date"


def test_there_are_enough_posts_and_threads(tweets: list[dict[str, str]]) -> None:
    ids = {t["id"] for t in tweets}
    answered = {t["in_reply_to_status_id"] for t in tweets if t.get("in_reply_to_screen_name") == "tessharrow_demo"}
    roots = {t["id"] for t in tweets if "in_reply_to_status_id" not in t}
    assert answered <= ids
    assert len(answered & roots) >= 20
    assert len(roots - answered) >= 300


def test_no_opening_is_worn_out(tweets: list[dict[str, str]]) -> None:
    openings = Counter(tuple(re.findall(r"[\w']+", text.lower())[:4]) for text in own(tweets))
    assert [opening for opening, times in openings.items() if len(opening) == 4 and times > 3] == []


def test_nearly_all_texts_differ(tweets: list[dict[str, str]]) -> None:
    """Word 3-shingles, Jaccard at least 0.7, pair by pair: slow and plain on purpose."""
    shingles = []
    for text in own(tweets):
        found = re.findall(r"\w+", text.lower())
        shingles.append({tuple(found[k : k + 3]) for k in range(max(1, len(found) - 2))})
    kept: list[set[tuple[str, ...]]] = []
    for mine in shingles:
        if not any(len(mine & other) >= 0.7 * len(mine | other) for other in kept):
            kept.append(mine)
    assert len(kept) >= 0.95 * len(shingles)


def test_ids_and_times_rise_and_threads_follow_quickly(tweets: list[dict[str, str]]) -> None:
    from datetime import datetime

    times = [datetime.strptime(t["created_at"], "%a %b %d %H:%M:%S %z %Y") for t in tweets]
    assert times == sorted(times)
    assert [int(t["id"]) for t in tweets] == sorted(int(t["id"]) for t in tweets)
    when = dict(zip((t["id"] for t in tweets), times, strict=True))
    for tweet, time in zip(tweets, times, strict=True):
        if tweet.get("in_reply_to_screen_name") == "tessharrow_demo":
            assert 2 <= (time - when[tweet["in_reply_to_status_id"]]).total_seconds() <= 40


def test_nobody_real_is_named(tweets: list[dict[str, str]]) -> None:
    for tweet in tweets:
        assert all(
            name.lower().startswith(("demo_", "tessharrow_demo")) for name in re.findall(r"@(\w+)", tweet["full_text"])
        )
        assert not re.search(r"[\w.]+@[\w.]+\.\w+|\+\d{9,}", tweet["full_text"])
