"""Does a voice do what it was asked: parts, length, sentiment, topic, thread or single."""

from __future__ import annotations

import numpy as np

from miles.analysis.sentiment import Listener, SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.analysis.wishes import WISHES, grants
from miles.evaluation.answers import Answers
from miles.evaluation.interval import Statistic, mean


def control(
    answers: Answers, topics: TopicLabeller | None = None, listener: Listener | None = None
) -> dict[str, Statistic]:
    """Share of wishes obeyed, one by one and together; sentiment and topic as the labellers hear them.

    `listener` hears the sentiment: best one that did not label what the voice was taught. None: VADER.
    """
    sentiments = listener or SentimentLabeller()
    labellers = {"control_sentiment": sentiments.version, "control_topic": topics.version if topics else ""}
    labellers["control_obedience"] = sentiments.version
    values = obeyed(answers, topics, sentiments)
    return {name: mean(column, labeller=labellers.get(name, "")) for name, column in values.items()}


def obeyed(answers: Answers, topics: TopicLabeller | None, listener: Listener) -> dict[str, np.ndarray]:
    """For each draft the share of its wishes that are granted, and each wish alone, 0 or 1; NaN: not wished. (n,)"""
    values = {f"control_{name}": np.full(len(answers.cases), np.nan) for name in WISHES}
    for place in answers.shown:
        case, candidate = answers.cases[place], answers.candidates[place]
        (kept,) = grants(case.draft, [candidate.texts], listener, topics)
        for name, grant in kept.items():
            values[f"control_{name}"][place] = grant.is_granted
    stacked = np.stack(list(values.values()))  # (wishes, n)
    asked = (~np.isnan(stacked)).sum(axis=0)
    together = np.where(asked > 0, np.nansum(stacked, axis=0) / np.maximum(asked, 1), np.nan)
    return {"control_obedience": together} | values
