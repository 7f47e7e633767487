"""Identities: scopes are words of ours, and nobody is let in by default but at a machine without a door."""

from __future__ import annotations

from miles.serving.security.identity import ALL_SCOPES, KEY, LOCAL, MEANING, NOBODY, Scope, granted, identity_of


def test_scopes_are_words_with_a_meaning_each() -> None:
    assert set(MEANING) == set(Scope) == ALL_SCOPES
    assert all(scope.isalpha() and scope.islower() for scope in Scope)


def test_what_is_asked_is_cut_to_what_is_allowed() -> None:
    assert granted("read generate launch") == {Scope.READ, Scope.GENERATE}
    assert granted("read generate", "generate export") == {Scope.GENERATE}
    assert granted("read", "") == granted("") == granted("READ") == frozenset()


def test_who_came_through_the_door_is_found_in_the_scope() -> None:
    assert identity_of({KEY: NOBODY}) is NOBODY
    assert identity_of({}) is LOCAL
    assert not NOBODY.scopes
    assert LOCAL.scopes == ALL_SCOPES
