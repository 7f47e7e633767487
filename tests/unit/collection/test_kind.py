"""Kinds from one row."""

from __future__ import annotations

from typing import Any

import pytest

from miles.collection.kind import ends_with_link, kind_of
from miles.post.post import Kind


@pytest.mark.parametrize(
    ("text", "known", "kind"),
    [
        ("hello", {}, Kind.ROOT),
        ("", {}, Kind.LINK_ONLY),
        ("https://t.co/a", {}, Kind.LINK_ONLY),
        ("https://t.co/a https://t.co/b", {"is_quote": True}, Kind.LINK_ONLY),
        ("RT @else: hi", {}, Kind.REPOST),
        ("RT is an abbreviation", {}, Kind.ROOT),
        ("hi", {"is_repost": True}, Kind.REPOST),
        ("@else hi", {"author": "me"}, Kind.REPLY),
        ("@Me hi", {"author": "me"}, Kind.ROOT),
        (" @else hi", {}, Kind.REPLY),
        (".@else hi", {}, Kind.ROOT),
        ("@ home", {}, Kind.ROOT),
        ("hi", {"answers": "else"}, Kind.REPLY),
        ("hi", {"is_self_reply": True}, Kind.CONTINUATION),
        ("@else hi", {"is_self_reply": True}, Kind.CONTINUATION),
        ("hi https://t.co/a", {"is_self_reply": True, "is_quote": True}, Kind.CONTINUATION),
        ("https://t.co/a", {"is_self_reply": True}, Kind.LINK_ONLY),
        ("hi https://t.co/a", {"is_quote": True}, Kind.QUOTE),
        ("hi https://t.co/a", {}, Kind.ROOT),
    ],
)
def test_kind_of(text: str, known: dict[str, Any], kind: Kind) -> None:
    assert kind_of(text, **known) is kind


def test_ends_with_link() -> None:
    assert ends_with_link("hi https://t.co/Ab1 ")
    assert not ends_with_link("hi https://t.co/Ab1 there")
    assert not ends_with_link("hi https://example.com/x")
