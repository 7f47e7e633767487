"""Trials of two voices on real people: planned before the first of them, and told so that anybody may look any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from miles.abtest.outcome import OUTCOMES
from miles.abtest.sequential import Interval
from miles.abtest.totals import Totals
from miles.abtest.trial import Finding, Plan, report
from miles.post.error import MilesError
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.pages import After, Limit, Listed
from miles.serving.arms import trial_of
from miles.serving.desk import Desk
from miles.serving.schemas import Door, Float, Int, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.rows import Page
from miles.store.trials import SavedTrial, Trials

router = APIRouter(prefix="/trials", tags=["trials"])
Runner = Annotated[Identity, needs(Scope.TRIALS)]
ArmName = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$", examples=["control"])]
VoiceName = Annotated[
    str, Field(pattern=r"^([a-z0-9][-._a-z0-9]{0,100}:)?[0-9a-f]{4,64}$", examples=["a32c2495d42d9490"])
]


class NewTrial(Door):
    """Two arms, each a voice of the shelf by its hash; `control` is the one that the other is held against."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "warmer in spring", "arms": {"old": "a32c2495d42d9490", "new": "7d9ab7a683c4495b"},
                    "control": "old", "share": 0.5, "metric": "accepted", "planned": 2000,
                }
            ]
        },
    )  # fmt: skip

    name: Text = Field(min_length=1, max_length=128)
    arms: dict[ArmName, VoiceName] = Field(min_length=2, max_length=2)
    control: ArmName
    weights: dict[ArmName, Annotated[Float, Field(gt=0, le=1e6)]] = Field({}, description="unset: 1 each")
    salt: Text | None = Field(
        None, min_length=1, max_length=128, description="of the hash that assigns; unset: the name"
    )
    share: Float = Field(1.0, gt=0, le=1, description="of the people who enter")
    metric: Literal["accepted", "posted"] = "accepted"
    planned: Int = Field(1_000, ge=20, le=10**9, description="people in both arms; the trial ends there at the latest")

    @model_validator(mode="after")
    def _agrees(self) -> NewTrial:
        if self.control not in self.arms:
            raise ValueError(f"control: is none of the arms {', '.join(self.arms)}")
        if strangers := sorted(set(self.weights) - set(self.arms)):
            raise ValueError(f"weights: {strangers[0]} is none of the arms")
        return self


class TrialReply(BaseModel):
    """A trial as planned."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    plan: dict[str, Any]
    created_at: datetime
    ended_at: datetime | None


class Bounds(BaseModel):
    """A difference and its interval, which holds at every look; null is without bound."""

    value: float
    lo: float | None
    hi: float | None


class Found(BaseModel):
    """The metric that decides: challenger less control, and challenger over control less 1. `p` holds at every look."""

    metric: str
    n: dict[str, int]
    effect: Bounds
    lift: Bounds
    p: float


class Split(BaseModel):
    """Whether the arms got the shares of people they were promised; an alarm voids the trial."""

    p_fixed: float
    p_always: float
    is_alarm: bool


class Reported(TrialReply):
    """A trial at this look."""

    people: dict[str, int] = Field(description="who were shown each arm")
    accepted: dict[str, int] = Field(description="of them, who did what the metric counts")
    conclusion: str = Field(examples=["keep going"])
    reason: str
    is_over: bool
    found: Found | None = Field(description="null: one arm was shown to nobody yet")
    split: Split | None


@router.post("", status_code=201, response_model=TrialReply, responses=problems(404, 409))
async def start(asked: NewTrial, who: Runner, desk: TheDesk) -> SavedTrial:
    """Begin one: people get their arm from their next request on. Its plan does not change any more."""
    voices = {name: (await desk.voices.named(voice)).bundle for name, voice in asked.arms.items()}
    if len({bundle.author for bundle in voices.values()}) > 1:
        raise MilesError("arms: the voices are of different authors", "compare voices of one author")
    plan = asked.model_dump(exclude={"name"}) | {"arms": {name: bundle.name for name, bundle in voices.items()}}
    saved = await Trials(desk.database).start(who.tenant, asked.name, plan | {"salt": asked.salt or asked.name})
    desk.arms.forget(who.tenant)
    return saved


@router.get("", response_model=Listed[TrialReply], responses=problems())
async def page(who: Runner, desk: TheDesk, after: After = None, limit: Limit = 50) -> Page[SavedTrial]:
    """All trials, newest first."""
    return await Trials(desk.database).page(who.tenant, after, limit)


@router.get("/{id}", responses=problems(404))
async def get(id: str, who: Runner, desk: TheDesk) -> Reported:
    """One trial with its report; look as often as you like, the intervals hold all the same."""
    await desk.arms.settled()
    return await _reported(desk, who, await Trials(desk.database).get(who.tenant, id))


@router.post("/{id}/end", responses=problems(404))
async def end(id: str, who: Runner, desk: TheDesk) -> Reported:
    """End it, for good: everybody gets the voice in production again. What was shown may still come to something."""
    await desk.arms.settled()
    saved = await Trials(desk.database).end(who.tenant, id)
    desk.arms.forget(who.tenant)
    return await _reported(desk, who, saved)


async def _reported(desk: Desk, who: Identity, saved: SavedTrial) -> Reported:
    people, totals = await Trials(desk.database).totals(who.tenant, saved.id)
    names = sorted(saved.plan["arms"])
    seen = {name: people.get(name, 0) for name in names}
    sums = {name: totals.get(name, Totals()) for name in names}
    own = TrialReply.model_validate(saved).model_dump()
    own |= {"people": seen, "accepted": {name: int(each.y) for name, each in sums.items()}}
    return Reported.model_validate(own | looked(saved, seen, sums))


def looked(saved: SavedTrial, seen: Mapping[str, int], sums: Mapping[str, Totals]) -> dict[str, Any]:
    """What can be said of a trial with these people and outcomes."""
    control = saved.plan["control"]
    (challenger,) = set(saved.plan["arms"]) - {control}
    metric, shares = OUTCOMES[saved.plan["metric"]], _shares(saved)
    plan = Plan(control, challenger, metric, saved.plan["planned"], shares=(shares[control], shares[challenger]))
    if not all(seen.values()):
        nobody = next(name for name, n in seen.items() if not n)
        told = {"conclusion": "keep going", "reason": f"nobody has been shown {nobody!r} yet", "is_over": False}
        return {**told, "found": None, "split": None}
    now = report(plan, seen, {metric.name: sums})
    parts = (float(now.split.p_fixed), float(now.split.p_always), bool(now.split.is_alarm))
    split = dict(zip(Split.model_fields, parts, strict=True))
    told = {"conclusion": now.conclusion, "reason": now.reason, "is_over": now.is_over}
    return {**told, "found": _found(now.primary, (control, challenger)), "split": split}


def _shares(saved: SavedTrial) -> dict[str, float]:
    trial = trial_of(saved)
    return {arm.name: share for arm, share in zip(trial.arms, trial.promised, strict=True)}


def _found(finding: Finding, arms: tuple[str, str]) -> dict[str, Any]:
    n = dict(zip(arms, finding.n, strict=True))
    bounds = {"effect": _bounds(finding.effect), "lift": _bounds(finding.lift)}
    return {"metric": finding.metric, "n": n, **bounds, "p": finding.p}


def _bounds(interval: Interval) -> dict[str, float | None]:
    ends = {"lo": float(interval.lo), "hi": float(interval.hi)}
    return {"value": float(interval.value)} | {name: end if isfinite(end) else None for name, end in ends.items()}
