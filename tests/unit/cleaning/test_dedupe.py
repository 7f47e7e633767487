"""Duplicates of every sort: same id, same text, cut copies, near-duplicates."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from miles.cleaning.dedupe import clusters, dedupe, letters
from miles.collection.source import open_sources
from miles.post.normal import normal_form
from miles.post.post import Kind, Metrics, Post, Proof
from miles.post.tally import Tally

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def post(id: str, text: str, **more: object) -> Post:
    return Post(**{"id": id, "text": text, "time": NOON, "author": "miles", "proof": Proof.HANDLE} | more)


def test_rows_of_one_id_become_the_fullest_row() -> None:
    long = "The whole thought, with everything that follows after the point where the exporter stopped."
    rows = [
        post("1", long[:40], is_cut=True, metrics=Metrics(likes=90), proof=Proof.EXPORT, kind=Kind.CONTINUATION),
        post("1", long, metrics=Metrics(likes=70), author=""),
        post("1", long[:60], time=None, proof=Proof.MATCH, parent="0"),
    ]
    tally = Tally()
    (kept,) = dedupe(rows, tally)
    assert (kept.text, kept.is_cut, kept.metrics.likes) == (long, False, 90)
    assert (kept.proof, kept.kind, kept.parent, kept.time) == (Proof.HANDLE, Kind.CONTINUATION, "0", NOON)
    assert tally.steps["duplicates"] == {"the same id in several rows or files": 2}


def test_equal_texts_become_the_earliest_whatever_lies_between() -> None:
    tally = Tally()
    rows = [
        post("3", "GM  everyone https://t.co/abc", time=NOON + timedelta(days=90), metrics=Metrics(likes=900)),
        post("2", "gm everyone", metrics=Metrics(likes=5)),
        post("4", "gm everyone", time=None, metrics=Metrics(likes=700)),
    ]
    (kept,) = dedupe(rows, tally)
    assert (kept.id, kept.time) == ("2", NOON)
    assert kept.metrics.likes == 700, "a row without a time may be the same post; a later post is another one"
    assert tally.steps["duplicates"] == {"the same text again (links and case aside)": 2}


def test_a_cut_copy_goes_when_the_full_text_is_known() -> None:
    full = "One long and winding sentence about how liquidity decides everything in this market. " * 3
    tally = Tally()
    kept = dedupe([post("1", full), post("2", full[:180], is_cut=True), post("3", "Torn of", is_cut=True)], tally)
    assert [row.id for row in kept] == ["1", "3"]
    assert tally.steps["duplicates"] == {"cut copy of a text known in full": 1}


def test_links_alone_are_not_equal_texts() -> None:
    assert len(dedupe([post("1", "https://t.co/a"), post("2", "https://t.co/b")], Tally())) == 2


def test_dedupe_twice_changes_nothing_and_keeps_the_order() -> None:
    rows = [post("2", "beta"), post("1", "alpha"), post("2", "beta"), post("3", "ALPHA")]
    once = dedupe(rows, Tally())
    assert [row.id for row in once] == ["2", "1"]
    assert dedupe(once, Tally()) == once


def test_the_key_forgives_what_exporters_change() -> None:
    assert (
        letters("@a @b Don\u2019t buy \u201cthe top\u201d!  https://t.co/x")
        == letters('don\'t buy "the top"')
        == "dontbuythetop"
    )


def gram_sets(texts: list[str]) -> list[set[str]]:
    forms = [normal_form(text) for text in texts]
    return [{form[at : at + 5] for at in range(max(1, len(form) - 4))} for form in forms]


def slow_clusters(texts: list[str], threshold: float) -> list[int]:
    """The reference: every pair compared by sets of strings."""
    sets = gram_sets(texts)
    label = list(range(len(texts)))
    for one, other in itertools.combinations(range(len(texts)), 2):
        shared = len(sets[one] & sets[other])
        is_near = shared >= threshold * (len(sets[one]) + len(sets[other]) - shared)
        if normal_form(texts[one]) and is_near and label[one] != label[other]:
            old, merged = max(label[one], label[other]), min(label[one], label[other])
            label = [merged if mark == old else mark for mark in label]
    return label


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9])
def test_clusters_equal_the_slow_reference(threshold: float) -> None:
    rng = np.random.default_rng(5)
    vocabulary = [f"w{n:03}x" for n in range(60)]
    texts = ["", "", "gm", "GM https://t.co/a", "\U0001f680"]
    for _ in range(60):
        base = rng.choice(vocabulary, size=rng.integers(4, 30)).tolist()
        texts.append(" ".join(base))
        for edits in range(1, 4):
            changed = list(base)
            for at in rng.integers(0, len(base), edits):
                changed[at] = str(rng.choice(vocabulary))
            texts.append(" ".join(changed))
    found = clusters(texts, threshold)
    assert found == slow_clusters(texts, threshold)
    assert len(set(found)) < len(texts) - 20, "the planted copies are near"


def test_near_means_seven_tenths_of_the_five_letter_pieces() -> None:
    one = "abcdefghijklmnopqrstuvwxyz"  # 22 pieces; every change below loses 1 piece at the end per letter
    assert clusters([one, one[:-3]]) == [0, 0], "19 of 22 pieces shared"
    assert clusters([one, one[:-7]]) == [0, 1], "15 of 22 = 0.68"
    assert clusters([one, one[:-7]], 0.65) == [0, 0]
    assert clusters([]) == []


def test_blank_texts_never_share_a_label() -> None:
    assert clusters(["", " ", "https://t.co/a", "https://t.co/b"]) == [0, 1, 2, 3]


def test_the_same_posts_in_scrape_live_and_archive_are_counted_once(shared: Path) -> None:
    """The 300 rows of the archive fixture are rows of the scrape; live and scrape share no post."""
    names = ("x_scrape_2024-01_2025-02.json", "x_api_v2_live.jsonl", "x_archive_format_fixture.tweets.js")
    posts = [row for name in names for source in open_sources(shared / name)[0] for row in source.posts()]
    tally = Tally()
    dedupe(posts, tally)
    assert len(posts) == 4566 + 739 + 300
    assert tally.steps["duplicates"]["the same id in several rows or files"] == 300


@pytest.mark.slow
def test_real_posts_cluster_as_the_slow_reference_says(shared: Path) -> None:
    (source,) = open_sources(shared / "x_scrape_2024-01_2025-02.json")[0]
    texts = [row.text for row in source.posts() if row.kind is not Kind.REPLY][-1500:]
    assert clusters(texts) == slow_clusters(texts, 0.7)


def crowd(count: int) -> list[Post]:
    """Posts of made-up words, a hundredth of them again with a word added."""
    rng = np.random.default_rng(0)
    vocabulary = np.array(
        ["".join(chr(97 + c) for c in rng.integers(0, 26, rng.integers(2, 9))) for _ in range(20_000)]
    )
    sizes = np.minimum(rng.lognormal(3.2, 0.8, count).astype(int) + 1, 200)
    posts = [
        post(str(n), " ".join(rng.choice(vocabulary, size)), time=NOON + timedelta(minutes=n))
        for n, size in enumerate(sizes)
    ]
    copies = [replace(row, id=f"{row.id}-again", text=row.text + " more") for row in posts[: count // 100]]
    return posts + [row for row in copies if len(row.text) > 65]


def cost_of_a_hundred_thousand() -> tuple[int, int, float, float]:
    """Posts kept, groups of them, seconds of work and the peak of memory in MB of this process."""
    posts = crowd(100_000)
    start = time.process_time()
    kept = dedupe(posts, Tally())
    labels = clusters([row.text for row in kept])
    seconds = time.process_time() - start
    status = Path("/proc/self/status").read_text()  # not ru_maxrss: that keeps the peak of the test runner
    return len(kept), len(set(labels)), seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024


@pytest.mark.slow
def test_a_hundred_thousand_posts_within_a_minute_and_two_gigabytes() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        kept, groups, seconds, peak_mb = alone.submit(cost_of_a_hundred_thousand).result()
    print(f"{kept:,} posts: {seconds:.0f} s, peak {peak_mb:.0f} MB")
    assert kept - groups >= 700
    assert seconds < 60
    assert peak_mb < 2000
