from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from miles.post.harmless import harmless


def test_untrusted_posts_cannot_drive_the_terminal() -> None:
    assert harmless("a\x1b[31mb\r\nc\u202ed\te\x07") == "a[31mb\ncd    e"


@given(st.text())
def test_no_control_code_is_left_and_once_is_enough(text: str) -> None:
    shown = harmless(text)
    assert not any(
        (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202a\u202e\u2066\u2069" for c in shown
    )
    assert harmless(shown) == shown
