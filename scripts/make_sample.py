"""texts.md -> an X archive of the fictional author, with invented times and counts.

    python scripts/make_sample.py            write data/sample/archive/
    python scripts/make_sample.py --check    exit 1 if it is not what texts.md and this script make

Texts are written by hand; only times and counts come from a model, seeded and stated here:

- time: within its month each text draws a day and an hour; weekdays weigh 1, weekends 0.35; hours
  weigh as a London desk posts (7-22 h UTC, most at 8 and 15). Order in the file is order in time.
  A thread's pieces follow each other after 2-40 s; a reply comes like any post.
- likes: log-normal, median 240 x level x hour x kind x text, sigma 0.55. The level drifts as
  exp(0.25 sin(2 pi t / 420 days)). Hour: 1.15 at 13-17 h UTC, else 1. Kind: thread root 1.5,
  continuation 1/7, reply 1/25, repost 0. Text: question 1.1, link 0.7, number 1.08, one line 0.9.
- reposts: binomial(likes, 0.09), for thread roots 0.18.

Whoever learns engagement from this author learns these lines and nothing about people.
"""

from __future__ import annotations

import argparse
import calendar
import html
import json
import math
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sample"
HANDLE, ACCOUNT, SEED = "tessharrow_demo", "1000000001", 20241231
HOURS = [0] * 7 + [4, 9, 7, 5, 4, 5, 7, 8, 9, 7, 5, 4, 3, 2, 2, 1, 0]
EPOCH_MS = 1288834974657  # where X's ids begin to count milliseconds


@dataclass(frozen=True)
class Text:
    """One text of the file: its month, its kind, and its place in a thread (0 for a single)."""

    text: str
    month: str
    kind: str = "post"
    thread: int = 0
    piece: int = 0


def read_texts(source: str) -> Iterator[Text]:
    """The texts in order; a thread's pieces share a number and count from 1."""
    month, thread, count = "", 0, 0
    body = source[source.index("\n## ") :]
    for block in re.split(r"\n(?=## )", body):
        heading, _, rest = block.strip().partition("\n")
        month = heading.removeprefix("## ").strip()
        for unit in re.split(r"(=== thread\n.*?\n=== end)", rest, flags=re.DOTALL):
            is_thread = unit.startswith("=== thread")
            pieces = unit.removeprefix("=== thread\n").removesuffix("\n=== end")
            count += is_thread
            thread = count if is_thread else 0
            found = [text.strip() for text in re.split(r"^---$", pieces, flags=re.MULTILINE) if text.strip()]
            for number, text in enumerate(found, 1):
                marked = re.match(r"\[(reply|repost|quote|link)\]\n", text)
                kind = marked[1] if marked else "post"
                yield Text(text[marked.end() :] if marked else text, month, kind, thread, number if is_thread else 0)


def posted_at(texts: list[Text], rng: random.Random) -> list[datetime]:
    """A time for each text, increasing over the file."""
    times: list[datetime] = []
    for month in dict.fromkeys(text.month for text in texts):
        here = [text for text in texts if text.month == month]
        starts = iter(sorted(_moment(month, rng) for text in here if text.piece <= 1))
        for text in here:
            if text.piece <= 1:
                time = next(starts)
                time = max(time, times[-1] + timedelta(minutes=7)) if times else time
            else:
                time = times[-1] + timedelta(seconds=rng.randint(2, 40))
            times.append(time)
    return times


def _moment(month: str, rng: random.Random) -> datetime:
    year, number = map(int, month.split("-"))
    days = range(2 if number == 1 else 1, min(30, calendar.monthrange(year, number)[1]) + 1)
    weights = [0.35 if datetime(year, number, day, tzinfo=UTC).weekday() > 4 else 1.0 for day in days]
    day = rng.choices(days, weights)[0]
    hour = rng.choices(range(24), HOURS)[0]
    return datetime(year, number, day, hour, rng.randrange(60), rng.randrange(60), tzinfo=UTC)


def counts(text: Text, time: datetime, rng: random.Random) -> tuple[int, int]:
    """(likes, reposts) by the model in the header."""
    level = math.exp(0.25 * math.sin(2 * math.pi * time.timestamp() / 86_400 / 420))
    factors = [
        240 * level,
        1.15 if 13 <= time.hour <= 17 else 1.0,
        {"reply": 1 / 25, "repost": 0.0}.get(text.kind, 1.0),
        1.5 if text.piece == 1 else 1 / 7 if text.piece > 1 else 1.0,
        1.1 if "?" in text.text else 1.0,
        0.7 if "https://" in text.text else 1.0,
        1.08 if re.search(r"\d", text.text) else 1.0,
        0.9 if "\n" not in text.text else 1.0,
    ]
    likes = int(math.prod(factors) * rng.lognormvariate(0, 0.55))
    share = 0.18 if text.piece == 1 else 0.09
    return likes, sum(rng.random() < share for _ in range(likes))


def rows(texts: list[Text]) -> Iterator[dict[str, object]]:
    """The texts as an archive holds them: counts are strings, entities are escaped."""
    rng = random.Random(SEED)
    before = ""
    for text, time in zip(texts, posted_at(texts, rng), strict=True):
        likes, reposts = counts(text, time, rng)
        post_id = str((int(time.timestamp() * 1000) - EPOCH_MS) << 22 | rng.randrange(1 << 12))
        tweet: dict[str, object] = {
            "id": post_id,
            "id_str": post_id,
            "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y"),
            "full_text": html.escape(text.text, quote=False),
            "favorite_count": str(likes),
            "retweet_count": str(reposts),
            "lang": "en",
            "truncated": False,
            "entities": _entities(text.text),
        }
        if text.piece > 1:
            tweet |= _answers(before, ACCOUNT, HANDLE)
        elif text.kind == "reply":
            asked = re.match(r"@(\w+)", text.text)
            tweet |= _answers(str(int(post_id) - (rng.randrange(1, 90) << 32)), "1000000002", asked[1] if asked else "")
        before = post_id
        yield {"tweet": tweet}


def _answers(post: str, user: str, name: str) -> dict[str, str]:
    return {
        "in_reply_to_status_id": post,
        "in_reply_to_status_id_str": post,
        "in_reply_to_user_id": user,
        "in_reply_to_user_id_str": user,
        "in_reply_to_screen_name": name,
    }


def _entities(text: str) -> dict[str, object]:
    links = re.findall(r"https://t\.co/\w+", text)
    return {
        "hashtags": [],
        "symbols": [{"text": name} for name in re.findall(r"\$([A-Z]{2,6})\b", text)],
        "user_mentions": [{"screen_name": name} for name in re.findall(r"@(\w+)", text)],
        "urls": [{"url": url, "expanded_url": f"https://example.invalid/{url[-10:]}"} for url in links],
    }


def make(source: str) -> dict[str, str]:
    """File name -> content of the archive."""
    texts = [text if text.text else replace(text, text=" ") for text in read_texts(source)]
    account = {
        "username": HANDLE,
        "accountId": ACCOUNT,
        "accountDisplayName": "Tess Harrow (fictional)",
        "createdAt": "2022-11-01T09:00:00.000Z",
    }
    return {
        "tweets.js": "window.YTD.tweets.part0 = " + json.dumps(list(rows(texts)), ensure_ascii=False, indent=1) + "\n",
        "account.js": "window.YTD.account.part0 = " + json.dumps([{"account": account}], indent=1) + "\n",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the archive is out of date")
    is_check = parser.parse_args().check
    made = make((FOLDER / "texts.md").read_text(encoding="utf-8"))
    folder = FOLDER / "archive" / "data"
    stale = [n for n, content in made.items() if not (folder / n).is_file() or (folder / n).read_text() != content]
    if is_check:
        print(f"out of date: {', '.join(stale)}; run python scripts/make_sample.py" if stale else "up to date")
        return int(bool(stale))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_text(content, encoding="utf-8")
    print(f"{folder}: {made['tweets.js'].count('full_text')} posts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
