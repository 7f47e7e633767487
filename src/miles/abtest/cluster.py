"""Posts of one author share their luck: errors that count authors, not posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from miles.abtest.totals import Estimate, Totals
from miles.post.error import MilesError


def gather(y: ArrayLike, clusters: ArrayLike) -> Totals:
    """(n,) rows and the cluster of each -> totals whose units are clusters: y their sum, x their number of rows.

    `Totals.ratio` of these is the mean over rows with a clustered error. The cluster must be what was assigned to an
    arm: a cluster in both arms, or split over two totals that are added, passes for two that are independent.
    """
    rows, names = np.asarray(y, float), np.asarray(clusters)
    if rows.ndim != 1 or rows.shape != names.shape or not rows.size:
        raise MilesError(f"{rows.size:,} rows come with {names.size:,} clusters", "give one cluster for each row")
    _, place = np.unique(names, return_inverse=True)
    return Totals.of(np.bincount(place, rows), np.bincount(place).astype(float))


def clustered(sums: ArrayLike, sizes: ArrayLike) -> Estimate:
    """The mean over rows from (..., clusters) sums and sizes, with an error that few, unequal clusters do not flatter.

    The linearised error of a cluster is sum - mean * size; CR3 divides it by 1 - size / rows, in effect the jackknife
    over clusters (Bell & McCaffrey 2002; MacKinnon, Nielsen & Webb 2023, doi 10.1016/j.jeconom.2022.04.001). `n` is
    the effective number of clusters, (sum of squared sizes)^2 / sum of sizes^4 (Carter, Schnepel & Steigerwald 2017,
    doi 10.1162/REST_a_00639, for a strong correlation within), so that `fixed.welch` takes its degrees from it.
    """
    total, size = np.asarray(sums, float), np.asarray(sizes, float)
    if total.shape != size.shape or total.ndim == 0 or total.shape[-1] < 2 or not np.all(size > 0):
        raise MilesError(
            f"sums {total.shape} and sizes {size.shape} do not tell of two clusters with rows",
            "give one sum and one size, above 0, for each of at least two clusters",
        )
    rows = size.sum(axis=-1, keepdims=True)
    value = total.sum(axis=-1, keepdims=True) / rows
    errors = (total - value * size) / (1 - size / rows) / rows
    errors = errors - errors.mean(axis=-1, keepdims=True)
    count = total.shape[-1]
    variance = np.square(errors).sum(axis=-1) * (count - 1) / count
    effective = np.square(np.square(size).sum(axis=-1)) / np.power(size, 4).sum(axis=-1)
    return Estimate(value[..., 0][()], variance[()], effective[()])
