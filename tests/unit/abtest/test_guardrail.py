"""Guardrails: a fault is caught within a stated number of units, a healthy arm is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from miles.abtest.guardrail import Guardrail, State
from miles.abtest.outcome import Kind, Metric
from miles.abtest.totals import Totals
from miles.post.error import MilesError

TRIALS, LOOKS, UNITS = 4000, 80, 50
PLANNED = 2 * LOOKS * UNITS
ERRORS = Guardrail(Metric("errors", Kind.BERNOULLI, is_more_better=False), margin=0.01)
LATENCY = Guardrail(Metric("latency", Kind.LOGNORMAL, is_more_better=False), margin=0.1, is_relative=True)


def errors(rng: np.random.Generator, share: float, units: int = UNITS) -> Totals:
    seen = rng.binomial(units, share, (TRIALS, LOOKS)).cumsum(axis=1).astype(float)
    return Totals(np.broadcast_to(np.arange(1.0, LOOKS + 1) * units, seen.shape), seen, seen)


def seconds(rng: np.random.Generator, factor: float, trials: int = 500) -> Totals:
    rows = np.log(factor) + 0.5 * rng.standard_normal((trials, LOOKS, UNITS))
    n = np.broadcast_to(np.arange(1.0, LOOKS + 1) * UNITS, rows.shape[:2])
    return Totals(n, rows.sum(axis=2).cumsum(axis=1), (rows**2).sum(axis=2).cumsum(axis=1))


def ever(state: State, guardrail: Guardrail, a: Totals, b: Totals, until: int = LOOKS) -> float:
    return float(np.mean((guardrail.states(a, b, PLANNED)[:, :until] == state).any(axis=1)))


def test_errors_that_rise_from_1_to_5_percent_are_caught_within_3000_units_an_arm() -> None:
    rng = np.random.default_rng(0)
    assert ever(State.BREACHED, ERRORS, errors(rng, 0.01), errors(rng, 0.05), until=3000 // UNITS) >= 0.99


def test_latency_that_rises_by_half_is_caught_within_500_units_an_arm() -> None:
    rng = np.random.default_rng(1)
    assert ever(State.BREACHED, LATENCY, seconds(rng, 1.0), seconds(rng, 1.5), until=10) >= 0.99


def test_a_healthy_arm_is_left_alone_and_mostly_let_through_within_4000_units_an_arm() -> None:
    rng = np.random.default_rng(2)
    a, b = errors(rng, 0.01), errors(rng, 0.01)
    assert ever(State.BREACHED, ERRORS, a, b) <= 0.001
    assert ever(State.OK, ERRORS, a, b) >= 0.85
    assert ever(State.BREACHED, LATENCY, seconds(rng, 1.0), seconds(rng, 1.0)) <= 0.002


@pytest.mark.parametrize(("before", "units"), [(0.001, (50, 50)), (0.05, (50, 50)), (0.05, (95, 5)), (0.01, (95, 5))])
def test_harm_of_just_the_margin_is_seldom_called_either_way(before: float, units: tuple[int, int]) -> None:
    """alpha is .01 for each; 200 to 4,000 units in the smaller arm, so errors are few."""
    rng = np.random.default_rng(3)
    a, b = errors(rng, before, units[0]), errors(rng, before + ERRORS.margin, units[1])
    assert ever(State.OK, ERRORS, a, b) <= 0.013
    assert ever(State.BREACHED, ERRORS, a, b) <= 0.013
    relative = Guardrail(ERRORS.metric, ERRORS.margin / before, is_relative=True)
    assert ever(State.OK, relative, a, b) <= 0.013
    assert ever(State.BREACHED, relative, a, b) <= 0.013


def test_a_ruling_says_why() -> None:
    def counted(yes: int) -> Totals:
        return Totals(10_000, yes, yes)

    breached = ERRORS.rule(counted(100), counted(500), PLANNED)
    assert breached.state is State.BREACHED
    assert breached.worse == pytest.approx(0.04)
    assert 0.01 < breached.lo < 0.04 < breached.hi
    assert f"errors is worse by at least {breached.lo:.4g}, beyond the margin of 0.01, 99 % sure" in breached.reason
    assert "within the margin" in ERRORS.rule(counted(100), counted(100), PLANNED).reason
    assert "lies between" in ERRORS.rule(counted(100), counted(200), PLANNED).reason
    few = ERRORS.rule(Totals(), Totals(10, 1, 1), PLANNED)
    assert few.state is State.UNDECIDED
    assert "too few units for a bound: 0 and 10" in few.reason


def test_fewer_of_what_should_be_more_is_worse() -> None:
    accepted = Guardrail(Metric("accepted", Kind.BERNOULLI), margin=0.1, is_relative=True)
    a, b = Totals(10_000, 5000, 5000), Totals(10_000, 3000, 3000)
    told = accepted.rule(a, b, PLANNED)
    assert told.state is State.BREACHED
    assert told.worse == pytest.approx(0.4)
    assert 0.1 < told.lo < 0.4 < told.hi < 0.5
    assert accepted.rule(b, a, PLANNED).state is State.OK


def test_latency_is_told_as_a_share() -> None:
    rows = 0.5 * np.random.default_rng(4).standard_normal(4000)
    a, b = (LATENCY.metric.totals(np.exp(rows) * factor) for factor in (1.0, 1.3))
    assert LATENCY.rule(a, b, PLANNED).worse == pytest.approx(0.3)


def test_margins_that_cannot_be_are_refused() -> None:
    with pytest.raises(MilesError):
        Guardrail(ERRORS.metric, -0.1)
    with pytest.raises(MilesError):
        Guardrail(LATENCY.metric, 0.1)
