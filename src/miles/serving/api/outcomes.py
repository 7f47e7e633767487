"""What became of a text once it was published: its counts, as often as somebody counts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from miles.post.error import MilesError
from miles.post.parts import count
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.feedback import A_CANDIDATE, PostId, Reader
from miles.serving.api.generate import Key
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.schemas import Door, Id, Int, Moment, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.outcomes import MOST_COUNT, Counts, Outcomes, Published
from miles.store.rows import Page
from miles.store.tables import MOST_TEXT

router = APIRouter(tags=["learn"])
Teller = Annotated[Identity, needs(Scope.FEEDBACK)]
Count = Annotated[Int, Field(ge=0, le=MOST_COUNT)]


class CountsAt(Door):
    """What was counted at one time."""

    model_config = ConfigDict(from_attributes=True)

    counted_at: Moment
    likes: Count = 0
    replies: Count = 0
    reposts: Count = 0
    quotes: Count = 0
    bookmarks: Count = 0
    impressions: Count = 0


class OutcomeRequest(CountsAt):
    """The counts of one post. Its text is the candidate's where none is given."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "post_id": "1877777777777777777", "candidate_id": A_CANDIDATE,
                    "counted_at": "2026-01-02T12:00:00Z", "likes": 120, "replies": 14, "reposts": 9,
                }
            ]
        },
    )  # fmt: skip

    post_id: PostId
    candidate_id: Id | None = Field(None, description="where it was written here")
    text: Text | None = Field(None, min_length=1, max_length=MOST_TEXT, description="as it was published")


class PublishedRow(BaseModel):
    """A post that came back."""

    model_config = ConfigDict(from_attributes=True)

    post_id: str = Field(validation_alias="tweet_id")
    person: str
    text: str = Field(validation_alias="content")
    parts: int = Field(validation_alias="pattern_type")
    candidate_id: str | None


@router.post("/outcomes", status_code=204, responses=problems(404, 409))
async def record(asked: OutcomeRequest, who: Teller, desk: TheDesk, idempotency_key: Key = None) -> None:
    """Tell the counts of a published post: once a post and time; told again, the later telling stands."""
    await desk.journal.settled()
    text = asked.text
    if text is None and asked.candidate_id is not None:
        text = (await desk.generations.candidate(who.tenant, asked.candidate_id)).output
    if text is None:
        raise MilesError("text: is missing, and there is no candidate_id", "give the text as it was published")
    post = Published(
        person=who.person, tweet_id=asked.post_id, content=text, pattern_type=count(text),
        candidate_id=asked.candidate_id,
    )  # fmt: skip
    counts = Counts(**asked.model_dump(exclude={"post_id", "candidate_id", "text"}))
    await Outcomes(desk.database).record(who.tenant, post, counts, idempotency_key)
    if asked.candidate_id is not None:
        desk.arms.heard(who.tenant, asked.candidate_id, is_posted=True)


@router.get("/outcomes", response_model=Listed[PublishedRow], responses=problems())
async def page(who: Reader, desk: TheDesk, after: After = None, limit: Limit = 50) -> Page[Published]:
    """Posts that came back, newest first."""
    return await Outcomes(desk.database).page(who.tenant, after, limit)


@router.get("/outcomes/{post_id}", response_model=list[CountsAt], responses=problems(404))
async def counts(post_id: PostId, who: Reader, desk: TheDesk) -> tuple[Counts, ...]:
    """All counts of one post, oldest first; none where nobody told any."""
    return await Outcomes(desk.database).counts(who.tenant, post_id)
