"""What a voice has to beat, and the author it cannot: every baseline writes for the same drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from miles.analysis.retrieval import Retriever
from miles.engine.ngram import KneserNey
from miles.evaluation.system import Case, System
from miles.post.draft import Draft
from miles.post.parts import join, sentences, split
from miles.post.symbols import canonical
from miles.registry.voice import Candidate

WORDS_IN_A_LINE = 9  # an opener or closer is a line, not a paragraph


def _candidate(*texts: str) -> Candidate:
    kept = tuple(text for text in texts if text.strip())
    return Candidate(texts=kept) if kept else Candidate(texts=("",), faults=("nothing written",))


class RealPosts:
    """The author himself: the post that was really published for the draft. No voice can beat it on fidelity."""

    def __init__(self, cases: Sequence[Case], name: str = "real posts") -> None:
        self.name = name
        self._published: dict[Draft, list[tuple[str, ...]]] = {}
        for case in cases:
            self._published.setdefault(case.draft, []).append(case.texts)

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        turn: Counter[Draft] = Counter()
        out = []
        for draft in drafts:  # equal drafts (all empty ones) take their posts in order
            posts = self._published[draft]
            out.append(Candidate(texts=posts[turn[draft] % len(posts)]))
            turn[draft] += 1
        return out

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


class DraftUnchanged:
    """Publishing the draft as it was typed."""

    def __init__(self, name: str = "draft unchanged") -> None:
        self.name = name

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return [_candidate(draft.text) for draft in drafts]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


class DraftLines:
    """The draft with a blank line after every sentence: looks like a post, says what the draft said."""

    def __init__(self, name: str = "draft with line breaks") -> None:
        self.name = name

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return [_candidate(join(sentences(draft.text))) for draft in drafts]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


class Retrieval:
    """Publishing again the training post that comes nearest to the draft: the author's voice, somebody else's news."""

    def __init__(self, train: Sequence[tuple[str, ...]], name: str = "retrieval") -> None:
        self.name = name
        self._shelves = _shelves(train)
        self._finders = {key: Retriever().fit([join(texts) for texts in posts]) for key, posts in self._shelves.items()}

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        rng = np.random.default_rng(seed)
        out = []
        for draft in drafts:
            shelf = bool(draft.is_thread)
            ((row, _),) = self._finders[shelf].nearest(draft.text or draft.topic or "", 1, rng)
            out.append(Candidate(texts=self._shelves[shelf][row]))
        return out

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


class OlderPosts:
    """The author's newest training posts, dealt to the drafts blindly: what he would score if he had not moved on."""

    def __init__(self, train: Sequence[tuple[str, ...]], name: str = "older posts") -> None:
        self.name = name
        self._shelves = _shelves(train)

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        rng = np.random.default_rng(seed)
        wanted = Counter(bool(draft.is_thread) for draft in drafts)
        hands = {}
        for shelf, n in wanted.items():
            newest = self._shelves[shelf][-n:]
            hands[shelf] = iter([newest[i % len(newest)] for i in rng.permutation(n)])
        return [Candidate(texts=next(hands[bool(draft.is_thread)])) for draft in drafts]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None


class Template:
    """The author's skeleton: his commonest paragraph patterns, openers and closers around the draft's sentences."""

    def __init__(self, train: Sequence[str], name: str = "template") -> None:
        self.name = name
        self._shapes: Counter[tuple[int, ...]] = Counter()  # sentences in each paragraph
        openers: Counter[str] = Counter()
        closers: Counter[str] = Counter()
        for text in train:
            parts = split(text).parts
            if not parts:
                continue
            self._shapes[tuple(min(4, max(1, len(sentences(part)))) for part in parts[:9])] += 1
            if len(parts) > 1:
                openers[parts[0]] += len(parts[0].split()) <= WORDS_IN_A_LINE
                closers[parts[-1]] += len(parts[-1].split()) <= WORDS_IN_A_LINE
        self._openers, self._closers = _common(openers), _common(closers)

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return [self._fill(draft, np.random.default_rng([seed, place])) for place, draft in enumerate(drafts)]

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> None:
        return None

    def _fill(self, draft: Draft, rng: np.random.Generator) -> Candidate:
        said = [piece[:1].upper() + piece[1:] for piece in sentences(draft.text)]
        if not said and draft.topic:
            said = [draft.topic.capitalize() + "."]
        shape = self._shape(draft.parts, len(said), rng)
        room = sum(shape)
        if len(said) < room:
            said.insert(0, _draw(self._openers, rng))
        if len(said) < room:
            said.append(_draw(self._closers, rng))
        while len(said) < len(shape):
            said.insert(1, _draw(self._openers, rng))
        paragraphs = []
        for left, size in zip(range(len(shape), 0, -1), shape, strict=True):
            take = max(1, min(size, len(said) - left + 1)) if left > 1 else len(said)
            paragraphs.append(" ".join(said[:take]))
            said = said[take:]
        return _candidate(*paragraphs) if draft.is_thread else _candidate(join(paragraphs))

    def _shape(self, parts: int | None, size: int, rng: np.random.Generator) -> tuple[int, ...]:
        """A paragraph pattern of the author with that many parts, near enough to what there is to say."""
        fitting = {
            shape: times
            for shape, times in self._shapes.items()
            if (parts is None and sum(shape) in (size, size + 1, size + 2)) or len(shape) == parts
        }
        if not fitting:
            return (1,) * (parts or max(1, size))
        ranked = sorted(fitting, key=lambda shape: (-fitting[shape], shape))[:12]
        return ranked[int(_pick([fitting[shape] for shape in ranked], rng))]


class NgramVoice:
    """Interpolated Kneser-Ney over words: knows the author's phrases, hears neither draft nor wishes."""

    def __init__(self, train: Sequence[str], order: int = 7, name: str = "word 7-gram") -> None:
        self.name = name
        self._model = KneserNey(order=order, unit="word").fit(train)

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        out = []
        for place, draft in enumerate(drafts):
            rng = np.random.default_rng([seed, place])
            posts = (draft.parts or 2) if draft.is_thread else 1
            out.append(_candidate(*(self._model.sample(rng).strip() for _ in range(posts))))
        return out

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray | None:
        return self._model.bits(texts) if drafts is None else None

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        """What the n-grams say after each prefix."""
        return [
            self._model.sample(np.random.default_rng([seed, place]), prefix=prefix)[len(canonical(prefix)) :]
            for place, prefix in enumerate(prefixes)
        ]


class CharNgram:
    """Kneser-Ney over characters: scores posts, writes none."""

    def __init__(self, train: Sequence[str], order: int = 6, name: str = "character 6-gram") -> None:
        self.name = name
        self._model = KneserNey(order=order, unit="char").fit(train)

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return []

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray | None:
        return self._model.bits(texts) if drafts is None else None


def baselines(train: Sequence[tuple[str, ...]], cases: Sequence[Case]) -> list[System]:
    """Every baseline of the score table, fitted on training posts, oldest first (a thread is a tuple of its texts)."""
    posts = [text for texts in train for text in texts]
    return [
        RealPosts(cases),
        DraftUnchanged(),
        DraftLines(),
        OlderPosts(train),
        Retrieval(train),
        Template(posts),
        NgramVoice(posts),
        CharNgram(posts),
    ]


def _shelves(train: Sequence[tuple[str, ...]]) -> dict[bool, list[tuple[str, ...]]]:
    """What was published, by whether it is a thread; an author without the one kind lends the other."""
    kinds = {is_thread: [texts for texts in train if (len(texts) > 1) is is_thread] for is_thread in (False, True)}
    return {is_thread: kinds[is_thread] or kinds[not is_thread] for is_thread in kinds}


def _common(lines: Counter[str], most: int = 40) -> list[tuple[str, int]]:
    """Lines the author used more than once; his likeliest single ones where none repeats."""
    ranked = sorted((item for item in lines.items() if item[1] > 0), key=lambda item: (-item[1], item[0]))
    repeated = [item for item in ranked if item[1] > 1]
    return (repeated or ranked)[:most]


def _draw(lines: Sequence[tuple[str, int]], rng: np.random.Generator) -> str:
    return lines[_pick([times for _, times in lines], rng)][0] if lines else "Thoughts?"


def _pick(weights: Sequence[int], rng: np.random.Generator) -> int:
    mass = np.cumsum(weights)
    return int(np.searchsorted(mass, rng.random() * mass[-1], side="right"))
