"""Market talk leans up, down, neither way, or asks; other talk leans nowhere."""

from __future__ import annotations

import pytest

from miles.analysis.stance import Stance, stance


@pytest.mark.parametrize(
    ("text", "sentiment", "expected"),
    [
        ("Bitcoin is breaking out. New highs soon.", 0.0, Stance.BULLISH),
        ("I am not bullish on alts here.", 0.0, Stance.BEARISH),
        ("$ETH looks bearish, another sell-off is likely.", 0.3, Stance.BEARISH),
        ("BTC dominance sits at 54%.", 0.0, Stance.NEUTRAL),
        ("The market feels wonderful.", 0.8, Stance.BULLISH),
        ("The market feels awful.", -0.8, Stance.BEARISH),
        ("Where does bitcoin go from here?", 0.1, Stance.QUESTIONING),
        ("Is the top in?", -0.2, Stance.QUESTIONING),
        ("Bear market? No. Breakout, rally, new highs. Bullish. Agree?", 0.2, Stance.BULLISH),
        ("Happy birthday, mum!", 0.9, None),
        ("", 0.0, None),
        ("\U0001f680\U0001f680", 0.0, None),
    ],
)
def test_stance(text: str, sentiment: float, expected: Stance | None) -> None:
    assert stance(text, sentiment) == expected


def test_a_long_text_is_read_quickly() -> None:
    assert stance("bitcoin " * 3_000 + "rally", 0.0) == Stance.BULLISH
