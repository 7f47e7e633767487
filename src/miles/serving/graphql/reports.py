"""What is told in numbers: the author's profile, trials, the loop, the shelf, the service and who asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from strawberry import Parent
from strawberry.scalars import JSON

from miles.registry.stage import Stage
from miles.serving.api import learning, metrics
from miles.serving.graphql.context import resolves
from miles.serving.graphql.replies import named
from miles.serving.graphql.types import Trial, noun


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


@noun
class Erased:
    """How many rows of each kind are gone; what hung on them went too."""

    erased: JSON


@noun
class Kept:
    """How many there are, and when the newest came."""

    n: int
    newest: datetime | None


@noun
class KeptLabels(Kept):
    """The same of the answers to one task."""

    task: str


def _labels(root: Parent[learning.LearningReply]) -> list[dict[str, Any]]:
    """What people said texts are, by task."""
    return named(root.labels, "task")


@noun
class Learning:
    """What was told so far. Candidates are counted once; `next` says in words what is missing, the nearest first."""

    generations: Kept
    accepted: Kept
    rated: Kept
    edited: Kept
    picked: Kept
    posted: Kept
    published: Kept
    outcomes: Kept
    pairs: int
    ratings_wanted: int
    next: list[str]
    labels = resolves(list[KeptLabels], None)(_labels)


@noun
class ShelvedVoice:
    """One voice, and what the log says of it."""

    name: str
    author: str
    stage: Stage
    shelved_at: str
    form: str | None
    newest_post: str | None
    bits_per_char: float | None


@noun
class Decision:
    """One line of the log that moved a voice."""

    at: str
    event: str
    name: str
    who: str
    why: str
    to: Stage | None
    retired: str | None


@noun
class Shelf:
    """All voices, newest first, the latest decisions, and the voice that writes here now; where `isPacked`, it came
    with the service and cannot be changed here."""

    writes: str | None
    is_packed: bool
    voices: list[ShelvedVoice]
    decisions: list[Decision]


@noun
class RouteTimes:
    """How one route answered; `errorRate` is the share of 5xx."""

    route: str
    requests: int
    error_rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


def _routes(root: Parent[metrics.Metrics]) -> list[dict[str, Any]]:
    """Those that were asked."""
    return named(root.routes, "route")


@noun
class Metrics:
    """Of the process that answers, over the last `windowS`; acceptance is of the caller's tenant and from the database.
    `qualityIs` says what quality, 0-1, is."""

    window_s: float
    patterns: JSON
    quality: float | None
    quality_n: int
    quality_is: str
    acceptance_rate: float | None
    acceptance_n: int
    loop_lag_ms: float
    routes = resolves(list[RouteTimes], None)(_routes)
