"""How likely a candidate is to be accepted: what is known of it when it is shown, calibrated on held-out drafts.

A reply says where its number comes from (`basis`): "proxy", a label that stands in for people; "people", their ratings;
"uncalibrated", the raw score alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis.facts import survival
from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.analysis.wishes import grants
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.whole import write_json
from miles.registry.bundle import origin
from miles.registry.sealed import Sealed
from miles.registry.shelf import Shelf, Store
from miles.registry.voice import Candidate

FILE = "calibration.json"
BASES = ("proxy", "people", "uncalibrated")
LEAST_LIKE = 0.10  # share of the author's own held-out posts that the ranking judge likes less than it has to
FEWEST_RATED = 200  # ratings from which people take the place of the proxy
FEWEST_DRAFTS = 10  # of different posts; a curve through fewer is luck
_RUNGS = 4


class Weighed(Protocol):
    """What is known of a candidate when it is shown; see registry.voice.Candidate."""

    @property
    def kept(self) -> float | None: ...
    @property
    def likeness(self) -> float | None: ...
    @property
    def granted(self) -> tuple[str, ...]: ...
    @property
    def missed(self) -> tuple[str, ...]: ...
    @property
    def is_shown(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The chance, 0-1, that a candidate of `voice` is accepted.

    `knots` are (raw score, share accepted): neither falls, and between two lies a straight line. `likeness` is what the
    ranking judge has to give at least. They were learnt from `n` candidates for drafts of `posts` posts; `ece` is the
    calibration error on `judged` others with its 95 % interval. `is_lent`: it is of a voice that the asked one is a
    form of.
    """

    voice: str
    basis: str
    likeness: float
    knots: tuple[tuple[float, float], ...]
    n: int = 0
    posts: int = 0
    ece: tuple[float, float, float] | None = None
    judged: int = 0
    is_lent: bool = False

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise MilesError(f"basis {self.basis!r} is none of: {', '.join(BASES)}", "run `make calibrate` again")
        pairs = np.asarray(self.knots, float)
        is_curve = pairs.ndim == 2 and pairs.shape[1:] == (2,) and bool(((pairs >= 0) & (pairs <= 1)).all())
        if not (is_curve and 0 <= self.likeness <= 1) or (np.diff(pairs, axis=0) < 0).any():
            raise MilesError("the calibration holds no curve that rises within 0-1", "run `make calibrate` again")

    @classmethod
    def fit(
        cls,
        scores: Sequence[float] | NDArray[np.float64],
        accepted: Sequence[bool] | NDArray[np.bool_],
        posts: Sequence[str],
        **about: Any,
    ) -> Self:
        """Isotonic regression of acceptance on raw scores (n,); `posts` names the post behind each candidate.

        One candidate that was accepted at 0 and one that was not at 1 are added: no curve claims certainty, and 3 of 3
        say less than 300 of 300.
        """
        from sklearn.isotonic import IsotonicRegression

        if len(set(posts)) < FEWEST_DRAFTS:
            raise MilesError(
                f"{len(set(posts))} posts are too few to calibrate on", f"give drafts of at least {FEWEST_DRAFTS}"
            )
        curve = IsotonicRegression(y_min=0.0, y_max=1.0).fit([0.0, *scores, 1.0], [1.0, *map(float, accepted), 0.0])
        knots = tuple((float(x), float(y)) for x, y in zip(curve.X_thresholds_, curve.y_thresholds_, strict=True))
        return cls(knots=knots, n=len(scores), posts=len(set(posts)), **about)

    def of(self, candidate: Weighed) -> float:
        """The chance of one candidate; what must not be shown has none."""
        if not candidate.is_shown:
            return 0.0
        scores, shares = zip(*self.knots, strict=True)
        return float(np.interp(raw(candidate, self.likeness), scores, shares))

    def as_dict(self) -> dict[str, Any]:
        """Plain types for a JSON file."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        try:
            knots = tuple((float(raw), float(share)) for raw, share in plain["knots"])
            ece = tuple(plain["ece"]) if plain["ece"] else None
            return cls(**{**plain, "knots": knots, "ece": ece})
        except (KeyError, TypeError, ValueError) as error:
            raise MilesError(f"this is no calibration ({error})", "run `make calibrate` again") from error


UNCALIBRATED = Confidence(voice="", basis="uncalibrated", likeness=0.0, knots=((0.0, 0.0), (1.0, 1.0)))


def raw(candidate: Weighed, likeness: float) -> float:
    """0-1, the same for drafts with and without facts and wishes: what holds first, then how well.

    A fourth each: the facts, the wishes that are not about sentiment and the likeness (above `likeness`) hold; the
    sentiment is not missed, as far as the voice hears; none was wished, so that nobody can hear another one. Within a
    fourth orders the mean of facts kept, wishes granted and likeness; what nobody asked for is kept and granted.
    """
    kept = 1.0 if candidate.kept is None else candidate.kept
    looks = candidate.likeness or 0.0
    asked = len(candidate.granted) + len(candidate.missed)
    granted = len(candidate.granted) / asked if asked else 1.0
    rung = 0
    if kept == 1.0 and looks > likeness and not set(candidate.missed) - {"sentiment"}:
        rung = 1 if candidate.missed else 2 if "sentiment" in candidate.granted else 3
    return (rung + (kept + granted + looks) / 3) / _RUNGS


def accepted(
    candidate: Candidate, draft: Draft, listener: Listener, topics: TopicLabeller | None, likeness: float
) -> bool:
    """The label that stands in for people: facts all kept, wishes granted, nothing copied, liked by the ranking judge.

    `listener` hears the sentiment: one that neither taught the voice nor chose among its candidates, else the label
    repeats what the voice heard itself.
    """
    (found,) = grants(draft, [candidate.texts], listener, topics)
    return (
        candidate.is_shown
        and survival(draft.text, candidate.text) in (None, 1.0)
        and all(grant.is_granted for grant in found.values())
        and (candidate.likeness or 0.0) > likeness
    )


@dataclass(frozen=True, slots=True)
class SealedConfidence(Sealed):
    """A calibration with the facts of its making; `parent` in its manifest is the voice it belongs to."""

    kind: ClassVar[str] = "confidence"
    made_by: ClassVar[str] = "make calibrate"

    @property
    def confidence(self) -> Confidence:
        return Confidence.from_dict(json.loads((self.path / FILE).read_text(encoding="utf-8")))

    @classmethod
    def of(cls, confidence: Confidence, folder: Path, facts: Mapping[str, Any]) -> Self:
        """Write one into an empty folder and seal it."""
        folder.mkdir(parents=True)
        write_json(folder / FILE, confidence.as_dict())
        return cls.seal(folder, {**facts, "parent": confidence.voice, "basis": confidence.basis})


class Confidences(Store[SealedConfidence]):
    """Calibrations; `best` is the newest of an author."""

    kind = SealedConfidence
    log_name = "confidences.jsonl"
    noun = "calibration"
    suffix = ".confidence"

    def of(self, voice: str) -> Confidence | None:
        """The newest of a voice; a form that has none is lent that of the nearest voice it was made of. None: no one's.

        A mixture is lent none: it chooses among texts that its members would not write.
        """
        found = self.sealed_of(voice)
        if found is None:
            return None
        return found.confidence if found.confidence.voice == voice else replace(found.confidence, is_lent=True)

    def sealed_of(self, voice: str) -> SealedConfidence | None:
        """The same as it lies on the shelf."""
        newest = {entry.facts["parent"]: entry for entry in self.entries() if entry.event == "shelved"}
        voices = {entry.name: entry.facts for entry in Shelf(self.folder).entries() if entry.event == "shelved"}
        owner: str | None = voice
        while owner is not None and owner not in newest:
            owner = origin(voices.get(owner, {}))
        return None if owner is None else self.get(newest[owner].name)
