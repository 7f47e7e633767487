"""100,000 posts from export to clean threads: speed, and memory within 2 GB (`make test-slow`)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

ROOMS = ("collection", "cleaning")
POSTS = 100_000
MAX_PEAK = 2 * 2**30
PARTS = 4

INGEST = """
import json, sys, time
from pathlib import Path
from miles.cleaning.clean import Cleaner
from miles.collection.source import open_sources
from miles.collection.threads import stitch, threads
from miles.post.tally import Tally

def peak():
    # not ru_maxrss: across fork and exec it keeps the peak of the test runner
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])

start, before = time.perf_counter(), peak()
sources, notes = open_sources(Path(sys.argv[1]))
posts = [post for source in sources for post in source.posts()]
read = time.perf_counter()
stitched = stitch(posts)
stitched_s, in_threads = time.perf_counter() - read, sum(len(t.posts) > 1 for t in threads(stitched))
at_stitched, cleaning = peak(), time.perf_counter()
tally = Tally()
kept = Cleaner("tess").clean(posts, tally, stitch)
print(json.dumps({
    "posts": len(posts), "threads": in_threads, "kept": len(kept), "before": before,
    "read_s": read - start, "stitch_s": stitched_s, "clean_s": time.perf_counter() - cleaning,
    "peak_stitched": at_stitched, "peak": peak(), "tally": str(tally),
}))
"""


def write_archive(folder: Path, rng: np.random.Generator) -> None:
    """An unpacked X archive of distinct posts of 4-60 words; every fifth has a continuation half a minute later."""
    alphabet = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = np.array(["".join(rng.choice(alphabet, size)) for size in rng.integers(2, 11, 30_000)])
    lengths = rng.integers(4, 60, POSTS)
    time = datetime(2010, 1, 1, tzinfo=UTC)
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "account.js").write_text('window.YTD.account.part0 = [{"account": {"username": "tess", "accountId": "1"}}]')
    number = 0
    for part in range(PARTS):
        rows = []
        for length in lengths[part::PARTS]:
            number += 1
            is_next = number % 5 == 0
            time += timedelta(seconds=30 if is_next else 3_000)
            text = " ".join(words[rng.integers(0, len(words), length)])
            row = {
                "id_str": str(10**18 + number),
                "full_text": text.replace(" ", "\n\n", 1) + " &amp; 👊",
                "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "favorite_count": "5",
                "retweet_count": "1",
                "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []},
                "edit_info": {"initial": {"editTweetIds": [str(10**18 + number)], "isEditEligible": True}},
                "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
            }
            if is_next:
                row["in_reply_to_status_id_str"] = str(10**18 + number - 1)
                row["in_reply_to_user_id_str"] = "1"
            rows.append({"tweet": row})
        name = "tweets.js" if part == 0 else f"tweets-part{part}.js"
        (data / name).write_text(f"window.YTD.tweets.part{part} = " + json.dumps(rows, indent=2), encoding="utf-8")


@pytest.mark.slow
def test_a_hundred_thousand_posts_within_two_gigabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_archive(tmp_path / "archive", np.random.default_rng(0))
    done = subprocess.run(
        [sys.executable, "-c", INGEST, str(tmp_path / "archive")],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    with capsys.disabled():
        print(f"\n{seen['posts']:,} posts; peak once imported {seen['before'] / 2**20:,.0f} MiB")
        for step, seconds in (("read", seen["read_s"]), ("stitch", seen["stitch_s"]), ("clean", seen["clean_s"])):
            print(f"  {step:<7}{seen['posts'] / seconds:>10,.0f} posts/s  {seconds:6.1f} s")
        print(f"  peak {seen['peak_stitched'] / 2**20:,.0f} MiB read and stitched, {seen['peak'] / 2**20:,.0f} cleaned")
        print(seen["tally"])
    assert seen["posts"] == POSTS
    assert seen["threads"] == POSTS // 5
    assert seen["kept"] > 0.9 * POSTS
    assert seen["peak"] < MAX_PEAK
