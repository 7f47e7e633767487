"""Train, valid and test by time: what is judged lies after what was learned, and nothing leaks across."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from miles.cleaning.dedupe import clusters
from miles.post.error import MilesError
from miles.post.post import Post, Thread
from miles.post.tally import Tally

STEP = "split"
TEST_SHARE = 0.10  # newest share of the threads that judges when no date is given


@dataclass(frozen=True)
class Split:
    """Threads, oldest first: all of `train` lies before all of `valid`, all of `valid` before all of `test`."""

    train: list[Thread]
    valid: list[Thread]
    test: list[Thread]


def split(
    threads: Sequence[Thread],
    *,
    test_from: date | str | None,
    valid_share: float = 0.05,
    embargo_h: float = 24.0,
    tally: Tally,
    near_threshold: float = 0.7,
) -> Split:
    """Cut an author's threads at two borders in time.

    Test begins with the day `test_from` (UTC), or holds the newest TEST_SHARE of the threads; valid is the newest
    `valid_share` of what lies before. A thread stands where its first post stands. Threads that begin within
    `embargo_h` hours before a border are dropped, as are threads that begin before one and reach into that time or
    beyond it. Then valid and test lose every post that is near (`clusters`) to a post of an earlier set: train stays
    whole, so the later sets ask only for what was not seen. A thread whose first post goes, goes as a whole.

    Raises MilesError, with the dates, when a set stays empty.
    """
    tally.enter(STEP, _posts(threads))
    if not threads:
        raise MilesError("there are no posts to split", "run `make data` and read its counts")
    order = sorted(threads, key=_start)
    embargo = timedelta(hours=embargo_h)
    border = _border(order, test_from)
    test = [thread for thread in order if _start(thread) >= border]
    before = _ended([thread for thread in order if _start(thread) < border], border - embargo, "test", tally)
    held = math.ceil(len(before) * valid_share)
    valid = before[len(before) - held :]
    train = before[: len(before) - held]
    if valid:
        train = _ended(train, _start(valid[0]) - embargo, "valid", tally)
    _refuse_empty(train, valid if held else order, test, order, border)

    found = Split(train=train, valid=valid, test=test)
    found = _without_leaks(found, near_threshold, tally)
    _refuse_empty(found.train, found.valid if held else order, found.test, order, border)
    for name, part in (("train", found.train), ("valid", found.valid), ("test", found.test)):
        if part:
            span = f"{_start(part[0]):%Y-%m-%d} to {_end(part[-1]):%Y-%m-%d}"
            tally.note(f"{name}: {_posts(part):,} posts in {len(part):,} threads, {span}")
    return found


def leaks(parts: Split, threshold: float = 0.7) -> list[tuple[str, str]]:
    """Pairs (id of an earlier post, id of a later one) that are near-duplicates across a border; none is right."""
    rows = [(rank, post) for rank, part in enumerate(_parts(parts)) for thread in part for post in thread.posts]
    labels = clusters([post.text for _, post in rows], threshold)
    first: dict[int, tuple[int, str]] = {}
    pairs = []
    for label, (rank, post) in zip(labels, rows, strict=True):
        earlier = first.setdefault(label, (rank, post.id))
        if earlier[0] < rank:
            pairs.append((earlier[1], post.id))
    return pairs


def _border(order: Sequence[Thread], test_from: date | str | None) -> datetime:
    """The moment at which test begins."""
    if test_from is None or str(test_from).lower() in ("", "none"):
        return _start(order[len(order) - max(1, math.ceil(len(order) * TEST_SHARE))])
    try:
        border = datetime.fromisoformat(str(test_from)[:10]).replace(tzinfo=UTC)
    except ValueError:
        raise MilesError(f"test_from={test_from!r} is not a date", "write test_from=2025-01-01, or none") from None
    first, newest = _start(order[0]), _start(order[-1])
    if not first < border <= newest:
        raise MilesError(
            f"test_from={border:%Y-%m-%d} leaves nothing on one side: the posts run from {first:%Y-%m-%d} "
            f"to {newest:%Y-%m-%d}",
            f"choose test_from after {first:%Y-%m-%d} and up to {newest:%Y-%m-%d}, or none for the newest "
            f"{TEST_SHARE:.0%}",
        )
    return border


def _ended(part: list[Thread], limit: datetime, border: str, tally: Tally) -> list[Thread]:
    """The threads that are over before `limit`; the others go."""
    kept = []
    for thread in part:
        if _start(thread) >= limit:
            tally.drop(STEP, f"embargo: begins too close before {border}", len(thread.posts))
        elif _end(thread) >= limit:
            tally.drop(STEP, f"thread reaches into the embargo before {border}", len(thread.posts))
        else:
            kept.append(thread)
    return kept


def _without_leaks(parts: Split, threshold: float, tally: Tally) -> Split:
    """Take from valid and test what is near to an earlier set."""
    sets = _parts(parts)
    labels = iter(clusters([post.text for part in sets for thread in part for post in thread.posts], threshold))
    seen: set[int] = set()
    kept = []
    for name, part in zip(("train", "valid", "test"), sets, strict=True):
        own = [[next(labels) for _ in thread.posts] for thread in part]
        kept.append(
            [left for thread, marks in zip(part, own, strict=True) if (left := _rest(thread, marks, seen, name, tally))]
        )
        seen.update(label for marks in own for label in marks)
    return Split(*kept)


def _rest(thread: Thread, labels: list[int], seen: set[int], name: str, tally: Tally) -> Thread | None:
    """What is left of a thread without the posts whose label was seen in an earlier set."""
    near = sum(label in seen for label in labels)
    if not near:
        return thread
    tally.drop(STEP, f"{name}: near to a post of an earlier set", near)
    if labels[0] not in seen:
        return replace(
            thread, posts=tuple(post for post, label in zip(thread.posts, labels, strict=True) if label not in seen)
        )
    if near < len(labels):
        tally.drop(STEP, f"{name}: rest of a thread whose first post went", len(labels) - near)
    return None


def _refuse_empty(
    train: Sequence[Thread], valid: Sequence[Thread], test: Sequence[Thread], order: Sequence[Thread], border: datetime
) -> None:
    for name, part in (("train", train), ("valid", valid), ("test", test)):
        if not part:
            raise MilesError(
                f"the {name} set is empty: {len(order):,} threads from {_start(order[0]):%Y-%m-%d} to "
                f"{_start(order[-1]):%Y-%m-%d}, test begins {border:%Y-%m-%d}",
                "move test_from, shorten embargo_h, or bring more posts",
            )


def _parts(parts: Split) -> tuple[list[Thread], list[Thread], list[Thread]]:
    return parts.train, parts.valid, parts.test


def _posts(threads: Sequence[Thread]) -> int:
    return sum(len(thread.posts) for thread in threads)


def _start(thread: Thread) -> datetime:
    return _time(thread.posts[0])


def _end(thread: Thread) -> datetime:
    return max(_time(post) for post in thread.posts)


def _time(post: Post) -> datetime:
    if post.time is None:
        raise MilesError(
            f"post {post.id} ({post.source}, row {post.row}) has no time and cannot be split by time",
            "clean the posts first: `make data` keeps posts without a time apart",
        )
    return post.time
