"""Least squares whose doubt counts days instead of posts, because posts of one day share their news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Rows = NDArray[np.float64]
CONFIDENCE = 0.95
_FREE = 1e-6  # share of a column that must be left when the controls are taken out of it


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its 95 % interval."""

    value: float
    lo: float
    hi: float

    @classmethod
    def factor(cls, log: float, deviation: float, freedom: float = np.inf) -> Estimate:
        """A factor from its natural logarithm and that logarithm's standard error, by Student's t."""
        reach = deviation * float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom))
        return cls(*(float(np.exp(point)) for point in (log, log - reach, log + reach)))

    @property
    def excludes_one(self) -> bool:
        return self.lo > 1 or self.hi < 1


@dataclass(frozen=True, slots=True)
class Fit:
    """`coefficients` (k,), their `covariance` (k, k) and `freedom` (k,), the degrees of Student's t."""

    coefficients: Rows
    covariance: Rows
    freedom: Rows

    def factor(self, column: int = 0) -> Estimate:
        """exp of a coefficient, with its interval."""
        deviation = float(np.sqrt(self.covariance[column, column]))
        return Estimate.factor(float(self.coefficients[column]), deviation, float(self.freedom[column]))

    def chance(self, column: int = 0) -> float:
        """Two-sided p: how often a coefficient of 0 would be estimated as far from 0 as this one."""
        deviation = max(float(np.sqrt(self.covariance[column, column])), 1e-12)
        return float(2 * stats.t.sf(abs(self.coefficients[column]) / deviation, self.freedom[column]))


def fit(outcome: Rows, columns: Rows, controls: Rows, clusters: NDArray[np.int64]) -> Fit | None:
    """Regress `outcome` (n,) on `columns` (n, k) with `controls` (n, c) beside them; `clusters` (n,) name the days.

    The covariance is CR3, in effect the jackknife over clusters, which does not promise too much when few of them
    carry a column (Bell & McCaffrey 2002; MacKinnon, Nielsen & Webb 2023, doi 10.1016/j.jeconom.2022.04.001).
    `freedom` is the effective number of clusters less one: each weighs as the column varies within it (after
    Carter, Schnepel & Steigerwald 2017, doi 10.1162/REST_a_00639). None where the controls leave a column nothing,
    or where there are too few rows or clusters.
    """
    basis = _orthonormal(controls)
    left = columns - basis @ (basis.T @ columns)
    free = _orthonormal(left)
    _, groups = np.unique(clusters, return_inverse=True)
    enough = len(outcome) > basis.shape[1] + columns.shape[1] + 1 and groups.max(initial=0) > 0
    if (
        not enough
        or free.shape[1] < columns.shape[1]
        or np.any((left**2).sum(axis=0) < _FREE * (columns**2).sum(axis=0))
    ):
        return None
    bread = np.linalg.inv(left.T @ left)
    coefficients = bread @ left.T @ (outcome - basis @ (basis.T @ outcome))
    known = np.hstack([basis, free])
    residual = outcome - known @ (known.T @ outcome)
    scores = np.zeros((groups.max() + 1, columns.shape[1]))
    for rows in _alike(groups):  # (m, size): clusters of one size at a time
        hats = known[rows] @ known[rows].transpose(0, 2, 1)
        # A control that one day alone carries makes this singular; the pseudo-inverse leaves that control out.
        opened = np.linalg.pinv(np.eye(rows.shape[1]) - hats, rcond=1e-6, hermitian=True)
        jackknifed = (opened @ residual[rows][:, :, None])[:, :, 0]
        scores[groups[rows[:, 0]]] = np.einsum("ms,msk->mk", jackknifed, left[rows])
    scores = (scores - scores.mean(axis=0)) @ bread
    alone = left @ bread / np.diag(bread)  # (n, k): each column with the others taken out as well
    weights = np.stack([np.bincount(groups, column**2) for column in alone.T])  # (k, clusters)
    freedom = np.maximum(weights.sum(axis=1) ** 2 / (weights**2).sum(axis=1) - 1, 1.0)
    return Fit(coefficients, scores.T @ scores, freedom)


def holm(chances: Sequence[float]) -> list[float]:
    """p values that may be read side by side: all of them together are wrong 5 % of the time (Holm 1979)."""
    order = np.argsort(chances, kind="stable")
    steps = np.array(chances, float)[order] * np.arange(len(chances), 0, -1)
    adjusted = np.empty(len(chances))
    adjusted[order] = np.maximum.accumulate(steps).clip(max=1.0)
    return [float(p) for p in adjusted]


def dummies(labels: NDArray[np.int64]) -> Rows:
    """(n,) labels -> (n, number of labels) zeros and ones."""
    return np.asarray(labels[:, None] == np.unique(labels)[None, :], float)


def _orthonormal(columns: Rows) -> Rows:
    """(n, rank) with the same span; columns that add nothing are gone."""
    if not columns.size:
        return np.zeros((len(columns), 0))
    vectors, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(vectors[:, sizes > 1e-9 * max(float(sizes[0]), 1e-12)])


def _alike(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Rows of the clusters, one (m, size) array for each size."""
    sizes = np.bincount(groups)
    order = np.argsort(groups, kind="stable")
    starts = np.cumsum(sizes) - sizes
    return [order[starts[sizes == size][:, None] + np.arange(size)] for size in np.unique(sizes)]
