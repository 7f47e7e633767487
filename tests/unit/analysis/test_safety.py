from __future__ import annotations

from collections import Counter

import pytest

from miles.analysis.safety import check
from miles.cleaning.pii import mask


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patience pays.\n\nThoughts? 🚀", ()),
        ("", ("empty",)),
        ("  \n", ("empty",)),
        ("see <|link:1|> now", ("control token <|link:1|>",)),
        ("half a token <|par", ("control token <|",)),
        ("hello <user> and <USER>", ("leftover placeholder <user>", "leftover placeholder <USER>")),
        ("read <url>", ("leftover placeholder <url>",)),
        ("mail jo.blogs@example.com", ("personal data: email x1",)),
        ("a\x07b", ("unprintable character",)),
        ("a\ue000b", ("unprintable character",)),
        ("tab\tand\nnewline", ()),
        ("a heart younger than Python 3.11 \U0001fa77\U0001fae8", ()),
        ("\ufeffa mark that X refuses", ("unprintable character",)),
        ("half decoded \ufffd", ("unprintable character",)),
        ("no character at all \ufdd0", ("unprintable character",)),
        ("\U0001ffff", ("unprintable character",)),
        ("half a pair \ud83d", ("unprintable character",)),
        ("a < b and c > d, 3<4", ()),
    ],
)
def test_what_is_wrong_is_said_in_words(text: str, found: tuple[str, ...]) -> None:
    assert check(text, mask) == found


def test_length_is_weighted_and_may_be_free() -> None:
    exact, over = "字" * 140, "字" * 141
    assert check(exact, mask) == ()
    assert check(over, mask) == ("too long: 282 > 280",)
    assert check(over, mask, limit=None) == ()
    assert check(over, mask, limit=4000) == ()


def test_placeholders_are_not_personal_data_twice() -> None:
    assert check("<email> <|user:1|>", mask) == ("control token <|user:1|>", "leftover placeholder <email>")


def test_several_faults_are_all_told() -> None:
    told = check("@somebody <|end|> " + "long " * 80, mask)
    assert [fault.split(":")[0].split(" <")[0] for fault in told] == ["control token", "personal data", "too long"]


def test_personal_data_is_what_the_mask_counts() -> None:
    def names(text: str) -> tuple[str, Counter[str]]:
        return text, Counter({"<name>": text.count("Bob"), "<age>": 0})

    assert check("Bob and Bob <|draft|>", names) == ("control token <|draft|>", "personal data: name x2")
    assert check("nobody", names) == ()
