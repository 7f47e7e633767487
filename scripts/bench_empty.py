"""What bench-serve stands beside: routes that do nothing, under plain uvicorn and under BentoML, and a bare socket.

scripts/bench_serve.py starts them.
"""

from __future__ import annotations

import asyncio
import sys
from typing import cast

import bentoml
import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}"


async def nothing(_: Request) -> Response:
    return Response(b"{}", media_type="application/json")


APP = Starlette(routes=[Route("/empty", nothing, methods=["POST"])])


@bentoml.service(
    name="empty", workers=1, logging={"access": {"enabled": False}}, tracing={"excluded_urls": ".*"},
    traffic={"timeout": 15},
)  # fmt: skip
@bentoml.asgi_app(APP, path="/")
class Empty:
    """A mounted route and a native one."""

    @bentoml.api
    async def native(self, draft: str = "") -> str:
        return "{}"


class Bare(asyncio.Protocol):
    """Answers each packet with the same bytes: what is left is the generator's own time and the kernel's."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, _: bytes) -> None:
        self.transport.write(ANSWER)


async def bare(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        uvloop.run(bare(int(sys.argv[2])))
    else:
        uvicorn.run(APP, port=int(sys.argv[2]), log_level="error", access_log=False)
