"""The gate: may this voice be promoted? Yes, or every reason why not, each with the next step."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from miles.abtest.verdict import Verdict
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.card import CARD
from miles.registry.stage import Stage


class Figure(Protocol):
    """A score as `make evaluate` writes it."""

    @property
    def value(self) -> float: ...
    @property
    def lo(self) -> float: ...
    @property
    def hi(self) -> float: ...
    @property
    def n(self) -> int: ...
    @property
    def version(self) -> str: ...


Scores = Mapping[str, Figure]  # metric -> figure of one voice


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores of a voice on the held-out posts that `cases` names, as the log names their file and its hash.

    `draft_ms` is the processor's time for a draft, in milliseconds, where it was measured.
    """

    scores: Scores
    cases: str
    file: str
    sha256: str
    draft_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a voice that shall move to stage `to`, where `production` is the voice it would replace.

    `origin` is the voice that `production` is a form of, if it is one. `comparisons` and `wins` count different
    Verdicts about the two: who tries other seeds until one wins shows it. `versions` maps each metric to the version
    that this code measures; a Verdict's metrics are checked as far as it names them.
    """

    bundle: Bundle
    to: Stage
    production: str | None
    judgement: Judgement | None
    verdict: Verdict | None
    versions: Mapping[str, str]
    origin: str | None = None
    comparisons: int = 0
    wins: int = 0

    @property
    def replaces(self) -> bool:
        return self.to is Stage.PRODUCTION and self.production is not None

    @property
    def post_ms(self) -> float | None:
        """The median time from a draft to its candidates: beside production in the Verdict, else as it was judged."""
        spans: Mapping[str, Any] = self.verdict.measured.get("post_ms", {}) if self.verdict else {}
        if "b" in spans:
            return float(spans["b"]["median"])
        return self.judgement.draft_ms if self.judgement else None

    @property
    def rules(self) -> tuple[str, ...]:
        """Rules of a Verdict that allow it: what was made of the one in production to be smaller need not be better."""
        is_smaller = self.production is not None and self.bundle.need_not_be_better(self.production, self.origin)
        return ("better", "not worse") if is_smaller else ("better",)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, and what to do. A `is_final` one is about evidence that proves nothing: no override lifts it."""

    what: str
    next_step: str
    is_final: bool = False

    def __str__(self) -> str:
        return f"{self.what}; {self.next_step}"


@dataclass(frozen=True, slots=True)
class _Limit:
    """One threshold on one metric: which bound of its interval is held against which field of the gate."""

    metric: str
    field: str
    bound: Literal["value", "lo", "hi"]
    is_least: bool = False
    is_optional: bool = False  # asked only where it was measured


_LIMITS = (
    _Limit("fidelity", "lowest_fidelity", "lo", is_least=True),
    _Limit("fact_survival", "lowest_fact_survival", "lo", is_least=True),
    _Limit("train_run_p99", "longest_run", "hi"),
    _Limit("unfiltered_run_p99", "longest_run", "hi"),
    _Limit("train_copies", "most_copies", "value"),
    _Limit("train_copies", "most_copies_possible", "hi"),
    _Limit("unfiltered_copies", "most_copies", "value"),
    _Limit("unfiltered_copies", "most_copies_possible", "hi"),
    _Limit("extraction_excess", "most_extraction_excess", "value"),
    _Limit("personal_data", "most_personal_data", "value"),
    _Limit("leftover_slots", "most_leftover_slots", "value"),
    _Limit("not_shown", "most_not_shown", "value"),
    _Limit("canary_exposure_1", "most_exposure", "value", is_optional=True),
    _Limit("canary_written_1", "most_canaries_written", "value", is_optional=True),
)
_NEXT = {
    "fidelity": "train on more posts or a larger base, or judge on more drafts: the interval's lower end counts",
    "fact_survival": "train a voice that keeps more of a draft, or judge on more drafts: the lower end counts",
    "not_shown": "see examples.json of the run for why texts were held back",
    "leftover_slots": "train on more drafts with links and names",
    "personal_data": "clean the posts (`make data`) and train again",
}
_COPIES = (
    "train with fewer epochs or more dropout; where the value is right, judge on more drafts (the upper end counts)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The thresholds; `configs/registry/gate.yaml` says what each means and where it comes from."""

    fewest_drafts: int
    lowest_fidelity: float
    lowest_fact_survival: float
    most_bits_more: float
    most_megabytes: float
    most_post_ms: float
    most_alpha: float
    widest_margins: Mapping[str, float]
    longest_run: float
    most_copies: float
    most_copies_possible: float
    most_extraction_excess: float
    most_personal_data: float
    most_leftover_slots: float
    most_not_shown: float
    most_exposure: float
    most_canaries_written: float

    def __post_init__(self) -> None:
        limits = {f"widest_margins.{name}": value for name, value in self.widest_margins.items()}
        object.__setattr__(self, "widest_margins", dict(self.widest_margins))
        for name, value in {**asdict(self), **limits}.items():
            if name == "widest_margins":
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
                raise MilesError(f"gate.{name}={value} is no threshold", "give a number from 0 on (gate.yaml)")

    @property
    def thresholds(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def hash(self) -> str:
        """16 hex digits over all thresholds."""
        return hashlib.sha256(json.dumps(self.thresholds, sort_keys=True).encode()).hexdigest()[:16]

    def reasons(self, evidence: Evidence) -> list[Reason]:
        """Every reason against the promotion; none: it may be promoted."""
        return [
            *self._of_size(evidence),
            *self._of_time(evidence),
            *self._of_scores(evidence),
            *(self._of_verdict(evidence) if evidence.replaces else ()),
        ]

    def marks(self, evidence: Evidence) -> list[str]:
        """What whoever reads the promotion has to know, though it speaks against nothing."""
        manifest, scores = evidence.bundle.manifest, evidence.judgement.scores if evidence.judgement else {}
        said = {
            "synthetic author": manifest.get("synthetic"),
            "taught or judged by posts that prove no author": manifest.get("override"),
            "not comparable with other voices": not manifest.get("comparable", True),
            "the author's first voice: compared with none": evidence.to is Stage.PRODUCTION and not evidence.replaces,
            f"comparisons with the voice in production: {evidence.comparisons}, won {evidence.wins}": (
                evidence.comparisons > evidence.wins
            ),
            "latency not measured": evidence.post_ms is None,
            "no secrets were planted to test for": "canary_exposure_1" not in scores,
            "sealed before voices had a model card": CARD not in manifest["files"],
        }
        return [mark for mark, applies in said.items() if applies]

    def _of_size(self, evidence: Evidence) -> Iterator[Reason]:
        if evidence.bundle.megabytes > self.most_megabytes:
            name = evidence.bundle.name
            yield Reason(
                f"size {evidence.bundle.megabytes:.1f} MB > {self.most_megabytes:g} (gate.yaml)",
                f"make a smaller form: make quantize BUNDLE={name}",
            )

    def _of_time(self, evidence: Evidence) -> Iterator[Reason]:
        if evidence.post_ms is not None and not evidence.post_ms <= self.most_post_ms:
            yield Reason(
                f"{evidence.post_ms:.0f} ms a draft > {self.most_post_ms:g} (gate.yaml: most_post_ms)",
                f"make a faster form: make quantize BUNDLE={evidence.bundle.name}",
            )

    def _of_scores(self, evidence: Evidence) -> Iterator[Reason]:
        judgement, judge = evidence.judgement, f"make evaluate BUNDLE={evidence.bundle.name}"
        if judgement is None:
            yield Reason(f"{evidence.bundle.name} was never judged", f"run {judge}")
            return
        scores = judgement.scores
        if others := _other_versions({name: each.version for name, each in scores.items()}, evidence.versions):
            yield Reason(f"scores of other metric versions: {others}", f"run {judge} again", is_final=True)
        drafts = scores["not_shown"].n if "not_shown" in scores else 0
        if drafts < self.fewest_drafts:
            yield Reason(
                f"judged on {drafts} drafts < {self.fewest_drafts} (gate.yaml)",
                f"give more posts that it never saw: {judge} POSTS=<file>",
            )
        for limit in _LIMITS:
            yield from self._of_limit(limit, scores, judge)

    def _of_limit(self, limit: _Limit, scores: Scores, judge: str) -> Iterator[Reason]:
        score, threshold = scores.get(limit.metric), float(getattr(self, limit.field))
        if score is None:
            if not limit.is_optional and limit.field != "most_copies_possible":  # said once a metric
                yield Reason(f"{limit.metric} was not measured", f"run {judge}")
            return
        figure = float(getattr(score, limit.bound))
        if not (figure >= threshold if limit.is_least else figure <= threshold):  # so no NaN passes
            of = {"value": "", "lo": "at least ", "hi": "up to "}[limit.bound]
            value = f"{score.value:.3g} [{score.lo:.3g} {score.hi:.3g}], n={score.n}"
            yield Reason(
                f"{limit.metric} {of}{figure:.3g} {'<' if limit.is_least else '>'} {threshold:g} "
                f"(gate.yaml: {limit.field}); measured {value}",
                _NEXT.get(limit.metric, _COPIES),
            )

    def _of_verdict(self, evidence: Evidence) -> Iterator[Reason]:
        name, production, verdict = evidence.bundle.name, evidence.production, evidence.verdict
        compare = f"run make compare A={production} B={name}"
        if verdict is None:
            yield Reason(f"{name} was never compared with {production}, which is in production", compare)
            return
        if (verdict.a, verdict.b) != (production, name):
            yield Reason(
                f"verdict {verdict.hash} is about A={verdict.a} and B={verdict.b}, in production is {production}",
                compare,
                is_final=True,
            )
            return
        yield from self._of_alike(evidence, verdict, compare)
        yield from self._of_asked(verdict, compare)
        if verdict.winner != name:
            yield Reason(f"verdict {verdict.hash} does not prefer it: {verdict.reason}", "promote another voice")
        elif verdict.rule not in evidence.rules:
            yield Reason(
                f"verdict {verdict.hash} says {verdict.rule!r}: enough only for what was made of {production}",
                f'{compare} SET="rule=better"',
            )
        if verdict.n < self.fewest_drafts:
            yield Reason(
                f"compared on {verdict.n} drafts < {self.fewest_drafts} (gate.yaml)",
                f"give more posts that neither saw: {compare.removeprefix('run ')} POSTS=<file>",
            )
        bits = verdict.of("bits_per_char")
        if bits is None:
            yield Reason(f"verdict {verdict.hash} says nothing of bits_per_char", compare)
        elif not bits.hi <= self.most_bits_more:
            yield Reason(
                f"bits_per_char up to {bits.hi:+.3f} over production > {self.most_bits_more:g} (gate.yaml: "
                f"most_bits_more); measured {bits.effect:+.3f} [{bits.lo:+.3f} {bits.hi:+.3f}], n={bits.n}",
                "train longer or from a larger base",
            )

    def _of_asked(self, verdict: Verdict, compare: str) -> Iterator[Reason]:
        """A Verdict that asked less than the gate does proves less."""
        if not verdict.alpha <= self.most_alpha:
            yield Reason(f"verdict at alpha {verdict.alpha:g} > {self.most_alpha:g} (gate.yaml: most_alpha)", compare)
        for name, widest in self.widest_margins.items():
            asked = verdict.of(name)
            margin = asked.margin if asked is not None and asked.decides else None
            if margin is None or not margin <= widest:
                told = "did not decide" if margin is None else f"decided by a margin of {margin:g} > {widest:g}"
                yield Reason(f"verdict {verdict.hash}: {name} {told} (gate.yaml: widest_margins)", compare)

    def _of_alike(self, evidence: Evidence, verdict: Verdict, compare: str) -> Iterator[Reason]:
        """Verdict and scores must speak of the same posts and the same metrics."""
        versions = {contrast.metric: contrast.version for contrast in verdict.contrasts}
        known = {name: version for name, version in versions.items() if name in evidence.versions}
        if others := _other_versions(known, evidence.versions):
            yield Reason(f"verdict {verdict.hash} of other metric versions: {others}", compare, is_final=True)
        judgement = evidence.judgement
        if judgement is None:
            return
        if judgement.cases != verdict.cases:
            yield Reason(
                f"scores are of posts {judgement.cases[:12]}, verdict {verdict.hash} of {verdict.cases[:12]}",
                f"run make evaluate BUNDLE={evidence.bundle.name} on the posts of the comparison",
                is_final=True,
            )
        apart = [
            name
            for name, version in versions.items()
            if name in judgement.scores and _other_labeller(version, judgement.scores[name].version)
        ]
        if apart:
            yield Reason(
                f"scores and verdict {verdict.hash} heard by other labellers: {', '.join(apart)}",
                f"run make evaluate BUNDLE={evidence.bundle.name} again, then {compare.removeprefix('run ')}",
                is_final=True,
            )


def _other_versions(found: Mapping[str, str], current: Mapping[str, str]) -> str:
    """Metrics measured in another version than this code's, as words; those this code does not know among them.

    A name such as `fidelity/note` is the same metric on a part of the drafts; `1+vader` is version 1 with a labeller.
    """
    wrong = {
        name: (version, current.get(name.partition("/")[0]))
        for name, version in found.items()
        if version.partition("+")[0] != current.get(name.partition("/")[0])
    }
    return ", ".join(f"{name} {version} (this code: {now or 'unknown'})" for name, (version, now) in wrong.items())


def _other_labeller(one: str, other: str) -> bool:
    """`1+vader` against `1+tuned`; where one names none it counts as the same."""
    first, second = (version.partition("+")[2] for version in (one, other))
    return bool(first and second) and first != second
