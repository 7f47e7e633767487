"""The timeline reader against a real HTTP server that speaks the documented protocol."""

from __future__ import annotations

import logging
from collections import deque
from datetime import UTC, datetime
from typing import Any

import pytest

from fakes import FakeX
from miles.collection.api import Timeline
from miles.post.error import MilesError
from miles.post.post import Kind, Proof

NOW = 1_700_000_000


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.naps = float(NOW), list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def row(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": str(10**18 + number),
        "text": f"post {number} &amp; more",
        "author_id": "42",
        "created_at": "2023-11-14T22:13:20.000Z",
        "public_metrics": {"like_count": number, "retweet_count": 1, "reply_count": 2, "quote_count": 3},
        **more,
    }


def timeline(fake: FakeX, clock: Clock, **more: Any) -> Timeline:
    options = {"base_url": fake.url, "clock": clock, "sleep": clock.sleep, "page_size": 5, "timeout_s": 5.0} | more
    return Timeline(options.pop("handle", "@Tess"), options.pop("bearer", "secret-token"), **options)


def test_all_pages_arrive_in_order_and_the_author_is_proven() -> None:
    clock = Clock()
    with FakeX([row(number) for number in range(12, 0, -1)]) as fake:
        source = timeline(fake, clock)
        posts = list(source.posts())
        assert [post.id for post in posts] == [fake_row["id"] for fake_row in fake.rows]
        assert [query.get("pagination_token") for query in fake.asked] == [None, "p5", "p10"]
    first = posts[0]
    assert (first.text, first.author, first.proof) == ("post 12 & more", "tess", Proof.HANDLE)
    assert first.metrics.likes == 12
    assert first.metrics.read_at == datetime.fromtimestamp(NOW, UTC)
    assert first.time == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert first.thread == first.id
    assert [post.row for post in posts] == list(range(1, 13))
    assert clock.naps == []
    assert len(source.sha256) == 64


def test_since_id_asks_only_for_newer_posts() -> None:
    with FakeX([row(number) for number in range(12, 0, -1)]) as fake:
        posts = list(timeline(fake, Clock(), since_id=str(10**18 + 9)).posts())
    assert [post.metrics.likes for post in posts] == [12, 11, 10]


def test_nothing_new_is_no_error() -> None:
    with FakeX([row(1)]) as fake:
        assert list(timeline(fake, Clock(), since_id=str(10**18 + 9)).posts()) == []


def test_a_refusal_waits_until_the_stated_reset_then_goes_on() -> None:
    clock = Clock()
    with FakeX([row(1)], reset=NOW + 77, faults=deque(["429"])) as fake:
        assert len(list(timeline(fake, clock).posts())) == 1
        assert len(fake.asked) == 2
    assert clock.naps == [78.0]


def test_the_last_free_request_waits_before_the_next_page_only() -> None:
    clock = Clock()
    with FakeX([row(number) for number in range(7, 0, -1)], reset=NOW + 30, faults=deque(["last", "last"])) as fake:
        assert len(list(timeline(fake, clock).posts())) == 7
    assert clock.naps == [31.0]  # not after the last page


def test_a_refusal_without_a_time_backs_off() -> None:
    clock = Clock()
    with FakeX([row(1)], reset=NOW - 100, faults=deque(["429", "429"])) as fake:
        assert len(list(timeline(fake, clock).posts())) == 1
    assert clock.naps == [1.0, 2.0]


def test_a_wait_beyond_the_limit_is_told_not_slept() -> None:
    clock = Clock()
    with FakeX([row(1)], reset=NOW + 5_000, faults=deque(["429"])) as fake, pytest.raises(MilesError) as told:
        list(timeline(fake, clock).posts())
    assert "83 minutes" in told.value.what
    assert "since_id" in told.value.next_step
    assert clock.naps == []


@pytest.mark.parametrize("fault", ["500", "truncated", "garbage", "object"])
def test_passing_faults_are_tried_again(fault: str) -> None:
    clock = Clock()
    with FakeX([row(number) for number in range(7, 0, -1)], faults=deque([None, fault])) as fake:
        posts = list(timeline(fake, clock).posts())
    assert [post.metrics.likes for post in posts] == [7, 6, 5, 4, 3, 2, 1]
    assert clock.naps == [1.0]


def test_retries_are_bounded() -> None:
    clock = Clock()
    with FakeX([row(1)], faults=deque(["500"] * 9)) as fake, pytest.raises(MilesError, match="after 3 tries"):
        list(timeline(fake, clock, retries=2).posts())
    assert clock.naps == [1.0, 2.0]


def test_a_wrong_token_is_told_with_the_next_step_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), FakeX([row(1)]) as fake:
        with pytest.raises(MilesError) as told:
            list(timeline(fake, Clock(), bearer="wrong-token").posts())
        list(timeline(fake, Clock()).posts())
    assert "401" in told.value.what
    assert "X_BEARER_TOKEN" in told.value.next_step
    assert "api.twitter.com" in caplog.text, "tweepy logs its requests, so the next line tests something"
    assert "wrong-token" not in caplog.text + str(told.value)
    assert "secret-token" not in caplog.text


def test_an_unknown_account_is_told() -> None:
    with FakeX([]) as fake, pytest.raises(MilesError, match="Could not find user"):
        list(timeline(fake, Clock(), handle="nobody").posts())


def test_long_texts_and_references_are_read() -> None:
    rows = [
        row(9, text="RT @other: hello", referenced_tweets=[{"type": "retweeted", "id": "1"}]),
        row(8, text="@other yes", in_reply_to_user_id="7", referenced_tweets=[{"type": "replied_to", "id": "5"}]),
        row(7, text="and more", in_reply_to_user_id="42", referenced_tweets=[{"type": "replied_to", "id": "6"}]),
        row(6, text="look https://t.co/abc", referenced_tweets=[{"type": "quoted", "id": "3"}]),
        row(5, text="x" * 275, note_tweet={"text": "x" * 400 + " &lt;3"}),
        row(4, text="https://t.co/abc"),
    ]
    with FakeX(rows) as fake:
        posts = list(timeline(fake, Clock()).posts())
    kinds = [Kind.REPOST, Kind.REPLY, Kind.CONTINUATION, Kind.QUOTE, Kind.ROOT, Kind.LINK_ONLY]
    assert [post.kind for post in posts] == kinds
    assert [post.parent for post in posts[:4]] == [None, "5", "6", None]
    assert posts[4].text == "x" * 400 + " <3"
    assert not posts[4].is_cut


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"bearer": " "}, "bearer token"),
        ({"bearer": None}, "bearer token"),
        ({"handle": "two words"}, "handle"),
        ({"page_size": 3}, "page_size"),
        ({"base_url": "http://example.com"}, "https"),
    ],
)
def test_settings_are_checked_at_the_door(change: dict[str, Any], names: str) -> None:
    options = {"handle": "tess", "bearer": "secret-token"} | change
    with pytest.raises(MilesError, match=names):
        Timeline(options.pop("handle"), options.pop("bearer"), **options)


def test_no_connection_is_told() -> None:
    clock = Clock()
    with FakeX([]) as fake:
        url = fake.url
    source = Timeline("tess", "secret-token", base_url=url, retries=1, clock=clock, sleep=clock.sleep)
    with pytest.raises(MilesError, match="did not answer after 2 tries"):
        list(source.posts())
