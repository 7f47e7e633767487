"""What comes in and goes out when posts are written; other nouns keep their schemas beside their routes."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator

from miles.post.draft import MAX_DRAFT_CHARS, Draft, Length, Sentiment
from miles.post.parts import MAX_SELECTABLE

MOST_CANDIDATES, MOST_BANNED, LONGEST_PHRASE = 10, 50, 80
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:")
_COUNTS = Literal["likes", "replies", "reposts", "quotes", "bookmarks", "impressions"]


def _is_text(given: object) -> object:
    """What no database and no font can take is refused at the door."""
    if isinstance(given, str):
        if "\x00" in given:
            raise ValueError("holds a NUL character; take it out")
        if not given.isascii():
            try:
                given.encode()
            except UnicodeEncodeError:
                raise ValueError("holds half of a surrogate pair; send whole characters") from None
    return given


Text = Annotated[str, BeforeValidator(_is_text)]
Int = Annotated[int, Strict()]  # "3" is no 3
Float = Annotated[float, Strict()]
Bool = Annotated[bool, Strict()]
Id = Annotated[str, Field(pattern=r"^[0-9a-hjkmnp-tv-z]{26}$", examples=["01kb2x0vmd7q4c8r9s5t6v7w8x"])]


def _is_written(given: object) -> object:
    """A bare number might be seconds, milliseconds or a year."""
    if isinstance(given, datetime) or (isinstance(given, str) and _DATE.match(given)):
        return given
    raise ValueError("is no time as RFC 3339 writes it, such as 2026-01-02T12:00:00Z")


Moment = Annotated[AwareDatetime, BeforeValidator(_is_written)]


class Door(BaseModel):
    """A request body: a field that is not known is a mistake, not a wish. No error repeats what was sent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Change(StrEnum):
    """What to do with a candidate that is nearly right."""

    VARY = "vary"
    SHORTEN = "shorten"
    LENGTHEN = "lengthen"
    SENTIMENT = "sentiment"
    THREAD = "thread"
    SINGLE = "single"


class GenerateRequest(Door):
    """A rough draft or an idea, with wishes; what is not wished is left to the voice."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"draft": "BTC reclaimed 100k, but alts are still weak", "parts": 3, "n": 3, "seed": 7},
                {"topic": "bitcoin", "sentiment": "positive", "thread": True, "parts": 4},
                {"based_on": "01kb2x0vmd7q4c8r9s5t6v7w8x", "change": "shorten"},
            ]
        },
    )

    draft: Text = Field("", max_length=MAX_DRAFT_CHARS, description="rough text; may be empty where a topic is given")
    topic: Text | None = Field(None, min_length=1, max_length=100, description="one of /topics, or a word or two")
    parts: Int | None = Field(None, ge=1, le=MAX_SELECTABLE, description="paragraphs; of a thread, its posts")
    sentiment: Sentiment | None = None
    length: Length | None = None
    thread: Bool | None = Field(None, description="true: posts that follow each other")
    n: Int = Field(3, ge=1, le=MOST_CANDIDATES, description="candidates to show")
    temperature: Float | None = Field(None, ge=0, le=2, description="0 is the likeliest text; unset: the voice's own")
    seed: Int | None = Field(None, ge=0, le=2**53 - 1, description="the same seed and voice write the same posts")
    voice: Text | None = Field(None, min_length=4, max_length=128, description="another voice of the shelf, by hash")
    goal: dict[_COUNTS, Annotated[Float, Field(ge=0, le=1e6)]] | None = Field(
        None, description="what a good reception is: counts by weight", examples=[{"likes": 1, "replies": 5}]
    )
    ban: list[Annotated[str, Field(min_length=2, max_length=LONGEST_PHRASE), BeforeValidator(_is_text)]] = Field(
        [], max_length=MOST_BANNED, description="phrases that are never written"
    )
    based_on: Id | None = Field(None, description="a candidate to go on from; then the draft may be left out")
    change: Change | None = Field(None, description="what to change in it; unset: vary")

    @model_validator(mode="after")
    def _says_something(self) -> GenerateRequest:
        if self.based_on is None:
            if not self.draft.strip() and not self.topic:
                raise ValueError("draft: is empty; give a draft, a topic, or based_on")
            if self.change is not None:
                raise ValueError("based_on: is missing; name the candidate to change")
        if self.thread and self.parts == 1:
            raise ValueError("parts: 1 is one post, and a thread has at least 2")
        if self.change is Change.SENTIMENT and self.sentiment is None:
            raise ValueError("sentiment: is missing; say how it shall sound")
        if self.goal is not None and not any(self.goal.values()):
            raise ValueError("goal: weighs nothing; give one count a weight above 0")
        return self

    def as_draft(self) -> Draft:
        return Draft(
            text=self.draft.strip(), parts=self.parts, sentiment=self.sentiment, topic=self.topic,
            length=self.length, is_thread=self.thread,
        )  # fmt: skip


class Expected(BaseModel):
    """A forecast of one count: the middle and the ends of an interval that holds 80 % of such posts."""

    low: float
    median: float
    high: float
    above_usual: float = Field(description="probability of more than the author's usual, 0-1")


class Novelty(BaseModel):
    """How near the text is to what the author posted."""

    similarity: float = Field(description="to the nearest own post, 0-1")
    nearest: str | None = Field(None, description="that post's id, where own posts are at hand")
    longest_run: int = Field(description="most words in a row that stand in one own post")


class Facts(BaseModel):
    """What became of the draft's numbers, tickers, dates and names."""

    kept: list[str]
    lost: list[str]
    invented: list[str] = Field(description="numbers the draft does not give")


class PostReply(BaseModel):
    """One post to publish."""

    text: str
    weighted_length: int = Field(description="as X counts; 280 is the limit without a subscription")


class CandidateReply(BaseModel):
    """One suggestion, the best one first. It was written by a model, whoever publishes it."""

    id: str
    text: str
    posts: list[PostReply]
    parts: int
    likeness: float | None = Field(description="how much it looks like the author's, 0-1, by the judge that ranks")
    confidence: float = Field(description="how likely it is accepted, 0-1")
    basis: str = Field(
        description="what the confidence rests on. proxy: how often all checks of a machine held (facts kept, wishes "
        "granted, nothing copied, looks like the author): nobody was asked whether it makes sense. people: how often "
        "people rated such texts 4 or 5. uncalibrated: a score, no chance"
    )
    forecast: dict[str, Expected] | None = Field(description="by count; none where no forecaster is at hand")
    is_familiar: bool | None = Field(description="false: the author never posted anything like it, so nobody knows")
    novelty: Novelty
    facts: Facts
    granted: list[str] = Field(description="wishes it grants")
    missed: list[str] = Field(description="wishes it does not")
    warnings: list[str]
    ai_generated: Literal[True] = True


class GenerateReply(BaseModel):
    """What was written for one request."""

    generation_id: str
    ai_generated: Literal[True] = True
    voice: str
    prompt_version: str
    is_synthetic: bool = Field(description="true: the author is fictional")
    seed: int
    trial: str | None = Field(None, description="the trial that chose the voice")
    hidden: int = Field(description="texts that were written and must not be shown")
    candidates: list[CandidateReply]


def plain(value: Any) -> Any:
    """Enums and sets as JSON has them."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value
