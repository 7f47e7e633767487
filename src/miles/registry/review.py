"""What is said of every candidate before a person posts it, and the receipt of what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np

from miles.analysis.claims import warnings
from miles.analysis.diff import Op, diff
from miles.analysis.engagement import MAX_CHARS
from miles.analysis.facts import sort_out
from miles.analysis.judge import RankJudge
from miles.analysis.level import HEADS
from miles.analysis.novelty import Memory
from miles.analysis.own import Own
from miles.analysis.reception import Reception
from miles.cleaning import pii
from miles.post.draft import Draft, Length
from miles.post.limits import LIMIT, LONG_LIMITS, weighted_length
from miles.post.parts import count
from miles.post.post import Post
from miles.registry.forecaster import Expected
from miles.registry.voice import Candidate

Json = dict[str, Any]
Confidence = Callable[[Candidate, Draft], tuple[float, str]]  # -> 0-1, and what that rests on
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9  # quantiles: the interval holds 80 %
NEAREST = 3  # own posts on a receipt


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one count: its middle, an interval of 80 %, the chance of more than the author's usual."""

    low: float
    median: float
    high: float
    above_usual: float

    def as_dict(self) -> Json:
        """Counts to a tenth, the chance to a thousandth: more is not known."""
        counts = {name: round(getattr(self, name), 1) for name in ("low", "median", "high")}
        return counts | {"above_usual": round(self.above_usual, 3)}


@dataclass(frozen=True, slots=True)
class Novelty:
    """`similarity` (0-1) to the own post `nearest` (its id; analysis.own), most words in a row of a training post.

    Without own posts `nearest` is None and the likeness is the one that the voice knows: shared runs of three words.
    """

    similarity: float
    nearest: str | None
    longest_run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is said of one candidate. `posts` are texts with weighted lengths, `kept` and `lost` facts of the draft.

    `forecast` is by count and holds those counts only that are known of the author; None without a forecaster.
    """

    posts: tuple[tuple[str, int], ...]
    parts: int
    likeness: float | None
    confidence: float
    basis: str
    forecast: Mapping[str, Outlook] | None
    is_familiar: bool | None
    novelty: Novelty
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    invented: tuple[str, ...]
    granted: tuple[str, ...]
    missed: tuple[str, ...]
    warnings: tuple[str, ...]

    def as_dict(self) -> Json:
        """Plain JSON, as the API replies it."""
        told = self.forecast
        return {
            "posts": [{"text": text, "weighted_length": length} for text, length in self.posts],
            "parts": self.parts, "likeness": self.likeness and round(self.likeness, 4),
            "confidence": round(self.confidence, 4), "basis": self.basis,
            "forecast": None if told is None else {head: each.as_dict() for head, each in told.items()},
            "is_familiar": self.is_familiar,
            "novelty": asdict(self.novelty) | {"similarity": round(self.novelty.similarity, 3)},
            "facts": {"kept": list(self.kept), "lost": list(self.lost), "invented": list(self.invented)},
            "granted": list(self.granted), "missed": list(self.missed), "warnings": list(self.warnings),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What speaks for the author having written a text, the own posts nearest to it, what became of the draft.

    What is not at hand is empty, and `notes` says why.
    """

    phrases: tuple[tuple[str, float], ...]
    nearest: tuple[tuple[Post, float], ...]
    diff: tuple[tuple[Op, str], ...]
    notes: tuple[str, ...]

    def as_dict(self) -> Json:
        """Plain JSON, as the API replies it."""
        return {
            "phrases": [{"phrase": phrase, "weight": round(weight, 3)} for phrase, weight in self.phrases],
            "nearest": [
                {
                    "id": post.id, "text": post.text, "similarity": round(alike, 3),
                    "time": post.time.isoformat() if post.time else None,
                }
                for post, alike in self.nearest
            ],
            "diff": [{"op": str(op), "text": text} for op, text in self.diff],
            "notes": list(self.notes),
        }  # fmt: skip


def uncalibrated(candidate: Candidate, draft: Draft) -> tuple[float, str]:  # noqa: ARG001
    """How much it looks like the author's, as the ranking judge has it; 0 where no judge was asked."""
    return candidate.likeness or 0.0, "uncalibrated"


class Reviewer:
    """Candidates of one voice -> what is said of each.

    `memory` and `judge` are the voice's. `handle` is the author's own, which is nobody's personal data. Without `own`
    no post is shown, without `expected` nothing is forecast.
    """

    def __init__(
        self,
        memory: Memory,
        judge: RankJudge | None,
        own: Own | None = None,
        expected: Expected | None = None,
        confidence: Confidence = uncalibrated,
        handle: str = "",
    ) -> None:
        self.memory, self.judge, self.own, self.expected = memory, judge, own, expected
        self.confidence, self.handle = confidence, handle

    def review(self, draft: Draft, candidates: Sequence[Candidate], at: datetime) -> list[Review]:
        """One each, in order. All are forecast in one go, for the moment `at` (UTC); of a thread its first post."""
        outlooks = self._outlooks([candidate.texts[0] for candidate in candidates], at)
        return [self._review(draft, one, *told) for one, told in zip(candidates, outlooks, strict=True)]

    def receipt(self, draft_text: str, text: str) -> Receipt:
        """Of one candidate's whole text and the draft it was written for."""
        notes = []
        if self.judge is None:
            notes.append("this voice has no judge that could say what speaks for the author")
        if self.own is None:
            notes.append("the profile holds no posts to show: run `make analyse` again")
        return Receipt(
            phrases=tuple(self.judge.explain(text)) if self.judge else (),
            nearest=tuple(self.own.nearest(text, NEAREST)) if self.own else (),
            diff=tuple(diff(draft_text, text)),
            notes=tuple(notes),
        )

    def _review(
        self, draft: Draft, one: Candidate, forecast: Mapping[str, Outlook] | None, is_familiar: bool | None
    ) -> Review:
        confidence, basis = self.confidence(one, draft)
        kept, lost = sort_out(draft.text, one.text)
        novelty = self._novelty(one.texts)
        limit = LONG_LIMITS[0] if draft.length in (Length.LONG, Length.ESSAY) else LIMIT
        return Review(
            posts=tuple((text, weighted_length(text)) for text in one.texts),
            parts=count(one.text),
            likeness=one.likeness,
            confidence=confidence,
            basis=basis,
            forecast=forecast,
            is_familiar=is_familiar,
            novelty=novelty,
            kept=kept,
            lost=lost,
            invented=one.invented,
            granted=one.granted,
            missed=one.missed,
            warnings=warnings(
                one.texts, draft.text, self._mask, invented=one.invented, run=novelty.longest_run, limit=limit
            ),
        )

    def _mask(self, text: str) -> tuple[str, Any]:
        return pii.mask(text, self.handle)

    def _novelty(self, texts: Sequence[str]) -> Novelty:
        """Of a thread, that of its posts which comes nearest."""
        run = max(map(self.memory.longest_run, texts))
        if self.own is None:
            return Novelty(max(map(self.memory.nearest, texts)), None, run)
        found = [near for text in texts for near in self.own.nearest(text)]
        post, alike = max(found, key=lambda near: near[1], default=(None, 0.0))
        return Novelty(alike, post.id if post else None, run)

    def _outlooks(self, texts: Sequence[str], at: datetime) -> list[tuple[Mapping[str, Outlook] | None, bool | None]]:
        """For each text its forecast and whether anything like it was posted; nothing of what can be no post."""
        found: list[tuple[Mapping[str, Outlook] | None, bool | None]] = [(None, None)] * len(texts)
        rows = [row for row, text in enumerate(texts) if text.strip() and len(text) <= MAX_CHARS]
        if self.expected is None or not rows:
            return found
        known = self.expected.reception
        forecast = Reception(known.forecaster, known.embedder, known.goal, at).forecast([texts[row] for row in rows])
        told = np.stack([*map(forecast.count, (LOW, MIDDLE, HIGH)), forecast.above_level()], axis=2)  # (n, heads, 4)
        for row, heads, is_familiar in zip(rows, told.tolist(), forecast.is_familiar.tolist(), strict=True):
            outlook = {head: Outlook(*each) for head, each in zip(HEADS, heads, strict=True) if np.isfinite(each).all()}
            found[row] = outlook, is_familiar
        return found
