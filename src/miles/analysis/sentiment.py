"""Sentiment of a post in three bins: VADER's compound score with words of the trade added."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from miles.post.draft import Sentiment
from miles.post.normal import HANDLE, LINK

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

# VADER's own threshold is 0.05 (Hutto & Gilbert 2014); long posts saturate the compound score. On TweetEval
# (validation, 2,000 tweets) 0.05 / 0.2 / 0.4 reach accuracy .574 / .587 / .605 and mean recall .599 / .591 / .569.
THRESHOLD = 0.2

# Valence in VADER's units (-4 to 4) of words that it lacks or reads in their everyday sense.
TRADE_WORDS: dict[str, float] = {
    "ath": 2.0,
    "bearish": -2.2,
    "bleed": -1.8,
    "bleeding": -1.8,
    "bottomed": 0.8,
    "breakout": 1.6,
    "bull": 1.2,
    "bullish": 2.4,
    "capitulation": -2.0,
    "choppy": -1.0,
    "crypto": 0.0,
    "dump": -1.8,
    "dumped": -1.8,
    "dumping": -2.0,
    "fud": -1.6,
    "liquidated": -2.2,
    "liquidation": -1.8,
    "liquidations": -1.8,
    "moon": 1.6,
    "mooning": 2.4,
    "outperform": 1.6,
    "outperforming": 1.8,
    "pump": 1.4,
    "pumped": 1.4,
    "pumping": 1.8,
    "rally": 1.8,
    "rallying": 1.8,
    "rekt": -2.6,
    "rug": -2.2,
    "rugged": -2.4,
    "selloff": -1.8,
    "sell-off": -1.8,
    "underperform": -1.6,
    "underperforming": -1.6,
}


class SentimentLabeller:
    """Says whether a text sounds negative, neutral or positive.

    The text is read without links and handles, whose letters VADER would score as words.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._analyzer: SentimentIntensityAnalyzer | None = None
        seal = hashlib.sha256(json.dumps([threshold, TRADE_WORDS], sort_keys=True).encode()).hexdigest()
        self.version = f"vader+trade-{seal[:8]}"

    def score(self, text: str) -> float:
        """VADER's compound score, -1 to 1."""
        if self._analyzer is None:
            from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

            self._analyzer = SentimentIntensityAnalyzer()
            self._analyzer.lexicon.update(TRADE_WORDS)
        clean = HANDLE.sub(" ", LINK.sub(" ", text)).replace("\u2019", "'")
        return float(self._analyzer.polarity_scores(clean)["compound"])

    def label(self, text: str) -> Sentiment:
        score = self.score(text)
        if score >= self.threshold:
            return Sentiment.POSITIVE
        return Sentiment.NEGATIVE if score <= -self.threshold else Sentiment.NEUTRAL
