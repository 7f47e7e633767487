"""The keywords of a post: facts as they are written, and phrases of neighbouring content words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miles.analysis.content import STOPWORDS, VAGUE
from miles.corpus.lexicon import FLAIR
from miles.post.normal import HANDLE, LINK

_TOKEN = re.compile(r"[$#]?[^\W_](?:[\w'’&.+/-]*[\w+])?%?|[^\w\s]|\n")
_ENUMERATOR = re.compile(r"^\W{0,3}\d{1,2}[.)/:](?!\d)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"<[a-z_]+>")


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword in the post's own spelling and how much it says. `place` counts tokens."""

    text: str
    weight: float
    place: int
    is_fact: bool

    @property
    def is_topical(self) -> bool:
        """Whether it can stand for what the whole post is about: no bare number, no lone verb."""
        if self.is_fact:
            return not self.text.lstrip("$+~-")[:1].isdigit()
        return len(self.text) > 4 and not self.text.endswith(("ing", "ed", "ly", "er", "est"))


def keywords(text: str, facts: frozenset[str]) -> list[Keyword]:
    """Distinct keywords in order of appearance; `facts` are the fact words of the text (lower case)."""
    bare = HANDLE.sub(" . ", _PLACEHOLDER.sub(" . ", LINK.sub(" . ", _ENUMERATOR.sub("", text))))
    found: dict[str, Keyword] = {}
    run: list[str] = []
    name: list[str] = []  # capitalised facts side by side
    for place, token in enumerate([*_TOKEN.findall(bare), "."]):
        word = token.lower().replace("’", "'").strip("$#").removesuffix("'s")
        is_fact = word.removesuffix("%") in facts or any(piece in facts for piece in re.split(r"[^\w]", word) if piece)
        is_content = word[:1].isalpha() and len(word) > 2 and word not in STOPWORDS and word not in FLAIR
        is_name = is_fact and token[:1].isupper() and word.isalpha()
        if name and not (is_name and not name[-1].isupper()):
            _add(found, [" ".join(name)], place - len(name), is_fact=True)
            name = []
        if is_name:
            name.append(_spelling(token))
        elif is_fact and not (word.isdigit() and len(word) < 2):
            _add(found, [_spelling(token)], place, is_fact=True)
        if is_content and not is_fact:
            run.append(word)
            continue
        for start in range(0, len(run), 2):
            _add(found, run[start : start + 2], place - len(run) + start, is_fact=False)
        run = []
    return sorted(found.values(), key=lambda keyword: keyword.place)


def draw(pool: Sequence[Keyword], count: int, rng: np.random.Generator) -> list[Keyword]:
    """`count` keywords, the weighty ones more often, in order of appearance."""
    if not pool:
        return []
    weights = np.array([keyword.weight for keyword in pool])
    chosen = rng.choice(len(pool), size=min(count, len(pool)), replace=False, p=weights / weights.sum())
    return [pool[i] for i in sorted(chosen)]


def _spelling(token: str) -> str:
    return re.sub(r"['’]s$", "", token).lstrip("#")


def _add(found: dict[str, Keyword], run: Sequence[str], place: int, is_fact: bool) -> None:
    run = [word for word in run if is_fact or word not in VAGUE]
    if not run:
        return
    text = " ".join(run)
    key = text.lower().lstrip("$")
    before = found.get(key)
    weight = 4.0 if is_fact else len(run) * (1.0 + 0.15 * max(len(word) for word in run))
    early = 1.5 if place < 12 else 1.0
    if before:
        found[key] = Keyword(before.text, before.weight + weight, before.place, is_fact)
    else:
        found[key] = Keyword(text, weight * early, place, is_fact)
