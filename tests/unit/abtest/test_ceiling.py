"""Evidence that a share is above its limit: an integral, worked by hand, by quadrature and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from miles.abtest.ceiling import evidence
from miles.post.error import MilesError


def test_three_faults_of_three_at_a_limit_of_5_percent() -> None:
    """The integral of p^3 from .05 to 1 is (1 - .05^4) / 4; averaged over .95, against .05^3."""
    assert evidence(3, 3, 0.05) == pytest.approx((1 - 0.05**4) / 4 / 0.95 / 0.05**3)


@pytest.mark.parametrize(("yes", "n", "limit"), [(0, 40, 0.1), (7, 40, 0.1), (4, 300, 0.02), (120, 256, 0.3)])
def test_it_is_the_average_likelihood_ratio_above_the_limit(yes: int, n: int, limit: float) -> None:
    def ratio(share: float) -> float:
        return float(np.exp(stats.binom.logpmf(yes, n, share) - stats.binom.logpmf(yes, n, limit)))

    average, _ = integrate.quad(ratio, limit, 1, points=[max(yes / n, limit)], limit=200)
    assert evidence(yes, n, limit) == pytest.approx(average / (1 - limit), rel=1e-6)


@pytest.mark.parametrize(("share", "most"), [(0.1, 0.05), (0.08, 0.05), (0.02, 0.001)])
def test_a_share_up_to_the_limit_seldom_looks_too_large_at_any_look(share: float, most: float) -> None:
    """20,000 trials looked at after every one of 256 units."""
    yes = (np.random.default_rng(0).random((20_000, 256)) < share).cumsum(axis=1)
    counts = np.arange(257)
    known = evidence(np.minimum(counts, counts[:, None]), counts[:, None], 0.1)  # (n, yes)
    assert float(np.mean((known[np.arange(1, 257), yes] >= 20).any(axis=1))) <= most


def test_nothing_seen_says_nothing_and_much_seen_stays_a_number() -> None:
    assert evidence(0, 0, 0.1) == pytest.approx(1)
    assert evidence(1, 1_000_000, 0.5) == 0
    assert np.isfinite(evidence(1_000_000, 1_000_000, 0.01))


def test_what_cannot_be_is_refused() -> None:
    for yes, n, limit in ((2, 1, 0.1), (-1, 1, 0.1), (0, 1, 0.0), (0, 1, 1.0)):
        with pytest.raises(MilesError):
            evidence(yes, n, limit)
