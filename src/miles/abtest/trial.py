"""The state of a running trial, from totals alone, told so that it may be asked for at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from miles.abtest import srm
from miles.abtest.guardrail import Guardrail, Ruling, State
from miles.abtest.outcome import Metric
from miles.abtest.sequential import ConfidenceSequence, Interval
from miles.abtest.totals import Totals
from miles.post.error import MilesError


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before the first unit: two arms, the one metric that decides, and how many units are expected.

    `shares` are those promised to control and challenger. `planned` counts the units of both arms whose primary
    outcome is in; the trial ends there if nothing was found. `secondary` metrics are told and decide nothing: ten of
    them, each with its own `alpha`, are wrong somewhere more often than `alpha`.
    """

    control: str
    challenger: str
    primary: Metric
    planned: int
    secondary: tuple[Metric, ...] = ()
    guardrails: tuple[Guardrail, ...] = ()
    alpha: float = 0.05
    shares: tuple[float, float] = (0.5, 0.5)

    def __post_init__(self) -> None:
        if not (self.control and self.challenger) or self.control == self.challenger:
            raise MilesError(
                f"a trial of {self.control!r} against {self.challenger!r} has one arm", "name two different arms"
            )
        metrics = [self.primary, *self.secondary, *(guardrail.metric for guardrail in self.guardrails)]
        if any(one.name == other.name and one != other for one in metrics for other in metrics):
            raise MilesError("two different metrics share a name", "give each metric its own name")
        ConfidenceSequence(self.planned, self.alpha)
        srm.chi_square((0, 0), self.shares)


@dataclass(frozen=True, slots=True)
class Finding:
    """One metric: the arms' values, challenger minus control, and challenger over control less 1.

    Intervals and `p` hold at every look. LOGNORMAL's values are geometric means and its `effect` is of logarithms.
    `n` is the units with an outcome in control and challenger.
    """

    metric: str
    n: tuple[int, int]
    effect: Interval
    lift: Interval
    p: float


@dataclass(frozen=True, slots=True)
class Report:
    """A trial at one look. `conclusion` is "keep going", "<arm> is better" or "stop: ..."; `reason` says why."""

    conclusion: str
    reason: str
    primary: Finding
    secondary: tuple[Finding, ...]
    guardrails: tuple[Ruling, ...]
    split: srm.Split
    exposures: tuple[int, int]

    @property
    def is_over(self) -> bool:
        return self.conclusion != KEEP_GOING


KEEP_GOING = "keep going"


def report(plan: Plan, exposures: Mapping[str, int], totals: Mapping[str, Mapping[str, Totals]]) -> Report:
    """`exposures` are units that saw each arm, `totals[metric][arm]` those whose outcome is in.

    In this order: a wrong split or a breached guardrail stops the trial; then the primary metric decides; then the
    plan's end stops it. MilesError where there is nothing to compare yet.
    """
    _check(plan, exposures, totals)
    seen = (int(exposures[plan.control]), int(exposures[plan.challenger]))
    primary = _finding(plan, plan.primary, totals)
    split = srm.check(seen, plan.shares, plan.planned, sum(primary.n) >= plan.planned)
    secondary = tuple(_finding(plan, metric, totals) for metric in plan.secondary)
    rulings = tuple(
        guardrail.rule(*_arms(plan, guardrail.metric, totals), plan.planned) for guardrail in plan.guardrails
    )
    conclusion, reason = _conclude(plan, seen, split, primary, rulings)
    return Report(conclusion, reason, primary, secondary, rulings, split, seen)


def _conclude(
    plan: Plan, seen: tuple[int, int], split: srm.Split, primary: Finding, rulings: tuple[Ruling, ...]
) -> tuple[str, str]:
    if split.is_alarm:
        share, p = seen[1] / sum(seen), min(split.p_fixed, split.p_always)
        told = f"{plan.challenger} has {share:.2%} of {sum(seen):,} units instead of {plan.shares[1]:.2%} (p {p:.1g})"
        return f"stop: {told}", "units are lost or counted twice in one arm: mend assignment or logging and start anew"
    breached = [ruling for ruling in rulings if ruling.state is State.BREACHED]
    if breached:
        return f"stop: {breached[0].reason}", f"{plan.control} stays; {plan.challenger} does harm"
    gain = primary.effect if plan.primary.is_more_better else _turned(primary.effect)
    sure = f"{plan.primary.name}: {primary.effect.value:+.4g} [{primary.effect.lo:.4g}, {primary.effect.hi:.4g}], "
    sure += (
        f"p {primary.p:.2g}, n {primary.n[0]:,} and {primary.n[1]:,}, {100 * (1 - plan.alpha):.4g} % sure at every look"
    )
    open_questions = [ruling.reason for ruling in rulings if ruling.state is State.UNDECIDED]
    if gain.lo > 0:
        return f"{plan.challenger} is better", "; but ".join([sure, *open_questions])
    if gain.hi < 0:
        return f"{plan.control} is better", sure
    if sum(primary.n) >= plan.planned:
        return f"stop: all {plan.planned:,} planned units are in and no difference was found", sure
    return KEEP_GOING, sure


def _finding(plan: Plan, metric: Metric, totals: Mapping[str, Mapping[str, Totals]]) -> Finding:
    arms, bounds = _arms(plan, metric, totals), ConfidenceSequence(plan.planned, plan.alpha)
    effect, lift = (_plain(found(*arms, bounds)) for found in (metric.watched, metric.lift))
    return Finding(metric.name, (int(arms[0].n), int(arms[1].n)), effect, lift, float(effect.p))


def _arms(plan: Plan, metric: Metric, totals: Mapping[str, Mapping[str, Totals]]) -> tuple[Totals, Totals]:
    return totals[metric.name][plan.control], totals[metric.name][plan.challenger]


def _plain(interval: Interval) -> Interval:
    return Interval(float(interval.value), float(interval.lo), float(interval.hi), float(interval.p))


def _turned(interval: Interval) -> Interval:
    return Interval(-interval.value, -interval.hi, -interval.lo, interval.p)


def _check(plan: Plan, exposures: Mapping[str, int], totals: Mapping[str, Mapping[str, Totals]]) -> None:
    arms = (plan.control, plan.challenger)
    for arm in arms:
        if not isinstance(exposures.get(arm, 0), int | np.integer):
            raise MilesError(f"{arm!r} was shown to {exposures[arm]!r} units", "count the units of each arm")
        if exposures.get(arm, 0) < 1:
            raise MilesError(
                f"nobody has been shown {arm!r} yet",
                f"let units into both {plan.control!r} and {plan.challenger!r} and log each exposure",
            )
    if strangers := sorted(set(exposures) - set(arms)):
        raise MilesError(
            f"{', '.join(strangers)} took part beside {plan.control!r} and {plan.challenger!r}",
            "report each challenger against the control, with alpha divided by the number of challengers",
        )
    metrics = [plan.primary, *plan.secondary, *(guardrail.metric for guardrail in plan.guardrails)]
    for name in (metric.name for metric in metrics):
        for arm in arms:
            if arm not in totals.get(name, {}):
                raise MilesError(f"no totals of {name!r} for {arm!r}", "give Totals() where no outcome is in yet")
            if np.greater(totals[name][arm].n, exposures[arm]):
                raise MilesError(
                    f"{int(totals[name][arm].n):,} units have {name!r} but {exposures[arm]:,} were shown {arm!r}",
                    "count a unit once, and only after its exposure",
                )
