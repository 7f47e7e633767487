"""The store's refusals are MilesErrors with a next step."""

from miles.post.error import MilesError
from miles.store.refusal import Conflict, Missing, Refused, Unavailable


def test_each_is_told_to_a_person() -> None:
    assert all(issubclass(kind, MilesError) for kind in (Conflict, Missing, Refused, Unavailable))
    missing = Missing("draft", "x")
    assert missing.what == "there is no draft 'x'"
    assert "list" in missing.next_step
