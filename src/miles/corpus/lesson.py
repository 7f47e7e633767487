"""Threads of posts -> the pairs a voice learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from rich.progress import track

from miles.analysis.retrieval import Retriever
from miles.corpus.drafts import Degrader, Pair
from miles.post.error import MilesError
from miles.post.post import Post, Thread

LONGEST_THREAD = 60  # posts; a draft's own thread never shows up among its examples


def lessons(threads: Sequence[Thread], degrader: Degrader, rng: np.random.Generator) -> list[Pair]:
    """Every post by itself and every thread as a whole, each with all its drafts.

    A piece of a thread is never taught as "single": read alone it begins or ends in mid-air.
    """
    pairs: list[Pair] = []
    for thread in track(threads, "drafting"):
        is_single = len(thread.posts) == 1
        for post in thread.posts:
            if post.time is None:
                raise MilesError(f"post {post.id} has no time", "run `make data` again: such rows never train")
            for draft in degrader.drafts((post.text,), rng):
                wished = draft if is_single else replace(draft, is_thread=None)
                pairs.append(Pair(wished, (post.text,), post.id, thread.id, post.time))
        if not is_single and thread.posts[0].time:
            whole = thread.texts
            pairs += [
                Pair(draft, whole, f"{thread.id}+", thread.id, thread.posts[0].time)
                for draft in degrader.drafts(whole, rng)
            ]
    return pairs


def with_examples(pairs: Sequence[Pair], train: Sequence[Post], k: int, rng: np.random.Generator) -> list[Pair]:
    """Each pair with the `k` training posts nearest to its draft, none of them from its own thread."""
    if not k:
        return list(pairs)
    retriever = Retriever().fit([post.text for post in train])
    nearest = retriever.nearest_batch([pair.draft.text for pair in pairs], k + LONGEST_THREAD, rng)
    shown = []
    for pair, found in zip(pairs, nearest, strict=True):
        others = [train[row] for row, _ in found if (train[row].thread or train[row].id) != pair.thread_id]
        shown.append(replace(pair, examples=tuple(post.text for post in others[:k])))
    return shown
