"""A load generator: connections that each send a request when the last one was answered, in a process of their own.

scripts/bench_load.py <port> <path> <body> <connections> <seconds>; `{k}` in the body is another number each time.
Prints JSON: requests, seconds, statuses that are not 2xx, and percentiles of the latency in ms.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from typing import cast

import numpy as np
import uvloop


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, port: int, path: str, body: str, first: int, step: int) -> None:
        self.head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
        self.body, self.until, self.k, self.step = body, 0.0, first, step
        self.fixed = None if "{k}" in body else self._request()
        self.spans: list[float] = []
        self.wrong = 0
        self.done = asyncio.get_running_loop().create_future()
        self.got, self.wanted = b"", 0

    def _request(self) -> bytes:
        body = self.body.replace("{k}", str(self.k)).encode()
        return self.head.encode() + b"content-length: %d\r\n\r\n%b" % (len(body), body)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._send()

    def again(self, until: float) -> None:
        """Once the first answer, which waited for the connection to be taken, has come: those that count."""
        self.spans, self.until, self.done = [], until, asyncio.get_running_loop().create_future()
        self._send()

    def _send(self) -> None:
        self.k += self.step
        request = self.fixed or self._request()
        self.began = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.got += data
        if not self.wanted:
            end = self.got.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.got[:end].lower()
            place = head.find(b"content-length: ")
            self.wanted = end + 4 + (int(head[place + 16 :].split(b"\r\n", 1)[0]) if place >= 0 else 0)
        if len(self.got) < self.wanted:
            return
        now = time.perf_counter()
        self.spans.append(now - self.began)
        self.wrong += self.got[9:10] != b"2"
        self.got, self.wanted = b"", 0
        if now < self.until:
            self._send()
        elif not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("closed"))


async def load(port: int, path: str, body: str, connections: int, seconds: float) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    first = int(time.time() * 1000) % 1_000_000_000
    clients = [Client(port, path, body, first + k, connections) for k in range(connections)]
    waiting = iter(clients)
    for _ in clients:
        await loop.create_connection(lambda: next(waiting), "127.0.0.1", port)
    await asyncio.gather(*(client.done for client in clients))
    began = time.perf_counter()
    for client in clients:
        client.again(began + seconds)
    await asyncio.gather(*(client.done for client in clients))
    took = time.perf_counter() - began
    spans = 1000 * np.array([span for client in clients for span in client.spans])
    p50, p99, most = np.quantile(spans, [0.5, 0.99, 1])
    return {
        "n": len(spans), "rps": len(spans) / took, "p50_ms": p50, "p99_ms": p99, "max_ms": most,
        "wrong": sum(client.wrong for client in clients),
    }  # fmt: skip


if __name__ == "__main__":
    gc.disable()
    port, path, body, connections, seconds = sys.argv[1:]
    print(json.dumps(uvloop.run(load(int(port), path, body, int(connections), float(seconds)))))
