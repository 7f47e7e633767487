"""Secrets: only the right one matches, hashes fit their column, and a missing client takes as long as a real one."""

from __future__ import annotations

import base64
import hashlib
import time

from miles.serving.security.secret import NO_SECRET, drawn, hashed, matches


def test_only_the_secret_matches_its_hash() -> None:
    secret = drawn()
    kept = hashed(secret)
    assert matches(secret, kept)
    assert not matches(secret[:-1], kept)
    assert not matches("", kept)
    assert not matches("\ud800", kept)
    assert secret not in kept
    assert len(kept) <= 128
    assert hashed(secret) != kept
    assert len({drawn() for _ in range(100)}) == 100
    assert len(secret) == 43


def test_the_hash_is_scrypt_as_the_standard_library_makes_it() -> None:
    _, cost, block, lanes, salt, key = hashed("gm").split(":")
    raw = hashlib.scrypt(b"gm", salt=base64.urlsafe_b64decode(salt + "=="), n=2**14, r=8, p=1, dklen=32, maxmem=2**26)
    assert (cost, block, lanes) == ("14", "8", "1")
    assert base64.urlsafe_b64decode(key + "=") == raw


def test_a_broken_hash_matches_nothing() -> None:
    for kept in ("", "scrypt", "plain:14:8:1:AA:AA", "scrypt:99:8:1:AA:AA", "scrypt:x:8:1:AA:AA", "scrypt:1:1:1:A:A"):
        assert not matches("gm", kept)


def test_nobody_takes_as_long_as_somebody() -> None:
    kept = hashed("gm")

    def least_s(hash_: str) -> float:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            assert not matches("guess", hash_)
            times.append(time.perf_counter() - started)
        return min(times)

    assert 0.5 < least_s(NO_SECRET) / least_s(kept) < 2
