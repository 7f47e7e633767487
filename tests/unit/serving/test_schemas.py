from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from miles.post.draft import Draft, Sentiment
from miles.serving.schemas import GenerateRequest, plain

ID = "01kb2x0vmd7q4c8r9s5t6v7w8x"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "draft: is empty"),
        ({"draft": "  \n"}, "draft: is empty"),
        ({"draft": "x", "parts": 0}, "greater than or equal to 1"),
        ({"draft": "x", "parts": 99}, "less than or equal to 9"),
        ({"draft": "x", "n": 11}, "less than or equal to 10"),
        ({"draft": "x", "temperature": 2.1}, "less than or equal to 2"),
        ({"draft": "x", "seed": -1}, "greater than or equal to 0"),
        ({"draft": "x" * 4001}, "at most 4000 characters"),
        ({"draft": "x\x00"}, "NUL"),
        ({"draft": "x", "topic": "\ud800"}, "surrogate|unicode"),
        ({"draft": "x", "ban": ["a"]}, "at least 2 characters"),
        ({"draft": "x", "ban": ["ab"] * 51}, "at most 50 items"),
        ({"draft": "x", "goal": {"likes": 0}}, "goal: weighs nothing"),
        ({"draft": "x", "goal": {"love": 1}}, "likes"),
        ({"draft": "x", "goal": {"likes": float("inf")}}, "less than or equal|finite"),
        ({"draft": "x", "thread": True, "parts": 1}, "parts: 1 is one post"),
        ({"draft": "x", "change": "vary"}, "based_on: is missing"),
        ({"based_on": ID, "change": "sentiment"}, "sentiment: is missing"),
        ({"based_on": "../etc"}, "pattern"),
        ({"draft": "x", "sentimnet": "positive"}, "Extra inputs"),
        ({"draft": "x", "sentiment": "happy"}, "negative"),
    ],
)
def test_what_cannot_be_meant_is_refused(body: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        GenerateRequest.model_validate(body)


def test_a_topic_or_a_candidate_stands_for_a_draft() -> None:
    assert GenerateRequest.model_validate({"topic": "bitcoin"}).as_draft() == Draft(topic="bitcoin")
    assert GenerateRequest.model_validate({"based_on": ID}).based_on == ID


def test_wishes_become_the_drafts() -> None:
    asked = GenerateRequest.model_validate(
        {"draft": " BTC 100k ", "parts": 3, "sentiment": "positive", "thread": True, "length": "long", "n": 1}
    )
    assert asked.as_draft() == Draft(
        text="BTC 100k", parts=3, sentiment=Sentiment.POSITIVE, is_thread=True, length=asked.length
    )


def test_plain_is_what_json_can_hold() -> None:
    assert plain({"a": Sentiment.POSITIVE, "b": [Sentiment.NEUTRAL, 1], "c": {"d": None}}) == {
        "a": "positive", "b": ["neutral", 1], "c": {"d": None}
    }  # fmt: skip
