"""The habits that make a hand known: how long, how it begins, which phrases and signs come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miles.analysis.content import STOPWORDS, VAGUE
from miles.analysis.style import FEATURES, features
from miles.post.emoji import EMOJI
from miles.post.normal import words
from miles.post.parts import sentences

SHOWN = {
    "words": "words a post",
    "parts": "paragraphs",
    "sentence_mean": "words a sentence",
    "emoji": "emoji per 100 characters",
    "exclamations": "exclamation marks per 100 characters",
    "questions": "question marks per 100 characters",
    "all_caps": "words in capitals per 100 words",
    "cashtags": "cashtags per 100 words",
    "numbers": "numbers per 100 words",
    "open_end": "ends without a closing mark",
}
COUNTED = ("words", "parts", "sentence_mean")
SHORTEST, LONGEST = 3, 5  # words of a phrase


@dataclass(frozen=True, slots=True)
class Measure:
    """One habit in numbers: the usual (median of counts, mean of rates) and what 8 of 10 posts lie between."""

    name: str
    usual: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Often:
    """Something that comes again, and in how many of the posts."""

    what: str
    posts: int


def measures(texts: Sequence[str]) -> list[Measure]:
    """The habits of SHOWN."""
    rows = features(texts)
    found = []
    for name, label in SHOWN.items():
        column = rows[:, FEATURES.index(name)]
        low, high = np.quantile(column, [0.1, 0.9])
        usual = np.median(column) if name in COUNTED else column.mean()
        found.append(Measure(label, float(usual), float(low), float(high)))
    return found


def openers(texts: Sequence[str], n: int = 8) -> list[Often]:
    """The two words that posts begin with most often, at least three times."""
    starts = Counter(" ".join(said[:2]) for text in texts if len(said := words(text)) > 2)
    return [Often(what, posts) for what, posts in starts.most_common(n) if posts >= 3]


def signs(texts: Sequence[str], n: int = 8) -> list[Often]:
    """The emoji in most posts."""
    found = Counter(sign for text in texts for sign in {found[0] for found in EMOJI.finditer(text)})
    return [Often(what, posts) for what, posts in found.most_common(n) if posts >= 3]


def phrases(texts: Sequence[str], n: int = 12, share: float = 0.004) -> list[Often]:
    """Runs of SHORTEST to LONGEST words that come again in at least `share` of the posts, and five of them.

    A run says something of its own: it is no part of a longer one as frequent, and holds a word with content.
    """
    found: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        spoken = [words(sentence) for sentence in sentences(text)]
        runs = {run for said in spoken for k in range(SHORTEST, LONGEST + 1) for run in _runs(said, k)}
        found.update(run for run in runs if not (STOPWORDS | VAGUE).issuperset(run))
    floor = max(5.0, share * len(texts))
    common = sorted(
        ((run, posts) for run, posts in found.items() if posts >= floor), key=lambda row: (-len(row[0]), row)
    )
    kept: list[tuple[tuple[str, ...], int]] = []
    for run, posts in common:
        if not any(_within(run, longer) and posts < 1.3 * count for longer, count in kept):
            kept.append((run, posts))
    best = sorted(kept, key=lambda row: (-row[1] * len(row[0]), row[0]))[:n]
    return [Often(" ".join(run), posts) for run, posts in best]


def _within(run: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether the two share a run of SHORTEST words: overlapping pieces of one formula."""
    return not _runs(longer, SHORTEST).isdisjoint(_runs(run, SHORTEST))


def _runs(said: Sequence[str], k: int) -> set[tuple[str, ...]]:
    return {tuple(said[at : at + k]) for at in range(len(said) - k + 1)}
