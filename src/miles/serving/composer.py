"""One request told in the order of events: arm, cache, batcher, write, rank, cache, journal, reply."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pydantic_core import to_json

from miles.analysis.language import foreign
from miles.engine.sampling import Sampling
from miles.post.draft import Length, length_of
from miles.post.error import MilesError
from miles.post.normal import words
from miles.post.parts import count
from miles.registry.voice import Ask, Candidate, Piece, hash_seed
from miles.serving.arms import Arms
from miles.serving.batcher import Batcher
from miles.serving.journal import Journal
from miles.serving.schemas import Change, GenerateRequest, plain
from miles.serving.security.identity import Identity
from miles.serving.telemetry import Telemetry
from miles.serving.traces import Timed
from miles.serving.voices import Speaker, Voices
from miles.store.cache import Cache, key_of
from miles.store.generations import Candidate as SavedCandidate
from miles.store.generations import Generation, Generations
from miles.store.replies import Asked, Replies

Json = dict[str, Any]
MOST_SEED = 2**53  # what JSON's numbers hold in every language
_LENGTHS = list(Length)


@dataclass(frozen=True, slots=True)
class Task:
    """What the writing thread is given: an ask, and which voice is to answer it."""

    speaker: Speaker
    ask: Ask

    def watched(self, is_wanted: Callable[[], bool]) -> Task:
        """The same, given up once nobody waits for it."""
        return replace(self, ask=replace(self.ask, is_wanted=is_wanted))


@dataclass(frozen=True, slots=True)
class Written:
    """What it gives back: the candidates to show, what is said of each, and how many must not be shown."""

    shown: Sequence[Candidate]
    said: Sequence[Json]
    hidden: int
    stages: Sequence[Timed] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """A request as it is understood: what is asked for, by whom, of which voice, and the trial that chose it."""

    who: Identity
    request: GenerateRequest
    speaker: Speaker
    seed: int
    trial: str | None

    def task(self) -> Task:
        return Task(self.speaker, _ask(self.speaker, self.request, self.seed))

    def generation(self, written: Written) -> Generation:
        """What is kept of it; without ids yet."""
        request, bundle = self.request, self.speaker.bundle
        asked = request.model_dump(exclude={"draft", "seed"}, exclude_none=True, exclude_defaults=True)
        candidates = [
            SavedCandidate(
                output=one.text, pattern_used=said["parts"], confidence_score=said["confidence"], details=said
            )
            for one, said in zip(written.shown, written.said, strict=True)
        ]
        return Generation(
            tenant=self.who.tenant, person=self.who.person, input=request.draft, wishes=plain(asked), voice=bundle.name,
            prompt_version=str(bundle.manifest["prompt_version"])[:128], topic=request.topic,
            sentiment=None if request.sentiment is None else str(request.sentiment), seed=self.seed,
            candidates=tuple(candidates),
        )  # fmt: skip

    def reply(self, generation: Generation, hidden: int) -> Json:
        """What is answered, by the names under which it is kept."""
        return {
            "generation_id": generation.id, "ai_generated": True, "voice": generation.voice,
            "prompt_version": generation.prompt_version,
            "is_synthetic": bool(self.speaker.bundle.manifest["synthetic"]), "seed": self.seed, "trial": self.trial,
            "hidden": hidden, "candidates": [told(one) for one in generation.candidates],
        }  # fmt: skip


class Composer:
    """Answers requests to write; REST, GraphQL, WebSocket, SSE and batches all come through here."""

    def __init__(
        self, voices: Voices, arms: Arms, batcher: Batcher[Task, Written], cache: Cache, journal: Journal,
        generations: Generations, replies: Replies, deadline_s: float, telemetry: Telemetry,
    ) -> None:  # fmt: skip
        self._voices, self._arms, self._batcher, self._cache = voices, arms, batcher, cache
        self._journal, self._generations, self._replies = journal, generations, replies
        self._deadline_s, self._telemetry, self._traces = deadline_s, telemetry, telemetry.traces

    async def compose(self, who: Identity, request: GenerateRequest, key: str | None = None) -> bytes:
        """The reply as JSON. `key` is the Idempotency-Key: the same again gets the first one's reply, kept for good."""
        if key is not None:
            return await self._once(who, request, key)
        errand = await self._understood(who, request)
        if request.seed is None:
            return await self._made(errand)
        asked = {**errand.request.model_dump(mode="json"), "trial": errand.trial}
        place = key_of(who.tenant, errand.speaker.bundle.name, asked)
        with self._traces.span("cache"):
            reply, source = await self._cache.answer(place, lambda: self._made(errand), who.tenant)
        self._telemetry.cached(source)
        return reply

    async def stream(self, who: Identity, request: GenerateRequest) -> AsyncIterator[Piece | bytes]:
        """Pieces of text while they are written, then the reply as `compose` gives it. Leaving the loop ends it all."""
        errand = await self._understood(who, request)
        task, began = errand.task(), time.time_ns()
        try:
            async for piece in self._batcher.stream(partial(streamed, task), self._deadline_s):
                if isinstance(piece, Piece):
                    yield piece
                else:
                    self._traces.tell(piece.stages)
                    self._telemetry.wrote(piece.said, piece.hidden)
                    yield self._noted(errand, piece)
        finally:
            self._traces.tell([Timed.since("batcher", began)])

    async def _understood(self, who: Identity, request: GenerateRequest) -> Errand:
        """What it is based on filled in, a seed drawn where there is none, and who writes: the voice that is named,
        that of a trial's arm, or the one in production."""
        if request.based_on is not None:
            await self._journal.settled()
            old = await self._generations.candidate(who.tenant, request.based_on)
            request = changed(request, await self._generations.get(who.tenant, old.generation_id), old.output)
        with self._traces.span("arm"):
            placed = await self._arms.arm(who) if request.voice is None else None
            try:
                speaker = await self._voices.named(placed.voice if placed else request.voice)
            except MilesError:
                if placed is None:
                    raise
                placed, speaker = None, self._voices.current()  # a broken arm is no reason to write nothing
        seed = secrets.randbelow(MOST_SEED) if request.seed is None else request.seed
        return Errand(who, request, speaker, seed, placed.trial if placed else None)

    async def _written(self, errand: Errand) -> Written:
        with self._traces.span("batcher"):
            written = await self._batcher.answer(errand.task(), self._deadline_s)
            self._traces.tell(written.stages)
        self._telemetry.wrote(written.said, written.hidden)
        return written

    async def _made(self, errand: Errand) -> bytes:
        return self._noted(errand, await self._written(errand))

    def _noted(self, errand: Errand, written: Written) -> bytes:
        with self._traces.span("journal"):
            generation = self._generations.named(errand.generation(written))
            self._journal.note(generation)
        return to_json(errand.reply(generation, written.hidden))

    async def _once(self, who: Identity, request: GenerateRequest, key: str) -> bytes:
        asked = Asked(who.tenant, who.person, f"generate {key}", request.model_dump(mode="json"))
        with self._traces.span("kept"):
            kept = await self._replies.kept(asked)
        if kept is not None:
            return to_json(kept)

        async def first() -> bytes:
            errand = await self._understood(who, request)
            written = await self._written(errand)
            generation = self._generations.named(errand.generation(written))
            reply = errand.reply(generation, written.hidden)

            async def effect(session: Any) -> Json:
                await self._generations.add(session, generation)
                return reply

            with self._traces.span("journal"):
                return to_json((await self._replies.once(asked, effect))[0])

        flight = key_of(who.tenant, "once", {"key": key, "request": asked.fingerprint})
        return (await self._cache.answer(flight, first, who.tenant))[0]


def told(one: SavedCandidate) -> Json:
    """A candidate as replies have it."""
    return {"id": one.id, "text": one.output, **one.details, "ai_generated": True}


def write(tasks: Sequence[Task], is_wanted: Callable[[int], bool]) -> list[Written | MilesError]:
    """In the writing thread: all tasks of one voice in one go, then what is said of what they came to."""
    found: dict[int, Written | MilesError] = {}
    watched = [task.watched(partial(is_wanted, k)) for k, task in enumerate(tasks)]
    for speaker in dict.fromkeys(task.speaker for task in watched):
        mine, began = [k for k, task in enumerate(watched) if task.speaker is speaker], time.time_ns()
        ranked = speaker.voice.answer([watched[k].ask for k in mine])
        wrote = Timed.since("write", began)
        for k, candidates in zip(mine, ranked, strict=True):
            try:
                found[k] = _judged(watched[k], candidates, wrote)
            except MilesError as error:
                found[k] = error
    return [found[k] for k in range(len(tasks))]


def streamed(task: Task, is_wanted: Callable[[], bool]) -> Iterator[Piece | Written]:
    """In the writing thread: pieces as they are written, then what they came to."""
    task, began = task.watched(is_wanted), time.time_ns()
    for piece in task.speaker.voice.stream(task.ask):
        yield piece if isinstance(piece, Piece) else _judged(task, piece, Timed.since("write", began))


def _judged(task: Task, ranked: Sequence[Candidate], wrote: Timed) -> Written:
    """What may be shown, at most as many as were asked for. Where nothing may, one more try, then an error, no text."""
    ask = task.ask
    if not ask.is_wanted():
        raise MilesError("nobody waits for it any more", "ask again")
    if not any(one.is_shown for one in ranked):
        again = replace(ask, seed=hash_seed(ask.seed, len(ranked)))
        ranked = [*task.speaker.voice.answer([again])[0], *ranked]
        wrote = Timed.since("write", wrote.began)
    shown = [one for one in ranked if one.is_shown][: ask.n]
    if not shown:
        faults = sorted({fault for one in ranked for fault in one.faults})
        raise MilesError(
            f"nothing of what was written may be shown: {'; '.join(faults)[:300]}",
            "change the draft or a wish, raise n, or give another seed",
        )
    began = time.time_ns()
    said = [review.as_dict() for review in task.speaker.reviewer.review(ask.draft, shown, datetime.now(UTC))]
    return Written(shown, said, len(ranked) - len(shown), (wrote, Timed.since("rank", began)))


def _ask(speaker: Speaker, request: GenerateRequest, seed: int) -> Ask:
    language = foreign(request.draft)
    if language is not None:
        raise MilesError(
            f"draft: is written in another language ({language}); this voice writes English", "translate it"
        )
    draft, way = request.as_draft(), speaker.voice.sampling
    if request.temperature is not None:
        way = replace(way, temperature=request.temperature)
    if request.goal is not None:
        if speaker.expected is None:
            raise MilesError("goal: no forecaster is at hand that could tell", "leave goal out, or run `make engage`")
        way = replace(way, forecast=max(way.forecast, 1.0))
    goal = None if request.goal is None else {str(name): weight for name, weight in request.goal.items()}
    return Ask(draft=draft, n=request.n, seed=seed, banned=tuple(request.ban), sampling=_own(speaker, way), goal=goal)


def _own(speaker: Speaker, way: Sampling) -> Sampling | None:
    return None if way == speaker.voice.sampling else way


def changed(request: GenerateRequest, old: Generation, text: str) -> GenerateRequest:
    """A request based on a candidate, as one that stands alone: the old draft and wishes, what is said anew, and the
    change. Without a draft the candidate's text is the draft."""
    wishes = {
        name: value
        for name, value in old.wishes.items()
        if name in ("topic", "parts", "sentiment", "length", "thread", "ban", "goal")
    }
    said = request.model_dump(exclude_none=True, exclude_defaults=True, exclude={"based_on", "change"})
    merged: dict[str, Any] = {"draft": old.input or text[:4_000], "n": request.n, **wishes, **said}
    return GenerateRequest.model_validate(merged | _change(request.change or Change.VARY, merged, text))


def _change(change: Change, merged: Mapping[str, Any], text: str) -> dict[str, Any]:
    if change in (Change.SHORTEN, Change.LENGTHEN):
        step = -1 if change is Change.SHORTEN else 1
        place = _LENGTHS.index(length_of(len(words(text)))) + step
        if not 0 <= place < len(_LENGTHS):
            raise MilesError(f"change={change}: it is as {'short' if step < 0 else 'long'} as can be", "ask for parts")
        parts = max(1, min(9, count(text) + step))
        return {"length": _LENGTHS[place]} | ({} if merged.get("thread") else {"parts": parts})
    if change is Change.THREAD:
        return {"thread": True, "parts": max(2, count(text)), "length": None}
    if change is Change.SINGLE:
        return {"thread": False, "parts": None, "length": None}
    return {}
