"""How many drafts show a difference of a given size, and how small a one a given number shows: paired t test."""

from __future__ import annotations

import math

from scipy import optimize, stats

from miles.post.error import MilesError

POWER = 0.8  # four times in five
MOST = 10_000_000  # pairs; who would need more has no difference worth finding


def power(difference: float, sd: float, n: float, alpha: float = 0.05) -> float:
    """The chance that `n` pairs whose differences have this standard deviation show a true mean `difference`.

    Two-sided, by the noncentral t distribution (Cohen 1988, chapter 2).
    """
    if sd <= 0:
        return float(difference != 0)
    freedom = n - 1
    critical = stats.t.ppf(1 - alpha / 2, freedom)
    shift = abs(difference) / sd * math.sqrt(n)
    wrong_side = stats.nct.cdf(-critical, freedom, shift)  # not a number where it is too small for doubles
    return float(stats.nct.sf(critical, freedom, shift) + (wrong_side if math.isfinite(wrong_side) else 0.0))


def detectable(sd: float, n: int, alpha: float = 0.05, wanted: float = POWER) -> float:
    """The smallest true difference that `n` pairs show with this power; infinite for fewer than two."""
    if n < 2:
        return math.inf
    if sd <= 0:
        return 0.0
    most = 1e3 + 10 * float(stats.t.ppf(1 - alpha / 2, n - 1))  # shown for certain, however few the pairs
    unit = optimize.brentq(lambda d: power(d, 1.0, n, alpha) - wanted, 1e-6, most / math.sqrt(n), xtol=1e-10)
    return float(unit) * sd


def drafts_needed(difference: float, sd: float, alpha: float = 0.05, wanted: float = POWER) -> int:
    """The fewest pairs that show a true `difference` with this power; at least two."""
    if difference == 0:
        raise MilesError("no number of drafts shows a difference of 0", "give the smallest difference that matters")
    if power(difference, sd, 2, alpha) >= wanted:
        return 2
    if power(difference, sd, MOST, alpha) < wanted:
        raise MilesError(
            f"a difference of {difference:g} needs over {MOST:,} drafts", "give the smallest difference that matters"
        )
    return math.ceil(optimize.brentq(lambda n: power(difference, sd, n, alpha) - wanted, 2, MOST, xtol=1e-6))
