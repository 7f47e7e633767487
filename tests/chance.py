"""Do draws follow a distribution?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats


def p_value(found: Sequence[int], shares: np.ndarray) -> float:
    """Of a chi-square test that `found` was drawn from `shares` (V,); rare outcomes are counted together.

    0 where something was drawn that has no share at all.
    """
    seen, expected = np.bincount(found, minlength=len(shares)), shares / shares.sum() * len(found)
    if seen[expected == 0].any():
        return 0.0
    common = expected >= 5
    bins = [np.append(counts[common], counts[~common].sum()) for counts in (seen, expected)]
    kept = bins[1] > 0
    return float(stats.chisquare(bins[0][kept], bins[1][kept]).pvalue)
