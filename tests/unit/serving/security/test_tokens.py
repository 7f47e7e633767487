"""Tokens: the good ones pass, each bad one is refused for its own reason, and what is remembered ends in time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miles.serving.security.denied import Unauthorised
from miles.serving.security.identity import Identity
from miles.serving.security.jwks import LocalKeys
from miles.serving.security.tokens import Verifier
from tokened import AUDIENCE, BAD, ISSUER, KEYS, b64, claims, jwks, token

pytestmark = pytest.mark.anyio


class Clock:
    """A wall clock and a monotonic one, which a person may set apart."""

    def __init__(self) -> None:
        self.wall = float(claims()["iat"])
        self.passed = 0.0

    def go(self, seconds: float) -> None:
        self.wall += seconds
        self.passed += seconds


def verifier(clock: Clock | None = None, **options: Any) -> Verifier:
    times = {} if clock is None else {"clock": lambda: clock.wall, "timer": lambda: clock.passed}
    return Verifier(LocalKeys(jwks()), ISSUER, AUDIENCE, **times, **options)


@pytest.mark.parametrize("by", KEYS)
async def test_a_good_token_tells_who_asks(by: str) -> None:
    who = await verifier().verify(token(by=by))
    assert who == Identity("acme", "ann", "bot", frozenset({"generate", "read"}))


@pytest.mark.parametrize(
    ("changes", "header"),
    [
        ({"aud": ["other", AUDIENCE]}, {}),
        ({"scope": "generate  read launch-rockets"}, {}),
        ({}, {"typ": "application/AT+JWT"}),
        ({}, {"alg": "EdDSA"}),
        ({}, {"x5t": "abc"}),
    ],
)
async def test_what_standards_allow_passes(changes: dict[str, Any], header: dict[str, Any]) -> None:
    who = await verifier().verify(token(claims(**changes), **header))
    assert who.scopes == {"generate", "read"}


@pytest.mark.parametrize("wrong", BAD)
async def test_a_bad_token_is_refused(wrong: str) -> None:
    guard, bad = verifier(), BAD[wrong]()
    for _ in range(2):  # and not remembered as a good one
        with pytest.raises(Unauthorised) as told:
            await guard.verify(bad)
        assert told.value.error == "invalid_token"
        assert 'Bearer realm="miles", error="invalid_token"' in told.value.headers["WWW-Authenticate"]
    assert guard.known(bad) is None


async def test_clocks_may_be_apart_by_the_leeway_and_no_more() -> None:
    clock = Clock()
    now = int(clock.wall)
    for changes, is_good in [
        ({"exp": now - 59}, True),
        ({"exp": now - 60}, False),
        ({"nbf": now + 60}, True),
        ({"nbf": now + 61}, False),
        ({"iat": now + 60}, True),
        ({"iat": now + 61}, False),
    ]:
        told = (await asyncio.gather(verifier(clock).verify(token(claims(**changes))), return_exceptions=True))[0]
        assert isinstance(told, Identity) == is_good, changes


async def test_a_token_without_scopes_may_do_nothing_and_others_cannot_lend_it_any() -> None:
    assert (await verifier().verify(token(claims(scope=None)))).scopes == frozenset()
    assert (await verifier().verify(token(claims(scope="Admin ADMIN administrator")))).scopes == frozenset()


async def test_where_no_claim_tells_the_tenant_each_client_is_its_own() -> None:
    assert (await verifier(tenant_claim=None).verify(token())).tenant == "bot"
    assert (await verifier(tenant_claim="org").verify(token(claims(org="o-1")))).tenant == "o-1"
    with pytest.raises(Unauthorised, match="lacks org"):
        await verifier(tenant_claim="org").verify(token())


async def test_a_remembered_token_ends_with_its_life_by_either_clock() -> None:
    for go, is_known in [
        (lambda clock: clock.go(299), True),
        (lambda clock: clock.go(300), False),  # no longer remembered, but good
        (lambda clock: setattr(clock, "wall", clock.wall + 30 * 86_400), False),
        (lambda clock: (setattr(clock, "wall", clock.wall - 3600), clock.go(301)), False),
    ]:
        clock = Clock()
        guard = verifier(clock)
        good = token(claims(exp=int(clock.wall) + 3000))
        await guard.verify(good)
        go(clock)
        assert (guard.known(good) is not None) == is_known
    clock = Clock()
    guard = verifier(clock)
    short = token(claims(exp=int(clock.wall) + 100))
    await guard.verify(short)
    clock.wall -= 3600  # set back: by the wall it would live an hour longer
    clock.passed += 161
    assert guard.known(short) is None
    clock.wall += 3600 + 161
    with pytest.raises(Unauthorised, match="expired"):
        await guard.verify(short)


async def test_the_memory_is_bounded_and_holds_no_token() -> None:
    guard = verifier()
    good = [token(claims(jti=str(number))) for number in range(20)]
    guard._kept = type(guard._kept)(5, ttu=guard._kept.ttu, timer=guard._kept.timer)
    for each in good:
        await guard.verify(each)
    assert len(guard._kept) == 5
    assert all(len(key) == 32 for key in guard._kept)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.binary(max_size=60).map(b64), min_size=3, max_size=3).map(".".join))
)
def test_anything_else_is_refused_and_nothing_breaks(junk: str) -> None:
    with pytest.raises(Unauthorised):
        asyncio.run(verifier().verify(junk))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["iss", "aud", "exp", "iat", "nbf", "sub", "client_id", "jti", "tenant", "scope"]), json_values)
def test_a_signed_claim_of_any_kind_is_taken_or_refused(name: str, value: Any) -> None:
    try:
        who = asyncio.run(verifier().verify(token(json.dumps({**claims(), name: value}).encode())))
    except Unauthorised:
        return
    assert who.tenant == (value if name == "tenant" else "acme")
    assert name not in {"iss", "aud"} or value in (ISSUER, AUDIENCE) or AUDIENCE in value


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["typ", "alg", "kid", "jku", "crit", "b64", "zip"]), json_values, max_size=3))
def test_a_header_of_any_kind_is_refused_or_harmless(header: dict[str, Any]) -> None:
    fields = {"typ": "at+jwt", "alg": "Ed25519", "kid": "ed", **header}
    signed = f"{b64(fields)}.{b64(claims())}"
    made = f"{signed}.{b64(KEYS['ed'].get_op_key('sign').sign(signed.encode()))}"
    try:
        who = asyncio.run(verifier().verify(made))
    except Unauthorised:
        return
    assert who.tenant == "acme"
    assert fields["alg"] in ("Ed25519", "EdDSA")
    assert not {"jku", "crit", "b64"} & set(header)
