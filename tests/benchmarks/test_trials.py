"""The rates that trials promise, each of 4,000 simulated trials under three seeds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from healthy import METRICS, TRIALS, alarms, at, authors, covaried, ever, fallen, once, shares, watched
from miles.abtest import cuped, fixed
from miles.abtest.cluster import clustered
from miles.abtest.sequential import ConfidenceSequence

pytestmark = pytest.mark.slow
ROOMS = ("abtest",)
EVEN = (0.5, 0.5)


def rates(name: str, rng: np.random.Generator) -> dict[str, float]:
    a, b = (watched(name, rng, TRIALS, 20, 100) for _ in range(2))
    metric, ends = METRICS[name], [at(arm, -1) for arm in (a, b)]
    return {
        f"{name}, one look": float(np.mean(once(name, *ends) < 0.05)),
        f"{name}, 20 looks": ever(metric.watched(a, b, ConfidenceSequence(4000))),
        f"{name}, 20 looks, z": float(np.mean((fixed.z(*metric.estimates(a, b)).p < 0.05).any(axis=1))),
    }


def power(rng: np.random.Generator) -> dict[str, float]:
    told = METRICS["accepted"].watched(shares(rng, 0.10, 500), shares(rng, 0.12, 500), ConfidenceSequence(20_000))
    return {"power, 10 % against 12 %": float(np.mean((told.lo > 0).any(axis=1)))}


def splits(rng: np.random.Generator) -> dict[str, float]:
    return {
        "split alarm, even": alarms(fallen(rng, 0.5), EVEN),
        "split alarm, 52 to 48": alarms(fallen(rng, 0.48), EVEN),
    }


def adjusted(rng: np.random.Generator) -> dict[str, float]:
    found = {}
    for rho in (0.0, 0.3, 0.5, 0.7, 0.9):
        raw, arms = covaried(rng, rho, 300), covaried(rng, rho, 300)
        before, after = cuped.adjusted(raw, arms)
        found[f"CUPED, rho {rho}, one look"] = float(np.mean(fixed.welch(before, after).p < 0.05))
        ratio = np.var(after.value - before.value) / (8 / 300) / (1 - rho**2)
        found[f"CUPED, rho {rho}, variance over (1 - rho^2)"] = float(ratio)
    return found


def grouped(rng: np.random.Generator) -> dict[str, float]:
    found = {}
    for count, correlation in ((15, 0.5), (40, 0.1), (40, 0.5), (200, 0.3)):
        (*a, posts_a), (*b, posts_b) = (authors(rng, count, correlation) for _ in range(2))
        case = f"{count} authors, correlation {correlation}"
        found[f"{case}, by author"] = float(np.mean(fixed.welch(clustered(*a), clustered(*b)).p < 0.05))
        found[f"{case}, by post"] = float(np.mean(fixed.welch(posts_a.mean(), posts_b.mean()).p < 0.05))
    return found


def test_rates(capsys: pytest.CaptureFixture[str]) -> None:
    kinds: list[Callable[[np.random.Generator], dict[str, float]]] = [
        *(lambda rng, name=name: rates(name, rng) for name in METRICS),
        *(power, splits, adjusted, grouped),
    ]
    table = [{} | {k: v for kind in kinds for k, v in kind(np.random.default_rng(seed)).items()} for seed in range(3)]
    with capsys.disabled():
        for row in table[0]:
            print(f"\n{row:50s}", *(f"{seed[row]:7.4f}" for seed in table), end="")
    mean = {row: float(np.mean([seed[row] for seed in table])) for row in table[0]}
    assert all(0.043 <= rate <= 0.057 for row, rate in mean.items() if row.endswith("one look") and "CUPED" not in row)
    assert all(rate <= 0.055 for row, rate in mean.items() if row.endswith("20 looks"))
    assert mean["power, 10 % against 12 %"] >= 0.93
