"""People who ask for posts while a challenger is rolled out, and voices with a fault; a rollout played to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path

import numpy as np
import yaml

from miles.registry.rollout import ARMS, CHALLENGER, Exposure, Outcome, Phase, Plan, Rollout, Step

USERS = 4000
_rng = np.random.default_rng(0)
TRAITS = np.stack(  # by how much of the average they take answers, by how much they meet failures, log of their time
    [_rng.uniform(0.613, 1.387, USERS), _rng.exponential(1.0, USERS), 0.2 * _rng.standard_normal(USERS)], axis=1
).tolist()
CONFIG = Path(__file__).resolve().parents[1] / "configs" / "registry" / "rollout.yaml"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice answers: shares of requests, a factor on its time, and the share of answers that are taken."""

    failed: float = 0.02
    copied: float = 0.0
    slower: float = 1.0
    accepted: float = 0.5


HEALTHY = Manner()
FAULTS = {"empty output": Manner(failed=1.0), "5 times slower": Manner(slower=5.0), "copies": Manner(copied=1.0)}
WORSE, BETTER = Manner(accepted=0.35), Manner(accepted=0.6)


def plan(**changes: object) -> Plan:
    """As configured."""
    fields = yaml.safe_load(CONFIG.read_text())
    del fields["_target_"]
    return Plan(**fields | changes)


def begun(rung: int = 0, seed: int = 0, **changes: object) -> Rollout:
    """A rollout that has just reached `rung`, with nothing seen at those before."""
    state = Rollout(plan=plan(**changes), name=f"drill {seed}", production="sample:aa", challenger="sample:bb")
    for k in range(1, rung + 1):
        to = "full" if k == state.plan.full else f"canary {state.plan.share(k):g}"
        history = (*state.history, Step(to, 0, "given"))
        state = replace(state, rung=k, tallies=(*state.tallies, state.tallies[0]), history=history)
    return state


def requests(rng: np.random.Generator, state: Rollout, challenger: Manner, count: int) -> Iterator[Exposure | Outcome]:
    """What is observed of `count` requests that reach `state`; each answer's outcome follows it at once.

    Some people ask ten times as often as others, each with his own luck: 5 % of the variance of what is taken is
    between them, 2 % of that of failures, 14 % of that of the logarithm of the time.
    """
    if state.is_rolled_back:
        return
    people = (USERS * rng.random(count) ** 1.5).astype(int).tolist()
    speeds, luck = 0.5 * rng.standard_normal((count, 2)), rng.random((count, 2, 3))
    for person, speed, chance in zip(people, speeds.tolist(), luck.tolist(), strict=True):
        unit, (taste, trouble, pace) = f"user {person}", TRAITS[person]
        if state.rung == 0 and not state.is_shadowed(unit):
            continue
        for arm in ARMS if state.rung == 0 else (state.arm(unit),):
            side = ARMS.index(arm)
            manner = challenger if arm == CHALLENGER else HEALTHY
            failed = manner.failed + (trouble - 1) * min(manner.failed, 1 - manner.failed)
            yield Exposure(
                rung=state.rung,
                arm=arm,
                unit=unit,
                latency_ms=1000 * manner.slower * exp(pace + speed[side]),
                is_failed=chance[side][0] < failed,
                is_copied=chance[side][1] < manner.copied,
            )
            if state.rung:
                is_accepted = chance[side][2] < manner.accepted * taste
                yield Outcome(rung=state.rung, arm=arm, unit=unit, is_accepted=is_accepted)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a rollout ended, after how many answered requests, of which the challenger wrote `served`."""

    phase: Phase
    requests: int
    served: int
    reason: str

    @property
    def is_undecided(self) -> bool:
        return self.reason.startswith("undecided")


def played(state: Rollout, challenger: Manner, seed: int, chunk: int) -> Ended:
    """Until it is full or rolled back; `chunk` requests are answered before what was observed of them is handed in.

    A request in the shadow is one that both voices write for. Those of the last chunk all count.
    """
    rng = np.random.default_rng(seed)
    while state.phase not in (Phase.FULL, Phase.ROLLED_BACK):
        state = state.observed(list(requests(rng, state, challenger, chunk)))
    shadow, *shown = (tally.requests for tally in state.tallies)
    return Ended(
        state.phase, shadow[1] + sum(map(sum, shown)), sum(served for _, served in shown), state.history[-1].reason
    )


def drilled(case: tuple[int, Manner, int, int]) -> Ended:
    """(first rung, challenger, seed, chunk): `played` in a form that goes to another process."""
    rung, challenger, seed, chunk = case
    return played(begun(rung, seed), challenger, seed, chunk)
