"""What a text is, asked of people where the model is least sure: their answers are what it can learn most from."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import numpy as np
from fastapi import APIRouter
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from miles.analysis.sentiment import SentimentLabeller
from miles.post.draft import Sentiment
from miles.post.error import MilesError
from miles.registry.voice import Voice
from miles.serving.api.deps import TheDesk, problems
from miles.serving.desk import Desk
from miles.serving.schemas import Door, Text
from miles.serving.security.identity import Identity, Scope
from miles.serving.security.scopes import needs
from miles.store.generations import Filter
from miles.store.labels import Label, Labels, hash_of
from miles.store.tables import MOST_TEXT

router = APIRouter(prefix="/labels", tags=["learn"])
Labeller = Annotated[Identity, needs(Scope.LABELS)]
RECENT = 40  # generations among whose texts the next question is sought
NONE_OF_THESE = "none of these"


class Task(StrEnum):
    """What is asked of a text."""

    SENTIMENT = "sentiment"
    TOPIC = "topic"


class Question(BaseModel):
    """A text, and the answers it may have. `margin` is how far the model's first guess is ahead of its second, 0-1."""

    task: Task
    text: str
    answers: list[str]
    guess: str
    margin: float


class Answer(Door):
    """What a person says a text is; a later answer about the same text stands in place of theirs before."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"task": "sentiment", "text": "Fees fell.", "answer": "neutral"}]},
    )

    task: Task
    text: Text = Field(min_length=1, max_length=MOST_TEXT)
    answer: Text = Field(min_length=1, max_length=128)


@router.get("/next", response_model=Question, responses=problems() | {204: {"description": "Nothing is left to ask"}})
async def next_question(task: Task, who: Labeller, desk: TheDesk) -> Question | Response:
    """The text to label next: among recent ones that this person has not labelled, where the model is least sure."""
    return await question(desk, who, task) or Response(status_code=204)


@router.post("", status_code=204, responses=problems())
async def answer(asked: Answer, who: Labeller, desk: TheDesk) -> None:
    """Say what a text is."""
    allowed = answers(desk.voices.current().voice, asked.task)
    if asked.answer not in allowed:
        raise MilesError(
            f"answer: {asked.answer[:40]!r} is none of {asked.task}", f"choose one of: {', '.join(allowed)}"
        )
    said = Label(person=who.person, task=asked.task, text=asked.text, answer=asked.answer)
    await Labels(desk.database).give(who.tenant, said)


async def question(desk: Desk, who: Identity, task: Task) -> Question | None:
    """What to ask that person next; None where all recent texts have their answer."""
    await desk.journal.settled()
    voice = desk.voices.current().voice
    recent = await desk.generations.history(who.tenant, Filter(), most=RECENT)
    known = await Labels(desk.database).known(who.tenant, who.person, task)
    texts = sorted({each.output for one in recent.rows for each in one.candidates}, key=hash_of)
    texts = [text for text in texts if hash_of(text) not in known]
    if not texts:
        return None
    shares = await asyncio.to_thread(beliefs, voice, task, texts)
    margins = margin(shares)
    least = int(np.argmin(margins))
    guess = answers(voice, task)[int(np.argmax(shares[least]))]
    return Question(
        task=task, text=texts[least], answers=answers(voice, task), guess=guess, margin=float(margins[least])
    )


def answers(voice: Voice, task: Task) -> list[str]:
    """All that may be answered; of topics also that it is none."""
    if task is Task.SENTIMENT:
        return [str(each) for each in Sentiment]
    return [*voice.topics.names, NONE_OF_THESE]


def beliefs(voice: Voice, task: Task, texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts, answers): how much the model holds each answer for the right one; of topics the likeness, 0-1."""
    if task is Task.SENTIMENT:
        return (voice.listener or SentimentLabeller()).shares(texts)
    return np.array([[voice.topics.likeness(text, name) for name in voice.topics.names] for text in texts])


def margin(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) the first guess less the second (Scheffer, Decomain & Wrobel 2001): 0 is least sure."""
    if shares.shape[1] < 2:
        return np.ones(len(shares))
    ordered = np.sort(shares, axis=1)
    return ordered[:, -1] - ordered[:, -2]
