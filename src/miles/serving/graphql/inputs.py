"""What is sent: GraphQL inputs, checked as the bodies of REST are, with the same words for what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

import strawberry
from pydantic import BaseModel, validate_call
from strawberry import UNSET

from miles.post.draft import Length, Sentiment
from miles.serving.api import history
from miles.serving.api.generate import Key
from miles.serving.api.trials import NewTrial
from miles.serving.graphql.types import BigInt
from miles.serving.schemas import Change, GenerateRequest

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N")


@strawberry.input
class ByCount(Generic[N]):
    """A number for each thing that is counted of a post."""

    likes: N | None = UNSET
    replies: N | None = UNSET
    reposts: N | None = UNSET
    quotes: N | None = UNSET
    bookmarks: N | None = UNSET
    impressions: N | None = UNSET


@strawberry.input(description="Weights of counts: what a good reception is.")
class Goal(ByCount[float]):
    """Weights by count."""


@strawberry.input(description="A rough draft or an idea, with wishes; what is not wished is left to the voice.")
class GenerateInput:
    """As the body of POST /generate."""

    draft: str | None = UNSET
    topic: str | None = UNSET
    parts: int | None = UNSET
    sentiment: Sentiment | None = UNSET
    length: Length | None = UNSET
    thread: bool | None = UNSET
    n: int | None = UNSET
    temperature: float | None = UNSET
    seed: BigInt | None = UNSET
    voice: str | None = UNSET
    goal: Goal | None = UNSET
    ban: list[str] | None = UNSET
    based_on: strawberry.ID | None = UNSET
    change: Change | None = UNSET


@strawberry.input(description="One event; at least one of the fields besides the candidate says something.")
class FeedbackInput:
    """As the body of POST /feedback."""

    candidate_id: strawberry.ID
    rating: int | None = UNSET
    edited: str | None = UNSET
    is_picked: bool | None = UNSET
    posted_id: str | None = UNSET


@strawberry.input(description="The counts of one post. Its text is the candidate's where none is given.")
class OutcomeInput(ByCount[BigInt]):
    """As the body of POST /outcomes."""

    post_id: str
    candidate_id: strawberry.ID | None = UNSET
    text: str | None = UNSET
    counted_at: datetime


@strawberry.input(description="Which generations: all that is given must hold; `q` wants all its words.")
class HistoryFilter:
    """As the query string of GET /history."""

    q: str | None = UNSET
    since: datetime | None = UNSET
    until: datetime | None = UNSET
    voice: str | None = UNSET
    topic: str | None = UNSET
    sentiment: Sentiment | None = UNSET
    accepted: bool | None = UNSET


@strawberry.input(description="A voice of the shelf, by its hash, and how often it is shown beside the other.")
class Arm:
    """One arm of a trial."""

    name: str
    voice: str
    weight: float | None = UNSET


@strawberry.input(description="Two arms; `control` is the one that the other is held against.")
class TrialInput:
    """As the body of POST /trials, but for `arms`, which are a list here."""

    name: str
    arms: list[Arm]
    control: str
    salt: str | None = UNSET
    share: float | None = UNSET
    metric: str | None = UNSET
    planned: BigInt | None = UNSET


class _Lines(BaseModel):
    requests: list[GenerateRequest]


class _Once(BaseModel):
    key: Key = None


def given(sent: Any) -> dict[str, Any]:
    """What was sent, without what was left out."""
    return {
        name: given(value) if isinstance(value, Goal) else value
        for name, value in vars(sent).items()
        if value is not UNSET
    }


def body(model: type[M], sent: Any = None, **more: Any) -> M:
    """The body of REST that this is; ValidationError names the field."""
    return model.model_validate((given(sent) if sent else {}) | more)


def lines(sent: Sequence[GenerateInput]) -> list[GenerateRequest]:
    """The requests of a batch; ValidationError names the one, from 0 on, and its field."""
    return body(_Lines, requests=[given(each) for each in sent]).requests


def planned(sent: TrialInput) -> NewTrial:
    """The trial that this is; ValidationError names the field."""
    arms = {arm.name: arm.voice for arm in sent.arms}
    weights = {arm.name: arm.weight for arm in sent.arms if arm.weight is not UNSET}
    return body(NewTrial, sent, arms=arms, weights=weights)


def key_of(key: str | None) -> str | None:
    """Fit for an Idempotency-Key."""
    return None if key is None else _Once.model_validate({"Idempotency-Key": key}).key


which = validate_call(history.which)
