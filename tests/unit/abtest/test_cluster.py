"""Posts of an author are alike: errors by author keep their promise, errors by post do not."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from healthy import authors
from miles.abtest import fixed
from miles.abtest.cluster import clustered, gather
from miles.abtest.totals import Totals
from miles.post.error import MilesError


@pytest.mark.parametrize(("count", "correlation"), [(15, 0.5), (40, 0.1), (40, 0.5), (200, 0.3)])
def test_healthy_trials_of_authors(count: int, correlation: float) -> None:
    rng = np.random.default_rng(26)
    (*a, posts_a), (*b, posts_b) = (authors(rng, count, correlation) for _ in range(2))
    assert np.mean(fixed.welch(clustered(*a), clustered(*b)).p < 0.05) <= 0.057
    assert np.mean(fixed.welch(posts_a.mean(), posts_b.mean()).p < 0.05) > 0.15


def test_the_error_is_the_jackknifes_over_authors() -> None:
    rng = np.random.default_rng(0)
    sums, sizes = rng.normal(size=12), rng.integers(1, 9, 12).astype(float)
    left = np.array([(sums.sum() - sums[k]) / (sizes.sum() - sizes[k]) for k in range(12)])
    told = clustered(sums, sizes)
    assert told.value == pytest.approx(sums.sum() / sizes.sum())
    assert told.variance == pytest.approx(11 / 12 * ((left - left.mean()) ** 2).sum())


def test_gathered_totals_have_statsmodels_clustered_error() -> None:
    """CR1 of a constant: authors / (authors - 1) times the sandwich, which is the delta method on authors."""
    rng = np.random.default_rng(1)
    names = rng.integers(0, 25, 300)
    y = rng.normal(size=25)[names] + rng.normal(size=300)
    fitted = sm.OLS(y, np.ones(300)).fit(cov_type="cluster", cov_kwds={"groups": names})
    told = gather(y, [f"author {k}" for k in names]).ratio()
    assert told.value == pytest.approx(fitted.params[0])
    assert np.sqrt(told.variance) == pytest.approx(fitted.bse[0])
    assert told.n == len(set(names))


def test_authors_of_one_post_each_are_posts() -> None:
    y = np.random.default_rng(2).normal(size=30)
    told, plain = clustered(y, np.ones(30)), Totals.of(y).mean()
    assert (told.value, told.variance, told.n) == pytest.approx((plain.value, plain.variance, 30))


def test_one_author_tells_nothing() -> None:
    with pytest.raises(MilesError):
        clustered([3.0], [4.0])
    with pytest.raises(MilesError):
        clustered([3.0, 1.0], [4.0, 0.0])
    with pytest.raises(MilesError):
        gather([1.0, 2.0], ["a"])
