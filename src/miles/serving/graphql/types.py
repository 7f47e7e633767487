"""The nouns as GraphQL types. Each reads the very values that REST answers with: rows of the store, replies, facts."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, NewType, TypeVar

import strawberry
from strawberry import Parent
from strawberry.scalars import JSON

from miles.analysis.diff import Op
from miles.post.draft import Length, Sentiment
from miles.registry.stage import Stage
from miles.serving.api.labels import Task
from miles.serving.api.shelf import Aim
from miles.serving.graphql.context import Here, resolves
from miles.serving.schemas import Change
from miles.serving.security.identity import Scope
from miles.store.drafts import State
from miles.store.feedback import Feedback as SavedFeedback
from miles.store.generations import Candidate as SavedCandidate
from miles.store.generations import Generation as SavedGeneration

T = TypeVar("T")
BigInt = NewType("BigInt", int)
SCALARS: Mapping[object, Any] = {
    BigInt: strawberry.scalar(
        name="BigInt", serialize=int, parse_value=lambda given: given,
        description="A whole number that JSON holds exactly: up to 2^53 - 1, where Int ends at 2^31 - 1.",
    )
}  # fmt: skip
for _words in (Sentiment, Length, Change, State, Task, Stage, Aim, Op):
    strawberry.enum(_words, description=inspect.getdoc(_words), graphql_name_from="value")  # the words of REST


def noun(kind: type[T]) -> type[T]:
    """A GraphQL type that its docstring tells."""
    return strawberry.type(kind, description=inspect.getdoc(kind))


def read(row: Any, name: str) -> Any:
    """A field of a value, or of a mapping read from JSON."""
    return row[name] if isinstance(row, Mapping) else getattr(row, name)


@strawberry.type(description="Some rows, newest first; give `next` as `after` for older ones.")
class Page(Generic[T]):
    """Rows and the cursor of the older ones."""

    rows: list[T]
    next: str | None


@noun
class Feedback:
    """What somebody did with a candidate: `word` is posted, edited, picked or rated-1 to rated-5."""

    id: strawberry.ID
    created_at: datetime
    person: str
    candidate_id: strawberry.ID
    word: str
    rating: int | None
    edited: str | None
    is_picked: bool
    posted_id: str | None


async def _feedback(root: Parent[SavedCandidate], info: Here) -> Sequence[SavedFeedback]:
    """What people did with it: the latest events, oldest first."""
    return await info.context.loaders.feedback.load(root.id)


async def _generation(root: Parent[SavedCandidate], info: Here) -> SavedGeneration | None:
    """What it was written for."""
    return await info.context.loaders.generations.load(root.generation_id)


async def _candidate(root: Parent[Any], info: Here) -> SavedCandidate | None:
    """The candidate that it is about, where it was written here."""
    id_ = read(root, "candidate_id")
    return await info.context.loaders.candidates.load(id_) if id_ else None


@noun
class Candidate:
    """One text that was written. `lastWord` is the last one said of it, `details` all that was told of it then."""

    id: strawberry.ID
    generation_id: strawberry.ID
    output: str = strawberry.field(name="text")
    pattern_used: int = strawberry.field(name="parts")
    confidence_score: float = strawberry.field(name="confidence")
    user_feedback: str | None = strawberry.field(name="lastWord")
    details: JSON
    feedback = resolves(list[Feedback], Scope.READ)(_feedback)
    generation = resolves(Annotated["Generation", strawberry.lazy(__name__)] | None, Scope.READ)(_generation)


@noun
class Generation:
    """A draft with its wishes and what was written for it, the best candidate first."""

    id: strawberry.ID
    created_at: datetime
    person: str
    input: str
    wishes: JSON
    voice: str
    prompt_version: str
    topic: str | None
    sentiment: Sentiment | None
    seed: BigInt | None
    is_accepted: bool
    candidates: list[Candidate]


@noun
class OfCandidate:
    """What leads back to a candidate."""

    candidate_id: strawberry.ID | None
    candidate = resolves(Candidate | None, Scope.READ)(_candidate)


@noun
class Draft(OfCandidate):
    """A text on its way to be published by hand; `version` rises with every change."""

    id: strawberry.ID
    person: str
    text: str
    state: State
    version: int
    scheduled_at: datetime | None
    created_at: datetime
    updated_at: datetime


@noun
class Published(OfCandidate):
    """A post that came back."""

    tweet_id: str = strawberry.field(name="postId")
    person: str
    content: str = strawberry.field(name="text")
    pattern_type: int = strawberry.field(name="parts")


@noun
class Counts:
    """What was counted of a post at one time."""

    counted_at: datetime
    likes: BigInt
    replies: BigInt
    reposts: BigInt
    quotes: BigInt
    bookmarks: BigInt
    impressions: BigInt


@noun
class Batch:
    """Requests that are done in the background: `done` of the `total` have a result, a problem among them."""

    id: strawberry.ID
    person: str
    created_at: datetime
    total: int
    done: int


@noun
class Trial:
    """A comparison of two voices on real people, as it was planned."""

    id: strawberry.ID
    name: str
    plan: JSON
    created_at: datetime
    ended_at: datetime | None


@noun
class Given(OfCandidate):
    """The event as it is kept."""

    id: strawberry.ID
