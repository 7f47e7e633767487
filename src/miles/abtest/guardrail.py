"""What must not get worse while something else gets better: latency, errors, safety."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from miles.abtest.outcome import Kind, Metric
from miles.abtest.sequential import ConfidenceSequence, difference
from miles.abtest.totals import Rows, Totals
from miles.post.error import MilesError


class State(StrEnum):
    """OK: worse by less than the margin for certain. BREACHED: worse by more, for certain. Else UNDECIDED."""

    OK = "ok"
    BREACHED = "breached"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is known of a guardrail: between `lo` and `hi` worse, each for certain at every look, and why."""

    name: str
    state: State
    worse: float
    lo: float
    hi: float
    reason: str


@dataclass(frozen=True, slots=True)
class Guardrail:
    """`metric` may get worse by at most `margin`: in its own unit, or for `is_relative` as a share of the control.

    A false alarm and a false all-clear have probability `alpha` each, over all looks together. LOGNORMAL metrics are
    always relative: .1 is 10 % more (or 1 / 1.1 where more is better).
    """

    metric: Metric
    margin: float
    is_relative: bool = False
    alpha: float = 0.01

    def __post_init__(self) -> None:
        if not (np.isfinite(self.margin) and self.margin >= 0):
            raise MilesError(
                f"the margin of {self.metric.name!r} is {self.margin}",
                "say how much worse is still bearable, 0 or more",
            )
        if self.metric.kind is Kind.LOGNORMAL and not self.is_relative:
            raise MilesError(
                f"{self.metric.name!r} is analysed on logarithms and has no absolute margin", "set is_relative=True"
            )

    def harm(self, a: Totals, b: Totals, planned: float) -> tuple[Rows, Rows, Rows]:
        """How much worse b is than a (above 0: worse), in the margin's unit, with its lower and its upper bound."""
        bounds, arms = ConfidenceSequence(planned, self.alpha), self.metric.estimates(a, b)
        effect = difference(*arms)
        lo, hi, value = bounds.lower(effect), bounds.upper(effect), np.asarray(effect.value)
        if self.is_relative and self.metric.kind is not Kind.LOGNORMAL:
            lo, hi = bounds.lift_sides(*arms)
            value = np.asarray(bounds.lift(*arms).value)
        if self.metric.is_more_better:
            value, lo, hi = -value, -hi, -lo
        return (np.expm1(value), np.expm1(lo), np.expm1(hi)) if self.metric.kind is Kind.LOGNORMAL else (value, lo, hi)

    def states(self, a: Totals, b: Totals, planned: float) -> np.ndarray:
        """Of each entry of arrays of totals, in a trial of `planned` units in both arms: its State."""
        _, lo, hi = self.harm(a, b, planned)
        return np.select([lo > self.margin, hi < self.margin], [State.BREACHED, State.OK], State.UNDECIDED)

    def rule(self, a: Totals, b: Totals, planned: float) -> Ruling:
        """For one control and one challenger."""
        worse, lo, hi = (float(number) for number in self.harm(a, b, planned))
        state = State(str(self.states(a, b, planned)))
        unit = " of the control's" if self.is_relative else ""
        reason = {
            State.OK: f"{self.metric.name} is worse by at most {hi:.4g}{unit}, within the margin of {self.margin:g}",
            State.BREACHED: f"{self.metric.name} is worse by at least {lo:.4g}{unit}, beyond the margin of "
            f"{self.margin:g}",
            State.UNDECIDED: f"{self.metric.name} lies between {lo:.4g} and {hi:.4g}{unit} worse, and the margin of "
            f"{self.margin:g} lies between them",
        }[state]
        if not np.isfinite([lo, hi]).all():
            reason = f"{self.metric.name} has too few units for a bound: {int(a.n)} and {int(b.n)}"
        return Ruling(
            self.metric.name, state, worse, lo, hi, f"{reason}, {100 * (1 - self.alpha):.4g} % sure at every look"
        )
