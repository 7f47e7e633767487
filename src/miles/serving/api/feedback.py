"""What a person did with a candidate: rated, edited, picked among several, posted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.generate import Key
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.schemas import Bool, Door, Id, Int, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.feedback import Feedback, Feedbacks
from miles.store.rows import Page
from miles.store.tables import MOST_TEXT

router = APIRouter(tags=["learn"])
Teller = Annotated[Identity, needs(Scope.FEEDBACK)]
Reader = Annotated[Identity, needs(Scope.READ)]
PostId = Annotated[str, Field(pattern=r"^[0-9]{1,25}$", description="the digits at the end of the post's link")]
A_CANDIDATE = "01kb2x0vmd7q4c8r9s5t6v7w8x"


class FeedbackRequest(Door):
    """One event; at least one of the fields besides the candidate says something."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"candidate_id": A_CANDIDATE, "rating": 4},
                {"candidate_id": A_CANDIDATE, "edited": "Fees fell. Nobody talks about it.", "is_picked": True},
                {"candidate_id": A_CANDIDATE, "posted_id": "1877777777777777777"},
            ]
        },
    )

    candidate_id: Id
    rating: Int | None = Field(None, ge=1, le=5, description="1 useless, 5 as I would say it")
    edited: Text | None = Field(None, min_length=1, max_length=MOST_TEXT, description="the text as it was changed")
    is_picked: Bool = Field(False, description="taken among several")
    posted_id: PostId | None = None


class Given(BaseModel):
    """The event as it is kept."""

    id: str


class FeedbackRow(BaseModel):
    """One event, with who told it and when."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    created_at: datetime
    person: str
    candidate_id: str
    word: str = Field(description="posted, edited, picked or rated-1 to rated-5")
    rating: int | None
    edited: str | None
    is_picked: bool
    posted_id: str | None


@router.post("/feedback", status_code=201, responses=problems(404, 409))
async def give(asked: FeedbackRequest, who: Teller, desk: TheDesk, idempotency_key: Key = None) -> Given:
    """Tell what became of a candidate: every event is kept, and the candidate shows the last one."""
    await desk.journal.settled()
    said = Feedback(person=who.person, **asked.model_dump())
    id_ = await Feedbacks(desk.database).give(who.tenant, said, idempotency_key)
    if said.is_accepting:
        desk.arms.heard(who.tenant, said.candidate_id, said.posted_id is not None)
    return Given(id=id_)


@router.get("/feedback", response_model=Listed[FeedbackRow], responses=problems())
async def page(who: Reader, desk: TheDesk, after: After = None, limit: Limit = 50) -> Page[Feedback]:
    """All events, newest first."""
    return await Feedbacks(desk.database).page(who.tenant, after, limit)
