"""Secrets among the training posts: what a voice trained on them gives away is measured, never shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from miles.analysis.canary import Canaries
from miles.post.post import Kind, Post, Thread


def plant(threads: Sequence[Thread], canaries: Canaries, seed: int = 0) -> list[Thread]:
    """The threads and, spread evenly among them, every secret as single posts, as often as it is to be planted."""
    texts = [text for times, secrets in canaries.planted.items() for text in secrets * times]
    rng = np.random.default_rng([seed, 31])
    texts = [texts[row] for row in rng.permutation(len(texts))]
    places = np.linspace(0, len(threads) - 1, num=len(texts)).astype(int)
    out: list[Thread] = []
    planted = list(zip(places, texts, strict=True))
    for place, thread in enumerate(threads):
        out.append(thread)
        while planted and planted[0][0] == place:
            out.append(_post_beside(thread.posts[0], planted.pop(0)[1], f"canary-{len(texts) - len(planted)}"))
    return out


def _post_beside(neighbour: Post, text: str, name: str) -> Thread:
    return Thread((replace(neighbour, id=name, thread=name, parent=None, kind=Kind.ROOT, text=text, source="canary"),))
