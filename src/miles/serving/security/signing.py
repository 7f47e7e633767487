"""The key this service signs tokens with: a PEM that an operator gives, or one made once and kept in a file.

Several PEM blocks may follow each other: the first signs, all verify. So a key is replaced without an outage: put the
new one in front, and take the old one away once the last token signed with it has ended.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from miles.post.error import MilesError
from miles.serving.security.jwks import usable

ALGORITHM = {"OKP": "Ed25519", "EC": "ES256", "RSA": "RS256"}
KINDS: Sequence[tuple[type, type[OKPKey] | type[ECKey] | type[RSAKey]]] = (
    (Ed25519PrivateKey, OKPKey),
    (EllipticCurvePrivateKey, ECKey),
    (RSAPrivateKey, RSAKey),
)
_BLOCK = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)


class SigningKeys:
    """Private keys, the first of which signs; `kid` is the thumbprint of RFC 7638."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = tuple(keys)

    @classmethod
    def of_pem(cls, pem: str) -> SigningKeys:
        """MilesError unless it is one or more private keys on Ed25519 or P-256, or RSA ones."""
        try:
            keys = [_private(block) for block in _BLOCK.findall(pem.replace("\\n", "\n"))]  # .env files write \n
            if len(usable(cls(keys).jwks())) == len(keys):
                return cls(keys)
        except (MilesError, ValueError, TypeError):
            pass
        told = "the key that signs tokens is no readable private key of Ed25519, P-256 or RSA from 2048 bits on"
        raise MilesError(told, "make one: openssl genpkey -algorithm ed25519")

    @classmethod
    def of_file(cls, path: Path) -> SigningKeys:
        """The keys in that file; without it a new key is written there, readable by its owner alone.

        Processes that start together agree on one key. MilesError where others may read the file.
        """
        if not path.exists():
            _write_new(path, OKPKey.generate_key("Ed25519").as_pem(private=True))
        if path.stat().st_mode & 0o077:
            raise MilesError(f"others may read {path}, which signs tokens", f"chmod 600 {path}, or make a new one")
        return cls.of_pem(path.read_text())

    def jwks(self) -> dict[str, Any]:
        """What others need to verify: public parts only."""
        public = [key.as_dict(private=False) for key in self._keys]
        return {
            "keys": [
                {**told, "kid": key.thumbprint(), "use": "sig", "alg": ALGORITHM[key.key_type]}
                for told, key in zip(public, self._keys, strict=True)
            ]
        }

    def signed(self, claims: dict[str, Any]) -> str:
        """An access token (RFC 9068) with those claims."""
        key = self._keys[0]
        header = {"typ": "at+jwt", "alg": ALGORITHM[key.key_type], "kid": key.thumbprint()}
        return jwt.encode(header, claims, key, registry=JWSRegistry(algorithms=[header["alg"]]))


def _private(block: str) -> Key:
    raw = load_pem_private_key(block.encode(), None)
    for kind, key in KINDS:
        if isinstance(raw, kind):
            return key.import_key(block)
    raise ValueError("a key of another kind")


def _write_new(path: Path, pem: bytes) -> None:
    """Whole or not at all, never readable by others, and never over a key that another process wrote meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
