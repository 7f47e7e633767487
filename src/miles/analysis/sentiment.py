"""Sentiment of a post as a score and in three bins: by a trained head, or by VADER with words of the trade added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from miles.analysis.head import Head, heard
from miles.post.draft import Sentiment
from miles.post.error import MilesError
from miles.post.normal import HANDLE, LINK

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

# VADER's own threshold is 0.05 (Hutto & Gilbert 2014); long posts saturate the compound score. On TweetEval
# (validation, 2,000 tweets) 0.05 / 0.2 / 0.4 reach accuracy .574 / .587 / .605 and mean recall .599 / .591 / .569.
THRESHOLD = 0.2
_MOST = 1e-6  # more than half: what is at the threshold is not neutral any more

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


class Listener(Protocol):
    """What hears how a text sounds; `version` names it, and `told` says in words what it is.

    `shares` (n, 3) say how much a text sounds negative, neutral and positive; they sum to 1, and the largest is its
    label.
    """

    version: str
    told: str

    def shares(self, texts: Sequence[str]) -> NDArray[np.float64]: ...
    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]: ...
    def score(self, text: str) -> float: ...
    def label(self, text: str) -> Sentiment: ...


class SentimentHead:
    """The trained head: its score is the chance of positive minus that of negative, its label the likeliest."""

    told = "a head trained on tweets that people labelled"

    def __init__(self, head: Head) -> None:
        if head.labels != tuple(Sentiment):
            raise MilesError(
                f"the head tells {', '.join(head.labels)}, not {', '.join(Sentiment)}",
                "train one: make classify TASK=sentiment",
            )
        self.head, self.version = head, head.version

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n,) -1 to 1; a text without a letter or digit sounds like nothing: 0."""
        shares = self.shares(texts)
        return shares[:, 2] - shares[:, 0]

    def shares(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n, 3), the head's probabilities; a text without a letter or digit is neutral."""
        speaks = np.array([_speaks(text) for text in texts], bool)[:, None]
        return np.where(speaks, self.head.probabilities(texts), (0.0, 1.0, 0.0))

    def score(self, text: str) -> float:
        return float(self.scores([text])[0])

    def label(self, text: str) -> Sentiment:
        return tuple(Sentiment)[int(self.head.guess([text])[0])] if _speaks(text) else Sentiment.NEUTRAL


class SentimentLabeller:
    """Says whether a text sounds negative, neutral or positive.

    The text is read without links and handles, whose letters VADER would score as words.
    """

    told = "VADER's word list with words of the trade"

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._analyzer: SentimentIntensityAnalyzer | None = None
        seal = hashlib.sha256(json.dumps([threshold, TRADE_WORDS], sort_keys=True).encode()).hexdigest()
        self.version = f"vader+trade-{seal[:8]}"

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n,) -1 to 1."""
        return np.array([self.score(text) for text in texts])

    def shares(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n, 3): at the threshold a text stops being mostly neutral; at a score of 1 or -1 nothing is neutral."""
        scores = self.scores(texts)
        knots, halves = (0.0, self.threshold, 1.0), (0.0, 0.5 + _MOST, 1.0)
        negative, positive = np.interp(-scores, knots, halves), np.interp(scores, knots, halves)
        return np.stack([negative, 1 - negative - positive, positive], axis=1)

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


def apart(listeners: Sequence[Listener], version: str) -> tuple[Listener, Listener]:
    """Who labelled the training posts (by its version; the first where it is not here), and another to judge by.

    The one that labelled also chooses among a voice's candidates: it knows what was meant by the wish. A voice that was
    taught and is chosen for by one listener is not judged by the same one, unless there is no other.
    """
    taught = next((each for each in listeners if each.version == version), listeners[0])
    return taught, next((each for each in listeners if each is not taught), taught)


def told(taught: Listener, judge: Listener) -> str:
    """Who hears what, in one line: the two that `apart` found."""
    alone = "the same, as nobody else listens, so its share of wishes obeyed flatters"
    return (
        f"sentiment of the posts, and choice among candidates: {taught.told}; "
        f"of what is written: {judge.told if judge is not taught else alone}"
    )


def _speaks(text: str) -> bool:
    return any(letter.isalnum() for letter in heard(text))
