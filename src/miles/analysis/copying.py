"""How much of one text another text repeats, facts excepted."""

from __future__ import annotations

import re
from functools import lru_cache

from miles.analysis.content import content_words
from miles.analysis.facts import facts, ticker
from miles.post.normal import HANDLE, words

RUN = 6  # words
MAX_SHARE = 0.6
_PLACEHOLDER = re.compile(r"<[a-z_]+>")
_ENDING = re.compile(r"(?:'s|ings?|edly|ed|ers?|es|s|ly|e)$")
_AMOUNTS = frozenset({"hundred", "thousand", "million", "billion", "trillion", "percent"})
_DATE = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)\w*")


def fact_words(text: str) -> frozenset[str]:
    """The words of the normal form that are facts: numbers, tickers, dates and names."""
    found = facts(text)
    named = {word for name in found.names for word in words(name)}
    stated = {word for word in words(text) if word.removesuffix("'s") in named or _is_fact_word(word, found.dates)}
    return frozenset(stated | named | {name.lower() for name in found.tickers})


class Original:
    """A post against which drafts are held: the rule of the training pairs and of the novelty score."""

    def __init__(self, post: str, run: int = RUN) -> None:
        self.facts = fact_words(post)
        self.stems = frozenset(stem(word) for word in content_words(post) - self.facts)
        self.run = run
        whole = _plain(post)
        self._runs = _runs(whole, run)
        self._bare_runs = _runs([word for word in whole if word not in self.facts], run)

    def share(self, draft: str) -> float:
        """Share of the post's content words, facts excepted, that `draft` holds in any inflection."""
        if not self.stems:
            return 0.0
        return len(self.stems & {stem(word) for word in content_words(draft)}) / len(self.stems)

    def runs(self, draft: str) -> set[tuple[str, ...]]:
        """Runs of words that both hold, read with facts in place and once more without them.

        A run of nothing but facts is no copy.
        """
        typed = _plain(draft)
        whole = {run for run in self._runs & _runs(typed, self.run) if not self.facts.issuperset(run)}
        return whole | (self._bare_runs & _runs([word for word in typed if word not in self.facts], self.run))

    def allows(self, draft: str) -> bool:
        """Whether `draft` is far enough from the post: at most 60 % of its content words, no run of it."""
        return self.share(draft) <= MAX_SHARE and not self.runs(draft)


def kept_share(draft: str, post: str) -> float:
    """Share of the post's content words, facts excepted, that the draft holds in any inflection."""
    return Original(post).share(draft)


@lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """A word without its inflection, coarse on purpose: holds, holding and hold are one."""
    short = _ENDING.sub("", word)
    if len(short) < 3:
        return word
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def _plain(text: str) -> list[str]:
    return words(HANDLE.sub(" ", _PLACEHOLDER.sub(" ", text)))


def _runs(sequence: list[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(sequence[i : i + n]) for i in range(len(sequence) - n + 1)}


def _is_fact_word(word: str, dates: tuple[str, ...]) -> bool:
    if any(character.isdigit() for character in word) or word in _AMOUNTS or ticker(word):
        return True
    return word[:3] in dates and bool(_DATE.fullmatch(word))
