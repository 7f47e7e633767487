"""A Voice: a loaded Bundle that writes candidates for drafts and ranks them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol
from zlib import crc32

import numpy as np
from safetensors.numpy import load_file, save_file

from miles.analysis.facts import invented_numbers, survival
from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.retrieval import Retriever
from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.analysis.wishes import grants
from miles.engine.engine import Engine, Job, always
from miles.engine.prompt import END, NEXT, Prompt, fill, misused, plain, render
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError
from miles.post.parts import is_torn_point, join
from miles.post.whole import write_json
from miles.registry.bundle import Bundle

PARTS = ("sampling", "topic", "rank", "examples")
MOST_INVENTED = 2  # further invented numbers cost nothing more: the text is marked anyway
BETWEEN_POSTS = "\n\n"  # of a thread, while it is being written
LONGEST_COPY = 12  # words in a row taken from one training post; more is not shown (Carlini et al. 2021)


class Forecast(Protocol):
    """Texts -> how each would be received, higher is better, (n,); toward counts by weight, or its own goal."""

    def __call__(self, texts: Sequence[str], goal: Mapping[str, float] | None = None, /) -> np.ndarray: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One written post or thread.

    `score` ranks candidates of one draft (higher first). `kept` is the share of the draft's facts it keeps (None: the
    draft has none), `likeness` how much it looks like the author's, 0-1 (None: no judge ranks). `invented` lists
    numbers that the draft did not give, `granted` and `missed` the draft's wishes by name (analysis.wishes): shown,
    but marked. `faults` says why a candidate must not be shown.
    """

    texts: tuple[str, ...]
    score: float = 0.0
    kept: float | None = None
    likeness: float | None = None
    invented: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return join(self.texts)

    @property
    def is_shown(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A draft to write for: `n` candidates are wanted, none with a `banned` phrase.

    `sampling` stands in place of the voice's own, `goal` (counts by weight) in place of the forecaster's. Once
    `is_wanted` says no, the writing ends and nothing is found.
    """

    draft: Draft
    n: int = 1
    seed: int = 0
    banned: tuple[str, ...] = ()
    sampling: Sampling | None = None
    goal: Mapping[str, float] | None = None
    is_wanted: Callable[[], bool] = field(default=always, compare=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was just added to one of the texts that are being written for an ask."""

    candidate: int
    text: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An ask as it goes to the engine; without jobs where its draft is too long to be read."""

    ask: Ask
    draft: Draft
    prompt: Prompt
    tokens: int
    way: Sampling
    jobs: list[Job]


class Recall:
    """The author's `k` nearest training posts for a draft's prompt; with k = 0 it keeps none."""

    def __init__(self, k: int = 0, posts: Sequence[str] = ()) -> None:
        self.k = k
        self.posts = list(posts) if k else []

    def examples(self, draft: Draft) -> list[str]:
        """Texts for the prompt, nearest first; for an empty draft always the same ones."""
        if not self.k:
            return []
        return [self.posts[row] for row, _ in self._retriever.nearest(draft.text, self.k)]

    @cached_property
    def _retriever(self) -> Retriever:
        return Retriever().fit(self.posts)


def pack(
    folder: Path, sampling: Sampling, memory: Memory, topics: TopicLabeller, judge: RankJudge, recall: Recall
) -> None:
    """Write what a voice needs besides weights and tokenizer into a bundle's folder; `Voice.of` reads it."""
    save_file(memory.as_arrays(), folder / "memory.safetensors")
    shown = {"k": recall.k, "posts": recall.posts}
    parts = {"sampling": asdict(sampling), "topic": topics.as_dict(), "rank": judge.as_dict(), "examples": shown}
    for name in PARTS:
        write_json(folder / f"{name}.json", parts[name])


class Voice:
    """Writes through any Engine. `memory` knows the training posts by hash, so that none is repeated.

    `listener` hears whether a candidate sounds as wished; best the one that labelled what the voice was taught.
    Without one no candidate is preferred for its sentiment. `forecast` tells how posts would be received; without it
    none is preferred for that. What weighs how much in choosing stands in `sampling`.
    """

    def __init__(
        self,
        engine: Engine,
        sampling: Sampling,
        memory: Memory,
        topics: TopicLabeller,
        judge: RankJudge | None = None,
        recall: Recall | None = None,
        listener: Listener | None = None,
        forecast: Forecast | None = None,
    ) -> None:
        self.engine = engine
        self.sampling = sampling
        self.memory = memory
        self.topics = topics
        self.judge = judge
        self.recall = recall or Recall()
        self.listener = listener
        self.forecast = forecast

    @classmethod
    def of(
        cls, bundle: Bundle, engine: Engine, listener: Listener | None = None, forecast: Forecast | None = None
    ) -> Voice:
        """The voice a Bundle holds: its own sampling, memory and topics with the engine of its weights."""
        missing = [name for name in PARTS if f"{name}.json" not in bundle.manifest["files"]]
        if missing:
            raise MilesError(
                f"bundle {bundle.name} holds no {', '.join(missing)}: an older version sealed it", "train again"
            )
        read = {name: json.loads((bundle.path / f"{name}.json").read_text()) for name in PARTS}
        memory = Memory.from_arrays(load_file(bundle.path / "memory.safetensors"))
        topics, judge = TopicLabeller.from_dict(read["topic"]), RankJudge.from_dict(read["rank"])
        recall = Recall(**read["examples"])
        return cls(engine, Sampling(**read["sampling"]), memory, topics, judge, recall, listener, forecast)

    def write(self, draft: Draft, n: int = 1, seed: int = 0, banned: Sequence[str] = ()) -> list[Candidate]:
        """The `n` best candidates for one draft, best first, without the phrases in `banned` (see engine.Job)."""
        return self.write_all([draft], n, seed, banned)[0][:n]

    def write_many(self, drafts: Sequence[Draft], n: int = 1, seed: int = 0) -> list[list[Candidate]]:
        """For each draft its `n` best candidates, shown ones first; the same seed gives the same texts."""
        return [candidates[:n] for candidates in self.write_all(drafts, n, seed)]

    def write_all(
        self, drafts: Sequence[Draft], n: int = 1, seed: int = 0, banned: Sequence[str] = ()
    ) -> list[list[Candidate]]:
        """For each draft everything that was written to choose `n` from, best first: also what must not be shown."""
        return self.answer([Ask(draft=draft, n=n, seed=seed, banned=tuple(banned)) for draft in drafts])

    def answer(self, asks: Sequence[Ask]) -> list[list[Candidate]]:
        """For each ask everything that was written for it, best first. What stands beside an ask changes nothing."""
        sheets = [self._sheet(ask) for ask in asks]
        written = iter(self.engine.generate([job for sheet in sheets for job in sheet.jobs], self.sampling))
        texts = [[next(written) for _ in sheet.jobs] for sheet in sheets]
        wanted = [k for k, ask in enumerate(asks) if ask.is_wanted()]
        ranked = self._ranked([sheets[k] for k in wanted], [texts[k] for k in wanted]) if wanted else []
        found: list[list[Candidate]] = [[] for _ in asks]
        for k, candidates in zip(wanted, ranked, strict=True):
            found[k] = candidates
        return found

    def stream(self, ask: Ask) -> Iterator[Piece | list[Candidate]]:
        """Pieces of text as they are written, whatever becomes of them, then the same list as `answer` gives.

        Closing the iterator ends the writing.
        """
        sheet = self._sheet(ask)
        written: list[list[int]] = [[] for _ in sheet.jobs]
        told = [0] * len(sheet.jobs)
        for k, token in self.engine.stream(sheet.jobs, self.sampling):
            written[k].append(token)
            raw = self.engine.tokenizer.decode(written[k], skip_special_tokens=False).removesuffix(END)
            text = fill(raw, sheet.prompt.slots).replace(NEXT, BETWEEN_POSTS)
            if len(text) > told[k] and not text.endswith("\ufffd"):  # half a character: wait for the rest
                yield Piece(k, text[told[k] :])
                told[k] = len(text)
        yield self._ranked([sheet], [written])[0]

    def _sheet(self, ask: Ask) -> _Sheet:
        draft = self._understood(ask.draft)
        prompt = _prompt(draft, self.recall.examples(draft))
        way = ask.sampling or self.sampling
        ids = tuple(encode(self.engine.tokenizer, prompt.text))
        drafted = crc32(prompt.text.encode())
        fits = len(ids) < self.engine.positions
        jobs = [
            Job(
                prompt=ids,
                seed=hash_seed(ask.seed, drafted, k),
                parts=draft.parts,
                is_thread=bool(draft.is_thread),
                slots=tuple(prompt.slots),
                sampling=ask.sampling,
                banned=ask.banned,
                is_wanted=ask.is_wanted,
            )
            for k in range(ask.n * max(1, way.oversample) if fits else 0)
        ]
        return _Sheet(ask, draft, prompt, len(ids), way, jobs)

    def _ranked(self, sheets: Sequence[_Sheet], written: Sequence[Sequence[Sequence[int]]]) -> list[list[Candidate]]:
        found = [
            _distinct([self._read(sheet, ids) for ids in some])
            if sheet.jobs
            else [_too_long(sheet.tokens, self.engine.positions)]
            for sheet, some in zip(sheets, written, strict=True)
        ]
        heard = [self._heard(sheet, candidates) for sheet, candidates in zip(sheets, found, strict=True)]
        judged = self._judged(sheets, heard)
        return [self.rank(self._forecast(sheet, candidates)) for sheet, candidates in zip(sheets, judged, strict=True)]

    def _heard(self, sheet: _Sheet, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Name the wishes each candidate grants and misses; add to its score what they are worth on average."""
        found = grants(sheet.draft, [candidate.texts for candidate in candidates], self.listener, self.topics)
        return [
            replace(
                one,
                score=one.score + sheet.way.wished * float(np.mean([grant.worth for grant in kept.values()] or 0.0)),
                granted=tuple(name for name, grant in kept.items() if grant.is_granted),
                missed=tuple(name for name, grant in kept.items() if not grant.is_granted),
            )
            for one, kept in zip(candidates, found, strict=True)
        ]

    def _judged(self, sheets: Sequence[_Sheet], found: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
        """Add to each score how much the text looks like the author's (0-1), where a judge is at hand."""
        if self.judge is None:
            return [list(candidates) for candidates in found]
        rates = iter(self.judge.rate([candidate.text for candidates in found for candidate in candidates]).tolist())
        return [
            [
                replace(one, score=one.score + sheet.way.likeness * rate, likeness=rate)
                for one, rate in zip(candidates, rates, strict=False)  # takes as many rates as there are candidates
            ]
            for sheet, candidates in zip(sheets, found, strict=True)
        ]

    def _forecast(self, sheet: _Sheet, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Add to each score how the text, of a thread its first post, would be received; of what is shown only."""
        weight, shown = sheet.way.forecast, [one.texts[0] for one in candidates if one.is_shown]
        if self.forecast is None or not weight or not shown:
            return list(candidates)
        scores = iter(self.forecast(shown, sheet.ask.goal).tolist())
        return [replace(one, score=one.score + weight * next(scores)) if one.is_shown else one for one in candidates]

    def rank(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Shown before hidden, then by score."""
        return sorted(candidates, key=lambda candidate: (not candidate.is_shown, -candidate.score))

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray:
        """Bits each text costs, its end symbol included, after its draft (default: none, no controls)."""
        prompts = [_prompt(draft) for draft in drafts] if drafts else [_prompt(Draft())] * len(texts)
        pairs = [
            (encode(self.engine.tokenizer, prompt.text), encode(self.engine.tokenizer, plain(text) + END))
            for prompt, text in zip(prompts, texts, strict=True)
        ]
        return np.array([-scores.sum() / np.log(2) for scores in self.engine.score(pairs)])

    def _understood(self, draft: Draft) -> Draft:
        """A typed topic becomes the nearest one the voice knows; an unknown one stays a word of the draft."""
        if not draft.topic or draft.topic in self.topics.names:
            return draft
        known = self.topics.closest(draft.topic)
        return replace(draft, topic=known, text=draft.text if known else f"{draft.topic}: {draft.text}".rstrip(": "))

    def _read(self, sheet: _Sheet, ids: Sequence[int]) -> Candidate:
        draft, prompt, weights = sheet.draft, sheet.prompt, sheet.way
        raw = self.engine.tokenizer.decode(list(ids), skip_special_tokens=False)
        ended = raw.endswith(END)
        faults = [f"slot {slot}" for slot in misused(raw, prompt.slots)]
        if not ended:
            faults.append("unfinished")
        texts = tuple(fill(text, prompt.slots).strip() for text in raw.removesuffix(END).split(NEXT))
        candidate = Candidate(texts=texts)
        if any(not text or "\ufffd" in text for text in texts):
            faults.append("broken text")
        banned = sheet.ask.banned
        said = self.engine.tokenizer.decode(list(ids)).casefold() if banned else ""  # without the draft's own links
        if any(phrase.casefold() in said for phrase in banned):  # in letters whose case the engine does not know
            faults.append("banned phrase")
        if max(self.memory.longest_run(text) for text in texts) > LONGEST_COPY:
            faults.append("copies a training post")
        kept = survival(draft.text, candidate.text) if draft.text else None
        invented = invented_numbers(draft.text, candidate.text)
        # with nothing given, numbers are only marked
        cost = weights.invented * min(len(invented), MOST_INVENTED) if draft.text else 0.0
        if not draft.is_thread and is_torn_point(candidate.text):
            cost += weights.torn
        score = weights.facts * (kept if kept is not None else 1.0) - cost
        if weights.novelty:
            score += weights.novelty * (1 - max(map(self.memory.nearest, texts)))
        return replace(candidate, score=score, kept=kept, invented=tuple(invented), faults=tuple(faults))


def _prompt(draft: Draft, examples: Sequence[str] = ()) -> Prompt:
    """A draft made from our masked corpus has `<user>` where a person types a handle: both become slots."""
    return render(draft, examples, is_masked=draft.kind is not DraftKind.USER)


def hash_seed(*parts: int) -> int:
    """One seed from several whole numbers, the same on every machine: no two drafts share their luck."""
    return int(np.random.SeedSequence(parts).generate_state(1)[0])


def _too_long(tokens: int, positions: int) -> Candidate:
    return Candidate(
        texts=("",), faults=(f"the draft is too long: {tokens} tokens, and this voice reads {positions} in all",)
    )


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.texts: candidate for candidate in candidates}.values())
