"""How surprised a system is by real posts: bits per character, never mixed with and without controls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from miles.evaluation.interval import Resampler, ratio
from miles.evaluation.metric import METRICS, Score
from miles.evaluation.system import Case, System, only_wishes
from miles.post.draft import Draft
from miles.post.symbols import char_count


def fluency(
    system: System, cases: Sequence[Case], resampler: Resampler, posts: Sequence[tuple[str, str]] = ()
) -> dict[str, Score]:
    """Bits per character of the held-out posts, each counted once, resampled by thread.

    `posts` are all held-out posts as (thread id, text); without them the posts behind the cases stand
    in. Controls describe a whole thread, so the second number is over the cases that are single posts.
    """
    published = {case.id: case for case in cases}.values()
    told = [(thread, text) for thread, text in posts or of_cases(cases) if text.strip()]
    scores = {"bits_per_char": _score(system, told, None, resampler, "bits_per_char")}
    singles = [case for case in published if len(case.texts) == 1 and case.text.strip()]
    wishes = [only_wishes(case.draft) for case in singles]
    if any(wish != Draft(kind=wish.kind) for wish in wishes):
        texts = [(case.id, case.text) for case in singles]
        scores["bits_per_char_controls"] = _score(system, texts, wishes, resampler, "bits_per_char_controls")
    return {name: score for name, score in scores.items() if score is not None}


def of_cases(cases: Sequence[Case]) -> list[tuple[str, str]]:
    """The posts behind the cases, each once: (thread id, text)."""
    return [(case.id, text) for case in {case.id: case for case in cases}.values() for text in case.texts]


def _score(
    system: System,
    posts: Sequence[tuple[str, str]],
    drafts: Sequence[Draft] | None,
    resampler: Resampler,
    name: str,
) -> Score | None:
    texts = [text for _, text in posts]
    bits = system.bits(texts, drafts) if texts else None
    if bits is None:
        return None
    by_thread = resampler.regrouped([group for group, _ in posts])
    chars = np.array([char_count(text) for text in texts], float)
    return by_thread.score(ratio(bits, chars), METRICS[name].version)
