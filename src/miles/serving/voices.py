"""The voices that are loaded, each with what is said of its candidates; the one in production changes while it runs."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from miles.analysis.embed import Embedder
from miles.analysis.head import Head
from miles.analysis.language import foreign
from miles.analysis.profile import Profile
from miles.analysis.sentiment import Listener, SentimentHead, SentimentLabeller, apart
from miles.engine.opened import open_engine
from miles.post.draft import Draft, Sentiment
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.confidence import UNCALIBRATED, Confidences
from miles.registry.forecaster import Expected
from miles.registry.packed import PACKED
from miles.registry.profile import Profiles
from miles.registry.review import Reviewer
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice
from miles.serving.problem import NoProfile, NoVoice
from miles.serving.settings import Settings

FIRST = "a first post, which nobody sees"
MOST_LOADED = 3  # voices at once; the one that waited longest is dropped


@dataclass(frozen=True, eq=False)
class Speaker:
    """A voice ready to write, and what is known of its author. `notes` says what is missing, for the operator."""

    bundle: Bundle
    voice: Voice
    reviewer: Reviewer
    expected: Expected | None
    profile: Profile | None
    notes: tuple[str, ...] = ()

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the Profile says; NoProfile where there is none."""
        if self.profile is None:
            raise NoProfile(
                f"there is no profile of {self.bundle.author}", f"run `make analyse AUTHOR={self.bundle.author}`"
            )
        return self.profile.facts


class Voices:
    """Voices of the shelf, opened when they are first asked for. The default one is looked up again by `refresh`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: OrderedDict[str, Speaker] = OrderedDict()
        self._current: Speaker | None = None
        self._seen: int | None = None
        self._trouble: MilesError | None = None  # why the voice on the shelf could not be opened
        self._opening = asyncio.Lock()

    def current(self) -> Speaker:
        """The voice that writes when none is named; NoVoice where there is none."""
        if self._current is None and self._trouble is not None:
            raise NoVoice(self._trouble.what, self._trouble.next_step)
        if self._current is None:
            raise NoVoice(
                "there is no voice to write with on the shelf",
                "run `make train`; the service finds the voice by itself",
            )
        return self._current

    async def named(self, name: str | None) -> Speaker:
        """The voice of that name or hash; None is the current one."""
        if name is None:
            return self.current()
        if self._current is not None and name in (self._current.bundle.name, self._current.bundle.hash):
            return self._current
        try:
            bundle = await asyncio.to_thread(Shelf(self._settings.shelf).get, name, self._settings.author)
        except MilesError as error:
            raise MilesError(f"voice: {error.what}", error.next_step) from error
        async with self._opening:
            if bundle.name not in self._loaded:
                self._loaded[bundle.name] = await asyncio.to_thread(self._speaker, bundle)
            self._loaded.move_to_end(bundle.name)
            while len(self._loaded) > MOST_LOADED:
                self._loaded.popitem(last=False)
            return self._loaded[bundle.name]

    async def refresh(self) -> bool:
        """Whether another voice writes now: the shelf's log has grown, and says so. A voice that cannot be opened
        changes nothing; the error tells why."""
        log = self._settings.shelf / Shelf.log_name
        packed = self._settings.shelf / PACKED
        watched = packed if packed.is_file() else log
        seen = watched.stat().st_mtime_ns if watched.is_file() else None
        if seen is None or seen == self._seen:
            return False
        try:
            bundle = await asyncio.to_thread(self._chosen)
            is_another = self._current is None or self._current.bundle.name != bundle.name
            if is_another:
                self._current = await asyncio.to_thread(self._speaker, bundle)
        except MilesError as error:
            self._trouble = error
            raise
        self._seen = seen  # only now: what could not be opened is tried again
        return is_another

    def _chosen(self) -> Bundle:
        packed = self._settings.shelf / PACKED
        if packed.is_file():
            name = json.loads(packed.read_text())["voice"]
            author, _, hash_ = name.rpartition(":")
            return Bundle.open(self._settings.shelf / "models" / author / hash_)
        return Shelf(self._settings.shelf).get(self._settings.voice, self._settings.author)

    def _speaker(self, bundle: Bundle) -> Speaker:
        settings = self._settings
        notes: list[str] = []
        listener = self._listener(bundle, notes)
        known = self._expected(bundle.author, notes)
        profile = self._profile(bundle.author, notes)
        voice = Voice.of(bundle, open_engine(bundle.path, settings.threads), listener, known)
        calibrated = Confidences(settings.shelf).of(bundle.name)
        if calibrated is None:
            notes.append("the confidence of this voice is not calibrated: it is a score (make calibrate)")
        confidence, basis = calibrated or UNCALIBRATED, (calibrated or UNCALIBRATED).basis
        reviewer = Reviewer(
            voice.memory, voice.judge, profile.own if profile else None, known,
            lambda candidate, _: (confidence.of(candidate), basis), str(bundle.manifest.get("handle") or ""),
        )  # fmt: skip
        foreign(FIRST)
        first = Draft(text=FIRST, sentiment=Sentiment.NEUTRAL)
        reviewer.review(first, voice.write(first), datetime.now(UTC))  # whatever is made on first use is made now
        return Speaker(bundle, voice, reviewer, known, profile, tuple(notes))

    def _listener(self, bundle: Bundle, notes: list[str]) -> Listener:
        """Who taught the voice what sounds how, where that can be heard here."""
        found: list[Listener] = [SentimentLabeller()]
        try:
            found.insert(0, SentimentHead(Head.load(self._settings.head, Embedder(self._settings.head_encoder))))
        except MilesError as error:
            notes.append(f"sentiment is heard by a word list: {error.what}")
        return apart(found, (bundle.manifest.get("labels") or {}).get("sentiment", ""))[0]

    def _expected(self, author: str, notes: list[str]) -> Expected | None:
        """The author's forecaster with its encoder; posts are written without one, too."""
        expected = Expected(self._settings.shelf, author, lambda: Embedder(self._settings.encoder))
        if not expected.is_there:
            notes.append(f"no forecaster of {author}: replies hold no forecast (make engage)")
            return None
        try:
            _ = expected.reception  # opened now, so that what is wrong with it is known now
        except MilesError as error:
            notes.append(f"replies hold no forecast: {error.what}")
            return None
        return expected

    def _profile(self, author: str, notes: list[str]) -> Profile | None:
        try:
            return Profile.load(Profiles(self._settings.shelf).get("best", author).path)
        except MilesError:
            notes.append(f"no profile of {author}: /patterns, /topics and their like are empty (make analyse)")
            return None
