"""Keys of an issuer: fetched from a real server, kept through its outages, changed when it changes them."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from miles.post.error import MilesError
from miles.serving.security.denied import KeysUnavailable, Unauthorised
from miles.serving.security.jwks import LocalKeys, RemoteKeys, checked, usable
from miles.serving.security.tokens import Verifier
from tokened import AUDIENCE, ISSUER, KEYS, jwks, token

pytestmark = pytest.mark.anyio


class Server:
    """An issuer: answers with `body` and `status` after `wait_s`, and counts."""

    def __init__(self) -> None:
        self.body, self.status, self.wait_s, self.asked = json.dumps(jwks("ed")).encode(), 200, 0.0, 0
        self.location = ""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.asked += 1
                time.sleep(owner.wait_s)
                self.send_response(owner.status)
                self.send_header("Location", owner.location)
                self.send_header("Content-Length", str(len(owner.body)))
                self.end_headers()
                with suppress(BrokenPipeError):
                    self.wfile.write(owner.body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/jwks.json"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.http.shutdown()
    one.http.server_close()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def settled(keys: RemoteKeys) -> None:
    while keys._fetch is not None:
        await asyncio.sleep(0.005)


async def test_two_hundred_who_ask_at_once_fetch_once_and_then_none(server: Server) -> None:
    keys = RemoteKeys(server.url)
    assert keys.held("ed") is None
    found = await asyncio.gather(*(keys.find("ed") for _ in range(200)))
    assert {each.kid for each in found if each} == {"ed"}
    assert keys.held("ed") is found[0]
    assert server.asked == 1


async def test_a_new_key_is_found_at_once_but_forged_kids_cannot_flood_the_issuer(server: Server) -> None:
    clock = Clock()
    guard = Verifier(RemoteKeys(server.url, clock=clock, pause_s=30), ISSUER, AUDIENCE)
    await guard.verify(token(by="ed"))
    server.body = json.dumps(jwks("ec")).encode()  # the old one is withdrawn
    for _ in range(50):
        with pytest.raises(Unauthorised, match="no such key"):
            await guard.verify(token(by="rsa"))
    assert server.asked == 1
    clock.now += 30
    assert (await guard.verify(token(by="ec"))).tenant == "acme"
    assert server.asked == 2
    with pytest.raises(Unauthorised, match="no such key"):
        await guard.judged(token(by="ed"))


async def test_keys_are_fetched_anew_beside_the_requests(server: Server) -> None:
    clock = Clock()
    keys = RemoteKeys(server.url, ttl_s=300, clock=clock)
    await keys.find("ed")
    server.body, server.wait_s = json.dumps(jwks("ed", "ec")).encode(), 0.2
    clock.now += 301
    assert keys.held("ed") is None
    started = time.perf_counter()
    assert await keys.find("ed") is not None
    assert time.perf_counter() - started < 0.1
    await settled(keys)
    assert server.asked == 2
    assert keys.held("ec") is not None


async def test_an_issuer_that_is_down_or_talks_nonsense_changes_nothing_for_a_day(server: Server) -> None:
    clock = Clock()
    keys = RemoteKeys(server.url, clock=clock, most_bytes=5000)
    await keys.find("ed")
    for status, body in [
        (500, json.dumps(jwks("ec")).encode()),
        (200, b"<html>"),
        (200, b'{"keys": []}'),
        (200, b"[" * 4000),
        (200, json.dumps(jwks("ec")).encode() + b" " * 5000),
        (301, b""),
    ]:
        server.status, server.body, server.location = status, body, "/elsewhere"
        clock.now += 301
        asked = server.asked
        assert await keys.find("ed") is not None
        await settled(keys)
        assert server.asked == asked + 1
        assert keys.fault
    server.http.shutdown()
    server.http.server_close()
    clock.now += 3600
    assert await keys.find("ed") is not None
    await settled(keys)
    clock.now += 86_400
    with pytest.raises(KeysUnavailable, match="cannot be had"):
        await keys.find("ed")


async def test_without_keys_nothing_can_be_judged_and_the_first_answer_ends_that(server: Server) -> None:
    clock = Clock()
    keys = RemoteKeys(server.url, clock=clock, deadline_s=0.2)
    server.wait_s = 1.0
    started = time.perf_counter()
    with pytest.raises(KeysUnavailable, match="Timeout"):
        await keys.find("ed")
    assert time.perf_counter() - started < 0.6
    with pytest.raises(KeysUnavailable):
        await keys.find("ed")
    assert server.asked == 1
    server.wait_s = 0.0
    clock.now += 1
    assert await keys.find("ed") is not None
    await keys.close()


async def test_closing_ends_a_fetch(server: Server) -> None:
    keys = RemoteKeys(server.url)
    server.wait_s = 0.5
    waiting = asyncio.ensure_future(keys.find("ed"))
    await asyncio.sleep(0.05)
    await keys.close()
    assert (await asyncio.gather(waiting, return_exceptions=True))[0] is not None


@pytest.mark.parametrize(
    "url", ["https://a.example/jwks", "http://127.0.0.1:8/j", "http://[::1]/j", "http://localhost/j"]
)
def test_keys_may_come_from_there(url: str) -> None:
    assert checked(url) == url


@pytest.mark.parametrize(
    "url",
    ["http://a.example/jwks", "http://127.0.0.1.evil.example/", "file:///etc/hosts", "jwks.json", "https://", "\x00"],
)
def test_keys_never_come_from_there(url: str) -> None:
    with pytest.raises(MilesError, match=r"JWKS URL|not fetched"):
        RemoteKeys(url)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_only_keys_that_verify_tokens_are_taken() -> None:
    def told(key: Any, **more: Any) -> dict[str, Any]:
        return {**key.as_dict(private=False), "kid": "k", **more}

    ec = KEYS["ec"]
    with pytest.warns(SecurityWarning):
        short = RSAKey.generate_key(1024)
    bad = [
        told(ec, use="enc"),
        told(ec, key_ops=["sign"]),
        told(ec, alg="ES384"),
        told(ec, kid=None),
        {**ec.as_dict(private=True), "kid": "k"},
        told(ECKey.generate_key("P-384")),
        told(OKPKey.generate_key("X25519")),
        told(short),
        OctKey.generate_key(256).as_dict() | {"kid": "k"},
        told(ec, x="AA"),
        told(ec, crv=["P-256"]),
        {"kid": "k", "kty": "EC", "crv": "P-256"},
        "gm",
        None,
    ]
    for each in bad:
        assert list(usable({"keys": [each, told(ec, kid="good")]})) == ["good"]
        with pytest.raises(MilesError, match="no key"):
            LocalKeys({"keys": [each]})
    for each in (None, [], {"keys": {}}, {}):
        with pytest.raises(MilesError):
            usable(each)
    assert usable({"keys": [told(ec, alg="ES256")]})["k"].algorithms == {"ES256"}
    assert usable({"keys": [told(KEYS["ed"])]})["k"].algorithms == {"EdDSA", "Ed25519"}
    twice = usable({"keys": [told(ec), told(KEYS["ed"])]})
    assert twice["k"].algorithms == {"ES256"}
    assert len(usable({"keys": [told(ec, kid=str(number)) for number in range(999)]})) == 100
