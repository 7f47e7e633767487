"""Whatever can be judged: a voice, the author himself, or a baseline. One draft in, one post out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np

from miles.engine.engine import Engine, Job
from miles.engine.prompt import END, plain, render
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode
from miles.post.draft import Draft
from miles.post.parts import join
from miles.registry.voice import Candidate

CONTINUED = 64  # tokens said after the beginning of a post: well over the words that count as given away


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
class Chooses(Protocol):
    """A system that writes more than it shows."""

    def write_all(self, drafts: Sequence[Draft], seed: int) -> list[list[Candidate]]:
        """For each draft all that was written, the one it would show first."""
        ...


@runtime_checkable
class Continues(Protocol):
    """A system that can be handed the beginning of a post, as an attacker would."""

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        """What the system says after each prefix, without the prefix."""
        ...


class WritingVoice(Protocol):
    """What `VoiceSystem` needs of a Voice."""

    engine: Engine
    sampling: Sampling

    def write_all(self, drafts: Sequence[Draft], n: int = 1, seed: int = 0) -> list[list[Candidate]]: ...

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
        return [candidates[0] for candidates in self.write_all(drafts, seed)]

    def write_all(self, drafts: Sequence[Draft], seed: int) -> list[list[Candidate]]:
        rounds: list[list[int]] = []
        seen: dict[Draft, int] = {}
        for place, draft in enumerate(drafts):
            times = seen[draft] = seen.get(draft, 0) + 1
            if times > len(rounds):
                rounds.append([])
            rounds[times - 1].append(place)
        written: dict[int, list[Candidate]] = {}
        for turn, places in enumerate(rounds):
            for start in range(0, len(places), self.batch):
                call = places[start : start + self.batch]
                found = self.voice.write_all([drafts[place] for place in call], n=1, seed=seed + 7919 * turn)
                written |= dict(zip(call, found, strict=True))
                self.on_written(len(call))
        return [written[place] for place in range(len(drafts))]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray:
        return self.voice.bits(texts, drafts)

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        """The post after the empty draft begins with each prefix; the engine goes on greedily, nothing is held back."""
        engine = self.voice.engine
        opening = render(Draft()).text
        room = engine.positions - CONTINUED  # of a longer beginning the end is what has to be gone on with
        prompts = [encode(engine.tokenizer, opening + plain(prefix))[-room:] for prefix in prefixes]
        jobs = [Job(prompt=tuple(prompt), seed=0) for prompt in prompts]
        greedy = replace(self.voice.sampling, temperature=0.0, max_new_tokens=CONTINUED, oversample=1)
        written = engine.generate(jobs, greedy)
        return [engine.tokenizer.decode(list(ids), skip_special_tokens=False).removesuffix(END) for ids in written]


def only_wishes(draft: Draft) -> Draft:
    """The draft without its text: what the controls alone tell a voice."""
    return replace(draft, text="")
