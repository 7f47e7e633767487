"""Does a voice do what it was asked: parts, length, sentiment, topic, thread or single."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from miles.analysis.sentiment import Listener, SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean
from miles.evaluation.system import Case
from miles.post.draft import length_of
from miles.post.normal import words
from miles.post.parts import count
from miles.registry.voice import Candidate

Check = Callable[[Case, Candidate], float | None]


def is_parts_obeyed(case: Case, candidate: Candidate) -> float | None:
    """Exactly the paragraphs asked for; of a thread, exactly the posts. None: not asked."""
    if case.draft.parts is None:
        return None
    written = len(candidate.texts) if case.draft.is_thread else count(candidate.text)
    return float(written == case.draft.parts)


def is_length_obeyed(case: Case, candidate: Candidate) -> float | None:
    if case.draft.length is None:
        return None
    return float(length_of(len(words(candidate.text))) == case.draft.length)


def is_thread_obeyed(case: Case, candidate: Candidate) -> float | None:
    if case.draft.is_thread is None:
        return None
    return float((len(candidate.texts) > 1) == case.draft.is_thread)


def control(
    answers: Answers, topics: TopicLabeller | None = None, listener: Listener | None = None
) -> dict[str, Statistic]:
    """Share of wishes obeyed, one by one and together; sentiment and topic as the labellers hear them.

    `listener` hears the sentiment: best one that did not label what the voice was taught. None: VADER.
    """
    sentiments = listener or SentimentLabeller()

    def is_sentiment_obeyed(case: Case, candidate: Candidate) -> float | None:
        if case.draft.sentiment is None:
            return None
        return float(sentiments.label(candidate.text) == case.draft.sentiment)

    def is_topic_obeyed(case: Case, candidate: Candidate) -> float | None:
        if topics is None or case.draft.topic not in topics.names:
            return None
        return float(topics.label(candidate.text) == case.draft.topic)

    checks: dict[str, tuple[Check, str]] = {
        "control_parts": (is_parts_obeyed, ""),
        "control_length": (is_length_obeyed, ""),
        "control_sentiment": (is_sentiment_obeyed, sentiments.version),
        "control_topic": (is_topic_obeyed, topics.version if topics else ""),
        "control_thread": (is_thread_obeyed, ""),
    }
    values = {name: answers.over(check) for name, (check, _) in checks.items()}
    stacked = np.stack(list(values.values()))  # (wishes, n)
    asked = (~np.isnan(stacked)).sum(axis=0)
    together = np.where(asked > 0, np.nansum(stacked, axis=0) / np.maximum(asked, 1), np.nan)
    out = {name: mean(column, labeller=checks[name][1]) for name, column in values.items()}
    return {"control_obedience": mean(together, labeller=sentiments.version)} | out
