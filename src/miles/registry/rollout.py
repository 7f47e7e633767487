"""A rollout: shadow, a few users, all of them; advanced and rolled back by nothing but what is observed.

Pure: no clock, no chance, no files. Whoever serves asks `arm` and `is_shadowed`, hands in what came of it and keeps
the state, which is plain JSON. The rung at which a request was served goes with every observation of it, so that an
outcome that comes days later counts where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from itertools import pairwise
from math import isfinite, log, log1p
from typing import Any

import numpy as np

from miles.abtest import srm
from miles.abtest.assign import position
from miles.abtest.ceiling import evidence
from miles.abtest.guardrail import Guardrail, State
from miles.abtest.sequential import FEWEST, ConfidenceSequence
from miles.post.error import MilesError
from miles.registry.tally import ARMS, BUCKETS, FAULTS, FIRST, METRICS, PLACE, Tally

VERSION = 1
MOST = 1e15  # of any number of a plan: a float counts whole requests up to there
PRODUCTION, CHALLENGER = ARMS
Move = tuple[str, str]  # where to, and why


class Phase(StrEnum):
    """shadow -> canary -> full; rolled back from any of them, and for good."""

    SHADOW = "shadow"
    CANARY = "canary"
    FULL = "full"
    ROLLED_BACK = "rolled back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is fixed before the first request.

    `more_*` and `less_accepted` are margins against production: a guardrail is breached where the challenger is worse
    by more for certain, and ok where by less for certain. `most_*` are ceilings that the challenger's first requests of
    each bucket of users are held against alone, exact from the first user on: a voice that is broken for everybody is
    out after three or four of them. `alpha` is the risk, over all looks and all sequences of the whole rollout, that a
    challenger just within its margins is rolled back for a breach; each sequence gets the same part of it.
    """

    shadow_share: float
    canary_shares: tuple[float, ...]
    fewest_shadow: int
    fewest_canary: int
    most_requests: int
    planned: int
    looks_apart: float
    more_failed: float
    more_copied: float
    more_unsafe: float
    more_latency: float
    less_accepted: float
    most_failed: float
    most_copied: float
    most_unsafe: float
    alpha: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "canary_shares", tuple(self.canary_shares))
        numbers = {**asdict(self), "canary_shares": 0.0}.values()
        for number in (*self.canary_shares, *numbers):
            if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < MOST:
                raise MilesError(f"a plan holds {number!r:.40}", "give numbers, as configs/registry/rollout.yaml does")
        steps = (0.0, *self.canary_shares, 1.0)
        if not self.canary_shares or any(low >= high for low, high in pairwise(steps)):
            raise MilesError(
                f"the canary shares are {list(self.canary_shares)}", "let them rise, each above 0 and below 1"
            )
        if not 0 < self.shadow_share <= 1:
            raise MilesError(f"a share of {self.shadow_share} is shadowed", "choose one above 0, at most 1")
        if min(self.fewest_shadow, self.fewest_canary) < 1 or not self.looks_apart > 0:
            raise MilesError(
                f"a rung is left after {min(self.fewest_shadow, self.fewest_canary)} requests or looked at every "
                f"{self.looks_apart:.0%}",
                "choose 1 request or more, and looks that are some part of what is seen apart, say 0.05",
            )
        if not max(self.fewest_shadow, self.fewest_canary) <= self.most_requests:
            raise MilesError(
                f"a rung ends undecided after {self.most_requests} requests, before it can be left",
                "raise most_requests above fewest_shadow and fewest_canary",
            )
        for fault in FAULTS:
            evidence(0, 0, self.ceiling(fault))
        ConfidenceSequence(self.planned, self.alpha)
        self.guardrails(1)

    @property
    def full(self) -> int:
        """The rung at which everybody is served by the challenger; 0 is the shadow."""
        return len(self.canary_shares) + 1

    @property
    def part(self) -> float:
        """Of `alpha` for each sequence that may end the rollout."""
        compared = self.full  # rungs with two voices
        technical, limits = compared * (len(FAULTS) + 1), (compared + 1) * len(FAULTS)
        return self.alpha / (technical + limits + 2 * len(self.canary_shares))

    def ceiling(self, fault: str) -> float:
        return float(getattr(self, f"most_{fault}"))

    def share(self, rung: int) -> float:
        """Of units that the challenger serves."""
        return (0.0, *self.canary_shares, 1.0)[rung]

    def guardrails(self, rung: int) -> tuple[Guardrail, ...]:
        """Those of a rung with two voices: what people accept counts where they saw both."""
        found = [Guardrail(METRICS[fault], getattr(self, f"more_{fault}"), alpha=self.part) for fault in FAULTS]
        found.append(Guardrail(METRICS["latency"], self.more_latency, is_relative=True, alpha=self.part))
        if rung > 0:
            found.append(Guardrail(METRICS["accepted"], self.less_accepted, is_relative=True, alpha=self.part))
        return tuple(found)

    def is_look(self, seen: int) -> bool:
        """Whether a rung is looked at after so many observations: the more there are, the less one more can change."""
        return int(log(seen) / log1p(self.looks_apart)) > int(log(max(seen - 1, 1)) / log1p(self.looks_apart))

    def states(self, rung: int, tally: Tally) -> dict[Guardrail, State]:
        if min(tally.requests) < FEWEST:  # as every guardrail would say, sooner
            return dict.fromkeys(self.guardrails(rung), State.UNDECIDED)
        totals = tally.totals()
        return {one: State(str(one.states(*totals[one.metric.name], self.planned))) for one in self.guardrails(rung)}

    def told(self, guardrails: Iterable[Guardrail], tally: Tally) -> str:
        totals = tally.totals()
        return "; ".join(one.rule(*totals[one.metric.name], self.planned).reason for one in guardrails)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One request that an arm wrote for, in the shadow seen by nobody.

    `is_failed`: an error, or nothing fit to show; it stays the challenger's where production stepped in. `is_copied`:
    a training post, or a run of one over the limit. `latency_ms` is of the whole answer, above 0.
    """

    rung: int
    arm: str
    unit: str
    latency_ms: float
    is_failed: bool = False
    is_copied: bool = False
    is_unsafe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an exposure, once: True if taken, False once it is too late for that."""

    rung: int
    arm: str
    unit: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A transition: where to, after how many observations of the whole rollout, and why."""

    to: str
    seen: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rollout:
    """The state. `rung` 0 is the shadow, 1 the first canary share, `plan.full` everybody; a rollback keeps it.

    `name` salts which units are inside: another rollout of the same voices under another name draws others.
    """

    plan: Plan
    name: str
    production: str
    challenger: str
    rung: int = 0
    is_rolled_back: bool = False
    tallies: tuple[Tally, ...] = (Tally.empty().sealed(),)
    history: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        names = (self.name, self.production, self.challenger)
        if not all(isinstance(name, str) and name for name in names) or self.production == self.challenger:
            raise MilesError(
                f"the rollout {self.name!r} puts {self.challenger!r} in the place of {self.production!r}",
                "name the rollout and two different voices",
            )
        if not 0 <= self.rung <= self.plan.full or len(self.tallies) != self.rung + 1:
            raise MilesError(
                f"the rollout {self.name!r} is at rung {self.rung} with {len(self.tallies)} tallies",
                f"rungs go from 0 to {self.plan.full}, each with one tally",
            )
        path = [_told(self.plan, rung) for rung in range(1, self.rung + 1)]
        path += [Phase.ROLLED_BACK] if self.is_rolled_back else []
        if [step.to for step in self.history] != path:
            raise MilesError(
                f"the rollout {self.name!r} went {' -> '.join(step.to for step in self.history) or 'nowhere'}",
                f"its history must be {' -> '.join(path) or 'empty'}",
            )

    @property
    def phase(self) -> Phase:
        if self.is_rolled_back:
            return Phase.ROLLED_BACK
        if self.rung == 0:
            return Phase.SHADOW
        return Phase.FULL if self.rung == self.plan.full else Phase.CANARY

    @property
    def seen(self) -> int:
        """Observations of all rungs."""
        return sum(tally.seen for tally in self.tallies)

    def is_shadowed(self, unit: str) -> bool:
        """Whether the challenger writes, for nobody to see, what production answers."""
        return self.phase is Phase.SHADOW and self._is_copied_to_shadow(unit)

    def arm(self, unit: str) -> str:
        """Who answers: raising the share moves nobody who is inside, a rollback moves everybody back."""
        return PRODUCTION if self.is_rolled_back else self._arm(unit, self.rung)

    def observed(self, batch: Iterable[Exposure | Outcome]) -> Rollout:
        """The state after these, in this order; how they are cut into batches makes no difference.

        What is answered after a rollback is of no rung and not handed in; what was answered before and is told later
        is. MilesError, and no new state, where one of them cannot have happened.
        """
        tallies, seen, state = [tally.copy() for tally in self.tallies], [tally.seen for tally in self.tallies], self
        for one in batch:
            state._check(one)
            tally, arm = tallies[one.rung], ARMS.index(one.arm)
            row = tally.sums[arm, int(BUCKETS * position(f"{self.name}/bucket", one.unit))]
            is_suspect = _add(row, one) and one.arm == CHALLENGER
            seen[one.rung] += 1
            if state.is_rolled_back:
                continue
            move = state._over_a_ceiling(tally) if is_suspect else None
            if move is None and self.plan.is_look(seen[one.rung]):
                move = state._looked(one.rung, tally)
            if move is None:
                continue
            to, reason = move
            step = Step(to, sum(seen), reason)
            if to == Phase.ROLLED_BACK:
                state = replace(state, is_rolled_back=True, history=(*state.history, step))
                continue
            tallies.append(Tally.empty())
            seen.append(0)
            tallied, history = tuple(tallies), (*state.history, step)
            state = replace(state, rung=state.rung + 1, tallies=tallied, history=history)
        return replace(state, tallies=tuple(tally.sealed() for tally in tallies))

    def _looked(self, rung: int, tally: Tally) -> Move | None:
        """Where the rollout goes now that `rung` is looked at, the present one or one that it has passed."""
        if rung == self.plan.full:
            return None  # nothing is left to compare with: ceilings alone go on
        states = self.plan.states(rung, tally)
        if breached := [one for one, state in states.items() if state is State.BREACHED]:
            return str(Phase.ROLLED_BACK), self.plan.told(breached, tally)
        if rung and (wrong := self._wrong_split(rung, tally)):
            return str(Phase.ROLLED_BACK), wrong
        return self._left(tally, states) if rung == self.rung else None

    def _left(self, tally: Tally, states: Mapping[Guardrail, State]) -> Move | None:
        """In the shadow and before everybody is served nothing may be left open; between them nothing is breached.

        The small shares bound the harm of what no shadow shows. Certainty there would take months, and people are
        asked at the last share, where it is had soonest.
        """
        served, all_ = tally.requests[1], sum(tally.requests) if self.rung else tally.requests[1]
        open_ = [one for one, state in states.items() if state is not State.OK]
        is_between = 0 < self.rung < self.plan.full - 1
        fewest = self.plan.fewest_canary if self.rung else self.plan.fewest_shadow
        if served >= fewest and (is_between or not open_):
            return _told(self.plan, self.rung + 1), f"{served:,} requests of the challenger: " + self.plan.told(
                states, tally
            )
        if all_ >= self.plan.most_requests:
            told = self.plan.told(open_ or states, tally)
            return str(Phase.ROLLED_BACK), f"undecided after {all_:,} requests, {served:,} of the challenger: {told}"
        return None

    def _wrong_split(self, rung: int, tally: Tally) -> str | None:
        share, requests = self.plan.share(rung), tally.requests
        p = float(srm.always(tally.split(share), (1 - share, share), self.plan.planned, self.plan.part))
        if p >= self.plan.part:
            return None
        return (
            f"the challenger has {requests[1]:,} of {sum(requests):,} requests instead of {share:.2%} (p {p:.1g}): "
            "some are lost or counted twice in one arm"
        )

    def _over_a_ceiling(self, tally: Tally) -> Move | None:
        for fault in FAULTS:
            (yes, n), limit = tally.first(fault), self.plan.ceiling(fault)
            if float(evidence(yes, n, limit)) >= 1 / self.plan.part:
                told = f"{fault}: {yes} of the first requests of {n} units, where {limit:.0%} is the most that is borne"
                return str(Phase.ROLLED_BACK), told
        return None

    def _arm(self, unit: str, rung: int) -> str:
        return CHALLENGER if position(f"{self.name}/canary", unit) < self.plan.share(rung) else PRODUCTION

    def _is_copied_to_shadow(self, unit: str) -> bool:
        return position(f"{self.name}/shadow", unit) < self.plan.shadow_share

    def _check(self, one: Exposure | Outcome) -> None:
        if not 0 <= one.rung <= self.rung or one.arm not in ARMS or not one.unit:
            raise MilesError(
                f"{one} is of no rung that the rollout {self.name!r} has reached, of no arm or of no unit",
                "hand in the state's rung and arm as they were when the request was served",
            )
        if isinstance(one, Exposure) and not (isfinite(one.latency_ms) and one.latency_ms > 0):
            raise MilesError(f"a request took {one.latency_ms} ms", "measure it; a failed one took its time, too")
        is_seen = one.rung > 0 or isinstance(one, Outcome)
        is_right = one.arm == self._arm(one.unit, one.rung) if is_seen else self._is_copied_to_shadow(one.unit)
        if not is_right:
            raise MilesError(
                f"{one.unit!r} was not to be served by {one.arm} at rung {one.rung} of {self.name!r}",
                "count a request for the arm it was meant for, also where the other one stepped in",
            )

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "version": VERSION,
            "name": self.name,
            "production": self.production,
            "challenger": self.challenger,
            "plan": asdict(self.plan) | {"canary_shares": list(self.plan.canary_shares)},
            "rung": self.rung,
            "is_rolled_back": self.is_rolled_back,
            "tallies": [tally.as_dict() for tally in self.tallies],
            "history": [asdict(step) for step in self.history],
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Rollout:
        """What `as_dict` gave; refused where it is of another version or no rollout comes to it."""
        try:
            rest = dict(table)
            if (version := rest.pop("version")) != VERSION:
                raise MilesError(f"a rollout of version {version}", f"this program reads version {VERSION}")
            plan = _read(Plan, rest.pop("plan"))
            tallies = tuple(Tally.from_dict(each) for each in rest.pop("tallies"))
            history = tuple(_read(Step, each) for each in rest.pop("history"))
            return cls(**rest, plan=plan, tallies=tallies, history=history)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise MilesError(f"this is no rollout: {error}", "restore the state as it was written") from error


def _read(kind: type, table: Mapping[str, Any]) -> Any:
    if set(table) != (wanted := {field.name for field in fields(kind)}):
        raise MilesError(
            f"a stored {kind.__name__} differs in {', '.join(sorted(set(table) ^ wanted))}",
            "restore the state as it was written",
        )
    return kind(**table)


def _told(plan: Plan, rung: int) -> str:
    return str(Phase.FULL) if rung == plan.full else f"{Phase.CANARY} {plan.share(rung):g}"


def _add(row: np.ndarray, one: Exposure | Outcome) -> bool:
    """Into the sums of a bucket; whether it is a fault of the first request there."""
    if isinstance(one, Outcome):
        if row[PLACE["outcomes"]] >= row[PLACE["requests"]]:
            raise MilesError(f"{one} has no exposure left", "hand in the exposure first, and one outcome for each")
        row[PLACE["outcomes"]] += 1
        row[PLACE["accepted"]] += one.is_accepted
        return False
    faults, log_ms = (one.is_failed, one.is_copied, one.is_unsafe), log(one.latency_ms)
    is_first = row[PLACE["requests"]] == 0
    row[PLACE["requests"]] += 1
    row[PLACE["log_ms"]] += log_ms
    row[PLACE["log_ms_squared"]] += log_ms**2
    for fault, first, is_faulty in zip(FAULTS, FIRST, faults, strict=True):
        row[PLACE[fault]] += is_faulty
        row[PLACE[first]] += is_faulty and is_first
    return bool(is_first and any(faults))
