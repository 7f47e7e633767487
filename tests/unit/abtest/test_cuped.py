"""What was known before takes out noise, as much as theory says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from healthy import covaried
from miles.abtest import cuped, fixed
from miles.abtest.outcome import Kind, Metric
from miles.abtest.sequential import ConfidenceSequence
from miles.abtest.totals import Totals

UNITS = 300


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.5, 0.7, 0.9])
def test_the_variance_falls_as_promised_and_no_more_is_found_in_healthy_trials(rho: float) -> None:
    """Both the variance over trials and the one each trial tells, at most 1.05 (1 - rho^2) of the raw one."""
    rng = np.random.default_rng(250)
    a, b = covaried(rng, rho, UNITS), covaried(rng, rho, UNITS)
    before, after = cuped.adjusted(a, b)
    promised = 1.05 * (1 - rho**2)
    assert np.var(after.value - before.value) <= promised * 2 * 4 / UNITS
    assert np.mean(after.variance) <= promised * np.mean(b.mean().variance)
    assert np.mean(fixed.welch(before, after).p < 0.05) <= 0.057


def test_the_effect_is_that_of_a_regression_on_arm_and_covariate() -> None:
    """theta pooled within arms is the regression's slope, so both tell the same effect; each arm has its own error."""
    rng = np.random.default_rng(251)
    x, is_b = rng.normal(size=400), np.arange(400) % 3 == 0
    y = 1 + 0.4 * is_b + 1.5 * x + rng.normal(size=400)
    before, after = cuped.adjusted(Totals.of(y[~is_b], x[~is_b]), Totals.of(y[is_b], x[is_b]))
    fitted = sm.OLS(y, np.column_stack([np.ones(400), is_b, x])).fit(cov_type="HC1")
    assert after.value - before.value == pytest.approx(fitted.params[1])
    assert np.sqrt(before.variance + after.variance) == pytest.approx(fitted.bse[1], rel=0.02)


def test_a_covariate_without_spread_changes_nothing() -> None:
    y = np.arange(10.0)
    before, _ = cuped.adjusted(Totals.of(y, np.ones(10)), Totals.of(y + 1, np.ones(10)))
    raw = Totals.of(y).mean()
    assert (before.value, before.variance) == pytest.approx((raw.value, raw.variance))


def test_a_watched_trial_sees_a_smaller_effect_with_it() -> None:
    rng = np.random.default_rng(252)
    a, b = covaried(rng, 0.9, 4000, 1), covaried(rng, 0.9, 4000, 1)
    widths = []
    for metric in (Metric("score", Kind.COUNT), Metric("score", Kind.COUNT, is_adjusted=True)):
        told = metric.watched(a, b, ConfidenceSequence(8000))
        widths.append(float(told.hi[0] - told.lo[0]))
    assert widths[1] / widths[0] == pytest.approx(np.sqrt(1 - 0.81), rel=0.05)


def test_the_mean_of_both_arms_together_stays() -> None:
    """Or a lift would be taken over a wrong level."""
    rng = np.random.default_rng(253)
    a, b = covaried(rng, 0.7, 100, 1), covaried(rng, 0.7, 300, 1)
    before, after = cuped.adjusted(a, b)
    assert 0.25 * before.value + 0.75 * after.value == pytest.approx((a.y + b.y) / 400)
