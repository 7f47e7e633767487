"""Inputs: what REST takes, under the same names, and refused in the same words."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from miles.post.draft import Sentiment
from miles.serving.api import feedback, history, outcomes, trials
from miles.serving.graphql.inputs import (
    Arm,
    FeedbackInput,
    GenerateInput,
    Goal,
    HistoryFilter,
    OutcomeInput,
    TrialInput,
    body,
    given,
    key_of,
    lines,
    planned,
    which,
)
from miles.serving.schemas import GenerateRequest
from miles.store.generations import Filter


def names(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}


@pytest.mark.parametrize(
    ("kind", "model", "elsewhere"),
    [
        (GenerateInput, GenerateRequest, set()),
        (FeedbackInput, feedback.FeedbackRequest, set()),
        (OutcomeInput, outcomes.OutcomeRequest, set()),
        (TrialInput, trials.NewTrial, {"weights"}),
    ],
)
def test_inputs_have_the_fields_of_rest(kind: type, model: type[BaseModel], elsewhere: set[str]) -> None:
    assert names(kind) == model.model_fields.keys() - elsewhere


def test_filters_have_the_parameters_of_rest() -> None:
    assert names(HistoryFilter) == set(inspect.signature(history.which).parameters)
    found = asyncio.run(which(**given(HistoryFilter(q="gm", sentiment=Sentiment.POSITIVE, accepted=True))))
    assert found == Filter(search="gm", sentiment="positive", is_accepted=True)
    with pytest.raises(ValidationError, match="at least 1"):
        asyncio.run(which(q=""))


def test_what_is_left_out_is_left_to_rest_and_null_is_not() -> None:
    sent: Any = GenerateInput(draft="gm", goal=Goal(likes=2.0))
    assert given(sent) == {"draft": "gm", "goal": {"likes": 2.0}}
    assert body(GenerateRequest, sent) == GenerateRequest(draft="gm", goal={"likes": 2.0})
    with pytest.raises(ValidationError, match="draft"):
        body(GenerateRequest, GenerateInput(draft=None))


def test_the_requests_of_a_batch_are_those_of_rest() -> None:
    sent: list[Any] = [GenerateInput(draft="gm", goal=Goal(likes=2.0)), GenerateInput(topic="fees", parts=10)]
    with pytest.raises(ValidationError) as error:
        lines(sent)
    assert error.value.errors()[0]["loc"] == ("requests", 1, "parts")
    assert lines(sent[:1]) == [GenerateRequest(draft="gm", goal={"likes": 2.0})]


def test_a_key_is_fit_for_a_header() -> None:
    assert (key_of("k-1"), key_of(None)) == ("k-1", None)
    for odd in ("", "é", "a\nb", "k" * 201):
        with pytest.raises(ValidationError, match="Idempotency-Key"):
            key_of(odd)


def test_arms_are_named_once() -> None:
    arms = [Arm(name="old", voice="a" * 16), Arm(name="new", voice="b" * 16, weight=2.0)]
    found = planned(TrialInput(name="x", arms=arms, control="old"))
    assert found.arms == {"old": "a" * 16, "new": "b" * 16}
    assert found.weights == {"new": 2.0}
    with pytest.raises(ValidationError, match="arms"):
        planned(TrialInput(name="x", arms=[arms[0], arms[0]], control="old"))
