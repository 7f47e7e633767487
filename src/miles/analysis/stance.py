"""Which way a post looks at the market: up, down, neither, or asking."""

from __future__ import annotations

import re
from enum import StrEnum

from miles.post.normal import CASHTAG, normal_form

NEUTRAL = 0.25  # of the sentiment's score, below which market talk without words of direction takes no side


class Stance(StrEnum):
    """How market talk leans."""

    BULLISH = "bullish"
    BEARISH = "bearish"
    NEUTRAL = "neutral"
    QUESTIONING = "questioning"


_MARKET = re.compile(
    r"\b(btc|bitcoin|eth|ethereum|ether|sol|solana|altcoins?|alts?|crypto\w*|memecoins?|defi|nfts?|tokens?|coins?|"
    r"markets?|stocks?|equit(?:y|ies)|bonds?|yields?|nasdaq|s&p|etfs?|fed|rates?|inflation|cpi|liquidity|trad(?:e|es|er|"
    r"ers|ing)|invest\w*|portfolio|positions?|long|short|leverage\w*|dominance|candles?|charts?|support|resistance|"
    r"cycle|bull|bear|bullish|bearish|rally|dump\w*|pump\w*|correction|breakout|halving|airdrops?|staking|narratives?|"
    r"prices?|dip|ath|macro|gold|oil)\b"
)
_UP = re.compile(
    r"\b(bullish|bull ?(?:run|market)|breakouts?|break(?:s|ing)? out|rall(?:y|ies|ying)|moon\w*|pump(?:s|ing)?|uptrend|"
    r"higher (?:high|low)s?|new (?:all[- ]time )?highs?|ath|accumulat\w+|bottom(?:ed)?(?: is)? in|bid(?:ding)?|"
    r"buy(?:ing)? the dip|long(?:ing)?|outperform\w*|reclaim\w*|send it|altseason|up only|undervalued|parabolic)\b"
)
_DOWN = re.compile(
    r"\b(bearish|bear ?market|dump(?:s|ed|ing)?|crash(?:es|ed|ing)?|capitulat\w+|downtrend|lower (?:high|low)s?|"
    r"sell[- ]?off\w*|top(?:ped)?(?: is)? in|short(?:ing)?|underperform\w*|break(?:s|ing)? ?down|rekt|liquidat\w+|"
    r"overvalued|bleed(?:s|ing)?|rug(?:s|ged)?|dead cat|distribution|risk[- ]off|recession|lost support)\b"
)
_NOT = re.compile(r"\b(not|no|never|isn't|aren't|won't|don't|doesn't|didn't|hardly|without)\b[^.!?\n]{0,20}$")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def stance(text: str, sentiment: float) -> Stance | None:
    """The stance of market talk, None of anything else. `sentiment` is the text's score, -1 to 1.

    Words of direction decide first, a negation before one turns it around; where they say nothing, the sentiment does.
    A text that ends with a question, or asks in most of its sentences, and leans no way is questioning.
    """
    plain = normal_form(text).replace("\u2019", "'")
    if not any(found.search(plain) for found in (CASHTAG, _MARKET, _UP, _DOWN)):
        return None
    lean = _count(_UP, _DOWN, plain) - _count(_DOWN, _UP, plain)
    if _asks(text) and abs(lean) < 2:
        return Stance.QUESTIONING
    if not lean and abs(sentiment) < NEUTRAL:
        return Stance.NEUTRAL
    return Stance.BULLISH if (lean or sentiment) > 0 else Stance.BEARISH


def _count(words: re.Pattern[str], opposite: re.Pattern[str], plain: str) -> int:
    """How often words of one direction stand, negated ones of the other counted with them."""
    straight = sum(not _NOT.search(plain[: found.start()]) for found in words.finditer(plain))
    turned = sum(bool(_NOT.search(plain[: found.start()])) for found in opposite.finditer(plain))
    return straight + turned


def _asks(text: str) -> bool:
    sentences = [found for found in _SENTENCE.findall(text) if found.strip()]
    asked = sum(sentence.rstrip().endswith("?") for sentence in sentences)
    return text.rstrip().endswith("?") or 2 * asked > len(sentences)
