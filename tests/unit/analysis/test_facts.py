"""Facts survive another spelling; invention is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.analysis.facts import facts, invented_numbers, sort_out, survival


@pytest.mark.parametrize("spelling", ["100k", "100K", "100,000", "$100k", "100000", "$100,000", "~100k", "100k+"])
def test_one_number_in_all_its_spellings(spelling):
    assert facts(f"it hit {spelling} today").numbers == ("100000",)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("up 61.3% since", ("61.3%",)),
        ("a 10x or 10.5x", ("10x", "10.5x")),
        ("$1.1M+ and 20 million and 3bn", ("1100000", "20000000", "3000000000")),
        ("between 50-60k and 5-6%", ("50000", "60000", "5%", "6%")),
        ("1. first\n2) second\n3/ third\n• 4: fourth", ()),
        ("1.5 is a number", ("1.5",)),
        ("3 reasons for 7 alts", ("3", "7")),
        ("L2s, v3 and Web3 are names", ()),
        ("see https://x.com/a/123 and @user99", ()),
        ("in 2024 it was", ()),
        ("$2024 is money", ("2024",)),
    ],
)
def test_numbers(text, numbers):
    assert facts(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "tickers"),
    [
        ("$BTC and $sol", ("BTC", "SOL")),
        ("btc, eth and Bitcoin", ("BTC", "ETH")),
        ("ETH/BTC looks weak", ("ETH/BTC",)),
        ("one link near the core", ()),
        ("LINK and NEAR", ("LINK", "NEAR")),
        ("#Bitcoin's halving", ("BTC",)),
        ("AI and ETF are no coins", ()),
    ],
)
def test_tickers(text, tickers):
    assert facts(text).tickers == tickers


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Monday in March 2024", ("mar", "mon", "2024")),
        ("it may march on", ()),
        ("Q1 or q4 2025", ("q1", "q4", "2025")),
        ("Jan 20th and by december", ("jan", "dec")),
    ],
)
def test_dates(text, dates):
    assert facts(text).dates == dates


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Today Michael Saylor bought more", ("michael saylor",)),
        ("Gary Gensler resigns", ("gary gensler",)),
        ("The market fell. Retail left.", ()),
        ("says ColinTalksCrypto of Coinbase's report", ("colintalkscrypto", "coinbase")),
        ("NO MORE CHOKEPOINT", ()),
        ("Think About Your Long Term Plan Now", ()),
        ("the SEC and the ETF", ("sec", "etf")),
    ],
)
def test_names(text, names):
    assert facts(text).names == names


def test_survival_is_the_share_of_the_drafts_facts():
    draft = "BTC reclaimed 100k on Monday, says Michael Saylor"
    assert survival(draft, "Bitcoin back over $100,000 this Monday. michael saylor called it.") == 1.0
    assert survival(draft, "Bitcoin is back over $90,000.") == 0.25
    assert survival("alts are still weak", "anything") is None


def test_the_drafts_facts_are_sorted_into_kept_and_lost_ones():
    draft = "BTC reclaimed 100k on Monday, says Michael Saylor"
    assert sort_out(draft, "Bitcoin is back over $90,000, michael saylor says") == (
        ("BTC", "michael saylor"),
        ("100000", "mon"),
    )
    assert sort_out("alts are weak", "BTC 100k") == ((), ())


def test_a_number_that_the_draft_does_not_state_is_invented():
    assert invented_numbers("btc at 100k", "$BTC at $100,000, up 5% since 2021") == ("5%", "2021")
    assert invented_numbers("btc at 100k in 2021", "2021: $BTC at 100k") == ()


def test_small_counts_and_list_marks_are_no_invention():
    assert invented_numbers("why alts lag", "3 reasons why alts lag:\n\n1. Fear\n2. Rates") == ()
    assert invented_numbers("why alts lag", "12 reasons, $4 and a 3x") == ("12", "4", "3x")


@given(st.text(max_size=120))
def test_a_text_keeps_its_own_facts(text):
    assert survival(text, text) in (1.0, None)
    assert sort_out(text, text)[1] == ()
    assert invented_numbers(text, text) == ()
