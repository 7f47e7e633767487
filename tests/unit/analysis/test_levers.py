from __future__ import annotations

from miles.analysis.levers import QUESTION, Lever, rewritings


def test_a_change_is_a_rewritten_draft() -> None:
    text = "BTC holds 100.5k. Alts are weak.\n\nPatience pays. https://t.co/abc"
    found = rewritings(text)
    assert found["end with a question"].endswith(QUESTION)
    assert found["1 part instead of 2"] == "BTC holds 100.5k. Alts are weak. Patience pays. https://t.co/abc"
    assert found["3 parts instead of 2"].count("\n\n") == 2
    assert found["leave the link out"] == "BTC holds 100.5k. Alts are weak.\n\nPatience pays."
    assert "2 parts instead of 2" not in found


def test_nothing_is_lost_when_parts_are_regrouped() -> None:
    text = "One.\nTwo! Three? 4.5 is a number.\n\nFive"
    for change, rewritten in rewritings(text).items():
        if "instead" in change:
            assert rewritten.split() == text.split()


def test_a_draft_that_asks_can_stop_asking() -> None:
    found = rewritings("Alts are weak.\n\nAgree?")
    assert found["leave the closing question out"] == "Alts are weak."
    assert "end with a question" not in found


def test_no_change_empties_a_draft() -> None:
    for text in ("https://t.co/abc", "?", "one", "\U0001f680"):
        assert all(changed.strip() for changed in rewritings(text).values())


def test_a_lever_needs_agreement_and_size() -> None:
    assert Lever("x", 1.2, 0.9, 1.1, 1.3).is_clear
    assert not Lever("x", 1.2, 0.5, 1.1, 1.3).is_clear
    assert not Lever("x", 1.01, 1.0, 1.005, 1.015).is_clear


def test_a_lever_needs_an_interval_that_leaves_out_one() -> None:
    assert not Lever("x", 1.2, 0.9, 0.99, 1.45).is_clear
    assert not Lever("x", 0.8, 0.9, 0.63, 1.01).is_clear
    assert Lever("x", 0.8, 0.9, 0.7, 0.91).is_clear
