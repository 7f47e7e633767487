"""Which strings are wallet addresses: checksums where a format has one, the look of random base58 where it has none."""

from __future__ import annotations

import hashlib
from itertools import pairwise

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_ENDS = (1, 0x2BC830A3)  # bech32 (BIP 173), bech32m (BIP 350)
_RANDOM_TURNS = 0.45  # changes between lower case, upper case and digit per character: 0.63 on average at random


def is_bech32(token: str) -> bool:
    """An address such as bc1q..., ltc1..., cosmos1...: valid checksum (BIP 173/350), or the unmistakable bc1 head."""
    if token != token.lower() and token != token.upper():
        return False
    head, _, data = token.lower().rpartition("1")
    if not head or len(data) < 6 or any(char not in _BECH32 for char in data):
        return False
    if head == "bc":
        return True  # even a mistyped one: no word starts like this
    values = [ord(char) >> 5 for char in head] + [0] + [ord(char) & 31 for char in head]
    return _polymod(values + [_BECH32.index(char) for char in data]) in _BECH32_ENDS


def is_base58(token: str) -> bool:
    """A base58 address: checksum of Bitcoin's kind, or a 32-byte key (Solana), or letters and digits mixed at random.

    The last rule also takes addresses whose checksum is wrong (a typing error leaks as much) and Ripple's alphabet.
    """
    kinds = ["d" if char.isdigit() else "u" if char.isupper() else "l" for char in token]
    if len(set(kinds)) < 3 or any(char not in _BASE58 for char in token):
        return False
    raw = _decode(token)
    if len(raw) == 25 and hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]:
        return True
    turns = sum(one != other for one, other in pairwise(kinds)) / (len(token) - 1)
    return (turns >= _RANDOM_TURNS and kinds.count("d") >= 2) or (len(raw) == 32 and turns >= _RANDOM_TURNS - 0.1)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, factor in enumerate(_GENERATOR):
            check ^= factor if (top >> bit) & 1 else 0
    return check


def _decode(token: str) -> bytes:
    number = 0
    for char in token:
        number = number * 58 + _BASE58.index(char)
    zeros = len(token) - len(token.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
