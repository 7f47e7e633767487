"""Identities: scopes are words with a meaning each, and who came through no door is nobody."""

from __future__ import annotations

import pytest

from miles.serving.security.identity import ALL_SCOPES, KEY, LOCAL, MEANING, NOBODY, Scope, granted, identity_of


def test_where_nobody_stands_at_the_door_nobody_is_let_in() -> None:
    with pytest.raises(KeyError):
        identity_of({})
    assert identity_of({KEY: LOCAL}) is LOCAL
    assert identity_of({KEY: NOBODY}).scopes == frozenset()


def test_who_sits_at_the_machine_may_do_everything() -> None:
    assert LOCAL.scopes == ALL_SCOPES == set(Scope) == set(MEANING)


def test_what_is_asked_is_cut_to_what_is_allowed() -> None:
    assert granted("read generate launch") == {Scope.READ, Scope.GENERATE}
    assert granted("read generate", "generate export") == {Scope.GENERATE}
    assert granted("read", "") == granted("") == granted("READ") == frozenset()
