"""Replies: whatever REST tells of a text, under the same names."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType
from pydantic import BaseModel
from strawberry.utils.str_converters import to_camel_case

from miles.serving import problem, schemas
from miles.serving.api import batches, candidates, labels
from miles.serving.graphql.replies import _forecast
from miles.serving.graphql.schema import SCHEMA

MIRRORED = {
    "Reply": schemas.GenerateReply, "Suggestion": schemas.CandidateReply, "PostReply": schemas.PostReply,
    "Novelty": schemas.Novelty, "Facts": schemas.Facts, "BatchLine": batches.BatchLine, "Problem": problem.Problem,
    "FieldError": problem.FieldError, "Phrase": candidates.Phrase, "NearPost": candidates.NearPost,
    "Step": candidates.Step, "Question": labels.Question, "Answer": labels.Answer,
}  # fmt: skip


@pytest.mark.parametrize("name", MIRRORED)
def test_types_have_the_fields_of_rest(name: str) -> None:
    kind, model = SCHEMA._schema.type_map[name], MIRRORED[name]
    assert isinstance(kind, GraphQLObjectType)
    assert issubclass(model, BaseModel)
    assert kind.fields.keys() == {to_camel_case(field) for field in model.model_fields}


def test_a_receipt_leads_back_to_its_candidate() -> None:
    kind = SCHEMA._schema.type_map["Receipt"]
    assert isinstance(kind, GraphQLObjectType)
    assert kind.fields.keys() == {to_camel_case(field) for field in candidates.ReceiptReply.model_fields} | {
        "candidate"
    }


def test_a_forecast_is_a_list_by_count() -> None:
    expected = schemas.Expected(low=1, median=2, high=4, above_usual=0.5)
    told = {"low": 1.0, "median": 2.0, "high": 4.0, "above_usual": 0.5}
    reply = schemas.CandidateReply.model_construct(forecast={"likes": expected})
    assert _forecast(reply) == [{"count": "likes", **told}]
    assert _forecast(schemas.CandidateReply.model_construct(forecast=None)) is None
    kind = SCHEMA._schema.type_map["Forecast"]
    assert isinstance(kind, GraphQLObjectType)
    assert kind.fields.keys() == {"count"} | {to_camel_case(name) for name in schemas.Expected.model_fields}
