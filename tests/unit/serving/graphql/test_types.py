"""Types: whatever REST tells of a row, under the same names."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType
from pydantic import BaseModel
from strawberry.utils.str_converters import to_camel_case

from miles.analysis.diff import Op
from miles.post.draft import Length, Sentiment
from miles.registry.stage import Stage
from miles.serving.api import batches, drafts, feedback, history, outcomes, trials
from miles.serving.api.labels import Task
from miles.serving.api.shelf import Aim
from miles.serving.graphql.schema import SCHEMA
from miles.serving.graphql.types import read
from miles.serving.schemas import Change
from miles.store.drafts import State


@pytest.mark.parametrize(
    ("name", "model", "more"),
    [
        ("Generation", history.ToldRow, set()),
        ("Feedback", feedback.FeedbackRow, set()),
        ("Draft", drafts.DraftReply, {"candidate"}),
        ("Published", outcomes.PublishedRow, {"candidate"}),
        ("Counts", outcomes.CountsAt, set()),
        ("Trial", trials.TrialReply, set()),
        ("Batch", batches.Batch, set()),
    ],
)
def test_types_have_the_fields_of_rest(name: str, model: type[BaseModel], more: set[str]) -> None:
    kind = SCHEMA._schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    assert kind.fields.keys() == {to_camel_case(field) for field in model.model_fields} | more


def test_a_candidate_tells_the_last_word_apart_from_all_that_was_said() -> None:
    kind = SCHEMA._schema.type_map["Candidate"]
    assert isinstance(kind, GraphQLObjectType)
    assert kind.fields.keys() == history.ToldCandidate.model_fields.keys() | {"generationId", "lastWord", "generation"}


@pytest.mark.parametrize("words", [Sentiment, Length, Change, State, Task, Stage, Aim, Op])
def test_words_are_those_of_rest(words: Any) -> None:
    kind = SCHEMA._schema.type_map[words.__name__]
    assert isinstance(kind, GraphQLEnumType)
    assert list(kind.values) == [word.value for word in words]


def test_values_and_mappings_are_read_alike() -> None:
    assert read({"n": 1}, "n") == read(type("Row", (), {"n": 1})(), "n") == 1
