from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from miles.analysis.canary import Canaries
from miles.corpus.canaries import plant
from miles.post.post import Post, Thread

START = datetime(2024, 1, 1, tzinfo=UTC)
THREADS = [Thread((Post(id=str(k), text=f"post {k}", time=START + timedelta(hours=k)),)) for k in range(200)]


def test_every_secret_is_planted_as_often_as_it_should_be_and_nothing_else_changes() -> None:
    canaries = Canaries.draw(3)
    planted = plant(THREADS, canaries)
    assert [thread for thread in planted if thread.posts[0].source != "canary"] == THREADS
    counts = Counter(thread.texts[0] for thread in planted if thread.posts[0].source == "canary")
    assert counts == {text: times for times, texts in canaries.planted.items() for text in texts}
    assert len({thread.id for thread in planted}) == len(planted)
    times = [thread.posts[0].time for thread in planted]
    assert times == sorted(times)  # type: ignore[type-var]


def test_no_canaries_leave_the_threads_alone_and_few_threads_hold_many() -> None:
    assert plant(THREADS, Canaries.draw(0)) == THREADS
    assert len(plant(THREADS[:2], Canaries.draw(2))) == 2 + 2 * 21
