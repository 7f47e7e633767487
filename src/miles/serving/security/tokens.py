"""A bearer token -> who asks. JWT access tokens after RFC 9068 (with RFC 7519, RFC 8725), judged in a fixed order.

The order: size and form; header (`typ`, `alg`, `kid`, nothing that brings its own key); key; signature; claims.
Nothing of a token is believed before its signature holds, but for the `kid` that says which key to try.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from cachetools import TLRUCache
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from miles.serving.security.denied import Unauthorised
from miles.serving.security.identity import Identity, granted
from miles.serving.security.jwks import KINDS, Keys, PublicKey

ALGORITHMS = frozenset().union(*KINDS.values())
TYPES = frozenset({"at+jwt", "application/at+jwt"})
FOREIGN_KEYS = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64"})  # a token never says how to judge it
MOST_BYTES = 8192
MOST_NAME = 128  # as the columns of the store
KEPT = 10_000
_FORM = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
_NAME = re.compile(rf"[^\x00-\x1f\x7f\ud800-\udfff]{{1,{MOST_NAME}}}")


class _Registry(JWSRegistry):
    """joserfc's, without its warning at every use of "EdDSA", which issuers still write for Ed25519."""

    max_header_length = 2048

    def get_alg(self, name: str) -> Any:
        return self.algorithms[name] if name in ALGORITHMS else super().get_alg(name)


_REGISTRY = _Registry(algorithms=sorted(ALGORITHMS), strict_check_header=False)


class Verifier:
    """Judges tokens of one issuer that are meant for one audience.

    `tenant_claim` names the claim that holds the tenant, which must then be there; None: each client is its own
    tenant. A tenant missing there is never made up, since a client could be named as another's tenant.

    A judged token is known again by its SHA-256, for at most `kept_s` (a key that the issuer withdrew counts no
    longer than that) and never beyond `exp` + `leeway_s`, by the wall clock and by the monotonic one: setting the
    clock back does not lengthen a life.
    """

    def __init__(
        self,
        keys: Keys,
        issuer: str,
        audience: str,
        leeway_s: float = 60.0,
        *,
        tenant_claim: str | None = "tenant",
        kept_s: float = 300.0,
        clock: Callable[[], float] = time.time,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.keys, self.issuer, self.audience = keys, issuer, audience
        self._leeway_s, self._tenant_claim, self._clock = leeway_s, tenant_claim, clock
        self._kept: TLRUCache[bytes, tuple[float, Identity]] = TLRUCache(
            KEPT, ttu=lambda _, entry, now: now + min(entry[0] - self._clock(), kept_s), timer=timer
        )

    def known(self, token: str) -> Identity | None:
        """Who it is, if the token was judged good a short while ago."""
        entry = self._kept.get(_digest(token))
        return entry[1] if entry is not None and self._clock() < entry[0] else None

    async def verify(self, token: str) -> Identity:
        """Who brings the token. Unauthorised says what is wrong with it; KeysUnavailable passes."""
        found = self.known(token)
        if found is None:
            found, until = await self.judged(token)
            self._kept[_digest(token)] = (until, found)
        return found

    async def judged(self, token: str) -> tuple[Identity, float]:
        """The same without memory: (who, the Unix time at which the token ends)."""
        if len(token) > MOST_BYTES:
            _refuse(f"the token is longer than {MOST_BYTES} bytes")
        if not _FORM.fullmatch(token):
            _refuse("the token is no signed JWT")
        try:
            signed = jws.extract_compact(token.encode(), registry=_REGISTRY)
        except (JoseError, ValueError, RecursionError):
            _refuse("the token is no signed JWT")
        algorithm, kid = _header(signed.protected)
        key = self.keys.held(kid) or await self.keys.find(kid)
        if key is None:
            _refuse("the issuer has no such key")
        if not _is_signed(signed, algorithm, key):
            _refuse("the signature does not hold")
        return self._claims(_read(signed.payload))

    def _claims(self, claims: Mapping[str, Any]) -> tuple[Identity, float]:
        now, leeway_s = self._clock(), self._leeway_s
        if claims.get("iss") != self.issuer:
            _refuse("the token is of another issuer")
        audience = claims.get("aud")
        if self.audience not in (audience if isinstance(audience, list) else [audience]):
            _refuse("the token is for another audience")
        until = _time(claims, "exp") + leeway_s
        if now >= until:
            _refuse("the token has expired")
        if _time(claims, "iat") > now + leeway_s or _time(claims, "nbf", 0) > now + leeway_s:
            _refuse("the token is not valid yet")
        _name(claims, "jti")
        client_id = _name(claims, "client_id")
        tenant = client_id if self._tenant_claim is None else _name(claims, self._tenant_claim)
        scopes = claims.get("scope", "")
        if not isinstance(scopes, str):
            _refuse("the token's scope is no text")
        return Identity(tenant, _name(claims, "sub"), client_id, granted(scopes), until), until


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _header(header: Mapping[str, Any]) -> tuple[str, str]:
    """(alg, kid) of a header that may be believed that far."""
    if not isinstance(header, dict) or FOREIGN_KEYS.intersection(header):
        _refuse("the token's header tells how to judge it")
    typ, algorithm, kid = header.get("typ"), header.get("alg"), header.get("kid")
    if not isinstance(typ, str) or typ.lower() not in TYPES:
        _refuse("the token is no access token: its typ is not at+jwt")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        _refuse("the token's algorithm is not accepted")
    if not isinstance(kid, str) or not kid:
        _refuse("the token names no key")
    return algorithm, kid


def _is_signed(signed: jws.CompactSignature, algorithm: str, key: PublicKey) -> bool:
    if algorithm not in key.algorithms:
        return False
    try:
        return jws.validate_compact(signed, key.key, registry=_REGISTRY)
    except (JoseError, ValueError):
        return False


def _read(payload: bytes | None) -> dict[str, Any]:
    """JSON without the freedoms: no name twice, no Infinity (a token for ever), no NaN."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            _refuse("the token tells a claim twice")
        return dict(pairs)

    try:
        claims = json.loads(payload or b"", object_pairs_hook=once)
    except (ValueError, RecursionError):
        _refuse("the token's claims are no JSON")
    if not isinstance(claims, dict):
        _refuse("the token's claims are no object")
    return claims


def _time(claims: Mapping[str, Any], name: str, absent: float | None = None) -> float:
    told = claims.get(name, absent)
    if not isinstance(told, int | float) or isinstance(told, bool) or not math.isfinite(told) or not 0 <= told < 2**53:
        _refuse(f"the token lacks {name}, or it is no time")
    return float(told)


def _name(claims: Mapping[str, Any], name: str) -> str:
    told = claims.get(name)
    if not isinstance(told, str) or not _NAME.fullmatch(told):
        _refuse(f"the token lacks {name}, or it is no name of at most {MOST_NAME} characters")
    return told


def _refuse(what: str) -> NoReturn:
    raise Unauthorised(what, "ask the issuer for a new token", "invalid_token")
