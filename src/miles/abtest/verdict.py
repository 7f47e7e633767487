"""A Verdict: what comparing two voices on the same drafts came to, sealed so that a promotion can rest on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from miles.post.error import MilesError
from miles.post.whole import write_json

RULES = ("better", "not worse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Voice B against voice A by one metric, draft by draft.

    `a` and `b` are means over the `n` drafts, of `posts` different posts, on which both have a value; `effect` is b - a
    in the metric's own unit, with its 95 % interval [lo, hi]. `p` is two-sided; `p_adjusted` is corrected for all
    metrics of the verdict that decide (the same as `p` where the metric decides nothing). `wins`, `ties` and `losses`
    count drafts by B's side; `sd` is the standard deviation of one post's difference, `detectable` the smallest true
    difference that so many posts show four times in five. `margin` is how much worse B may be and still pass as not
    worse; None where the metric only informs.
    """

    metric: str
    version: str
    higher_is_better: bool
    n: int
    posts: int
    a: float
    b: float
    effect: float
    lo: float
    hi: float
    p: float
    p_adjusted: float
    wins: int
    ties: int
    losses: int
    sd: float
    detectable: float
    margin: float | None = None
    decides: bool = False

    @property
    def gain(self) -> tuple[float, float, float]:
        """The effect and its bounds turned so that more is better for B."""
        return (self.effect, self.lo, self.hi) if self.higher_is_better else (-self.effect, -self.hi, -self.lo)

    @property
    def is_not_worse(self) -> bool:
        """B is certainly not worse by more than the margin."""
        return self.margin is not None and self.gain[1] >= -self.margin

    def favours(self, alpha: float, *, is_corrected: bool = True) -> int:
        """1 where B is certainly better at this level, -1 where A is, else 0."""
        if (self.p_adjusted if is_corrected else self.p) > alpha or self.effect == 0:
            return 0
        return 1 if self.gain[0] > 0 else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Which of two voices wins, by name (`<author>:<hash>`; None: neither), and what that rests on.

    `rule` is "better" or "not worse" (for a smaller form of A). `cases` is the fingerprint of the held-out posts
    that the drafts were made of. `measured` holds what no second run would repeat: times, machine,
    latency; it is outside `hash`, but inside `seal`, so that it cannot be changed either.
    """

    rule: str
    a: str
    b: str
    winner: str | None
    reason: str
    contrasts: tuple[Contrast, ...]
    cases: str
    n: int
    seed: int
    alpha: float
    measured: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """16 hex digits over everything that a second run with the same seed gives again."""
        return _digest({key: value for key, value in asdict(self).items() if key != "measured"})

    @property
    def seal(self) -> str:
        """16 hex digits over everything."""
        return _digest(asdict(self))

    def of(self, metric: str) -> Contrast | None:
        """The contrast by one metric."""
        return next((contrast for contrast in self.contrasts if contrast.metric == metric), None)


def decide(contrasts: Sequence[Contrast], rule: str, alpha: float) -> tuple[int, str]:
    """1 for B, -1 for A, 0 for neither, with the reason.

    better: some deciding metric favours one voice after correction, and none the other even without: a correction
    for many questions must not hide harm.
    not worse: in every deciding metric the interval of 95 % ends within the margin, so each is passed falsely in at
    most 2.5 %, whatever alpha; all have to pass, which needs no correction. It never says so of A.
    """
    if rule not in RULES:
        raise MilesError(f"rule {rule!r} is not known", f"choose one of: {', '.join(RULES)}")
    deciding = [contrast for contrast in contrasts if contrast.decides]
    if not deciding:
        raise MilesError("no metric decides", "give a margin to at least one that was measured on two posts")
    if rule == "not worse":
        wide = [contrast.metric for contrast in deciding if not contrast.is_not_worse]
        if wide:
            return 0, f"not shown to be within the margin: {', '.join(wide)}"
        return 1, f"not worse by more than the margin in {', '.join(contrast.metric for contrast in deciding)}"
    sure = {side: [one.metric for one in deciding if one.favours(alpha) == side] for side in (1, -1)}
    likely = {
        side: [one.metric for one in deciding if one.favours(alpha, is_corrected=False) == side] for side in (1, -1)
    }
    if not sure[1] and not sure[-1]:
        return 0, "no deciding metric tells them apart"
    if likely[1] and likely[-1]:
        return 0, f"B is better in {', '.join(likely[1])}, A in {', '.join(likely[-1])}"
    side = 1 if sure[1] else -1
    return side, f"{'B' if side > 0 else 'A'} is better in {', '.join(sure[side])}"


def write_verdict(verdict: Verdict, folder: Path) -> Path:
    """`<folder>/<hash>.json`, whole; a second measurement of the same comparison replaces the first."""
    path = folder / f"{verdict.hash}.json"
    folder.mkdir(parents=True, exist_ok=True)
    write_json(path, asdict(verdict) | {"hash": verdict.hash, "seal": verdict.seal})
    return path


def read_verdict(path: Path) -> Verdict:
    """The verdict in a file, refused when a single figure of it was changed."""
    if not path.is_file():
        raise MilesError(f"{path} does not exist", "run `make compare A=<voice> B=<voice>` first")
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        hash_, seal = table.pop("hash"), table.pop("seal")
        contrasts = tuple(Contrast(**row) for row in table.pop("contrasts"))
        verdict = Verdict(**table, contrasts=contrasts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MilesError(f"{path} is no verdict: {error}", "run `make compare` to write it again") from error
    if (verdict.hash, verdict.seal) != (hash_, seal):
        raise MilesError(f"{path} was changed after it was written", "run `make compare` to write it again")
    return verdict


def _digest(table: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()[:16]
