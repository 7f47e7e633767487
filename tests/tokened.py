"""An issuer's keys and the tokens made with them, good ones and bad ones: for the tests of what guards the service."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

ISSUER, AUDIENCE = "https://issuer.example", "miles"
KEYS: dict[str, Key] = {
    "rsa": RSAKey.generate_key(2048),
    "ec": ECKey.generate_key("P-256"),
    "ed": OKPKey.generate_key("Ed25519"),
}
ALGORITHMS = {"rsa": "RS256", "ec": "ES256", "ed": "Ed25519"}
STRANGER = OKPKey.generate_key("Ed25519")


def jwks(*names: str) -> dict[str, Any]:
    """The public set of those keys (all of them by default), each named by its kid."""
    told = [{**KEYS[name].as_dict(private=False), "kid": name, "use": "sig"} for name in names or KEYS]
    return {"keys": told}


def claims(**changes: Any) -> dict[str, Any]:
    """Those of a good token; a change to None takes the claim out."""
    now = int(time.time())
    good = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "ann",
        "client_id": "bot",
        "tenant": "acme",
        "jti": "1",
        "iat": now,
        "exp": now + 300,
        "scope": "generate read",
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def b64(raw: bytes | Mapping[str, Any]) -> str:
    held = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return base64.urlsafe_b64encode(held).decode().rstrip("=")


def token(told: Mapping[str, Any] | bytes | None = None, by: str = "ed", key: Key | None = None, **header: Any) -> str:
    """Signed `by` one of KEYS, or with `key` in its name; a header field of None is left out."""
    fields = {"typ": "at+jwt", "alg": ALGORITHMS[by], "kid": by, **header}
    fields = {name: value for name, value in fields.items() if value is not None}
    signed = f"{b64(fields)}.{b64(claims() if told is None else told)}"
    made = JWSRegistry.algorithms[fields["alg"]].sign(signed.encode(), key or KEYS[by])
    return f"{signed}.{b64(made)}"


def _unsigned(alg: str) -> str:
    return f"{b64({'typ': 'at+jwt', 'alg': alg, 'kid': 'ed'})}.{b64(claims())}."


def _hs256_with_public_key() -> str:
    """CVE-2015-9235: the public key taken for a shared secret."""
    signed = f"{b64({'typ': 'at+jwt', 'alg': 'HS256', 'kid': 'rsa'})}.{b64(claims())}"
    secret = KEYS["rsa"].as_pem(private=False)
    return f"{signed}.{b64(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def _tampered(part: int) -> str:
    parts = token().split(".")
    if part == 1:
        parts[1] = b64(claims(tenant="other"))
    else:
        parts[2] = ("B" if parts[2][0] == "A" else "A") + parts[2][1:]
    return ".".join(parts)


def _now() -> int:
    return int(time.time())


def _twice() -> str:
    told = json.dumps(claims())
    return token(f'{told[:-1]}, "tenant": "other"}}'.encode())


def _endless(word: str) -> str:
    return token(json.dumps(claims()).replace(f'"exp": {claims()["exp"]}', f'"exp": {word}').encode())


BAD: dict[str, Callable[[], str]] = {
    "alg none": lambda: _unsigned("none"),
    "alg None": lambda: _unsigned("None"),
    "HS256 with the public key": _hs256_with_public_key,
    "an algorithm of another key": lambda: token(alg="ES256", key=KEYS["ec"]),
    "an algorithm not on the list": lambda: token(by="rsa", alg="PS256"),
    "unknown kid": lambda: token(by="rsa", kid="other"),
    "unknown kid and key": lambda: token(kid="stranger", key=STRANGER),
    "no kid": lambda: token(kid=None),
    "a stranger's key under a known kid": lambda: token(key=STRANGER),
    "typ JWT": lambda: token(typ="JWT"),
    "no typ": lambda: token(typ=None),
    "jku": lambda: token(jku="https://evil.example/jwks.json"),
    "x5u": lambda: token(x5u="https://evil.example/x.pem"),
    "jwk": lambda: token(jwk=KEYS["ed"].as_dict(private=False)),
    "crit": lambda: token(crit=["exp"], exp=1),
    "payload changed": lambda: _tampered(1),
    "signature changed": lambda: _tampered(2),
    "wrong iss": lambda: token(claims(iss="https://evil.example")),
    "no iss": lambda: token(claims(iss=None)),
    "wrong aud": lambda: token(claims(aud="billing")),
    "wrong auds": lambda: token(claims(aud=["billing", "miles-admin"])),
    "no aud": lambda: token(claims(aud=None)),
    "expired": lambda: token(claims(exp=_now() - 61)),
    "no exp": lambda: token(claims(exp=None)),
    "exp a text": lambda: token(claims(exp=str(_now() + 300))),
    "iat true": lambda: token(claims(iat=True)),
    "exp for ever": lambda: _endless("Infinity"),
    "exp for ever, in digits": lambda: _endless("1e999"),
    "not yet valid": lambda: token(claims(nbf=_now() + 90)),
    "issued in the future": lambda: token(claims(iat=_now() + 90)),
    "no iat": lambda: token(claims(iat=None)),
    "no sub": lambda: token(claims(sub=None)),
    "empty sub": lambda: token(claims(sub="")),
    "no client_id": lambda: token(claims(client_id=None)),
    "no jti": lambda: token(claims(jti=None)),
    "no tenant": lambda: token(claims(tenant=None)),
    "a tenant that is no name": lambda: token(claims(tenant="a\x00b")),
    "a tenant too long": lambda: token(claims(tenant="a" * 129)),
    "a claim twice": _twice,
    "scope no text": lambda: token(claims(scope=["admin"])),
    "claims no object": lambda: token(b"[]"),
    "claims no JSON": lambda: token(b"\xff"),
    "too long": lambda: token(claims(note="x" * 9000)),
    "two parts": lambda: ".".join(token().split(".")[:2]),
    "five parts (encrypted)": lambda: f"{token()}.a.b",
    "no base64": lambda: token().replace(".", ".!", 1),
    "header no object": lambda: f"{b64(b'[]')}.{b64(claims())}.{b64(b'x')}",
    "deep header": lambda: f"{b64(b'[' * 1500)}.{b64(claims())}.{b64(b'x')}",
}
"""What must never pass, by what is wrong with it: made when asked for, since some are of their second."""
