"""Bounds that hold at every look at once: what is promised, simulated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from healthy import METRICS, TRIALS, ever, shares, watched
from miles.abtest import fixed
from miles.abtest.sequential import ConfidenceSequence, difference, mixture_sprt, running, tightest
from miles.abtest.totals import Estimate, Totals
from miles.post.error import MilesError


@pytest.mark.parametrize("name", METRICS)
def test_peeking_at_healthy_trials_rejects_at_most_5_percent(name: str) -> None:
    """20 looks, 2,000 units an arm; the z test looked at as often rejects about a quarter."""
    rng, metric = np.random.default_rng(22), METRICS[name]
    a, b = (watched(name, rng, TRIALS, 20, 100) for _ in range(2))
    bounds = ConfidenceSequence(planned=4000)
    told = metric.watched(a, b, bounds)
    assert ever(told) <= 0.055
    assert ever(metric.lift(a, b, bounds)) <= 0.055
    assert np.mean((fixed.z(*metric.estimates(a, b)).p < 0.05).any(axis=1)) > 0.15


@pytest.mark.parametrize("planned", [10_000, 20_000, 40_000])
def test_most_of_the_power_is_kept(planned: int) -> None:
    """10 % against 12 % with 10,000 an arm, whether the plan was right or wrong by a factor of two."""
    rng = np.random.default_rng(23)
    a, b = shares(rng, 0.10, 500), shares(rng, 0.12, 500)
    told = METRICS["accepted"].watched(a, b, ConfidenceSequence(planned))
    assert np.mean((told.lo > 0).any(axis=1)) >= 0.93


@pytest.mark.parametrize(("before", "after"), [(0.10, 0.12), (0.5, 0.5), (0.02, 0.05)])
def test_the_truth_is_inside_at_every_look(before: float, after: float) -> None:
    rng = np.random.default_rng(24)
    a, b = shares(rng, before, 50, looks=100), shares(rng, after, 50, looks=100)
    metric, bounds = METRICS["accepted"], ConfidenceSequence(planned=4000)
    for told, truth in (
        (metric.watched(a, b, bounds), after - before),
        (metric.lift(a, b, bounds), after / before - 1),
        (running(metric.watched(a, b, bounds)), after - before),
    ):
        assert np.mean(((told.lo <= truth) & (truth <= told.hi)).all(axis=1)) >= 0.95
    one_sided = difference(*metric.estimates(a, b))
    assert np.mean((bounds.lower(one_sided) <= after - before).all(axis=1)) >= 0.95
    assert np.mean((bounds.upper(one_sided) >= after - before).all(axis=1)) >= 0.95


@pytest.mark.parametrize("share", [0.01, 0.05])
def test_a_small_arm_and_a_rare_outcome_do_not_pass_for_certain(share: float) -> None:
    """95 to 5, 200 looks. Without `cautious` some 55 % of these are rejected, for arms without a single yes."""
    rng = np.random.default_rng(25)
    a, b = shares(rng, share, 19, looks=200), shares(rng, share, 1, looks=200)
    assert ever(ConfidenceSequence(4000).interval(difference(a.mean(), b.mean()))) <= 0.05


def test_bounds_that_follow_brownian_motion_are_crossed_as_seldom_as_promised() -> None:
    """Known variance, 4,000 looks: near alpha, so the bounds are not loose beyond the theory, and never above it."""
    rng = np.random.default_rng(26)
    walk = rng.standard_normal((2000, 4000), np.float32).cumsum(axis=1)
    n = np.arange(1.0, 4001)
    told = ConfidenceSequence(planned=100).interval(Estimate(walk / n, 1 / n, n))
    assert 0.02 <= ever(told) <= 0.05


def test_the_bound_is_the_papers() -> None:
    """Theorem 2.2 written out for one sample of n with deviation s."""
    n, s, alpha = 700.0, 1.7, 0.05
    bounds = ConfidenceSequence(planned=1000, alpha=alpha)
    rho = bounds.rho
    reach = s * np.sqrt(2 * (n * rho**2 + 1) / (n**2 * rho**2) * np.log(np.sqrt(n * rho**2 + 1) / alpha))
    told = bounds.interval(Estimate(0.3, s**2 / n, n))
    assert (told.lo, told.hi) == pytest.approx((0.3 - reach, 0.3 + reach))


@pytest.mark.parametrize(("times", "errors"), [(1.0, 3.04), (0.25, 3.25), (4.0, 3.13)])
def test_how_many_standard_errors_wide(times: float, errors: float) -> None:
    told = ConfidenceSequence(planned=1000).interval(Estimate(0.0, 1.0, 1000 * times))
    assert told.hi == pytest.approx(errors, abs=0.01)


@pytest.mark.parametrize("alpha", [0.001, 0.05, 0.2])
def test_no_other_rho_is_tighter_at_the_plan(alpha: float) -> None:
    def squared(x: float) -> float:
        return float(2 * (1 + 1 / x) * np.log(np.sqrt(1 + x) / alpha))

    assert tightest(alpha) == pytest.approx(optimize.minimize_scalar(squared, (1, 10, 100)).x, rel=1e-4)


@given(z=st.floats(-8, 8), n=st.floats(100, 1e6), alpha=st.floats(0.001, 0.4))
def test_p_is_below_alpha_exactly_where_0_lies_outside(z: float, n: float, alpha: float) -> None:
    bounds, effect = ConfidenceSequence(5000, alpha), Estimate(z, 1.0, n)
    told = bounds.interval(effect)
    if abs(told.p / alpha - 1) > 1e-6:
        assert (told.p < alpha) == (told.lo > 0 or told.hi < 0)
    one_sided = bounds.p_above(effect, margin=0.5)
    if abs(one_sided / alpha - 1) > 1e-6:
        assert (one_sided < alpha) == (bounds.lower(effect) > 0.5)


@given(mean=st.floats(0.05, 0.9), times=st.floats(0.5, 2), n=st.integers(60, 10_000))
def test_a_lift_of_0_is_ruled_out_together_with_a_difference_of_0(mean: float, times: float, n: int) -> None:
    bounds = ConfidenceSequence(4000)
    a, b = (Estimate(value, 0.25 / n, n) for value in (mean, mean * times))
    told, lift = bounds.interval(difference(a, b)), bounds.lift(a, b)
    if min(abs(told.lo), abs(told.hi)) > 1e-9:
        assert (told.lo > 0) == (lift.lo > 0)
        assert (told.hi < 0) == (lift.hi < 0)


def test_a_lift_of_well_known_arms_is_the_delta_methods() -> None:
    a, b, bounds = Estimate(2.0, 2e-5, 1e5), Estimate(2.4, 2e-5, 1e5), ConfidenceSequence(2e5)
    error = np.sqrt(2e-5 / 2**2 + 2e-5 * 2.4**2 / 2**4)
    told = bounds.lift(a, b)
    assert told.value == pytest.approx(0.2)
    assert (told.hi - told.lo) / 2 == pytest.approx(bounds.interval(Estimate(0, error**2, 2e5)).hi, rel=1e-3)


def test_a_mixture_of_likelihood_ratios_is_integrated() -> None:
    """Johari et al.: 1 / integral of the likelihood ratio over effects that are normal(0, tau^2)."""
    value, variance, tau = 0.8, 0.09, 0.5

    def integrand(effect: float) -> float:
        ratio = stats.norm.pdf(value, effect, variance**0.5) / stats.norm.pdf(value, 0, variance**0.5)
        return float(ratio * stats.norm.pdf(effect, 0, tau))

    expected = 1 / integrate.quad(integrand, -10, 10)[0]
    assert mixture_sprt(Estimate(value, variance, 100.0), tau) == pytest.approx(expected)
    bounds = ConfidenceSequence(1000)
    same = bounds.rho * np.sqrt(variance * 100)  # tau^2 / variance = n rho^2
    assert mixture_sprt(Estimate(value, variance, 100.0), same) == pytest.approx(
        bounds.interval(Estimate(value, variance, 100.0)).p
    )


def test_running_bounds_only_tighten() -> None:
    rng = np.random.default_rng(27)
    looks = METRICS["accepted"].watched(shares(rng, 0.1, 20), shares(rng, 0.1, 20), ConfidenceSequence(800))
    told = running(looks)
    assert (np.diff(told.lo[:, 3:]) >= 0).all()
    assert (np.diff(told.hi[:, 3:]) <= 0).all()
    assert (np.diff(told.p) <= 0).all()
    assert (told.lo >= looks.lo).all()


def test_nothing_is_said_of_few_units_or_of_units_all_alike() -> None:
    few, many = Totals.of(np.arange(49.0)).mean(), Totals.of(np.arange(500.0)).mean()
    alike = Totals.of(np.zeros(500)).mean()
    bounds = ConfidenceSequence(1000)
    for told in (bounds.interval(difference(few, many)), bounds.interval(difference(alike, alike))):
        assert (told.lo, told.hi, told.p) == (-np.inf, np.inf, 1)
    assert bounds.lift(few, many).hi == np.inf
    assert bounds.lift(Estimate(0.0, 0.1, 100), Estimate(1.0, 0.1, 100)).hi == np.inf


def test_a_plan_that_cannot_be_is_refused() -> None:
    for planned, alpha in ((1, 0.05), (np.inf, 0.05), (100, 0.0), (100, 0.5)):
        with pytest.raises(MilesError):
            ConfidenceSequence(planned, alpha)
    with pytest.raises(MilesError):
        mixture_sprt(Estimate(0.0, 1.0, 10.0), 0.0)
