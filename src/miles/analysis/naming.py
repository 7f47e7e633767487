"""What a cluster of posts is called: the terms that set it apart, and a name made of one or two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

TERMS = 8
COVERS = 0.2  # share of a topic's posts that its name's term should stand in; below, a second term joins


def ctfidf(holds: NDArray[np.bool_], own: NDArray[Any], topics: int) -> NDArray[np.float64]:
    """(topics, terms) class-based TF-IDF (Grootendorst 2022): frequency in the topic times log(1 + mean / overall).

    `holds` (n, terms) says which post has which term, `own` (n,) its topic. A term counts once a post, so that one
    long post does not speak for its topic.
    """
    counts = np.stack([holds[own == topic].sum(axis=0) for topic in range(topics)]).astype(float)
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
    return np.asarray(shares * np.log1p(totals.mean() / counts.sum(axis=0).clip(1)))


def tidy(weights: NDArray[np.float64], vocabulary: Sequence[str], most: int = TERMS) -> list[str]:
    """The `most` heaviest terms; of "altcoin", "altcoins" and of "meme", "meme coin" the heavier one stands for both.

    A pair of words goes before a single word of its own when it carries at least half of that weight.
    """
    chosen: list[str] = []
    heaviest = [vocabulary[int(i)] for i in np.argsort(-weights, kind="stable")[: 6 * most] if weights[int(i)] > 0]
    weight = {term: weights[place] for place, term in enumerate(vocabulary)}
    for term in heaviest:
        pair = next((p for p in heaviest if " " in p and term in p.split() and weight[p] >= weight[term] / 2), term)
        if not any(_stems(pair) <= _stems(other) or _stems(other) <= _stems(pair) for other in chosen):
            chosen.append(pair)
    return chosen[:most]


def names_of(
    holds: NDArray[np.bool_], own: NDArray[Any], terms: Sequence[Sequence[str]], vocabulary: Sequence[str]
) -> list[str]:
    """A distinct name of one to three words a topic, the largest topic choosing first.

    The term with the largest share of the topic's divergence from all posts, p log(p / q); a second one joins it where
    the first stands in fewer than COVERS of the topic's posts.
    """
    column = {term: place for place, term in enumerate(vocabulary)}
    everywhere = holds.mean(axis=0)
    names: list[str] = []
    for topic, choice in enumerate(terms):
        inside = holds[own == topic].mean(axis=0)
        says = {t: inside[column[t]] * np.log(max(inside[column[t]], 1e-9) / everywhere[column[t]]) for t in choice}
        free = [t for t in sorted(choice, key=lambda t: (-says[t], t)) if not any(_clash(t, name) for name in names)]
        name = free[0] if free else f"topic {topic + 1}"
        if free[1:] and inside[column[name]] < COVERS:
            short = [t for t in free[1:] if len(f"{name} {t}".split()) <= 3]
            name = f"{name}, {short[0]}" if short else name
        names.append(name)
    return names


def _clash(term: str, name: str) -> bool:
    return any(_stems(term) == _stems(part) for part in name.split(", "))


def _stems(term: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s").removesuffix("s") for word in term.split())
