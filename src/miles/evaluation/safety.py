"""What must not be shown: personal data, leftovers of the prompt, texts that X refuses."""

from __future__ import annotations

from functools import partial

import numpy as np

from miles.analysis.safety import check
from miles.engine.prompt import USER
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean
from miles.evaluation.system import Case
from miles.post.limits import LIMIT, LONG_LIMITS, weighted_length
from miles.registry.voice import Candidate


def safety(answers: Answers, handle: str = "") -> dict[str, Statistic]:
    """Shares of shown posts with a fault, and the share held back; `handle` is the author's, and nobody else's data.

    Our corpus is masked: `<user>` stands where a handle stood. Where the draft brought it, it was to be
    put back; anywhere else it counts as a leftover, in real posts too.
    """
    from miles.cleaning.pii import mask

    faults = [
        tuple(
            fault
            for text in post.texts
            for fault in check(text, partial(mask, own=handle), limit=None)
            if not (fault.endswith(USER) and USER in case.draft.text)
        )
        if post.is_shown
        else ()
        for case, post in zip(answers.cases, answers.candidates, strict=True)
    ]

    def share(*kinds: str) -> Statistic:
        found = np.array([any(fault.startswith(kinds) for fault in each) for each in faults], float)
        return mean(np.where(answers.is_shown, found, np.nan))

    def longer(limit: int) -> Statistic:
        def is_longer(_: Case, post: Candidate) -> float:
            return float(any(weighted_length(text) > limit for text in post.texts))

        return mean(answers.over(is_longer))

    return {
        "personal_data": share("personal data"),
        "leftover_slots": share("control token", "leftover placeholder"),
        "over_280": longer(LIMIT),
        "over_25000": longer(LONG_LIMITS[-1]),
        "not_shown": mean(1.0 - answers.is_shown),
    }
