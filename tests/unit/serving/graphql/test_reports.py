"""Reports: whatever REST tells in numbers, under the same names; what it tells by key is a list here."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType
from pydantic import BaseModel
from strawberry.utils.str_converters import to_camel_case

from miles.serving.api import health, learning, me, metrics, profile, shelf, trials
from miles.serving.graphql.reports import _labels, _routes
from miles.serving.graphql.schema import SCHEMA

MIRRORED = {
    "Health": health.Health, "Range": profile.Range, "Pattern": profile.Pattern, "Patterns": profile.Patterns,
    "Topic": profile.Topic, "Topics": profile.Topics, "Recommendation": profile.Recommendation,
    "Recommendations": profile.Recommendations, "Cell": profile.Cell, "Clock": profile.Clock, "Hours": profile.Hours,
    "Reported": trials.Reported, "Found": trials.Found, "Split": trials.Split, "Bounds": trials.Bounds,
    "Erased": me.Erased, "Kept": learning.Kept, "Learning": learning.LearningReply, "ShelvedVoice": shelf.ShelvedVoice,
    "Decision": shelf.Decision, "Shelf": shelf.ShelfReply, "Metrics": metrics.Metrics,
}  # fmt: skip
BY_KEY = {"KeptLabels": ("task", learning.Kept), "RouteTimes": ("route", metrics.RouteTimes)}


def fields_of(name: str) -> set[str]:
    kind = SCHEMA._schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return set(kind.fields)


@pytest.mark.parametrize("name", MIRRORED)
def test_types_have_the_fields_of_rest(name: str) -> None:
    model = MIRRORED[name]
    assert issubclass(model, BaseModel)
    assert fields_of(name) == {to_camel_case(field) for field in model.model_fields}


@pytest.mark.parametrize("name", BY_KEY)
def test_what_rest_tells_by_key_has_the_key_as_a_field(name: str) -> None:
    key, model = BY_KEY[name]
    assert issubclass(model, BaseModel)
    assert fields_of(name) == {to_camel_case(field) for field in model.model_fields} | {key}


def test_keys_become_rows() -> None:
    kept = learning.Kept(n=3, newest=None)
    assert _labels(learning.LearningReply.model_construct(labels={"topic": kept})) == [
        {"task": "topic", "n": 3, "newest": None}
    ]
    times = metrics.RouteTimes(requests=2, error_rate=0.5, p50_ms=1, p95_ms=2, p99_ms=3)
    told = {"requests": 2, "error_rate": 0.5, "p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 3.0}
    assert _routes(metrics.Metrics.model_construct(routes={"/a": times, "/b": times})) == [
        {"route": "/a", **told}, {"route": "/b", **told},
    ]  # fmt: skip
