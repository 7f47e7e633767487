"""The alarm on shares: silent on healthy trials, sounded where one arm loses units."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from healthy import alarms, fallen
from miles.abtest import srm
from miles.post.error import MilesError

PLANNED = 20_000


def test_the_alarm_is_silent_on_healthy_trials_and_sounds_at_52_to_48() -> None:
    """20,000 units, 20 looks."""
    rng = np.random.default_rng(24)
    assert alarms(fallen(rng, 0.5), (0.5, 0.5)) <= 0.002
    assert alarms(fallen(rng, 0.1), (0.9, 0.1)) <= 0.002
    assert alarms(fallen(rng, 0.48), (0.5, 0.5)) >= 0.99


def test_the_sequential_test_alone_keeps_alpha_at_every_look() -> None:
    """200 looks at alpha .01, beside a chi-square test that is looked at as often."""
    counts = fallen(np.random.default_rng(25), 0.5, looks=200)
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
