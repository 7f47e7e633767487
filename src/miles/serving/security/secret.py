"""Secrets of clients: drawn here, shown once, and kept as a scrypt hash (RFC 7914) of at most 128 characters."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

COST, BLOCK, LANES = 14, 8, 1  # 2^14 x 8 x 128 bytes = 16 MB a guess, about 50 ms
_MOST_MEMORY = 2**26
NO_SECRET = f"scrypt:{COST}:{BLOCK}:{LANES}:{'A' * 22}:{'A' * 43}"
"""A hash of nothing known: compared for clients that do not exist, so that they take as long as those that do."""


def drawn() -> str:
    """A new secret: 256 bits as 43 characters."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    salt = secrets.token_bytes(16)
    key = _scrypt(secret, salt, COST, BLOCK, LANES)
    return f"scrypt:{COST}:{BLOCK}:{LANES}:{_text(salt)}:{_text(key)}"


def matches(secret: str, kept: str) -> bool:
    """Whether that is the secret, in a time that does not tell how much of it is right. A broken hash matches none."""
    try:
        kind, cost, block, lanes, salt, told = kept.split(":")
        found = _scrypt(secret, _bytes(salt), int(cost), int(block), int(lanes))
        return kind == "scrypt" and hmac.compare_digest(found, _bytes(told))
    except (ValueError, TypeError):
        return False


def _scrypt(secret: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    held = secret.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(held, salt=salt, n=2**cost, r=block, p=lanes, dklen=32, maxmem=_MOST_MEMORY)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
