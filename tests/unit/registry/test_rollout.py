"""A rollout's way up and back: what moves it, what never does, and that no observation is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audience import BETTER, FAULTS, HEALTHY, WORSE, Manner, begun, drilled, plan, requests
from miles.post.error import MilesError
from miles.registry.rollout import ARMS, CHALLENGER, PRODUCTION, Exposure, Outcome, Phase, Rollout

UNITS = [f"user {k}" for k in range(2000)]
EASY = {  # margins that some hundred requests decide
    "shadow_share": 1.0, "canary_shares": (0.3, 0.6), "fewest_shadow": 60, "fewest_canary": 60, "most_requests": 3000,
    "planned": 300, "more_failed": 0.5, "more_copied": 0.5, "more_unsafe": 0.5, "more_latency": 3.0,
    "less_accepted": 0.7, "most_failed": 0.5,
}  # fmt: skip
Observations = list[Exposure | Outcome]


def walked(
    state: Rollout, challenger: Manner, seed: int, chunks: Sequence[int]
) -> tuple[list[Rollout], list[Observations]]:
    """The states after each chunk, the first one included, and what each chunk was."""
    rng, states, seen = np.random.default_rng(seed), [state], []
    for chunk in chunks:
        seen.append(list(requests(rng, states[-1], challenger, chunk)))
        states.append(states[-1].observed(seen[-1]))
    return states, seen


def inside(state: Rollout, arm: str, count: int) -> list[str]:
    """Units of an arm."""
    return [unit for unit in UNITS if state.arm(unit) == arm][:count]


def served(state: Rollout, unit: str, **changes: object) -> Exposure:
    fields = {"rung": state.rung, "arm": state.arm(unit), "unit": unit, "latency_ms": 900.0}
    return Exposure(**fields | changes)


manners = st.builds(
    Manner,
    failed=st.sampled_from([0.0, 0.02, 0.3, 1.0]),
    copied=st.sampled_from([0.0, 0.0, 0.05]),
    slower=st.sampled_from([1.0, 1.0, 6.0]),
    accepted=st.sampled_from([0.1, 0.5, 0.6]),
)
chunks = st.lists(st.integers(1, 200), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None)
@given(manner=manners, seed=st.integers(0, 999), sizes=chunks)
def test_there_is_one_way_up_and_a_way_back_for_good(manner: Manner, seed: int, sizes: list[int]) -> None:
    states, seen = walked(begun(seed=seed, **EASY), manner, seed, sizes)
    up = ["canary 0.3", "canary 0.6", "full"]
    for before, after in pairwise(states):
        assert after.history[: len(before.history)] == before.history
        assert before.phase is not Phase.ROLLED_BACK or (after.rung, after.history) == (before.rung, before.history)
    last = states[-1]
    told = [step.to for step in last.history]
    assert told == up[: last.rung] + ["rolled back"] * last.is_rolled_back
    assert all(step.reason for step in last.history)
    assert [step.seen for step in last.history] == sorted(step.seen for step in last.history)
    if last.is_rolled_back:
        assert {last.arm(unit) for unit in UNITS} == {PRODUCTION}
        assert not any(last.is_shadowed(unit) for unit in UNITS)
    assert last.seen == sum(map(len, seen))


@settings(max_examples=15, deadline=None)
@given(manner=manners, seed=st.integers(0, 999), sizes=chunks, cut=st.integers(1, 97))
def test_the_same_observations_give_the_same_state_however_cut_or_stored(
    manner: Manner, seed: int, sizes: list[int], cut: int
) -> None:
    states, seen = walked(begun(seed=seed, **EASY), manner, seed, sizes)
    together = [one for chunk in seen for one in chunk]
    again = states[0]
    for start in range(0, len(together), cut):
        again = Rollout.from_dict(json.loads(json.dumps(again.as_dict()))).observed(together[start : start + cut])
    assert again.as_dict() == states[-1].as_dict()
    for rung, tally in enumerate(again.tallies):
        here = [one for one in together if one.rung == rung]
        for arm, name in enumerate(ARMS):
            mine = [one for one in here if one.arm == name]
            shown = [one for one in mine if isinstance(one, Exposure)]
            assert tally.requests[arm] == len(shown)
            assert tally.total("failed", arm) == sum(one.is_failed for one in shown)
            assert tally.total("copied", arm) == sum(one.is_copied for one in shown)
            outcomes = [one for one in mine if isinstance(one, Outcome)]
            assert tally.total("accepted", arm) == sum(one.is_accepted for one in outcomes)


def test_raising_the_share_moves_nobody_who_is_inside() -> None:
    rungs = [set(inside(begun(rung), CHALLENGER, 2000)) for rung in range(5)]
    assert all(low < high for low, high in pairwise(rungs))
    for units, share in zip(rungs, (0, 0.05, 0.2, 0.5, 1), strict=True):
        assert len(units) == pytest.approx(2000 * share, abs=4 * np.sqrt(2000 * share * (1 - share)))
    assert rungs[2] != set(inside(begun(2, seed=1), CHALLENGER, 2000))


def test_a_shadow_is_seen_by_nobody() -> None:
    state = begun()
    assert {state.arm(unit) for unit in UNITS} == {PRODUCTION}
    assert sum(map(state.is_shadowed, UNITS)) == pytest.approx(400, abs=70)
    assert not any(map(begun(1).is_shadowed, UNITS))


def test_a_healthy_challenger_leaves_the_shadow_and_says_why() -> None:
    states, _ = walked(begun(), HEALTHY, 5, [1250] * 6)
    last = states[-1]
    assert last.phase is Phase.CANARY
    assert last.history[0].to == "canary 0.05"
    assert "requests of the challenger: failed is worse by at most 0.0" in last.history[0].reason
    assert last.tallies[0].requests[1] >= 500


def test_late_outcomes_count_where_they_belong_and_may_still_end_it() -> None:
    state, late = begun(1, **EASY), []
    for chunk in [100, 100, 100, 50]:
        batch = list(requests(np.random.default_rng(chunk), state, HEALTHY, chunk))
        late += [replace(one, is_accepted=one.arm == PRODUCTION) for one in batch if isinstance(one, Outcome)]
        state = state.observed([one for one in batch if isinstance(one, Exposure)])
        if state.rung == 2:
            break
    assert (state.phase, state.tallies[1].total("outcomes", 1)) == (Phase.CANARY, 0)
    first = [one for one in late if one.rung == 1]
    ended = state.observed(first)
    assert ended.tallies[1].total("outcomes", 0) + ended.tallies[1].total("outcomes", 1) == len(first)
    assert ended.tallies[1].total("accepted", 0) == sum(one.arm == PRODUCTION for one in first)
    assert ended.tallies[2].total("outcomes", 0) == 0
    assert ended.phase is Phase.ROLLED_BACK
    assert ended.history[-1].reason.startswith("accepted is worse by at least")


def test_an_outcome_after_a_rollback_is_kept_and_changes_nothing() -> None:
    state = begun(1)
    units = inside(state, CHALLENGER, 30)
    ended = state.observed([served(state, unit, is_failed=True) for unit in units])
    assert ended.phase is Phase.ROLLED_BACK
    assert ended.history[-1].seen <= 6
    after = ended.observed([Outcome(rung=1, arm=CHALLENGER, unit=units[0], is_accepted=True)])
    assert after.tallies[1].total("accepted", 1) == 1
    assert after.history == ended.history


def test_one_person_whose_drafts_always_fail_ends_nothing() -> None:
    state = begun(1)
    (unit,) = inside(state, CHALLENGER, 1)
    assert state.observed([served(state, unit, is_failed=True)] * 500).phase is Phase.CANARY


def test_ceilings_still_hold_when_everybody_is_served() -> None:
    state = begun(4)
    assert state.phase is Phase.FULL
    batch = [served(state, unit, is_copied=k >= 20) for k, unit in enumerate(UNITS[:60])]
    ended = state.observed(batch)
    assert ended.phase is Phase.ROLLED_BACK
    assert ended.history[-1].reason.startswith("copied: ")
    assert {ended.arm(unit) for unit in UNITS} == {PRODUCTION}


def test_requests_lost_in_one_arm_end_it() -> None:
    rng, state = np.random.default_rng(0), begun(3)
    kept = [one for one in requests(rng, state, HEALTHY, 4000) if one.arm == PRODUCTION or hash_of(one) % 3]
    ended = state.observed(kept)
    assert ended.phase is Phase.ROLLED_BACK
    assert "requests instead of 50.00%" in ended.history[-1].reason


def hash_of(one: Exposure | Outcome) -> int:
    """A third of people, the same ones for exposure and outcome."""
    return int(one.unit.removeprefix("user "))


def test_what_nothing_can_be_told_of_is_undecided_and_rolled_back() -> None:
    state = begun(3, most_requests=3000, less_accepted=0.0)
    states, _ = walked(state, HEALTHY, 1, [500] * 7)
    ended = states[-1]
    assert ended.phase is Phase.ROLLED_BACK
    assert ended.history[-1].reason.startswith("undecided after 3,")
    assert "accepted lies between" in ended.history[-1].reason


def test_without_a_margin_only_the_better_one_gets_through() -> None:
    """Acceptance of 50 against 60 %, and against 50."""
    better, alike = (
        walked(begun(3, seed, less_accepted=0.0), manner, seed, [500] * 12)[0][-1]
        for seed, manner in ((1, BETTER), (2, HEALTHY))
    )
    assert better.phase is Phase.FULL
    assert "accepted is worse by at most -0." in better.history[-1].reason
    assert alike.phase is Phase.CANARY


@pytest.mark.parametrize(
    ("fault", "rung", "runs", "within", "shown"),
    [
        ("empty output", 0, 200, 5, 0),
        ("copies", 0, 200, 3, 0),
        ("5 times slower", 0, 200, 70, 0),
        ("empty output", 1, 200, 200, 5),
        ("copies", 1, 200, 130, 3),
    ],
)
def test_a_fault_is_caught_within_a_stated_number_of_requests(
    fault: str, rung: int, runs: int, within: int, shown: int
) -> None:
    """In 95 of 100 rollouts. In the shadow nobody sees it; at 5 % of users `shown` answers reach somebody."""
    chunk = 10 if fault == "5 times slower" else 1
    ended = [drilled((rung, FAULTS[fault], seed, chunk)) for seed in range(runs)]
    assert {one.phase for one in ended} == {Phase.ROLLED_BACK}
    assert np.quantile([one.requests for one in ended], 0.95) <= within
    assert np.quantile([one.served for one in ended], 0.95) <= shown


def test_worse_and_better_voices_end_where_they_belong() -> None:
    """Six rollouts of each; the slow lane plays hundreds."""
    for challenger, phase in ((WORSE, Phase.ROLLED_BACK), (BETTER, Phase.FULL)):
        assert {drilled((3, challenger, seed, 100)).phase for seed in range(6)} == {phase}


@pytest.mark.parametrize(
    ("changes", "next_step"),
    [
        ({"rung": 2}, "as they were when the request was served"),
        ({"rung": -1}, "as they were"),
        ({"arm": "both"}, "as they were"),
        ({"unit": ""}, "as they were"),
        ({"latency_ms": 0.0}, "measure it"),
        ({"latency_ms": float("nan")}, "measure it"),
        ({"arm": CHALLENGER}, "the arm it was meant for"),
    ],
)
def test_what_cannot_have_happened_is_refused(changes: dict, next_step: str) -> None:
    state = begun(1)
    (unit,) = inside(state, PRODUCTION, 1)
    good = served(state, unit)
    assert state.observed([good]).seen == 1
    with pytest.raises(MilesError) as refused:
        state.observed([good, replace(good, **changes)])
    assert next_step in refused.value.next_step
    assert state.seen == 0


def test_outcomes_need_an_exposure_that_somebody_saw() -> None:
    state = begun(1)
    (unit,) = inside(state, PRODUCTION, 1)
    taken = Outcome(rung=1, arm=PRODUCTION, unit=unit, is_accepted=True)
    with pytest.raises(MilesError, match="no exposure left"):
        state.observed([taken])
    with pytest.raises(MilesError, match="no exposure left"):
        state.observed([served(state, unit), taken, taken])
    shadow = begun()
    unit = next(filter(shadow.is_shadowed, UNITS))
    both = [served(shadow, unit, arm=arm) for arm in ARMS]
    assert shadow.observed([*both, replace(taken, rung=0, unit=unit)]).tallies[0].total("accepted", 0) == 1
    with pytest.raises(MilesError, match="not to be served by challenger"):
        shadow.observed([*both, replace(taken, rung=0, unit=unit, arm=CHALLENGER)])
    stranger = next(unit for unit in UNITS if not shadow.is_shadowed(unit))
    with pytest.raises(MilesError, match="not to be served"):
        shadow.observed([served(shadow, stranger)])


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"rung": 1},
        {"rung": 9},
        {"is_rolled_back": True},
        {"history": [{"to": "full", "seen": 0, "reason": "asked for"}]},
        {"history": [{"to": "full"}]},
        {"tallies": []},
        {"tallies": [{"production": {"0": [1.0]}, "challenger": {}}]},
        {"tallies": None},
        {"plan": {}},
        {"challenger": "sample:aa"},
        {"name": ""},
        {"name": 5},
        {"production": ["sample:bb"]},
        {"tallies": [{"production": {"0": [10**400] + [0] * 10}, "challenger": {}}]},
        {"more": 1},
    ],
)
def test_a_state_that_no_rollout_comes_to_is_refused(change: dict) -> None:
    stored = begun().as_dict()
    assert Rollout.from_dict(stored).as_dict() == stored
    with pytest.raises(MilesError):
        Rollout.from_dict(stored | change)
    with pytest.raises(MilesError):
        Rollout.from_dict({key: value for key, value in stored.items() if key not in change or key == "more"} | change)


@pytest.mark.parametrize("missing", ["version", "name", "plan", "tallies", "history", "rung"])
def test_a_state_with_a_part_missing_is_refused(missing: str) -> None:
    stored = {key: value for key, value in begun(1).as_dict().items() if key != missing}
    with pytest.raises(MilesError):
        Rollout.from_dict(stored)


@pytest.mark.parametrize(
    "change",
    [
        {"canary_shares": []},
        {"canary_shares": [0.5, 0.2]},
        {"canary_shares": [0.5, 1.0]},
        {"shadow_share": 0.0},
        {"fewest_shadow": 0},
        {"looks_apart": 0.0},
        {"most_requests": 499},
        {"planned": 1},
        {"alpha": 0.6},
        {"most_copied": 0.0},
        {"more_latency": -0.1},
        {"looks_apart": float("inf")},
        {"fewest_canary": float("nan")},
        {"canary_shares": [float("nan")]},
        {"most_failed": 10**400},
        {"shadow_share": True},
        {"most_requests": "many"},
    ],
)
def test_a_plan_that_cannot_be_is_refused(change: dict) -> None:
    with pytest.raises(MilesError):
        plan(**change)


def test_the_risk_of_a_false_alarm_is_shared_out() -> None:
    """4 rungs with two voices: 4 guardrails each, and on 3 of them acceptance and the split; 3 ceilings on all 5."""
    assert plan().part == pytest.approx(0.05 / (4 * 4 + 3 * 2 + 5 * 3))
    assert all(guardrail.alpha == plan().part for rung in range(4) for guardrail in plan().guardrails(rung))
