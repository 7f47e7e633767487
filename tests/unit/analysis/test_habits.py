"""Habits by counting: what was planted comes out with its number."""

from __future__ import annotations

from miles.analysis.habits import Often, measures, openers, phrases, signs

PLANTED = [f"This is {k}: great bitcoin accumulation phase now \U0001f680\n\nStay safe {k}." for k in range(20)]
OTHERS = [f"{word} {word}s fall behind" for word in ("gold", "silver", "corn", "wheat", "rice", "tin", "zinc", "lead")]


def test_openers_and_signs_are_counted_by_post() -> None:
    assert openers(PLANTED + OTHERS) == [Often("this is", 20)]
    assert signs([*PLANTED, "\U0001f680\U0001f680\U0001f680"]) == [Often("\U0001f680", 21)]


def test_a_formula_is_told_once_and_by_its_longest_run() -> None:
    found = phrases(PLANTED + OTHERS)
    assert Often("great bitcoin accumulation phase now", 20) in found
    assert not [
        often for often in found if often.what in ("great bitcoin accumulation", "bitcoin accumulation phase now")
    ]


def test_grammar_alone_is_no_phrase() -> None:
    assert phrases(["and then it was not"] * 10) == []


def test_counts_have_medians_and_rates_means() -> None:
    found = {measure.name: measure for measure in measures(["one two", "one two three", "a " * 100])}
    assert found["words a post"].usual == 3
    assert found["paragraphs"].usual == 1
    assert found["words a post"].low < found["words a post"].usual < found["words a post"].high


def test_nothing_is_made_of_nothing() -> None:
    assert openers([""]) == signs(["..."]) == phrases(["", "\U0001f680"]) == []
    assert measures([""])[0].usual == 0
