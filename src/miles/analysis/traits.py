"""What can be said of a post before it is out: its form, its signals, its hour. No count of any kind is among it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from miles.analysis.pattern import BULLET, NUMBERED, asks, ends_asking
from miles.analysis.sentiment import SentimentLabeller
from miles.post.emoji import EMOJI
from miles.post.normal import CASHTAG, HANDLE, LINK, NUMBER
from miles.post.parts import count, lines

TRAITS = (
    "characters", "words", "log_characters", "parts", "lines", "has_link", "has_cashtag", "has_question",
    "ends_with_question", "has_call_to_action", "capitals", "shouted_words", "sentiment", "sentiment_strength",
    "hour_sin", "hour_cos", "hour", "weekday", "is_weekend", "hours_since_last", "log_hours_since_last",
    "posts_last_day", "is_thread", "log_pieces", "has_number", "emoji", "announces_thread", "points_below",
    "names_somebody", "is_quote", "opens_with_colon", "bullets", "is_numbered_list", "exclaims", "quotes_words",
)  # fmt: skip
_CALL = re.compile(
    r"\b(follow|retweet|repost|like|comment|reply|subscribe|join|check out|let me know|drop|share|bookmark)\b", re.I
)
_POINTERS = ("\U0001f447", "\u2193", "\u2935")


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of a post's place in time when it goes out. `time` is UTC; `pieces` counts its thread's posts."""

    time: datetime
    hours_since_last: float = 24.0
    posts_last_day: int = 1
    pieces: int = 1
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and deviation of each trait in training; beyond three deviations everything is alike."""

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]

    @classmethod
    def of(cls, traits: NDArray[np.float64]) -> Scale:
        return cls(traits.mean(axis=0), traits.std(axis=0) + 1e-6)

    def __call__(self, traits: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(((traits - self.mean) / self.deviation).clip(-3.0, 3.0))


class TraitReader:
    """Text and moment -> one number a name in TRAITS.

    Sentiment is VADER's: hearing it with the trained head gained 0.005 [-0.000 0.009] of rank correlation out of fold
    (experiments/2026-11-25-reception), and a second encoder would double what a forecast costs, 17 ms.
    """

    def __init__(self) -> None:
        self._sentiment = SentimentLabeller()
        self.version = f"traits-1+{self._sentiment.version}"

    def table(self, texts: Sequence[str], moments: Sequence[Moment]) -> NDArray[np.float64]:
        """(n, len(TRAITS)), unscaled."""
        rows = [self.read(text, moment) for text, moment in zip(texts, moments, strict=True)]
        return np.array(rows).reshape(len(texts), len(TRAITS))

    def read(self, text: str, moment: Moment) -> NDArray[np.float64]:
        """(len(TRAITS),), unscaled."""
        letters = [letter for letter in text if letter.isalpha()]
        spoken = text.split()
        mood = self._sentiment.score(text)
        angle = 2 * math.pi * (moment.time.hour + moment.time.minute / 60) / 24
        return np.array(
            [
                len(text),
                len(spoken),
                math.log1p(len(text)),
                count(text),
                lines(text),
                bool(LINK.search(text)),
                bool(CASHTAG.search(text)),
                asks(text),
                ends_asking(text),
                bool(_CALL.search(text)),
                sum(letter.isupper() for letter in letters) / len(letters) if letters else 0.0,
                sum(word.isupper() and len(word) > 2 for word in spoken),
                mood,
                abs(mood),
                math.sin(angle),
                math.cos(angle),
                moment.time.hour,
                moment.time.weekday(),
                moment.time.weekday() >= 5,
                moment.hours_since_last,
                math.log1p(moment.hours_since_last),
                moment.posts_last_day,
                moment.pieces > 1,
                math.log1p(moment.pieces),
                bool(NUMBER.search(text)),
                len(EMOJI.findall(text)),
                "\U0001f9f5" in text,
                any(pointer in text for pointer in _POINTERS),
                bool(HANDLE.search(text)) or "<user>" in text,
                moment.is_quote,
                ":" in text[:60],
                len(BULLET.findall(text)),
                bool(NUMBERED.search(text)),
                "!" in text,
                '"' in text or "\u201c" in text,
            ],
            float,
        )
