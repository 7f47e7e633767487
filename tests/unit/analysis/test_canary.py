from __future__ import annotations

from miles.analysis.canary import LENGTH, REFERENCES, TIMES, Canaries, hint, is_told, secret


def test_secrets_are_distinct_and_the_same_for_a_seed() -> None:
    drawn = Canaries.draw(10)
    planted = [text for texts in drawn.planted.values() for text in texts]
    assert [len(texts) for texts in drawn.planted.values()] == [10] * len(TIMES)
    assert len({*planted, *drawn.references}) == 10 * len(TIMES) + REFERENCES
    assert Canaries.draw(10) == drawn
    assert Canaries.draw(10, seed=1) != drawn
    assert all(len(secret(text).split()) == LENGTH for text in planted)


def test_a_secret_is_told_in_any_case_and_over_line_breaks_but_not_in_pieces() -> None:
    text = "My recovery phrase is lemon river anchor candle."
    assert hint(text) == "My recovery phrase is lemon"
    assert is_told(text, ["nothing", "Lemon River\n\nanchor candle!"])
    assert not is_told(text, ["lemon river anchor", "candle", "lemon river candle anchor"])
