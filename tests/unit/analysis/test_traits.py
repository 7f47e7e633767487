from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miles.analysis.traits import TRAITS, Moment, TraitReader

SATURDAY = datetime(2024, 6, 1, 18, 0, tzinfo=UTC)


NOW = Moment(SATURDAY)


def read(text: str, moment: Moment = NOW) -> dict[str, float]:
    return dict(zip(TRAITS, TraitReader().read(text, moment), strict=True))


def test_form_is_counted() -> None:
    found = read("BTC holds: why?\n\n- $ETH at 4,000\n- GOLD \U0001f680\n\nFollow me \U0001f447 https://t.co/abc")
    assert {name: found[name] for name in ("parts", "lines", "bullets", "emoji", "shouted_words")} == {
        "parts": 3, "lines": 4, "bullets": 2, "emoji": 2, "shouted_words": 3,
    }  # fmt: skip
    said = ("has_link", "has_cashtag", "has_question", "has_call_to_action", "has_number", "points_below")
    assert all(found[name] for name in said)
    assert not found["ends_with_question"]
    assert found["opens_with_colon"]


def test_a_plain_text_has_no_signals() -> None:
    found = read("patience pays")
    for name in TRAITS:
        if name.startswith(("has_", "is_t", "is_q", "is_n")) or name in ("emoji", "bullets", "capitals"):
            assert found[name] == 0, name


def test_the_hour_lies_on_a_circle() -> None:
    found = read("x")
    assert (found["hour_sin"], found["hour_cos"]) == pytest.approx((-1.0, 0.0), abs=1e-9)
    assert found["is_weekend"]
    assert found["weekday"] == 5


def test_a_thread_is_known_by_its_pieces() -> None:
    assert read("x", Moment(SATURDAY, pieces=4))["is_thread"]


def test_any_text_gives_finite_numbers() -> None:
    import numpy as np

    for text in ("", "\U0001f680", "\u200d", "?", "A" * 25_000, "\u202eabc", "1"):
        assert np.isfinite(list(read(text).values())).all()
