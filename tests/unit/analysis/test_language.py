from __future__ import annotations

import pytest

from miles.analysis.language import foreign

ENGLISH = (
    "BTC reclaimed 100k, but alts are still weak",
    "why I stopped watching the one minute chart",
    "ETH staking yield low lol",
    "- fees down\n- miners sell\n- rates",
    "gm", "BTC 100k", "", "🚀🚀🚀", "$SOL $AVAX $TIA @someone https://t.co/abc",
    "hodl ser wen lambo fr fr no cap",
    "Bitcoin dominance, stablecoin supply, M2",
)  # fmt: skip
OTHERS = {
    "Bitcoin steigt wieder über 100k, aber die Altcoins bleiben schwach": "de",
    "El bitcoin vuelve a subir pero las altcoins siguen débiles esta semana": "es",
    "Le bitcoin remonte mais les altcoins restent faibles cette semaine": "fr",
    "Il bitcoin sale di nuovo ma le altcoin restano deboli questa settimana": "it",
    "Биткоин снова растет, а альткоины остаются слабыми": "ru",
    "비트코인이 다시 오르고 있지만 알트코인은 약하다": "ko",
    "ビットコインは再び上昇しているが、アルトコインは弱い": "ja",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_at_home_everywhere_pass(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize(("text", "code"), OTHERS.items())
def test_another_language_is_named(text: str, code: str) -> None:
    assert foreign(text) == code


def test_another_script_is_told_from_the_first_word() -> None:
    assert foreign("比特币") is not None
    assert foreign("биткоин") is not None
