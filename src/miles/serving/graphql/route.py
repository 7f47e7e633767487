"""/graphql: one operation a POST (GraphQL over HTTP), and any number over a WebSocket (graphql-transport-ws).

Nothing is answered to GET: no page is here that could be shown without scripts of others, and a query in a URL ends up
in logs.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, WebSocket
from graphql import GraphQLError
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import Response
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET, UnsetType

from miles.serving.api.deps import TheDesk, problems
from miles.serving.graphql.context import Context
from miles.serving.graphql.limits import MOST_CHARS
from miles.serving.graphql.schema import SCHEMA
from miles.serving.graphql.told import told
from miles.serving.problem import Problem
from miles.serving.schemas import Text

router = APIRouter(tags=["graphql"])
MEDIA_TYPE = "application/graphql-response+json"
PROTOCOL = "graphql-transport-ws"
MOST_AT_ONCE = 8  # operations under way over one WebSocket
HELLO_S = 10.0  # from the handshake to connection_init


class Asked(BaseModel):
    """The body of a request; other fields are passed over, as GraphQL over HTTP wants it."""

    query: Text = Field(min_length=1, max_length=MOST_CHARS, examples=["{ health { status voice } }"])
    variables: dict[str, Any] | None = None
    operationName: Text | None = Field(None, max_length=200)
    extensions: dict[str, Any] | None = None


class Answer(BaseModel):
    """`data` is missing where the document was not run."""

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] | None = None


@router.post(
    "/graphql",
    response_class=Response,
    responses=problems()
    | {
        200: {"content": {MEDIA_TYPE: {"schema": Answer.model_json_schema()}}, "description": "It was run"},
        400: {
            "content": {
                MEDIA_TYPE: {"schema": Answer.model_json_schema()},
                "application/problem+json": {"schema": Problem.model_json_schema()},
            },
            "description": "It was not run, or the body is no JSON",
        },
    },
)
async def ask(asked: Asked, request: Request, desk: TheDesk) -> Response:
    """Run one query or mutation. A document that cannot be run is answered with 400; what becomes of its fields is
    told in `errors`, whose `extensions` hold a code, a status, the field and the next step."""
    context = Context.of(request, desk)
    try:
        result: Any = await SCHEMA.execute(
            asked.query, asked.variables, context, None, asked.operationName,
            {OperationType.QUERY, OperationType.MUTATION},
        )  # fmt: skip
        answer = {"data": result.data}
        if result.errors:
            answer["errors"] = [error.formatted for error in result.errors]
        was_run = result.data is not None or all(error.path for error in result.errors)
    except (CannotGetOperationTypeError, InvalidOperationTypeError) as error:
        cause = GraphQLError(str(error), original_error=error)
        answer, was_run = {"errors": [told(cause, context.request_id).formatted]}, False
    if not was_run:
        answer.pop("data", None)
    accept = request.headers.get("accept", "")
    is_old = "application/json" in accept and MEDIA_TYPE not in accept  # such clients want 200 for all that they parse
    media_type = "application/json" if is_old else MEDIA_TYPE
    return Response(json.dumps(answer, separators=(",", ":")), 200 if was_run or is_old else 400, media_type=media_type)


@router.websocket("/graphql")
async def ask_socket(socket: WebSocket, desk: TheDesk) -> None:
    """Operations over a WebSocket; a subscription that is completed by its reader, or whose socket goes, ends."""
    offered = socket.scope.get("subprotocols", ())
    await socket.accept(PROTOCOL if PROTOCOL in offered else None)
    if PROTOCOL not in offered:
        await socket.close(4406, "Subprotocol not acceptable")
        return
    view: Any = _Json()
    adapter = ASGIWebSocketAdapter(view, socket, socket)
    wait = timedelta(seconds=HELLO_S)
    await Operations(view, adapter, Context.of(socket, desk), None, SCHEMA, wait, MOST_AT_ONCE).handle()


class Operations(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, with messages checked at the door: one that does not fit ends the connection, and no more."""

    async def handle_message(self, message: Any) -> None:
        is_known = isinstance(message, dict) and isinstance(message.get("id", ""), str)
        if not is_known or len(message.get("id", "")) > 200:
            return await self.handle_invalid_message("Failed to parse message")
        if message.get("type") == "subscribe":
            try:
                Asked.model_validate(message.get("payload"))
            except ValidationError as error:
                first = error.errors()[0]
                return await self.handle_invalid_message(f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:100])
        return await super().handle_message(message)

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> str | None:  # noqa: ARG004
        """One operation that cannot be run leaves the others alone."""
        return None


class _Json:
    """The part of strawberry's view that its handler and adapter call."""

    encode_json = staticmethod(json.dumps)

    @staticmethod
    def decode_json(text: str) -> Any:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):  # too many digits, too deep: no JSON of ours either
            raise json.JSONDecodeError("not to be read", "", 0) from None

    async def on_ws_connect(self, _context: Context) -> UnsetType:
        return UNSET
