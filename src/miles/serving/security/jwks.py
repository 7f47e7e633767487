"""Public keys of an issuer by their `kid`: held here, or fetched from its JWKS and fetched again when they change.

RFC 7517. Only keys that verify with an algorithm of `KINDS` are taken: a key for encryption, a shared secret (`oct`),
a private key published by mistake, a short RSA key or one on another curve is as good as absent.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Protocol

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import Key, import_key

from miles.post.error import MilesError
from miles.serving.security.denied import KeysUnavailable

KINDS = {
    ("RSA", None): frozenset({"RS256"}),
    ("EC", "P-256"): frozenset({"ES256"}),
    ("OKP", "Ed25519"): frozenset({"EdDSA", "Ed25519"}),
}
LEAST_RSA_BITS = 2048
MOST_KEYS = 100


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key and the algorithms it may be used with: never those that a token merely names."""

    kid: str
    algorithms: frozenset[str]
    key: Key


class Keys(Protocol):
    """Where public keys come from."""

    def held(self, kid: str) -> PublicKey | None:
        """The key, if it is at hand and fresh: the quick way."""
        ...

    async def find(self, kid: str) -> PublicKey | None:
        """The key, fetched if need be; None where the issuer has no such key. KeysUnavailable where none are known."""
        ...


class LocalKeys:
    """A key set that never changes: `jwks` is {"keys": [...]}. MilesError where no key in it can be used."""

    def __init__(self, jwks: Mapping[str, Any]) -> None:
        self._keys = usable(jwks)

    def held(self, kid: str) -> PublicKey | None:
        return self._keys.get(kid)

    async def find(self, kid: str) -> PublicKey | None:
        return self._keys.get(kid)


class RemoteKeys:
    """Keys at `url` (https, or http on this machine alone), fetched when first asked for.

    After `ttl_s` they are fetched anew beside the requests, which go on with the old ones, also while the issuer is
    down, for at most `stale_s`. A `kid` never seen makes one fetch at once, but no more than one every `pause_s`, so
    that forged tokens cannot be turned against the issuer. Whoever waits, waits for the same fetch.
    """

    def __init__(
        self,
        url: str,
        *,
        ttl_s: float = 300.0,
        pause_s: float = 30.0,
        stale_s: float = 86_400.0,
        deadline_s: float = 3.0,
        most_bytes: int = 2**18,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = checked(url)
        self._ttl_s, self._pause_s, self._stale_s = ttl_s, pause_s, stale_s
        self._deadline_s, self._most_bytes, self._clock = deadline_s, most_bytes, clock
        self._keys: dict[str, PublicKey] = {}
        self._fetched_at = self._tried_at = float("-inf")
        self._fetch: asyncio.Task[None] | None = None
        self.fault = "they were not asked for yet"

    def held(self, kid: str) -> PublicKey | None:
        return self._keys.get(kid) if self._clock() - self._fetched_at < self._ttl_s else None

    async def find(self, kid: str) -> PublicKey | None:
        found, age = self._keys.get(kid), self._clock() - self._fetched_at
        if found is None or age >= self._stale_s:
            if self._may_fetch():
                await asyncio.shield(self._fetching())
            elif self._fetch is not None:
                await asyncio.shield(self._fetch)
        elif age >= self._ttl_s and self._may_fetch():
            self._fetching()
        if self._clock() - self._fetched_at >= self._stale_s:
            raise KeysUnavailable(f"the issuer's keys cannot be had: {self.fault}", "ask again in a few seconds")
        return self._keys.get(kid)

    async def close(self) -> None:
        """Ends a fetch under way."""
        if self._fetch is not None:
            self._fetch.cancel()
            await asyncio.gather(self._fetch, return_exceptions=True)

    def _may_fetch(self) -> bool:
        """Where there are no keys at all, a second's pause is enough."""
        pause_s = self._pause_s if self._keys else min(1.0, self._pause_s)
        return self._fetch is None and self._clock() - self._tried_at >= pause_s

    def _fetching(self) -> asyncio.Task[None]:
        self._tried_at = self._clock()
        self._fetch = task = asyncio.ensure_future(self._refresh())
        task.add_done_callback(self._landed)
        return task

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._fetch = None

    async def _refresh(self) -> None:
        try:
            async with asyncio.timeout(self._deadline_s):
                self._keys = usable(await self._loaded())
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            self.fault = type(error).__name__
        except MilesError as error:
            self.fault = error.what
        else:
            self._fetched_at = self._clock()

    async def _loaded(self) -> Any:
        whole = bytearray()
        async with (
            httpx.AsyncClient(follow_redirects=False, timeout=self._deadline_s) as client,
            client.stream("GET", self.url, headers={"Accept": "application/json"}) as reply,
        ):
            if reply.status_code != 200:
                raise MilesError(f"the JWKS answered {reply.status_code}")
            async for piece in reply.aiter_bytes():
                whole += piece
                if len(whole) > self._most_bytes:
                    raise MilesError(f"the JWKS is longer than {self._most_bytes} bytes")
        try:
            return json.loads(whole)
        except (ValueError, RecursionError):
            raise MilesError("the JWKS is no JSON") from None


def checked(url: str) -> str:
    """The URL if keys may be fetched from it: whoever stands between could put in theirs."""
    try:
        where = httpx.URL(url)
    except (httpx.InvalidURL, TypeError):
        raise MilesError("the JWKS URL cannot be read", "give https://issuer/.well-known/jwks.json") from None
    if where.host and (where.scheme == "https" or (where.scheme == "http" and is_loopback(where.host))):
        return url
    raise MilesError(f"keys are not fetched from {where.scheme}://{where.host}", "give an https URL")


def is_loopback(host: str) -> bool:
    """Whether that host is this machine, without asking anyone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def usable(jwks: Any) -> dict[str, PublicKey]:
    """The keys of a set that may verify tokens, by `kid`. MilesError where there is none."""
    told = jwks.get("keys") if isinstance(jwks, Mapping) else None
    if not isinstance(told, list):
        raise MilesError('a JWKS is {"keys": [...]}')
    found: dict[str, PublicKey] = {}
    for key in _public(told[:MOST_KEYS]):
        found.setdefault(key.kid, key)
    if not found:
        raise MilesError("the JWKS has no key with a kid for " + ", ".join(sorted(set().union(*KINDS.values()))))
    return found


def _public(told: Iterable[Any]) -> Iterable[PublicKey]:
    for jwk in told:
        if not isinstance(jwk, dict) or not isinstance(jwk.get("kid"), str) or "d" in jwk:
            continue
        kind = (str(jwk.get("kty")), str(jwk["crv"]) if "crv" in jwk else None)
        algorithms = KINDS.get(kind, frozenset())
        if "alg" in jwk:
            algorithms = algorithms & {str(jwk["alg"])}
        if not algorithms or jwk.get("use", "sig") != "sig" or "verify" not in (jwk.get("key_ops") or ["verify"]):
            continue
        try:
            key = import_key({**jwk, "use": "sig"})
            size = getattr(key.raw_value, "key_size", LEAST_RSA_BITS)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if kind[0] != "RSA" or size >= LEAST_RSA_BITS:
            yield PublicKey(jwk["kid"], algorithms, key)
