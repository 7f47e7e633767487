"""What the author writes of, how, when, and what to write next: from the Profile, as numbers with intervals."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field

from miles.serving.api.deps import TheDesk, problems
from miles.serving.security.identity import Scope
from miles.serving.security.scopes import needs

router = APIRouter(tags=["profile"], dependencies=[needs(Scope.READ)])


class Range(BaseModel):
    """A value and its interval."""

    value: float
    lo: float
    hi: float


def _named(given: Any) -> Any:
    return dict(zip(Range.model_fields, given, strict=True)) if isinstance(given, list | tuple) else given


Estimated = Annotated[Range | None, BeforeValidator(_named), Field(description="null: too little is known")]


class Pattern(BaseModel):
    """Posts of one form, such as "2 parts", and how they were received."""

    name: str
    posts: int
    share: float
    likes: Estimated
    usual: Estimated = Field(description="likes over the author's usual at the time, as they came")
    effect: Estimated = Field(description="the same with topic and time taken out")
    is_clear: bool = Field(description="whether the effect would be found again")
    examples: list[str] = Field(description="ids of posts")


class Patterns(BaseModel):
    """All forms, and on how much they rest."""

    author: str
    posts: int = Field(description="whose counts are known")
    days: int
    rows: list[Pattern]
    notes: list[str] = Field(description="what is not known, and why")


class Topic(BaseModel):
    """One subject with the terms that set it apart."""

    name: str
    terms: list[str]
    posts: int
    share: float
    coherence: float | None
    factor: Estimated = Field(description="likes over the author's usual at the time")
    months: list[float | None] = Field(description="share in each month of `months` of the reply")


class Topics(BaseModel):
    """The subjects, the most frequent first; `wishes` are those that a request to write may name."""

    author: str
    months: list[str]
    outliers: float | None = Field(description="share of posts without a topic")
    stability: Range | None = Field(description="how alike the topics are when they are found again, 0-1")
    rows: list[Topic]
    wishes: list[str]
    notes: list[str]


class Recommendation(BaseModel):
    """What to write of next, and why."""

    topic: str
    reason: str
    examples: list[str] = Field(description="ids of posts")


class Recommendations(BaseModel):
    """The most promising first."""

    author: str
    rows: list[Recommendation]
    notes: list[str]


class Cell(BaseModel):
    """One hour (UTC) or weekday."""

    name: str = Field(examples=["15", "Fri"])
    posts: int
    factor: Estimated = Field(description="likes over the author's usual at the time")
    is_clear: bool


class Clock(BaseModel):
    """All cells of a clock; `sure` is the probability that the best one is the best, 0-1."""

    cells: list[Cell]
    best: str | None
    sure: float | None


class Hours(BaseModel):
    """When posts were received how."""

    author: str
    hours: Clock
    weekdays: Clock
    notes: list[str]


@router.get("/patterns", responses=problems(404))
async def patterns(desk: TheDesk) -> Patterns:
    """How the author's posts are built, and how each form was received."""
    speaker = desk.voices.current()
    found = speaker.facts["patterns"]
    told = {"author": speaker.bundle.author, "notes": speaker.facts["notes"], "posts": found["told"]}
    return Patterns.model_validate({**told, "days": found["days"], "rows": found["rows"]})


@router.get("/topics", responses=problems(404))
async def topics(desk: TheDesk) -> Topics:
    """What the author writes of, over time; without rows where the posts are too few."""
    speaker = desk.voices.current()
    found = speaker.facts["topics"] or {"rows": [], "months": [], "outliers": None, "stability": None}
    told = {"author": speaker.bundle.author, "notes": speaker.facts["notes"], "wishes": speaker.voice.topics.names}
    return Topics.model_validate({**found, **told})


@router.get("/recommendations", responses=problems(404))
async def recommendations(desk: TheDesk) -> Recommendations:
    """What to write of next."""
    speaker = desk.voices.current()
    told = {"author": speaker.bundle.author, "notes": speaker.facts["notes"], "rows": speaker.facts["next"]}
    return Recommendations.model_validate(told)


@router.get("/hours", responses=problems(404))
async def hours(desk: TheDesk) -> Hours:
    """At which hours and on which weekdays posts were received best."""
    speaker = desk.voices.current()
    told = {"author": speaker.bundle.author, "notes": speaker.facts["notes"]}
    return Hours.model_validate({**speaker.facts["timing"], **told})
