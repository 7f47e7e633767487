"""A report of a running trial: what it concludes, in which order, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from miles.abtest.guardrail import Guardrail, State
from miles.abtest.outcome import ACCEPTED, OUTCOMES, RATING, Kind, Metric
from miles.abtest.totals import Totals
from miles.abtest.trial import KEEP_GOING, Plan, report
from miles.post.error import MilesError

ERRORS = Metric("errors", Kind.BERNOULLI, is_more_better=False)
PLAN = Plan("A", "B", ACCEPTED, 20_000, secondary=(RATING,), guardrails=(Guardrail(ERRORS, margin=0.01),))


def yes(n: int, share: float) -> Totals:
    return Totals(n, round(n * share), round(n * share))


def outcomes(n: int, accepted: tuple[float, float], errors: tuple[float, float] = (0.01, 0.01)) -> dict:
    ratings = RATING.totals(np.tile([1.0, 3.0, 5.0, 5.0], 30))
    return {
        "accepted": {"A": yes(n, accepted[0]), "B": yes(n, accepted[1])},
        "errors": {"A": yes(n, errors[0]), "B": yes(n, errors[1])},
        "rating": {"A": ratings, "B": ratings},
    }


@pytest.mark.parametrize(
    ("n", "accepted", "errors", "split", "conclusion"),
    [
        (2000, (0.10, 0.11), (0.01, 0.01), (2000, 2000), KEEP_GOING),
        (8000, (0.10, 0.13), (0.01, 0.01), (8000, 8000), "B is better"),
        (8000, (0.13, 0.10), (0.01, 0.01), (8000, 8000), "A is better"),
        (8000, (0.10, 0.13), (0.01, 0.05), (8000, 8000), "stop: errors is worse by at least"),
        (8000, (0.10, 0.13), (0.01, 0.05), (10_000, 8000), "stop: B has 44.44% of 18,000 units instead of 50.00%"),
        (10_000, (0.10, 0.10), (0.01, 0.01), (10_000, 10_000), "stop: all 20,000 planned units are in"),
    ],
)
def test_conclusions(n: int, accepted: tuple, errors: tuple, split: tuple, conclusion: str) -> None:
    told = report(PLAN, dict(zip("AB", split, strict=True)), outcomes(n, accepted, errors))
    assert told.conclusion.startswith(conclusion)
    assert told.is_over == (conclusion != KEEP_GOING)
    assert told.exposures == split


def test_what_a_report_tells() -> None:
    told = report(PLAN, {"A": 8000, "B": 8000}, outcomes(8000, (0.10, 0.13)))
    assert told.primary.effect.value == pytest.approx(0.03)
    assert told.primary.lift.value == pytest.approx(0.3)
    assert 0 < told.primary.effect.lo < 0.03 < told.primary.effect.hi
    assert told.primary.n == (8000, 8000)
    assert told.primary.p < 0.001
    assert told.secondary[0].effect.value == 0
    assert told.secondary[0].n == (120, 120)
    assert told.guardrails[0].state is State.OK
    assert not told.split.is_alarm
    assert "accepted: +0.03 [" in told.reason
    assert "95 % sure at every look" in told.reason


def test_less_is_better_where_the_metric_says_so() -> None:
    plan = Plan("A", "B", ERRORS, 20_000)
    assert report(plan, {"A": 8000, "B": 8000}, outcomes(8000, (0.1, 0.1), (0.05, 0.02))).conclusion == "B is better"


def test_a_guardrail_still_open_is_told_beside_a_winner() -> None:
    plan = replace(PLAN, guardrails=(Guardrail(ERRORS, margin=0.001),))
    told = report(plan, {"A": 8000, "B": 8000}, outcomes(8000, (0.10, 0.13)))
    assert told.conclusion == "B is better"
    assert "; but errors lies between" in told.reason


def test_outcomes_that_are_not_in_yet_keep_the_trial_going() -> None:
    nothing = {name: {"A": Totals(), "B": Totals()} for name in ("accepted", "errors", "rating")}
    told = report(PLAN, {"A": 12_000, "B": 12_000}, nothing)
    assert told.conclusion == KEEP_GOING
    assert told.primary.p == 1


@pytest.mark.parametrize(
    ("exposures", "change", "next_step"),
    [
        ({}, {}, "log each exposure"),
        ({"A": 100}, {}, "let units into both"),
        ({"A": 100, "B": 0}, {}, "let units into both"),
        ({"A": 100, "B": 100, "C": 5}, {}, "alpha divided"),
        ({"A": 100, "B": float("nan")}, {}, "count the units"),
        ({"A": 100, "B": "many"}, {}, "count the units"),
        ({"A": 2000, "B": 2000}, {"rating": {}}, "give Totals()"),
        ({"A": 2000, "B": 1999}, {}, "only after its exposure"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_next_step(exposures: dict, change: dict, next_step: str) -> None:
    with pytest.raises(MilesError) as refused:
        report(PLAN, exposures, outcomes(2000, (0.1, 0.1)) | change)
    assert next_step in refused.value.next_step


def test_plans_that_cannot_be_are_refused() -> None:
    for wrong in (
        {"challenger": "A"},
        {"challenger": ""},
        {"planned": 1},
        {"alpha": 0.0},
        {"shares": (0.5, 0.6)},
        {"secondary": (Metric("accepted", Kind.COUNT),)},
    ):
        with pytest.raises(MilesError):
            replace(PLAN, **wrong)


def test_reports_at_every_look_of_healthy_trials_seldom_find_a_winner() -> None:
    """The whole report, 100 trials of 10 looks: "better" in at most 5 %, a stop before the end in at most 2 %."""
    rng = np.random.default_rng(7)
    better = stopped = 0
    for _ in range(100):
        drawn = rng.multinomial(400, [0.45, 0.05, 0.45, 0.05], size=10).cumsum(axis=0)
        wrong = rng.binomial(200, 0.01, (10, 2)).cumsum(axis=0)
        for look, (no_a, yes_a, no_b, yes_b) in enumerate(drawn):
            n = {"A": int(no_a + yes_a), "B": int(no_b + yes_b)}
            said = {"A": Totals(n["A"], yes_a, yes_a), "B": Totals(n["B"], yes_b, yes_b)}
            bad = {arm: Totals(n[arm], wrong[look, k], wrong[look, k]) for k, arm in enumerate("AB")}
            plan = Plan("A", "B", ACCEPTED, 4000, guardrails=PLAN.guardrails)
            told = report(plan, n, {"accepted": said, "errors": bad})
            if told.is_over:
                better += "better" in told.conclusion
                stopped += look < 9 and told.conclusion.startswith("stop")
                break
    assert better <= 0.05 * 100
    assert stopped <= 0.02 * 100


def test_every_outcome_of_a_post_can_be_reported() -> None:
    """Users whose posts are the same in both arms: nothing is found, whatever is asked."""
    rng = np.random.default_rng(4)
    plan = replace(PLAN, secondary=tuple(OUTCOMES.values()), guardrails=())
    rows = {"accepted": rng.integers(0, 2, 200), "posted": rng.integers(0, 2, 200), "rating": rng.integers(1, 6, 200),
            "edited": rng.integers(0, 90, 200), "engagement": rng.lognormal(size=200)}  # fmt: skip
    shown = np.full(200, 240)
    totals = {name: OUTCOMES[name].totals(each, shown if name == "edited" else None) for name, each in rows.items()}
    found = report(plan, {"A": 200, "B": 200}, {name: {"A": each, "B": each} for name, each in totals.items()})
    assert found.conclusion == KEEP_GOING
    assert [one.metric for one in found.secondary] == list(OUTCOMES)
    assert all(one.effect.value == 0 and one.effect.lo < 0 < one.effect.hi for one in found.secondary)
