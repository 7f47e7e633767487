"""After how many requests each fault ends a rollout, and how seldom nothing ends a healthy one, as configured.

The table stands in docs/decisions/0008-trials-that-may-be-watched.md; it was made with --times=5.
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from scipy import stats

from audience import BETTER, FAULTS, HEALTHY, WORSE, Ended, drilled
from miles.registry.rollout import Phase

pytestmark = pytest.mark.slow
ROOMS = ("abtest", "registry")
CASES = {  # (first rung, challenger, requests handed in together), and what 95 of 100 rollouts must stay within
    "empty output, in the shadow": ((0, FAULTS["empty output"], 1), 5),
    "5 times slower, in the shadow": ((0, FAULTS["5 times slower"], 1), 70),
    "copies, in the shadow": ((0, FAULTS["copies"], 1), 3),
    "empty output, from 5 % of users on": ((1, FAULTS["empty output"], 1), 200),
    "5 times slower, from 5 % of users on": ((1, FAULTS["5 times slower"], 5), 1700),
    "copies, from 5 % of users on": ((1, FAULTS["copies"], 1), 130),
    "30 % less accepted, from 5 % of users on": ((1, WORSE, 50), 6500),
}


@pytest.fixture
def times(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("times"))


def played(case: tuple, rollouts: int) -> list[Ended]:
    rung, challenger, chunk = case
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(drilled, [(rung, challenger, seed, chunk) for seed in range(rollouts)], chunksize=4))


def told(name: str, ended: list[Ended]) -> None:
    requests, served = ([getattr(one, key) for one in ended] for key in ("requests", "served"))
    ends = Counter("undecided" if one.is_undecided else str(one.phase) for one in ended)
    print(f"\n{name:42s}", dict(ends), end="")
    for what, counts in (("requests", requests), ("of the challenger, shown", served)):
        print(f"; {what}: median {np.median(counts):.0f}, 95 % {np.quantile(counts, 0.95):.0f}", end="")


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_caught(name: str, times: int, capsys: pytest.CaptureFixture[str]) -> None:
    case, most = CASES[name]
    ended = played(case, 40 * times)
    with capsys.disabled():
        told(name, ended)
    assert {one.phase for one in ended} == {Phase.ROLLED_BACK}
    assert np.quantile([one.requests for one in ended], 0.95) <= most


def test_a_healthy_challenger_is_seldom_rolled_back(times: int, capsys: pytest.CaptureFixture[str]) -> None:
    """For a breach: the upper end of Wilson's interval of the share lies below alpha, 5 %."""
    ended = played((0, HEALTHY, 250), 200 * times)
    breached = sum(one.phase is Phase.ROLLED_BACK and not one.is_undecided for one in ended)
    interval = stats.binomtest(breached, len(ended)).proportion_ci(method="wilson")
    with capsys.disabled():
        told("healthy", ended)
        print(f"; breached {breached} of {len(ended)} [{interval.low:.2%}, {interval.high:.2%}]")
    assert interval.high <= 0.05
    assert np.mean([one.phase is Phase.FULL for one in ended]) >= 0.9


def test_a_better_challenger_gets_through(times: int, capsys: pytest.CaptureFixture[str]) -> None:
    ended = played((0, BETTER, 250), 40 * times)
    with capsys.disabled():
        told("20 % more accepted", ended)
    assert np.mean([one.phase is Phase.FULL for one in ended]) >= 0.98
