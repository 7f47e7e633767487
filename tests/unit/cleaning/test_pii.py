"""Personal data become placeholders; prices, dates, tickers and style survive."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from miles.cleaning.pii import mask
from miles.collection.source import open_sources
from miles.post import parts
from miles.post.normal import CASHTAG

OWN = "milesdeutscher"
KINDS = ("user", "email", "phone", "wallet")
PLACEHOLDER = re.compile(r"<(user|email|phone|wallet)>")
Span = tuple[int, int, str]


def spans(text: str, masked: str) -> set[Span]:
    """Where in `text` the placeholders of `masked` stand."""
    pieces = PLACEHOLDER.split(masked)  # text, kind, text, kind, ..., text
    literal = [re.escape(piece) for piece in pieces[::2]]
    found = re.fullmatch("(.+?)".join(literal), text, re.DOTALL)
    assert found, (text, masked)
    pairs = zip(found.regs[1:], pieces[1::2], strict=True)
    return {(start, end, kind) for (start, end), kind in pairs if text[start:end] != f"<{kind}>"}


@pytest.fixture(scope="module")
def planted(root: Path) -> list[tuple[str, str]]:
    lines = (root / "tests" / "fixtures" / "cleaning" / "pii.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["text"], row["masked"]) for row in rows]


def test_recall_and_precision_on_planted_cases(planted: list[tuple[str, str]]) -> None:
    found, wanted, hits = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for text, masked in planted:
        ours, theirs = spans(text, mask(text, OWN)[0]), spans(text, masked)
        found.update(kind for *_, kind in ours)
        wanted.update(kind for *_, kind in theirs)
        hits.update(kind for *_, kind in ours & theirs)
        wrong += [text] if ours != theirs else []
    negatives = sum(text == masked for text, masked in planted)
    recall, precision = hits.total() / wanted.total(), hits.total() / found.total()
    print(f"{len(planted)} cases ({negatives} with nothing to mask): recall {recall:.3f}, precision {precision:.3f}")
    print({kind: f"{hits[kind]}/{wanted[kind]} found, {found[kind] - hits[kind]} false" for kind in KINDS}, wrong)
    assert len(planted) >= 240
    assert negatives >= 100
    assert min(wanted[kind] for kind in KINDS) >= 20
    assert recall >= 0.98
    assert precision >= 0.98


def test_counts_are_told_by_kind() -> None:
    text = "@a and @b: a@b.com, +1 415-555-2671, vitalik.eth"
    assert mask(text)[1] == {"user": 2, "email": 1, "phone": 1, "wallet": 1}
    assert mask("nothing here")[1] == Counter()
    assert mask("@user@mastodon.social") == ("<user>", {"user": 1})


def test_the_authors_own_handle_stays_in_any_case() -> None:
    assert mask("@MilesDeutscher @milesdeutscher @milesdeutscherX", "@MilesDeutscher")[0] == (
        "@MilesDeutscher @milesdeutscher <user>"
    )
    assert mask("@milesdeutscher")[0] == "<user>"


PIECES = [
    "$BTC",
    "$ETH,",
    "100,000",
    "$1.25",
    "2020-2024",
    "1.2.3",
    "0x",
    "42k",
    "+12.5%",
    "#Bitcoin",
    "https://t.co/AbC123xYz0",
    "BREAKING:",
    "gm",
    "don't",
    "3-5x",
    "12:30",
    "@",
    "10/10",
    "🚀",
    "👨\u200d👩",
    "•",
]
STYLE = st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=40).map(" ".join)


@given(STYLE)
def test_style_survives(text: str) -> None:
    assert mask(text, OWN) == (text, Counter())


@given(
    st.text(max_size=300), st.sampled_from(["@some_one", "a.b@mail.co", "+1 415-555-2671", "0x" + "ab" * 20]), st.text()
)
@example("", "@some_one", "")
@example("\0\ud800", "a.b@mail.co", "\u202e@@")
def test_masking_twice_changes_nothing_and_keeps_what_is_around(before: str, secret: str, after: str) -> None:
    text = f"{before} {secret} {after}"
    once, found = mask(text, OWN)
    assert mask(once, OWN)[0] == once
    assert secret not in once or secret in before or secret in after
    assert found.total() >= 1
    assert Counter(CASHTAG.findall(once)) <= Counter(CASHTAG.findall(text))
    assert once.count("\n") == text.count("\n")


@given(st.text(alphabet="ab1@.-+()x /\n<>", max_size=120))
def test_masking_is_idempotent_on_hostile_alphabets(text: str) -> None:
    once, _ = mask(text, OWN)
    assert mask(once, OWN)[0] == once


def test_a_hostile_text_of_maximal_length_is_masked_in_time() -> None:
    start = time.perf_counter()
    for piece in ("a.", "@a", "a@", "+1 ", "x.com/", "1A", "(at)", "aa1", "-"):
        mask(piece * (25_000 // len(piece)))
    assert time.perf_counter() - start < 10


def test_real_posts_lose_handles_and_nothing_else(shared: Path) -> None:
    """Handles of others in the scrape go; the one e-mail goes; paragraphs, lines and cashtags stay."""
    (source,) = open_sources(shared / "x_scrape_2024-01_2025-02.json")[0]
    total = Counter[str]()
    for post in source.posts():
        masked, found = mask(post.text, OWN)
        total += found
        assert parts.count(masked) == parts.count(post.text)
        assert parts.lines(masked) == parts.lines(post.text)
        assert CASHTAG.findall(masked) == CASHTAG.findall(post.text)
        assert not re.search(r"@(?!milesdeutscher\b)[a-z_]\w{3,}", masked, re.IGNORECASE)
    assert total["email"] == 1
    assert total["phone"] == total["wallet"] == 0
    assert total["user"] > 1500
