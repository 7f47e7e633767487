"""Posts for a draft or an idea: as one reply, or piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Annotated

from fastapi import APIRouter, Header, Request, WebSocket
from pydantic import ValidationError
from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse
from starlette.websockets import WebSocketDisconnect

from miles.post.error import MilesError
from miles.registry.voice import Piece
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.straight import Straight
from miles.serving.desk import Desk
from miles.serving.problem import REQUEST_ID, of_error, of_fields
from miles.serving.schemas import GenerateReply, GenerateRequest
from miles.serving.security.identity import Identity, Scope, identity_of
from miles.serving.security.scopes import needs

router = APIRouter(tags=["write"], route_class=Straight)
WRITER = needs(Scope.GENERATE)
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")]
LOST, NOT_TEXT = 1006, 1007  # why a WebSocket was closed: nobody said; what came was no text (RFC 6455, 7.4.1)
CANCEL = "cancel"
LOOK_S = 0.02
HUNG_UP = 499  # nobody reads it; what counts requests does


@router.post("/generate", response_model=GenerateReply, responses=problems(404, 409, 504), dependencies=[WRITER])
async def generate(asked: GenerateRequest, request: Request, desk: TheDesk, idempotency_key: Key = None) -> Response:
    """Write posts for a draft, an idea, or from a candidate that is nearly right; the best one comes first.

    With a `seed` the same request to the same voice gets the same texts. With an `Idempotency-Key` it is answered once,
    whatever happens on the way.
    """
    return await attended(request, desk.composer.compose(identity_of(request.scope), asked, idempotency_key))


@router.post(
    "/generate/stream",
    response_class=StreamingResponse,
    dependencies=[WRITER],
    responses=problems(404, 504) | {200: {"content": {"text/event-stream": {}}, "description": "Server-sent events"}},
)
async def stream(asked: GenerateRequest, request: Request, desk: TheDesk) -> Response:
    """The same, told while it is written: events `piece` {candidate, text}, then one `reply`, or one `problem`."""
    told = _told(desk, identity_of(request.scope), asked, request.scope.get(REQUEST_ID))
    first = await anext(told)  # what is refused has a status of its own, not an event
    return StreamingResponse(_events(first, told), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.websocket("/stream")
async def stream_socket(socket: WebSocket, who: Annotated[Identity, WRITER], desk: TheDesk) -> None:
    """Requests as JSON in, one after another; pieces and replies out: {"event": ..., "data": ...}, as over SSE.

    Whatever is said while posts are written ends the writing: "cancel", which is answered by the event `cancelled`, or
    the next request, which takes its place. So does leaving.
    """
    await socket.accept()
    hearing = asyncio.create_task(_heard(socket))
    sending: asyncio.Task[None] | None = None
    try:
        while True:
            said = await hearing
            hearing = asyncio.create_task(_heard(socket))
            sending = asyncio.create_task(_answered(socket, desk, who, said))
            await asyncio.wait({sending, hearing}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
            else:
                sending.cancel()
                await asyncio.wait({sending})
    except WebSocketDisconnect:
        return
    except UnicodeDecodeError:
        await socket.close(NOT_TEXT, "send text")
    finally:
        hearing.cancel()


async def attended(request: Request, work: Awaitable[bytes]) -> Response:
    """The reply as soon as it is there; the work is cancelled when whoever asked for it hangs up.

    Servers do not end a request for that. Nobody looks in the first LOOK_S: most replies are out by then.
    """
    loop, answering = asyncio.get_running_loop(), asyncio.current_task()
    assert answering is not None
    watch: asyncio.Task[None] | None = None
    is_gone = False

    async def listen() -> None:
        nonlocal is_gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        is_gone = True
        answering.cancel()

    def begin() -> None:
        nonlocal watch
        watch = loop.create_task(listen(), name="listen")

    timer = loop.call_later(LOOK_S, begin)
    try:
        return Response(await work, media_type="application/json")
    except asyncio.CancelledError:
        if not is_gone or answering.uncancel():
            raise
        return Response(status_code=HUNG_UP)
    finally:
        timer.cancel()
        if watch is not None:
            watch.cancel()


async def _heard(socket: WebSocket) -> str:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", LOST))
    return message["text"] if message.get("text") is not None else message["bytes"].decode()


async def _answered(socket: WebSocket, desk: Desk, who: Identity, said: str) -> None:
    if said == CANCEL:
        await socket.send_text(_framed("cancelled", b"null"))
        return
    try:
        asked = GenerateRequest.model_validate_json(said)
    except ValidationError as error:
        told = of_fields(error.errors(include_url=False, include_context=False, include_input=False))
        await socket.send_text(_framed("problem", bytes(told.body)))
        return
    try:
        async for event, data in _told(desk, who, asked, None):
            await socket.send_text(_framed(event, data))
    except MilesError as error:
        await socket.send_text(_framed("problem", bytes(of_error(error).body)))


async def _events(first: tuple[str, bytes], told: AsyncIterator[tuple[str, bytes]]) -> AsyncIterator[bytes]:
    yield _event(*first)
    async for event, data in told:
        yield _event(event, data)


def _event(event: str, data: bytes) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (event.encode(), data)


async def _told(
    desk: Desk, who: Identity, asked: GenerateRequest, request_id: str | None
) -> AsyncIterator[tuple[str, bytes]]:
    """Events; an error before the first of them is raised, a later one is an event, too."""
    has_begun = False
    try:
        async for piece in desk.composer.stream(who, asked):
            has_begun = True
            if isinstance(piece, Piece):
                yield "piece", to_json({"candidate": piece.candidate, "text": piece.text})
            else:
                yield "reply", piece
    except MilesError as error:
        if not has_begun:
            raise
        yield "problem", bytes(of_error(error, request_id).body)


def _framed(event: str, data: bytes) -> str:
    return f'{{"event":"{event}","data":{data.decode()}}}'
