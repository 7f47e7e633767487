"""Held-out posts -> the drafts every system writes for; what the voice has seen is left out and counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from miles.analysis.novelty import Memory
from miles.evaluation.system import Case
from miles.post.draft import Draft, DraftKind, whole_number
from miles.post.error import MilesError
from miles.post.post import Post, Thread
from miles.post.tally import Tally

NEAR = 0.7  # Jaccard of word 3-shingles from which on a post counts as seen
MOST = 100_000  # drafts
KINDS = (DraftKind.NOTE, DraftKind.KEYWORDS, DraftKind.TOPIC, DraftKind.NOTHING)

Drafts = Callable[[tuple[str, ...], np.random.Generator], list[Draft]]


def fingerprint(posts: Sequence[Post]) -> str:
    """Names the posts a voice is judged on, whatever files and dates they came by: only scores on the same compare."""
    lines = sorted(json.dumps([post.id, post.text]) for post in posts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def unseen(threads: Sequence[Thread], memory: Memory, tally: Tally) -> list[Thread]:
    """Threads none of whose posts equals or nearly equals a training post."""
    step = "never seen in training"
    tally.enter(step, sum(len(thread.posts) for thread in threads))
    kept = []
    for thread in threads:
        if any(memory.is_seen(text) for text in thread.texts):
            tally.drop(step, "equal to a training post, or in one thread with such", len(thread.posts))
        elif any(memory.nearest(text) >= NEAR for text in thread.texts):
            tally.drop(step, f"near a training post (3-word shingles, Jaccard at least {NEAR})", len(thread.posts))
        else:
            kept.append(thread)
    if not kept:
        raise MilesError("no post is left that the voice has not seen", "give newer posts: POSTS= or SINCE=")
    return kept


def cases(threads: Sequence[Thread], drafts: Drafts, n: int, seed: int = 0, most_a_post: int = 1) -> list[Case]:
    """At most `n` cases spread evenly over time, kinds of draft in turn; a second draft of a post once all have one.

    A user chooses between post and thread, so every draft says which it wants.
    """
    n, most_a_post = whole_number("cases", n, 1, MOST), whole_number("drafts_a_post", most_a_post, 1, MOST)
    rng = np.random.default_rng(seed)
    rounds, rest = divmod(min(n, most_a_post * len(threads)), len(threads))
    every = [list(range(len(threads)))] * rounds
    every += [np.unique(np.linspace(0, len(threads) - 1, num=rest).astype(int)).tolist()] if rest else []
    found: list[Case] = []
    for turn, place in [
        (turn + again, place) for again, places in enumerate(every) for turn, place in enumerate(places)
    ]:
        thread = threads[place]
        is_thread = len(thread.posts) > 1
        wanted = DraftKind.BULLETS if is_thread and turn % 2 else KINDS[turn % len(KINDS)]
        offered = drafts(thread.texts, rng)
        fitting = [draft for draft in offered if draft.kind is wanted] or offered
        draft = fitting[int(rng.integers(len(fitting)))]
        found.append(Case(replace(draft, is_thread=is_thread), thread.texts, thread.id))
    return found
