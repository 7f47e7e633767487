from __future__ import annotations

import pytest

from miles.serving.security.identity import ALL_SCOPES, KEY, LOCAL, Scope, identity_of


def test_where_nobody_stands_at_the_door_nobody_is_let_in() -> None:
    with pytest.raises(KeyError):
        identity_of({})
    assert identity_of({KEY: LOCAL}) is LOCAL


def test_who_sits_at_the_machine_may_do_everything() -> None:
    assert LOCAL.scopes == ALL_SCOPES == set(Scope)
