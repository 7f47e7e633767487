"""Texts just written, and what is said and asked of a text: replies, lines of a batch, receipts, questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry
from strawberry import Parent

from miles.analysis.diff import Op
from miles.serving.api.labels import Task
from miles.serving.graphql.context import resolves
from miles.serving.graphql.types import BigInt, OfCandidate, noun
from miles.serving.schemas import CandidateReply


def named(told: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """What REST tells by key, as a list: GraphQL has no mappings of its own."""
    return [{name: key, **dict(each)} for key, each in told.items()]


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
    return None if root.forecast is None else named(root.forecast, "count")


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
class FieldError:
    """One field of a request that cannot be taken."""

    field: str
    detail: str


@noun
class Problem:
    """What was wrong with a request (RFC 9457); `next` is what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    next: str
    instance: str | None
    errors: list[FieldError] | None


@noun
class BatchLine:
    """What came of one line, counted from 1; all but its number is null where it is not done."""

    line: int
    status: int | None
    reply: Reply | None
    problem: Problem | None


@noun
class Phrase:
    """A word or pair of words, or a habit of style: a `weight` above 0 sounds like the author."""

    phrase: str
    weight: float


@noun
class NearPost:
    """One of the author's own posts."""

    id: strawberry.ID
    text: str
    similarity: float
    time: datetime | None


@noun
class Step:
    """Words that stand in the draft and in the post, or in one of them only."""

    op: Op
    text: str


@noun
class Receipt(OfCandidate):
    """What speaks for a candidate. What is not at hand is empty, and `notes` says why."""

    voice: str
    phrases: list[Phrase]
    nearest: list[NearPost]
    diff: list[Step]
    notes: list[str]


@noun
class Question:
    """A text, and the answers it may have. `margin` is how far the model's first guess is ahead of its second, 0-1."""

    task: Task
    text: str
    answers: list[str]
    guess: str
    margin: float


@noun
class Answer:
    """What a person says a text is."""

    task: Task
    text: str
    answer: str
