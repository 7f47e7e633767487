"""What is made for one answer and kept by nobody: texts just written, the author's profile, the service's state."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry import Parent
from strawberry.scalars import JSON

from miles.serving.graphql.context import resolves
from miles.serving.graphql.types import BigInt, Trial, noun
from miles.serving.schemas import CandidateReply


@noun
class PostReply:
    """One post to publish; 280 is X's limit for `weightedLength` without a subscription."""

    text: str
    weighted_length: int


@noun
class Forecast:
    """Of one count: the middle and the ends of an interval that holds 80 % of such posts."""

    count: str
    low: float
    median: float
    high: float
    above_usual: float


@noun
class Novelty:
    """How near the text is to what the author posted."""

    similarity: float
    nearest: str | None
    longest_run: int


@noun
class Facts:
    """What became of the draft's numbers, tickers, dates and names."""

    kept: list[str]
    lost: list[str]
    invented: list[str]


def _forecast(root: Parent[CandidateReply]) -> list[dict[str, Any]] | None:
    """By count; null where no forecaster is at hand."""
    if root.forecast is None:
        return None
    return [{"count": name, **dict(each)} for name, each in root.forecast.items()]


@noun
class Suggestion:
    """One text, written just now by a model; `basis` tells what `confidence` rests on."""

    id: strawberry.ID
    text: str
    posts: list[PostReply]
    parts: int
    confidence: float
    basis: str
    likeness: float | None
    is_familiar: bool | None
    novelty: Novelty
    facts: Facts
    granted: list[str]
    missed: list[str]
    warnings: list[str]
    ai_generated: bool
    forecast = resolves(list[Forecast] | None, None)(_forecast)


@noun
class Reply:
    """What was written for one request, the best one first; `hidden` texts must not be shown."""

    generation_id: strawberry.ID
    ai_generated: bool
    voice: str
    prompt_version: str
    is_synthetic: bool
    seed: BigInt
    trial: str | None
    hidden: int
    candidates: list[Suggestion]


@noun
class Piece:
    """What was just added to one of the texts that are being written."""

    candidate: int
    text: str


@noun
class Progress:
    """Of a request under way: pieces of text, and last the reply."""

    piece: Piece | None
    reply: Reply | None


@noun
class Range:
    """A value and its interval."""

    value: float
    lo: float
    hi: float


@noun
class Pattern:
    """Posts of one form, such as "2 parts", and how they were received: `effect` has topic and time taken out."""

    name: str
    posts: int
    share: float
    likes: Range | None
    usual: Range | None
    effect: Range | None
    is_clear: bool
    examples: list[str]


@noun
class Patterns:
    """All forms, and on how much they rest."""

    author: str
    posts: int
    days: int
    rows: list[Pattern]
    notes: list[str]


@noun
class Topic:
    """One subject: `factor` is likes over the author's usual, `months` its share in each month of `Topics.months`."""

    name: str
    terms: list[str]
    posts: int
    share: float
    coherence: float | None
    factor: Range | None
    months: list[float | None]


@noun
class Topics:
    """The subjects, the most frequent first; `wishes` are those that a request to write may name."""

    author: str
    months: list[str]
    outliers: float | None
    stability: Range | None
    rows: list[Topic]
    wishes: list[str]
    notes: list[str]


@noun
class Recommendation:
    """A topic to write of next, why, and the ids of posts that did well."""

    topic: str
    reason: str
    examples: list[str]


@noun
class Recommendations:
    """The most promising first."""

    author: str
    rows: list[Recommendation]
    notes: list[str]


@noun
class Cell:
    """One hour (UTC) or weekday; `factor` is likes over the author's usual."""

    name: str
    posts: int
    factor: Range | None
    is_clear: bool


@noun
class Clock:
    """All cells of a clock; `sure` is the probability that the best one is the best, 0-1."""

    cells: list[Cell]
    best: str | None
    sure: float | None


@noun
class Hours:
    """When posts were received how."""

    author: str
    hours: Clock
    weekdays: Clock
    notes: list[str]


@noun
class Bounds:
    """A difference and its interval, which holds at every look; null is without bound."""

    value: float
    lo: float | None
    hi: float | None


@noun
class Found:
    """The metric that decides: challenger less control, and challenger over control less 1. `p` holds at every look."""

    metric: str
    n: JSON
    effect: Bounds
    lift: Bounds
    p: float


@noun
class Split:
    """Whether the arms got the shares of people they were promised; an alarm voids the trial."""

    p_fixed: float
    p_always: float
    is_alarm: bool


@noun
class Reported(Trial):
    """A trial at this look: `people` were shown each arm, `accepted` of them did what the metric counts."""

    people: JSON
    accepted: JSON
    conclusion: str
    reason: str
    is_over: bool
    found: Found | None
    split: Split | None


@noun
class Health:
    """Whether the service lives, can write, and what it lacks."""

    status: str
    voice: str | None
    reason: str
    notes: list[str]
    database: str
    redis: str
    waiting: int
    journal_waiting: int
    journal_lost: int
    uptime_s: float


@noun
class Me:
    """Whom the token names, and what it is for."""

    tenant: str
    person: str
    client_id: str
    scopes: list[str]
