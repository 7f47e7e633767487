"""Whatever can be judged: a voice, the author himself, or a baseline. One draft in, one post out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np

from miles.post.draft import Draft
from miles.post.parts import join
from miles.registry.voice import Candidate


@dataclass(frozen=True, slots=True)
class Case:
    """A held-out draft and the post or thread that the author really published. `id` names the post."""

    draft: Draft
    texts: tuple[str, ...]
    id: str

    @property
    def text(self) -> str:
        return join(self.texts)


class System(Protocol):
    """One row of the score table."""

    name: str

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        """One candidate per draft; an empty list from a system that only scores."""
        ...

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray | None:
        """Bits per text with its end symbol, after its draft if given; None from a system that only writes."""
        ...


@runtime_checkable
class Continues(Protocol):
    """A system that can be handed the beginning of a post, as an attacker would."""

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        """What the system says after each prefix, without the prefix."""
        ...


class WritingVoice(Protocol):
    """What `VoiceSystem` needs of a Voice."""

    def write_many(self, drafts: Sequence[Draft], n: int = 1, seed: int = 0) -> list[list[Candidate]]: ...

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray: ...


class VoiceSystem:
    """A Voice as a row of the table: the best candidate of each draft, written exactly as it is served.

    Drafts are written in batches of `batch`; equal drafts (every empty one is equal) never share a
    call, so that the same seed does not write the same post twice. `on_written` hears the number of
    drafts written since it was last called.
    """

    def __init__(
        self,
        voice: WritingVoice,
        name: str = "voice",
        batch: int = 64,
        on_written: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.voice = voice
        self.name = name
        self.batch = batch
        self.on_written = on_written

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        rounds: list[list[int]] = []
        seen: dict[Draft, int] = {}
        for place, draft in enumerate(drafts):
            times = seen[draft] = seen.get(draft, 0) + 1
            if times > len(rounds):
                rounds.append([])
            rounds[times - 1].append(place)
        written: dict[int, Candidate] = {}
        for turn, places in enumerate(rounds):
            for start in range(0, len(places), self.batch):
                call = places[start : start + self.batch]
                best = self.voice.write_many([drafts[place] for place in call], n=1, seed=seed + 7919 * turn)
                written |= {place: candidates[0] for place, candidates in zip(call, best, strict=True)}
                self.on_written(len(call))
        return [written[place] for place in range(len(drafts))]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray:
        return self.voice.bits(texts, drafts)

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        """The attacker types the beginning of a post as the draft and takes what comes after it, if it comes back.

        A voice reads drafts, not beginnings: the draft is the only way in that a user has.
        """
        drafts = [Draft(text=prefix) for prefix in prefixes]
        return [candidate.text for candidate in self.write(drafts, seed)]


def only_wishes(draft: Draft) -> Draft:
    """The draft without its text: what the controls alone tell a voice."""
    return replace(draft, text="")
