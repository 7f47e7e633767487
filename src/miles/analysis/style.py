"""The habits of a hand, as numbers per text, and how far two sets of texts are apart in each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from miles.post import parts
from miles.post.error import MilesError
from miles.post.limits import weighted_length
from miles.post.normal import CASHTAG, LINK, NUMBER, words

Floats = NDArray[np.float64]

FEATURES: tuple[str, ...] = (
    "words",
    "weighted_length",
    "parts",
    "lines",
    "line_breaks",  # per 100 characters
    "list_lines",  # share of lines that open with a bullet, a number or an arrow
    "word_length",
    "emoji",  # this and the marks below: per 100 characters
    "full_stops",
    "commas",
    "exclamations",
    "questions",
    "ellipses",
    "colons",
    "dashes",
    "quotes",
    "brackets",
    "apostrophes",
    "cashtags",  # this and the next two: per 100 words
    "numbers",
    "all_caps",
    "capitals",  # share of letters
    "open_end",  # 1 when the last line has no closing mark
    "sentence_mean",  # words
    "sentence_sd",
)
_MARKS = {
    "full_stops": r"(?<!\.)\.(?!\.)(?!\d)",
    "commas": r",(?!\d)",
    "exclamations": r"!",
    "questions": r"\?",
    "ellipses": r"\.{2,}|\u2026",
    "colons": r"[:;]",
    "dashes": r"(?<!\w)-(?!\w)|[\u2013\u2014]",
    "quotes": r"[\"\u201c\u201d\u201e]",
    "brackets": r"[()\[\]]",
    "apostrophes": r"(?<=\w)['\u2019](?=\w)",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _MARKS.items()}
_BULLET = re.compile(
    r"\s*(?:[\u2022\u25aa\u25ab\u25cf\u25e6\u2023\u2043\u00b7*>+\u2192\u27a1\u2705\U0001f449\u2013\u2014-](?=\D)"
    r"|\(?\d{1,2}(?:[.)/:](?!\d)|\ufe0f?\u20e3))"
)
# begins and ends only where a row of marks does: a row as long as a post must not cost its square
_SENTENCE = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++(?=\s|$)|\n+")
_CAPS = re.compile(r"(?<![\w$#@])[A-Z]{2,}(?!\w)")
_CLOSING = re.compile(r"[.!?\u2026:;,]")


def is_emoji(char: str) -> bool:
    """Whether one code point draws a pictogram by itself: no joiner, selector or skin tone, and no sign like ° ©."""
    code = ord(char)
    if 0x1F1E6 <= code <= 0x1FAFF:
        return not 0x1F3FB <= code <= 0x1F3FF
    return 0x2190 <= code != 0xFFFD and unicodedata.category(char) == "So"


def features(texts: Sequence[str]) -> Floats:
    """One row per text, one column per FEATURES. (n, F)"""
    return np.asarray([_row(text) for text in texts], float).reshape(len(texts), len(FEATURES))


def _row(text: str) -> list[float]:
    text = LINK.sub("", text.replace("<url>", "")).strip()
    said = words(text)
    per_char = 100.0 / max(len(text), 1)
    per_word = 100.0 / max(len(said), 1)
    lines = [line for line in text.splitlines() if line.strip()]
    letters = [char for char in text if char.isalpha()]
    sentences = [size for piece in _SENTENCE.split(text) if (size := len(words(piece)))] or [0]
    row: dict[str, float] = {
        "words": len(said),
        "weighted_length": weighted_length(text),
        "parts": parts.count(text),
        "lines": len(lines),
        "line_breaks": text.count("\n") * per_char,
        "list_lines": sum(1 for line in lines if _BULLET.match(line)) / max(len(lines), 1),
        "word_length": sum(map(len, said)) / max(len(said), 1),
        "emoji": sum(map(is_emoji, text)) * per_char,
        "cashtags": len(CASHTAG.findall(text)) * per_word,
        "numbers": len(NUMBER.findall(text)) * per_word,
        "all_caps": len(_CAPS.findall(text)) * per_word,
        "capitals": sum(map(str.isupper, letters)) / max(len(letters), 1),
        "open_end": float(bool(lines) and not _is_closed(lines[-1])),
        "sentence_mean": float(np.mean(sentences)),
        "sentence_sd": float(np.std(sentences)),
    }
    row |= {name: len(pattern.findall(text)) * per_char for name, pattern in _PATTERNS.items()}
    return [row[name] for name in FEATURES]


def _is_closed(line: str) -> bool:
    """Whether a closing mark stands after the last word."""
    last = max((at for at, char in enumerate(line) if char.isalnum() or char == "_"), default=-1)
    return bool(_CLOSING.search(line, last + 1))


def distances(real: Floats, made: Floats) -> Floats:
    """Kolmogorov-Smirnov distance of each feature between two sets of rows, 0 to 1. (F,)

    The largest gap between the two cumulative shares: needs no scale and no outlier rules it.
    Two samples of one author are not at 0: about 0.87 sqrt(1/n + 1/m) per continuous feature.
    Read it beside real posts against real posts.
    """
    if not len(real) or not len(made):
        raise MilesError(f"{len(real)} real and {len(made)} made posts have no style to compare", "give some of each")
    gaps = np.zeros(real.shape[1])
    for column in range(real.shape[1]):
        a, b = np.sort(real[:, column]), np.sort(made[:, column])
        at = np.concatenate([a, b])
        gaps[column] = np.abs(np.searchsorted(a, at, "right") / len(a) - np.searchsorted(b, at, "right") / len(b)).max()
    return gaps


def style_distance(real: Floats, made: Floats) -> float:
    """Mean of the distances over all FEATURES: 0 for the same distribution, 1 for nothing in common."""
    return float(distances(real, made).mean())
