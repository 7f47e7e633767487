"""How far the closed loop is: what people told so far, and what is missing next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from miles.registry.confidence import FEWEST_RATED
from miles.serving.api.deps import TheDesk, problems
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.learning import Learning, Learnt

router = APIRouter(tags=["learn"])
Reader = Annotated[Identity, needs(Scope.READ)]
FEWEST_PAIRS = 100  # pairs that a round of preference learning begins with
FEWEST_LABELS = 100  # answers a task, from which a model can be checked against people
FEWEST_COUNTED = 50  # published posts with counts, from which forecasts can be checked


class Kept(BaseModel):
    """How many there are, and when the newest came."""

    model_config = ConfigDict(from_attributes=True)

    n: int
    newest: datetime | None


class LearningReply(BaseModel):
    """What was told so far. Candidates are counted once; `next` says in words what is missing, the nearest first."""

    model_config = ConfigDict(from_attributes=True)

    generations: Kept
    accepted: Kept = Field(description="generations of which somebody went on with a candidate")
    rated: Kept
    edited: Kept
    picked: Kept
    posted: Kept
    published: Kept = Field(description="posts that came back")
    outcomes: Kept = Field(description="times that their counts were told")
    labels: dict[str, Kept]
    pairs: int = Field(description="(taken, left) and (edited, as written): what a round of learning could use")
    ratings_wanted: int = Field(description="of which confidence rests on people, not on a proxy")
    next: list[str]


@router.get("/learning", responses=problems())
async def learning(who: Reader, desk: TheDesk) -> LearningReply:
    """The state of the loop in numbers."""
    await desk.journal.settled()
    found = await Learning(desk.database).state(who.tenant)
    return LearningReply.model_validate(
        {name: getattr(found, name) for name in found.__slots__}
        | {"ratings_wanted": FEWEST_RATED, "next": missing(found)}
    )


def missing(found: Learnt) -> list[str]:
    """What would help next, that which is nearest to enough first."""
    labels = [(f"answers on {task}", told.n, FEWEST_LABELS, "GET /labels/next") for task, told in found.labels.items()]
    wanted = [
        ("ratings", found.rated.n, FEWEST_RATED, "rate candidates: then confidence rests on people"),
        ("pairs", found.pairs, FEWEST_PAIRS, "pick, edit or post candidates: then `make prefer` can learn from them"),
        ("published posts with counts", found.published.n, FEWEST_COUNTED, "POST /outcomes: they check forecasts"),
        *(labels or [("answers", 0, FEWEST_LABELS, "GET /labels/next")]),
    ]  # fmt: skip
    short = sorted((row for row in wanted if row[1] < row[2]), key=lambda row: -row[1] / row[2])
    return [f"{most - n:,} more {what} ({n:,} of {most:,}): {step}" for what, n, most, step in short]
