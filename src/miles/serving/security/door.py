"""The one way in, for HTTP and WebSockets: a request gets an id, a known size and an Identity, or an answer at once.

In the order of events: id, header sizes, origin, token, rate, body as it streams in, fields of the reply. Pure ASGI:
a reply streams through untouched. What browsers may read of it is starlette's CORSMiddleware, which goes around this.
"""

from __future__ import annotations

import asyncio
import math
import re
import secrets
import time
from collections.abc import Collection, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from miles.serving.problem import REQUEST_ID, problem
from miles.serving.security.denied import Denied, Foreign, LongHeaders, TooLarge, Unauthorised, answer
from miles.serving.security.identity import KEY, LOCAL, NOBODY, Identity
from miles.serving.security.rates import Rates
from miles.serving.security.tokens import Verifier

OPEN_PATHS = frozenset(
    {"/api/v1/health", "/api/v1/live", "/api/v1/ready", "/healthz", "/livez", "/readyz"}
    | {"/docs", "/docs/", "/openapi.json", "/oauth/token", "/.well-known/"}
)
PAGES = frozenset({"/docs", "/docs/"})  # HTML that loads scripts: no strict policy for it
MOST_HEADER_BYTES = 16_384  # all fields, path and query
MOST_HEADERS = 100
TOO_BIG, EXPIRED = 1009, 4401  # why a WebSocket was closed (RFC 6455, 7.4); 4401 is what GraphQL's clients know
CORS: Mapping[str, Any] = {
    "allow_methods": ["GET", "POST", "PUT", "PATCH", "DELETE"],
    "allow_headers": ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "X-Request-ID"],
    "expose_headers": ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"],
    "max_age": 600,
}
"""For CORSMiddleware, beside allow_origins. No cookies: a token is sent on purpose."""

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)
_REPLIES = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_SANE_ID = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.ASCII | re.IGNORECASE)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SEEN = frozenset({b"authorization", b"x-request-id", b"content-length", b"origin", b"host"})


class Door:
    """`verifier` None: no tokens are asked for, and all are LOCAL.

    Then a browser's `Origin` is all that keeps a stranger's page from asking: for WebSockets, and for methods that
    change something, it must be this host's or one of `origins`. `larger` gives paths whose body may be longer than
    `most_body_bytes`; a WebSocket's messages are held to the same, and it ends with its token. `open_paths` need no
    token; replies of `pages` may be kept and may load what they like. In both "/docs" is that path alone and "/docs/"
    all below it. A field that the app has set itself is left alone.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        verifier: Verifier | None = None,
        rates: Rates | None = None,
        origins: Collection[str] = (),
        most_body_bytes: int = 1_000_000,
        larger: Mapping[str, int] | None = None,
        open_paths: Collection[str] = OPEN_PATHS,
        pages: Collection[str] = PAGES,
    ) -> None:
        self.app = app
        self.verifier, self.rates = verifier, rates
        self._origins = frozenset(origin.lower().rstrip("/") for origin in origins)
        self._most_body_bytes, self._larger = most_body_bytes, dict(larger or {})
        self._open, self._pages = _Paths(open_paths), _Paths(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        seen = _seen(scope["headers"])
        path = _route_path(scope)
        given = seen.get(b"x-request-id", [b""])[0]
        request_id = given.decode() if _SANE_ID.fullmatch(given) else secrets.token_hex(16)
        scope[REQUEST_ID] = request_id  # in place: whoever answers 500 around us sees it too
        most = self._larger.get(path, self._most_body_bytes)
        passage = _Passage(receive, send, request_id, most, path in self._pages)
        try:
            _check_sizes(scope, seen, most)
            self._check_origin(scope, seen)
            identity = scope[KEY] = await self._who(scope, path, seen, passage)
            if scope["type"] == "websocket":
                passage.until = identity.until
            if self.rates is not None and identity is not NOBODY:
                told = await self.rates.take({"client": identity.client_id, "tenant": identity.tenant})
                passage.fields += [(name.lower().encode(), value.encode()) for name, value in told.items()]
        except Denied as error:
            return await passage.refuse(scope, error)
        try:
            await self.app(scope, passage.receive, passage.send)
        except Exception:
            if not passage.is_cut:
                if scope["type"] == "http" and not passage.is_started:
                    step = "try again; if it stays, tell the operator the instance"
                    broke = problem(500, "something broke here, not in your request", step, request_id=request_id)
                    await broke(scope, receive, passage.send)
                raise
        if passage.is_cut:
            passage.is_cut = False
            await passage.refuse(scope, _too_large(most))
        return None

    def _check_origin(self, scope: Scope, seen: Mapping[bytes, list[bytes]]) -> None:
        if b"origin" not in seen:
            return
        if scope["type"] == "http" and (self.verifier is not None or scope["method"] in _SAFE):
            return
        origin = seen[b"origin"][0].decode("latin-1").lower()
        host = seen.get(b"host", [b""])[0].decode("latin-1").lower()
        if origin not in self._origins and origin.partition("://")[2] != host:
            raise Foreign("pages of that origin may not ask", "add it to MILES_CORS_ORIGINS if it is yours")

    async def _who(self, scope: Scope, path: str, seen: Mapping[bytes, list[bytes]], passage: _Passage) -> Identity:
        offered = _offered(scope) if scope["type"] == "websocket" else None
        if offered is not None:
            passage.chosen = "bearer"
        if self.verifier is None:
            return LOCAL
        if path in self._open:
            return NOBODY
        query = scope.get("query_string", b"")
        if b"access_token" in query and any(part.startswith(b"access_token=") for part in query.split(b"&")):
            raise Unauthorised("a token in a URL ends up in logs", "send Authorization: Bearer", "invalid_request")
        fields = seen.get(b"authorization", [])
        if len(fields) + (offered is not None) > 1:
            raise Unauthorised("more than one token", "send one Authorization field", "invalid_request")
        if offered is not None:
            return await self.verifier.verify(offered)
        if not fields:
            raise Unauthorised("this needs a token", "send Authorization: Bearer <token>")
        found = _BEARER.fullmatch(fields[0].decode("latin-1"))
        if found is None:
            raise Unauthorised("that is no bearer token", "send Authorization: Bearer <token>", "invalid_request")
        return await self.verifier.verify(found[1])


class _Paths:
    """Paths, and folders that end in a slash; "/" alone is a path."""

    def __init__(self, told: Collection[str]) -> None:
        self._folders = tuple(path for path in told if path.endswith("/") and path != "/")
        self._paths = frozenset(told) - set(self._folders)

    def __contains__(self, path: str) -> bool:
        return path in self._paths or path.startswith(self._folders)


class _Passage:
    """One request on its way in and its reply on the way out."""

    __slots__ = (
        "_is_over", "_is_page", "_most", "_receive", "_send", "_size",
        "chosen", "fields", "is_cut", "is_started", "until",
    )  # fmt: skip

    def __init__(self, receive: Receive, send: Send, request_id: str, most: int, is_page: bool) -> None:
        self._receive, self._send, self._most, self._is_page = receive, send, most, is_page
        self._size = 0
        self.fields: list[tuple[bytes, bytes]] = [(b"x-request-id", request_id.encode())]
        self.chosen: str | None = None  # the subprotocol that a browser must hear, having brought its token in one
        self.until = math.inf  # Unix time at which a WebSocket ends
        self._is_over = False  # closed from here: whatever the app still says has nowhere to go
        self.is_started = False
        self.is_cut = False  # the body was too long before a reply began: whatever the app says now is not sent

    async def receive(self) -> Message:
        if self.until == math.inf:
            message = await self._receive()
        else:
            try:
                async with asyncio.timeout(self.until - time.time()):
                    message = await self._receive()
            except TimeoutError:
                return await self._close(EXPIRED, "the token has expired: come again with a new one")
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._most:
                self.is_cut = not self.is_started
                raise HTTPException(413)
        elif message["type"] == "websocket.receive":
            text = message.get("text")
            size = len(message.get("bytes") or b"") if text is None else _bytes_of(text)
            if size > self._most:
                return await self._close(TOO_BIG, f"at most {self._most} bytes")
        return message

    async def _close(self, code: int, reason: str) -> Message:
        """To whoever asks, and what the app is told of it."""
        self._is_over = True
        await self._send({"type": "websocket.close", "code": code, "reason": reason})
        return {"type": "websocket.disconnect", "code": code}

    async def send(self, message: Message) -> None:
        kind = message["type"]
        if self._is_over:
            return
        if kind in ("http.response.start", "websocket.http.response.start"):
            if self.is_cut:
                return
            self.is_started = True
            message = {**message, "headers": self._dressed(message.get("headers", ()))}
        elif kind == "websocket.accept":
            chosen = message.get("subprotocol") or self.chosen
            message = {**message, "subprotocol": chosen, "headers": [*message.get("headers", ()), *self.fields]}
        elif kind == "http.response.body" and self.is_cut:
            return
        await self._send(message)

    async def refuse(self, scope: Scope, error: Denied) -> None:
        """Answer at once; a WebSocket whose server cannot tell why is closed unopened, which is 403."""
        if scope["type"] == "websocket":
            await self._receive()
            if "websocket.http.response" not in scope.get("extensions", {}):
                return await self._send({"type": "websocket.close", "code": 1008, "reason": error.what[:100]})
        return await answer(error, scope)(scope, self._receive, self.send)

    def _dressed(self, headers: Any) -> list[tuple[bytes, bytes]]:
        told = list(headers)
        names = {name.lower() for name, _ in told}
        for field in _ALWAYS if self._is_page else _ALWAYS + _REPLIES:
            if field[0] not in names:
                told.append(field)
        return told + self.fields


def _seen(headers: Any) -> dict[bytes, list[bytes]]:
    """Those fields that matter here, each with all its values."""
    seen: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        if name in _SEEN:
            seen.setdefault(name, []).append(value)
    return seen


def _check_sizes(scope: Scope, seen: Mapping[bytes, list[bytes]], most: int) -> None:
    size = sum([len(name) + len(value) for name, value in scope["headers"]])
    size += len(scope.get("raw_path") or scope["path"]) + len(scope.get("query_string", b""))
    if size > MOST_HEADER_BYTES or len(scope["headers"]) > MOST_HEADERS:
        told = f"path, query and headers exceed {MOST_HEADER_BYTES} bytes or {MOST_HEADERS} fields"
        raise LongHeaders(told, "send fewer or shorter ones")
    for length in seen.get(b"content-length", ()):
        if not length.isdigit() or len(length) > 15 or int(length) > most:
            raise _too_large(most)


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"the body is larger than {most} bytes", "send less at once")


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _route_path(scope: Scope) -> str:
    """The path that the router will see, below where the app is mounted (as starlette computes it)."""
    path, root = scope["path"], scope.get("root_path", "")
    below = path.removeprefix(root)
    return below if root and (below == "" or below.startswith("/")) and path.startswith(root) else path


def _offered(scope: Scope) -> str | None:
    """The token that a browser brings as `Sec-WebSocket-Protocol: ..., bearer, <token>`; taken out of the scope."""
    words = list(scope.get("subprotocols", ()))
    if "bearer" not in words or words.index("bearer") + 1 == len(words):
        return None
    at = words.index("bearer")
    token = words[at + 1]
    scope["subprotocols"] = words[:at] + words[at + 2 :]
    scope["headers"] = [field for field in scope["headers"] if field[0] != b"sec-websocket-protocol"]
    return token
