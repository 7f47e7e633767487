"""Phone numbers among prices, dates and levels (more of both in fixtures/cleaning/pii.jsonl)."""

from __future__ import annotations

import pytest

from miles.cleaning.phone import mask_phones


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ring +44 20 7946 0958 or +27821234567", "ring <phone> or <phone>"),
        ("(415) 555-2671, 415.555.2671", "<phone>, <phone>"),
        ("020 7946 0958", "<phone>"),
        ("WhatsApp me on 5551234567", "WhatsApp me on <phone>"),
        ("https://wa.me/14155552671?text=hi", "https://wa.me/<phone>?text=hi"),
    ],
)
def test_phones_go(text: str, masked: str) -> None:
    found, count = mask_phones(text)
    assert found == masked
    assert count == masked.count("<phone>")


@pytest.mark.parametrize(
    "text",
    [
        "call 2024-01-15 a top, not 15-01-2024",
        "calls 100000-120000",
        "+150,000,000 burned, +1000000000%",
        "block 1741650631537070134",
        "https://x.com/a/415-555-2671 is a link",
        "+999 12 34 56 78 has no country",
        "$415-555-2671",
        "250 300 4000 5000",
    ],
)
def test_numbers_stay(text: str) -> None:
    assert mask_phones(text) == (text, 0)


def test_hostile_digits_cost_little() -> None:
    text = ("+44" + "1" * 30 + "% ") * 800 + "call " + "12 " * 5000
    assert mask_phones(text)[1] <= 1
