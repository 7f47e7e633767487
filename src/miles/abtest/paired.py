"""Two voices on the same drafts: effect, interval and p of each metric, corrected for how many metrics were asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from miles.abtest.power import detectable
from miles.abtest.verdict import Contrast
from miles.post.error import MilesError

Floats = NDArray[np.float64]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What voices A and B reached by one metric: `a` and `b` (n,), NaN where there is no value.

    `groups` (n,) names the post behind each value: several drafts of one post are one piece of evidence. `weights`
    (n,) make the mean a ratio of sums (characters, for bits per character); none: all alike. `span` is the width of a
    bounded metric's range: where every pair is equal the interval is not a point, but what n such pairs can rule out.
    """

    metric: str
    version: str
    higher_is_better: bool
    a: Floats
    b: Floats
    groups: Sequence[str]
    weights: Floats | None = None
    span: float | None = None
    margin: float | None = None
    decides: bool = False


def contrasts(
    columns: Sequence[Column], *, seed: int = 0, resamples: int = 9999, alpha: float = 0.05, family: int = 0
) -> list[Contrast]:
    """Every column that at least two posts have values for; the deciding ones corrected by Holm's method.

    `family` is the number of deciding tests in all where other pairs of voices are compared beside this one.
    """
    found = [contrast for column in columns if (contrast := _contrast(column, seed, resamples)) is not None]
    deciding = [contrast for contrast in found if contrast.decides]
    adjusted = iter(holm([contrast.p for contrast in deciding], family))
    hardest = alpha / max(1, family, len(deciding))
    return [
        replace(
            one,
            p_adjusted=_rounded(next(adjusted)) if one.decides else one.p,
            detectable=_rounded(detectable(one.sd, one.posts, hardest if one.decides else alpha)),
        )
        for one in found
    ]


def holm(p: Sequence[float], family: int = 0) -> list[float]:
    """Adjusted p values that keep the chance of any false alarm at alpha, whatever depends on what (Holm 1979).

    Where `family` is larger than their number, the tests that are not here count as if each came first.
    """
    m, adjusted, highest = max(len(p), family), [0.0] * len(p), 0.0
    for rank, place in enumerate(sorted(range(len(p)), key=lambda k: p[k])):
        highest = max(highest, min(1.0, (m - rank) * p[place]))
        adjusted[place] = highest
    if family > len(p):  # their ranks are not known: the safe reading
        adjusted = [min(1.0, family * each) for each in p]
    return adjusted


def _contrast(column: Column, seed: int, resamples: int) -> Contrast | None:
    sums, weights, differences = _by_post(column)
    if len(sums) < 2:
        return None
    rng = np.random.default_rng([seed, crc32(column.metric.encode())])
    effect = float(sums.sum() / weights.sum())
    lo, hi = _interval(column, sums, weights, rng, resamples)
    use = ~(np.isnan(column.a) | np.isnan(column.b))
    share = np.ones(len(column.a)) if column.weights is None else column.weights
    turned = differences if column.higher_is_better else -differences
    spread = float(np.std(sums - effect * weights, ddof=1) / weights.mean())
    return Contrast(
        metric=column.metric,
        version=column.version,
        higher_is_better=column.higher_is_better,
        n=int(use.sum()),
        posts=len(sums),
        a=_rounded(np.average(column.a[use], weights=share[use])),
        b=_rounded(np.average(column.b[use], weights=share[use])),
        effect=_rounded(effect),
        lo=_rounded(min(lo, effect)),
        hi=_rounded(max(hi, effect)),
        p=(p := _flipped(sums, rng, resamples)),
        p_adjusted=p,
        wins=int((turned > 0).sum()),
        ties=int((turned == 0).sum()),
        losses=int((turned < 0).sum()),
        sd=_rounded(spread),
        detectable=0.0,  # depends on how many metrics decide
        margin=column.margin,
        decides=column.decides,
    )


def _by_post(column: Column) -> tuple[Floats, Floats, Floats]:
    """Per post the weighted sum of differences and the weight, (G,) each; the differences one by one, (n,)."""
    if not len(column.a) == len(column.b) == len(column.groups):
        raise MilesError(
            f"{column.metric}: {len(column.a)} values of A, {len(column.b)} of B for {len(column.groups)} drafts",
            "let both voices write for the same drafts",
        )
    use = ~(np.isnan(column.a) | np.isnan(column.b))
    differences = column.b[use] - column.a[use]
    share = np.ones(int(use.sum())) if column.weights is None else column.weights[use]
    _, group = np.unique(np.asarray(column.groups, dtype=object).astype(str)[use], return_inverse=True)
    sums, weights = (np.bincount(group, each).astype(np.float64) for each in (share * differences, share))
    return sums, weights, differences


def _interval(
    column: Column, sums: Floats, weights: Floats, rng: np.random.Generator, resamples: int
) -> tuple[float, float]:
    """BCa over posts (Efron 1987); where no pair differs, the largest mean that so many equal pairs leave open."""
    if np.ptp(sums / weights) == 0:
        value, n = float(sums[0] / weights[0]), len(sums)
        reach = (column.span or 0.0) * (1 - ((1 - CONFIDENCE) / 2) ** (1 / n))
        return value - reach, value + reach
    found = stats.bootstrap(
        (sums, weights),
        lambda top, bottom, axis: top.sum(axis=axis) / bottom.sum(axis=axis),
        paired=True, vectorized=True, n_resamples=resamples, batch=500, confidence_level=CONFIDENCE, rng=rng,
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high)


def _flipped(sums: Floats, rng: np.random.Generator, resamples: int) -> float:
    """Two-sided p of the mean difference when each post's A and B may be swapped; exact for few posts.

    The sum's own sign is what is flipped, so the test holds for any distribution that is alike for both voices.
    """
    if not sums.any():
        return 1.0
    found = stats.permutation_test(
        (sums, np.zeros_like(sums)),
        lambda a, b, axis: (a - b).sum(axis=axis),
        permutation_type="samples", vectorized=True, n_resamples=resamples, batch=500, rng=rng,
    )  # fmt: skip
    return _rounded(min(1.0, found.pvalue))


def _rounded(value: float) -> float:
    """Nine significant digits: the last bits of a sum differ between machines, a verdict's hash must not."""
    return float(f"{value:.9g}") if math.isfinite(value) else float(value)
