from __future__ import annotations

import pytest

from miles.analysis.sentiment import SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.evaluation.control import control
from miles.post.draft import Draft, Length, Sentiment


def value(statistic) -> float | None:
    used = statistic.applies[None, :].astype(float)
    return float(statistic.of(used)[0]) if used.any() else None


def values(found) -> dict[str, float | None]:
    return {name: value(statistic) for name, statistic in found.items()}


@pytest.mark.parametrize(
    ("draft", "written", "metric", "obeyed"),
    [
        (Draft(parts=2), "one\n\ntwo", "control_parts", 1),
        (Draft(parts=2), "one\n\ntwo\n\nthree", "control_parts", 0),
        (Draft(parts=2, is_thread=True), "post one\n~\npost two", "control_parts", 1),
        (Draft(parts=2, is_thread=True), "one\n\ntwo", "control_parts", 0),
        (Draft(length=Length.SHORT), "only four words here", "control_length", 1),
        (Draft(length=Length.LONG), "only four words here", "control_length", 0),
        (Draft(sentiment=Sentiment.POSITIVE), "I love this, a wonderful great win", "control_sentiment", 1),
        (Draft(sentiment=Sentiment.NEGATIVE), "I love this, a wonderful great win", "control_sentiment", 0),
        (Draft(is_thread=True), "one\n~\ntwo", "control_thread", 1),
        (Draft(is_thread=False), "one\n~\ntwo", "control_thread", 0),
    ],
)
def test_each_wish_is_checked(answered, draft: Draft, written: str, metric: str, obeyed: int) -> None:
    assert values(control(answered((draft, written, "real"))))[metric] == obeyed


def test_what_was_not_wished_is_not_measured(answered) -> None:
    assert set(values(control(answered((Draft(text="free"), "anything", "real")))).values()) == {None}


def test_together_is_the_share_of_a_drafts_own_wishes(answered) -> None:
    both = Draft(parts=1, length=Length.LONG)
    found = values(
        control(answered((both, "short", "real"), (Draft(parts=1), "short", "real"), (Draft(), "x", "real")))
    )
    assert found["control_obedience"] == (0.5 + 1.0) / 2


def test_topics_are_those_the_labeller_knows(answered) -> None:
    texts = ["bitcoin halving supply shock", "bitcoin halving miners", "ethereum staking yield", "ethereum gas staking"]
    topics = TopicLabeller.fit(texts * 3, k=2, seed=0)
    name = topics.label(texts[0])
    asked, foreign = Draft(topic=name), Draft(topic="cooking")
    found = control(answered((asked, texts[1], "r"), (asked, texts[2], "r"), (foreign, texts[0], "r")), topics)
    assert value(found["control_topic"]) == 0.5
    assert found["control_topic"].labeller == topics.version
    assert not control(answered((asked, texts[1], "r")))["control_topic"].applies.any()


def test_what_is_held_back_is_not_measured(answered) -> None:
    answers = answered((Draft(parts=1), "one", "r"), (Draft(parts=1), "one\n\ntwo", "r"), hidden=[1])
    assert values(control(answers))["control_parts"] == 1.0


def test_sentiment_is_heard_by_the_listener_that_is_given(answered) -> None:
    shy = SentimentLabeller(threshold=0.99)
    answers = answered((Draft(sentiment=Sentiment.POSITIVE), "a good day", "r"))
    assert values(control(answers))["control_sentiment"] == 1
    heard = control(answers, listener=shy)["control_sentiment"]
    assert value(heard) == 0
    assert heard.labeller == shy.version
