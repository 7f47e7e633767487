"""The voices that can write, at which stage each is, and a step on or back, by the rules that hold at `make` too."""

from __future__ import annotations

import asyncio
import contextlib
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from miles.post.error import MilesError
from miles.registry.log import Entry
from miles.registry.shelf import LONGEST_REASON, Shelf
from miles.registry.stage import Stage, Stages
from miles.serving.api.deps import TheDesk, problems
from miles.serving.api.trials import VoiceName
from miles.serving.desk import Desk
from miles.serving.promotion import promote as promoted
from miles.serving.schemas import Door, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.serving.settings import Settings
from miles.serving.voices import PACKED
from miles.store.refusal import Conflict

router = APIRouter(prefix="/shelf", tags=["shelf"])
Keeper = Annotated[Identity, needs(Scope.SHELF)]
Why = Annotated[Text, Field(min_length=1, max_length=LONGEST_REASON, pattern=r"\S", examples=["better in fidelity"])]


class Aim(StrEnum):
    """The stages that a voice may be promoted to."""

    STAGING = "staging"
    PRODUCTION = "production"


class Promotion(Door):
    """Which voice, how far, and why: the log keeps it beside your name."""

    bundle: VoiceName
    to: Aim
    why: Why


class Rollback(Door):
    """Why the voice in production is to go."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "invents numbers", "author": None}]})

    why: Why
    author: Text | None = Field(None, min_length=1, max_length=100, description="where several have one in production")


class ShelvedVoice(BaseModel):
    """One voice, and what the log says of it."""

    name: str
    author: str
    stage: Stage
    shelved_at: str
    form: str | None
    newest_post: str | None = Field(description="of those it was taught")
    bits_per_char: float | None = Field(description="on posts it never saw; null: it was not judged")


class Decision(BaseModel):
    """One line of the log that moved a voice."""

    at: str
    event: str
    name: str
    who: str
    why: str
    to: Stage | None
    retired: str | None


class ShelfReply(BaseModel):
    """All voices, newest first, the latest decisions, and the voice that writes here now."""

    writes: str | None
    is_packed: bool = Field(description="true: the voice came with the service and cannot be changed here")
    voices: list[ShelvedVoice]
    decisions: list[Decision]


@router.get("", responses=problems(), dependencies=[needs(Scope.READ)])
async def shelf(desk: TheDesk) -> ShelfReply:
    """Where every voice stands."""
    return await _told(desk)


@router.post("/promote", responses=problems(404, 409, 504))
async def promote(asked: Promotion, who: Keeper, desk: TheDesk) -> ShelfReply:
    """Move a voice a stage on, where the gate says so; else 409 with every reason."""
    _refuse_packed(desk.settings)
    if desk.promoting.locked():
        raise Conflict("another promotion is being decided", "wait for it, then decide again")
    async with desk.promoting:
        await promoted(desk.settings.shelf, who.person, asked.bundle, Stage(asked.to), asked.why)
    return await _moved(desk)


@router.post("/rollback", responses=problems(409))
async def rollback(asked: Rollback, who: Keeper, desk: TheDesk) -> ShelfReply:
    """Bring the voice back that served before, and retire the present one."""
    _refuse_packed(desk.settings)
    try:
        author = asked.author or desk.settings.author
        await asyncio.to_thread(_shelf(desk.settings, who.person).rollback, author, asked.why)
    except MilesError as error:
        raise Conflict(error.what, error.next_step) from error
    return await _moved(desk)


def _shelf(settings: Settings, who: str | None = None) -> Shelf:
    return Shelf(settings.shelf, who, settings.signing_key.get_secret_value() if settings.signing_key else None)


def _refuse_packed(settings: Settings) -> None:
    if (settings.shelf / PACKED).is_file():
        raise Conflict(
            "this service was packed with its voice", "promote on the shelf it was packed from, then `make bento` again"
        )


async def _moved(desk: Desk) -> ShelfReply:
    """The shelf after a decision; a voice that cannot be opened is told by /health, the decision stands."""
    with contextlib.suppress(MilesError):
        await desk.voices.refresh()
    return await _told(desk)


async def _told(desk: Desk) -> ShelfReply:
    entries = await asyncio.to_thread(_shelf(desk.settings).entries)
    writes = desk.voices.current().bundle.name if desk.is_ready else None
    decisions = [
        _decision(entry) for entry in reversed(entries) if entry.event not in ("shelved", "judged", "compared")
    ]
    is_packed = (desk.settings.shelf / PACKED).is_file()
    return ShelfReply(writes=writes, is_packed=is_packed, voices=listed(entries), decisions=decisions[:20])


def listed(entries: list[Entry]) -> list[ShelvedVoice]:
    """Each voice of a log once, the one shelved last first."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.event == "shelved":
            own = {name: entry.facts.get(name) for name in ("form", "newest_post")}
            found.pop(entry.name, None)
            found[entry.name] = {"name": entry.name, "author": entry.author, "shelved_at": entry.time, **own}
        elif entry.event == "judged" and entry.name in found:
            found[entry.name]["bits_per_char"] = entry.facts.get("bits_per_char")
    stages = Stages.after(entries).of
    rows = [{"bits_per_char": None, "stage": stages[name], **row} for name, row in reversed(found.items())]
    return [ShelvedVoice.model_validate(row) for row in rows]


def _decision(entry: Entry) -> Decision:
    return Decision(
        at=entry.time, event=entry.event, name=entry.name, who=entry.who, why=entry.why,
        to=entry.facts.get("to", Stage.PRODUCTION), retired=entry.facts.get("retired"),
    )  # fmt: skip
