"""Which wishes a text grants."""

from __future__ import annotations

import pytest

from miles.analysis.sentiment import SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.analysis.wishes import Grant, grants
from miles.post.draft import Draft, Length, Sentiment

TOPICS = TopicLabeller.fit(["bitcoin miners sell", "bitcoin fees", "ether staking", "ether gas staking"] * 3, k=2)
BITCOIN, ETHER = TOPICS.label("bitcoin miners"), TOPICS.label("ether gas")


def grant(draft: Draft, *texts: str) -> dict[str, Grant]:
    (found,) = grants(draft, [texts], SentimentLabeller(), TOPICS)
    return found


@pytest.mark.parametrize(
    ("draft", "texts", "name", "is_granted"),
    [
        (Draft(parts=2), ["one\n\ntwo"], "parts", True),
        (Draft(parts=2), ["one\n\ntwo\n\nthree"], "parts", False),
        (Draft(parts=2, is_thread=True), ["one\n\nmore", "two"], "parts", True),
        (Draft(is_thread=True), ["one", "two"], "thread", True),
        (Draft(is_thread=False), ["one", "two"], "thread", False),
        (Draft(length=Length.SHORT), ["four words and no more"], "length", True),
        (Draft(length=Length.ESSAY), ["four words and no more"], "length", False),
        (Draft(sentiment=Sentiment.POSITIVE), ["a wonderful day"], "sentiment", True),
        (Draft(sentiment=Sentiment.NEUTRAL), ["a wonderful day"], "sentiment", False),
        (Draft(topic=BITCOIN), ["bitcoin fees"], "topic", True),
        (Draft(topic=ETHER), ["bitcoin fees"], "topic", False),
    ],
)
def test_each_wish_is_granted_or_not(draft: Draft, texts: list[str], name: str, is_granted: bool) -> None:
    assert grant(draft, *texts)[name].is_granted is is_granted


def test_only_what_is_wished_and_can_be_heard_is_a_wish() -> None:
    assert grant(Draft(text="a wonderful day"), "anything") == {}
    assert grant(Draft(topic="gardening"), "roses") == {}
    assert grants(Draft(sentiment=Sentiment.POSITIVE, topic=BITCOIN), [("x",)], None, None) == [{}]


def test_the_clearer_of_two_that_grant_is_worth_more_and_any_that_grants_more_than_none() -> None:
    glad = Draft(sentiment=Sentiment.POSITIVE)
    flat, good, best = (
        grant(glad, text)["sentiment"] for text in ("it is Monday", "a good day", "a great, wonderful, happy day")
    )
    assert not flat.is_granted
    assert flat.worth < 0.5 < good.worth < best.worth <= 1
    plain, mixed = (grant(Draft(topic=BITCOIN), text)["topic"] for text in ("bitcoin miners", "bitcoin miners gas"))
    assert mixed.is_granted
    assert mixed.worth < plain.worth
    assert grant(Draft(parts=1), "one")["parts"].worth == 1
    assert grant(Draft(parts=1), "one\n\ntwo")["parts"].worth == 0
