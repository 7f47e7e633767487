"""Sums by bucket: people who come back count for less, and no sum is lost on the way to a disk."""

from __future__ import annotations

import json

import numpy as np
import pytest

from miles.post.error import MilesError
from miles.registry.tally import ARMS, BUCKETS, PLACE, Tally


def tally(requests: np.ndarray, **columns: np.ndarray) -> Tally:
    """Columns (arms, buckets), the first of BUCKETS."""
    made = Tally.empty().copy()
    for name, values in {"requests": requests, **columns}.items():
        made.sums[:, : values.shape[1], PLACE[name]] = values
    return made


def test_a_bucket_that_always_says_the_same_counts_about_once() -> None:
    """40 buckets with 30 requests each, half of them failing always.

    By bucket: errors of 15 each way, (40 x 225) / (256 x 255) over (1200 / 256)^2. By request: .25 / 1199.
    """
    requests = np.full((2, 40), 30.0)
    always = requests * (np.arange(40) % 2)
    totals = tally(requests, failed=always).totals()["failed"][1]
    effect = (40 * 225) / (256 * 255) / (1200 / 256) ** 2 / (0.25 / 1199)
    assert totals.n == pytest.approx(1200 / effect)
    assert 39 < totals.n < 41
    assert (totals.y, totals.yy) == (pytest.approx(totals.n / 2), pytest.approx(totals.n / 2))


def test_independent_requests_count_in_full() -> None:
    """The design effect is 1 with an error of 9 %: three of these are let pass."""
    rng = np.random.default_rng(0)
    requests = rng.poisson(20, (2, BUCKETS)).astype(float)
    made = tally(requests, failed=rng.binomial(requests.astype(int), 0.3).astype(float))
    for arm, totals in enumerate(made.totals()["failed"]):
        assert 0.75 * requests[arm].sum() <= totals.n <= requests[arm].sum()
        assert totals.y / totals.n == pytest.approx(made.total("failed", arm) / requests[arm].sum())


def test_nothing_is_said_of_few_buckets_and_of_one_arm_what_is_known() -> None:
    requests = np.stack([np.append(np.ones(19), 0.0), np.ones(20)])
    production, challenger = tally(requests).totals()["failed"]
    assert (production.n, challenger.n) == (0, 20)


def test_the_time_of_slow_people_counts_once_each() -> None:
    """Everybody's own time, the same at each of 10 requests: as if each of 100 had asked about once."""
    logs = np.random.default_rng(1).normal(7, 0.5, (2, 100))
    made = tally(np.full((2, 100), 10.0), log_ms=10 * logs, log_ms_squared=10 * logs**2)
    for arm, totals in enumerate(made.totals()["latency"]):
        assert totals.n == pytest.approx(100, rel=0.02)
        assert totals.mean().value == pytest.approx(logs[arm].mean())
        assert np.sqrt(totals.mean().variance) == pytest.approx(logs[arm].std() / 10, rel=0.02)


def test_one_person_who_asks_all_day_is_no_wrong_split() -> None:
    requests = np.zeros((2, BUCKETS))
    requests[0, :200] = 5
    requests[1, 7] = 400
    assert sum(tally(requests).split(0.2)) < 30
    even = np.random.default_rng(2).poisson(3, (2, BUCKETS)).astype(float)
    assert sum(tally(even).split(0.5)) == pytest.approx(even.sum(), rel=0.2)


def test_a_tally_is_read_back_as_it_was_and_its_seal_holds() -> None:
    rng = np.random.default_rng(3)
    requests = rng.poisson(1, (2, BUCKETS)).astype(float)
    logs = requests * rng.normal(7, 1, requests.shape)
    made = tally(requests, log_ms=logs, log_ms_squared=logs**2 / np.maximum(requests, 1) + requests)
    again = Tally.from_dict(json.loads(json.dumps(made.as_dict())))
    assert np.array_equal(again.sums, made.sums)
    assert again.requests == (int(requests[0].sum()), int(requests[1].sum()))
    with pytest.raises(ValueError, match="read-only"):
        again.sums[0, 0, 0] = 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("requests", -1.0),
        ("requests", 0.5),
        ("failed", 3.0),
        ("failed", 0.5),
        ("first_failed", 1.0),
        ("accepted", 1.0),
        ("outcomes", 3.0),
        ("log_ms", float("nan")),
        ("log_ms", 50.0),
    ],
)
def test_sums_that_no_requests_have_are_refused(column: str, value: float) -> None:
    row = [0.0] * len(PLACE)
    row[PLACE["requests"]], row[PLACE["log_ms"]], row[PLACE["log_ms_squared"]] = 2.0, 14.0, 98.0
    assert Tally.from_dict({ARMS[0]: {"5": row}, ARMS[1]: {}}).requests == (2, 0)
    row[PLACE[column]] = value
    with pytest.raises(MilesError):
        Tally.from_dict({ARMS[0]: {"5": row}, ARMS[1]: {}})


def test_unknown_arms_and_buckets_are_refused() -> None:
    with pytest.raises(MilesError):
        Tally.from_dict({"a": {}, "b": {}})
    with pytest.raises(MilesError):
        Tally.from_dict({ARMS[0]: {str(BUCKETS): [0.0] * len(PLACE)}, ARMS[1]: {}})
