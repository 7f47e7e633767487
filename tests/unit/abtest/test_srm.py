"""The alarm on shares: silent on healthy trials, sounded where one arm loses units."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from miles.abtest import srm
from miles.post.error import MilesError

TRIALS, LOOKS, PLANNED = 4000, 20, 20_000


def looks(seed: int, share: float, units: int = PLANNED, count: int = LOOKS) -> np.ndarray:
    """(trials, looks, 2) units so far, `share` of them in the second arm."""
    rng = np.random.default_rng(seed)
    second = rng.binomial(units // count, share, (TRIALS, count)).cumsum(axis=1)
    total = np.arange(1, count + 1) * (units // count)
    return np.stack([total - second, second], axis=-1)


def alarms(counts: np.ndarray, shares: tuple[float, float] = (0.5, 0.5)) -> float:
    """Share of trials that sound the alarm at any look; the last look ends the trial."""
    is_over = np.arange(counts.shape[1]) == counts.shape[1] - 1
    return float(np.mean(srm.check(counts, shares, PLANNED, is_over).is_alarm.any(axis=1)))


def test_the_alarm_is_silent_on_healthy_trials_and_sounds_at_52_to_48() -> None:
    assert alarms(looks(24, 0.5)) <= 0.002
    assert alarms(looks(24, 0.1), (0.9, 0.1)) <= 0.002
    assert alarms(looks(24, 0.48)) >= 0.99


def test_the_sequential_test_alone_keeps_alpha_at_every_look() -> None:
    """200 looks at alpha .01, beside a chi-square test that is looked at as often."""
    counts = looks(25, 0.5, count=200)
    assert np.mean((srm.always(counts, (0.5, 0.5), PLANNED, 0.01) < 0.01).any(axis=1)) <= 0.01
    assert np.mean((srm.chi_square(counts, (0.5, 0.5)) < 0.01).any(axis=1)) > 0.05


def test_chi_square_is_scipys() -> None:
    counts, shares = [520, 480, 260], [0.4, 0.4, 0.2]
    expected = stats.chisquare(counts, np.array(shares) * 1260).pvalue
    assert srm.chi_square(counts, shares) == pytest.approx(expected, abs=1e-12)


def test_the_bayes_factor_is_an_integral_over_shares() -> None:
    counts, planned = (60, 40), 100
    weight = planned / srm.tightest(0.001)
    odds = integrate.quad(
        lambda p: stats.beta.pdf(p, weight / 2, weight / 2) * (p / 0.5) ** 60 * ((1 - p) / 0.5) ** 40, 0, 1
    )[0]
    assert odds > 1
    assert srm.always(counts, (0.5, 0.5), planned) == pytest.approx(1 / odds, rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "shares", "planned"),
    [((5, 5), (0.5, 0.6), 10), ((5, 5), (1.0, 0.0), 10), ((5, -1), (0.5, 0.5), 10), ((5,), (0.5, 0.5), 10),
     ((5, 5), (0.5, 0.5), 0)],
)  # fmt: skip
def test_counts_and_shares_that_cannot_be_are_refused(counts: tuple, shares: tuple, planned: int) -> None:
    with pytest.raises(MilesError):
        srm.check(counts, shares, planned)
