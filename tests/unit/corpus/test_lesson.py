from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from miles.corpus.drafts import Degrader
from miles.corpus.lesson import lessons, with_examples
from miles.post.draft import DraftKind
from miles.post.error import MilesError
from miles.post.post import Post, Thread

START = datetime(2024, 1, 1, tzinfo=UTC)


def thread(*texts: str, time: datetime | None = START) -> Thread:
    when = [time and time + timedelta(seconds=k) for k in range(len(texts))]
    return Thread(tuple(Post(id=f"{texts[0][:3]}{k}", text=text, time=when[k]) for k, text in enumerate(texts)))


def test_every_post_and_every_thread_is_a_lesson() -> None:
    single = thread("Bitcoin fees fell again because nobody wants block space this week.")
    pair = thread("Ether staking yields keep falling as validators join.", "Small holders notice it last, as always.")
    found = lessons([single, pair], Degrader(p_control=1.0), np.random.default_rng(0))
    assert {len(lesson.texts) for lesson in found} == {1, 2}
    assert {lesson.post_id for lesson in found} == {"Bit0", "Eth0", "Eth1", "Eth0+"}
    for post_id in ("Bit0", "Eth0", "Eth1", "Eth0+"):
        assert any(lesson.draft.kind is DraftKind.NOTHING for lesson in found if lesson.post_id == post_id)


def test_only_a_true_single_is_taught_as_single() -> None:
    single = thread("Bitcoin fees fell again because nobody wants block space this week.")
    pair = thread("Ether staking yields keep falling as validators join.", "Small holders notice it last, as always.")
    found = lessons([single, pair], Degrader(p_control=1.0), np.random.default_rng(0))
    told = {
        lesson.post_id: {lesson.draft.is_thread for lesson in found if lesson.post_id == lesson.post_id}
        for lesson in found
    }
    assert False in told["Bit0"]
    for lesson in found:
        if lesson.post_id in ("Eth0", "Eth1"):
            assert lesson.draft.is_thread is None
        if lesson.post_id == "Eth0+":
            assert lesson.draft.is_thread in (None, True)


def test_a_post_without_time_never_trains() -> None:
    with pytest.raises(MilesError, match="has no time"):
        lessons([thread("Bitcoin fees fell again.", time=None)], Degrader(), np.random.default_rng(0))


def test_examples_are_near_posts_of_other_threads() -> None:
    gas = thread("Ether gas fees are low again, nobody trades.", "Gas fees lower still.")
    other = thread("Gas fees on ether fell last week as well.")
    far = thread("Patience is a position.")
    rng = np.random.default_rng(0)
    taught = [replace(post, thread=found.id) for found in (gas, other, far) for post in found.posts]
    pairs = lessons([gas], Degrader(), rng)
    for pair in with_examples(pairs, taught, 1, rng):
        assert len(pair.examples) == 1
        assert pair.examples[0] not in gas.texts
        if "gas" in pair.draft.text.lower():
            assert pair.examples == other.texts
    assert with_examples(pairs, taught, 0, rng) == pairs
