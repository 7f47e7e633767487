"""Every error as REST tells it: what is wrong, in `extensions` which field and what to do next, and no stack."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError
from pydantic import ValidationError
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from miles.post.error import MilesError
from miles.serving.graphql.limits import MOST_TOKENS, too_deep
from miles.serving.problem import of_error, of_fields

LOG = logging.getLogger(__name__)
CODES = {
    400: "invalid", 401: "unauthorised", 403: "forbidden", 404: "missing", 409: "conflict", 422: "unprocessable",
    503: "unavailable", 504: "late",
}  # fmt: skip
UNRUN = CannotGetOperationTypeError | InvalidOperationTypeError  # nothing of the document was run
LONGEST = 300  # characters of a message that repeats what was sent
BROKEN = ("something broke here, not in your request", "try again; if it stays, tell the operator the instance")
SEE = "ask __schema what there is, or read docs/api/schema.graphql"


class Told(SchemaExtension):
    """Rewrites the errors of every answer, streamed or not."""

    def on_operation(self) -> Iterator[None]:
        yield
        self._tell(self.execution_context.result)

    def on_stream_result(self, result: Any) -> Iterator[None]:
        self._tell(result)
        yield

    def _tell(self, result: Any) -> None:
        if getattr(result, "errors", None):
            context = self.execution_context.context
            result.errors = [told(error, context.request_id, context.desk.settings.docs) for error in result.errors]


def told(error: GraphQLError, request_id: str | None = None, suggests: bool = True) -> GraphQLError:
    """The same error in our words. `suggests`: "did you mean" may name fields that were not asked for."""
    if error.extensions and "code" in error.extensions:
        return error
    cause = cause_of(error)
    if isinstance(cause, RecursionError) and error.path is None:
        cause = too_deep()
    if isinstance(cause, MilesError | ValidationError):
        what, extensions = _ours(cause, request_id)
    elif cause is not None and not (error.path is None and isinstance(cause, ValueError | UNRUN)):
        what, extensions = BROKEN[0], {"code": "broken", "status": 500, "next": BROKEN[1]}
        if request_id:
            extensions["instance"] = request_id
    else:
        what, extensions = _of_document(error)
        what = what if suggests else what.partition(" Did you mean")[0]
    return GraphQLError(what, error.nodes, error.source, error.positions, error.path, None, extensions)


def cause_of(error: BaseException) -> BaseException | None:
    """What a resolver raised; None where the document itself is at fault."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def note(errors: Sequence[GraphQLError]) -> None:
    """Into the log go those that nobody expected."""
    for error in errors:
        cause = cause_of(error)
        if cause is not None and (told(error).extensions or {})["code"] == "broken":
            LOG.error("a GraphQL field broke", exc_info=cause)


def _ours(cause: MilesError | ValidationError, request_id: str | None) -> tuple[str, dict[str, Any]]:
    if isinstance(cause, ValidationError):
        found = cause.errors(include_url=False, include_context=False, include_input=False)
        response = of_fields(found, request_id)
    else:
        response = of_error(cause, request_id)
    problem = json.loads(bytes(response.body))
    status = getattr(cause, "status", problem["status"])
    extensions = {"code": getattr(cause, "code", CODES.get(status, "invalid")), "status": status}
    extensions |= {name: problem[name] for name in ("next", "instance", "errors") if name in problem}
    if "errors" in problem:
        extensions["field"] = problem["errors"][0]["field"]
    return problem["detail"], extensions


def _of_document(error: GraphQLError) -> tuple[str, dict[str, Any]]:
    cause, what = cause_of(error), error.message[:LONGEST]
    code, step = "invalid", SEE
    if isinstance(error, GraphQLSyntaxError):
        code, step = "syntax", "mend the document where `locations` points"
        if f" {MOST_TOKENS} tokens" in what:
            code, step = "tokens", "ask in several steps"
    elif isinstance(cause, ValueError):
        what, step = "a number of the document has too many digits", "send it as a variable"
    elif isinstance(cause, InvalidOperationTypeError):
        what, step = "subscriptions are told over a WebSocket", "connect with the subprotocol graphql-transport-ws"
    elif isinstance(cause, CannotGetOperationTypeError):
        step = "name one of the document's operations as operationName"
    return what, {"code": code, "status": 400, "next": step}
