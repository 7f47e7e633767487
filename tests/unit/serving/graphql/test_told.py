"""Errors: in REST's words, and nothing of the inside."""

from __future__ import annotations

import json
import logging

import pytest
from graphql import GraphQLError
from pydantic import ValidationError

from miles.post.error import MilesError
from miles.serving.graphql.limits import Excess
from miles.serving.graphql.told import BROKEN, cause_of, note, told
from miles.serving.problem import Busy, Forbidden, NoVoice, TooLate, of_error
from miles.serving.schemas import GenerateRequest
from miles.store.refusal import Conflict, Missing, Unavailable


@pytest.mark.parametrize(
    "error",
    [
        Missing("draft", "x"), Conflict("changed", "read it again"), Unavailable("away", "ask again"),
        Forbidden("no", "ask"), NoVoice("none", "train"), Busy("full", "wait"), TooLate("late", "less"),
        MilesError("n: is 0", "give 1"),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_an_error_of_ours_says_what_rest_says(error: MilesError) -> None:
    problem = json.loads(bytes(of_error(error, "r-1").body))
    found = told(GraphQLError("x", original_error=error, path=["draft"]), "r-1")
    assert (found.message, found.path) == (problem["detail"], ["draft"])
    assert found.original_error is None
    assert {name: found.extensions[name] for name in ("status", "next", "instance")} == {
        name: problem[name] for name in ("status", "next", "instance")
    }
    assert found.extensions["code"] != "broken"


def test_a_field_is_named_as_rest_names_it() -> None:
    with pytest.raises(ValidationError) as error:
        GenerateRequest.model_validate({"draft": "x", "n": 11, "goal": {"likes": -1}})
    found = told(GraphQLError("x", original_error=error.value, path=["generate"])).extensions
    assert (found["status"], found["field"]) == (422, "n")
    assert {each["field"] for each in found["errors"]} == {"n", "goal.likes"}


def test_what_nobody_expected_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    broken = GraphQLError("x", original_error=KeyError("secret"), path=["me"])
    mendable = GraphQLError("x", original_error=MilesError("n: is 0", "give 1"), path=["me"])
    found = told(broken, "r-1")
    assert (found.message, found.extensions["next"]) == BROKEN
    assert (found.extensions["status"], found.extensions["instance"]) == (500, "r-1")
    assert "secret" not in json.dumps(found.formatted)
    with caplog.at_level(logging.ERROR):
        note([broken, mendable, GraphQLError("a document")])
    [record] = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is KeyError


def test_a_document_at_fault_is_told_so_and_what_is_told_stays() -> None:
    once = told(GraphQLError("Cannot query field 'x'. Did you mean 'y'?" + "z" * 999))
    assert (once.extensions["status"], len(once.message)) == (400, 300)
    assert told(once) is once
    assert told(GraphQLError("Cannot query 'x'. Did you mean 'y'?"), suggests=False).message == "Cannot query 'x'."
    deep = told(GraphQLError("x", original_error=RecursionError()))
    assert deep.extensions["code"] == "depth"
    assert told(GraphQLError("x", original_error=Excess("cycle", "a", "b"))).extensions["code"] == "cycle"
    assert cause_of(GraphQLError("x", original_error=GraphQLError("y"))) is None
