"""Posts for a draft or an idea: as one reply, or piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request, WebSocket
from pydantic import ValidationError
from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse
from starlette.websockets import WebSocketDisconnect

from miles.post.error import MilesError
from miles.registry.voice import Piece
from miles.serving.api.deps import TheDesk, problems
from miles.serving.desk import Desk
from miles.serving.problem import REQUEST_ID, of_error, of_fields
from miles.serving.schemas import GenerateReply, GenerateRequest
from miles.serving.security.identity import Identity, identity_of

router = APIRouter(tags=["write"])
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")]
LOST = 1006  # what a closed WebSocket is called when nobody said why


@router.post("/generate", response_model=GenerateReply, responses=problems(404, 409, 504))
async def generate(asked: GenerateRequest, request: Request, desk: TheDesk, idempotency_key: Key = None) -> Response:
    """Write posts for a draft, an idea, or from a candidate that is nearly right; the best one comes first.

    With a `seed` the same request to the same voice gets the same texts. With an `Idempotency-Key` it is answered once,
    whatever happens on the way.
    """
    reply = await desk.composer.compose(identity_of(request.scope), asked, idempotency_key)
    return Response(reply, media_type="application/json")


@router.post(
    "/generate/stream",
    response_class=StreamingResponse,
    responses=problems(404, 504) | {200: {"content": {"text/event-stream": {}}, "description": "Server-sent events"}},
)
async def stream(asked: GenerateRequest, request: Request, desk: TheDesk) -> Response:
    """The same, told while it is written: events `piece` {candidate, text}, then one `reply`, or one `problem`."""
    events = _events(desk, identity_of(request.scope), asked, request.scope.get(REQUEST_ID))
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.websocket("/stream")
async def stream_socket(socket: WebSocket, desk: TheDesk) -> None:
    """One request as JSON in; pieces and the reply out, as over SSE: {"event": ..., "data": ...}. Closing cancels."""
    await socket.accept()
    who = identity_of(socket.scope)
    try:
        while True:
            try:
                asked = GenerateRequest.model_validate_json(await socket.receive_text())
            except ValidationError as error:
                told = of_fields(error.errors(include_url=False, include_context=False, include_input=False))
                await socket.send_text(_framed("problem", bytes(told.body)))
                continue
            await _written(socket, desk, who, asked)
    except WebSocketDisconnect:
        return


async def _written(socket: WebSocket, desk: Desk, who: Identity, asked: GenerateRequest) -> None:
    """Send all of one request; whoever speaks meanwhile, or goes, ends it."""

    async def send() -> None:
        async for event, data in _told(desk, who, asked, None):
            await socket.send_text(_framed(event, data))

    sending, hearing = asyncio.create_task(send()), asyncio.create_task(socket.receive())
    await asyncio.wait({sending, hearing}, return_when=asyncio.FIRST_COMPLETED)
    for task in (sending, hearing):
        task.cancel()
    said = (await asyncio.gather(sending, hearing, return_exceptions=True))[1]
    if isinstance(said, dict) and said["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(said.get("code", LOST))


async def _events(desk: Desk, who: Identity, asked: GenerateRequest, request_id: str | None) -> AsyncIterator[bytes]:
    async for event, data in _told(desk, who, asked, request_id):
        yield b"event: %b\ndata: %b\n\n" % (event.encode(), data)


async def _told(
    desk: Desk, who: Identity, asked: GenerateRequest, request_id: str | None
) -> AsyncIterator[tuple[str, bytes]]:
    try:
        async for piece in desk.composer.stream(who, asked):
            if isinstance(piece, Piece):
                yield "piece", to_json({"candidate": piece.candidate, "text": piece.text})
            else:
                yield "reply", piece
    except MilesError as error:
        yield "problem", bytes(of_error(error, request_id).body)


def _framed(event: str, data: bytes) -> str:
    return f'{{"event":"{event}","data":{data.decode()}}}'
