from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.error import MilesError
from miles.registry.log import Entry
from miles.registry.stage import PROMOTED, ROLLED_BACK, Stage, Stages


def shelved(*names: str) -> list[Entry]:
    return [Entry.now("shelved", name, {}) for name in names]


def promoted(name: str, to: str) -> Entry:
    return Entry.now(PROMOTED, name, {"to": to})


def test_a_voice_goes_from_candidate_to_production_and_retires_the_former_one() -> None:
    log = [*shelved("ann:1", "ann:2", "bob:3"), promoted("ann:1", "staging"), promoted("ann:1", "production")]
    assert Stages.after(log).of == {"ann:1": "production", "ann:2": "candidate", "bob:3": "candidate"}
    log += [*shelved("ann:1"), promoted("bob:3", "production"), promoted("ann:2", "production")]
    after = Stages.after(log)
    assert after.of == {"ann:1": "retired", "ann:2": "production", "bob:3": "production"}
    assert (after.production("ann"), after.former("ann"), after.former("bob")) == ("ann:2", "ann:1", None)
    assert after.production("eve") is None


def test_rolling_back_twice_goes_two_steps_back_and_not_forth_again() -> None:
    log = [*shelved("ann:1", "ann:2", "ann:3"), *(promoted(f"ann:{k}", "production") for k in (1, 2, 3))]
    log.append(Entry.now(ROLLED_BACK, "ann:2", {}))
    assert Stages.after(log).of == {"ann:1": "retired", "ann:2": "production", "ann:3": "retired"}
    log.append(Entry.now(ROLLED_BACK, "ann:1", {}))
    assert Stages.after(log).of == {"ann:1": "production", "ann:2": "retired", "ann:3": "retired"}
    assert Stages.after(log).former("ann") is None


@pytest.mark.parametrize(
    ("at", "to", "reached"),
    [
        (Stage.CANDIDATE, None, Stage.STAGING),
        (Stage.CANDIDATE, "production", Stage.PRODUCTION),
        (Stage.STAGING, None, Stage.PRODUCTION),
        (Stage.RETIRED, None, Stage.STAGING),
        (Stage.RETIRED, "production", Stage.PRODUCTION),
    ],
)
def test_where_a_promotion_leads(at: Stage, to: str | None, reached: Stage) -> None:
    assert Stages(of={"ann:1": at}).step("ann:1", to) is reached


@pytest.mark.parametrize(
    ("at", "to", "told"),
    [
        (Stage.STAGING, "staging", r"is in staging and cannot be promoted to staging\n.*give TO=production"),
        (Stage.CANDIDATE, "retired", r"is a candidate and .* to retired\n.*give TO=staging or TO=production"),
        (Stage.RETIRED, "candidate", "is retired and cannot be promoted to candidate"),
        (Stage.PRODUCTION, None, r"is in production already\n.*make rollback"),
        (Stage.CANDIDATE, "live", r"no stage is called 'live'\n.*TO=staging or TO=production"),
    ],
)
def test_where_it_does_not(at: Stage, to: str | None, told: str) -> None:
    with pytest.raises(MilesError, match=told):
        Stages(of={"ann:1": at}).step("ann:1", to)


def test_a_voice_that_was_never_shelved_has_no_stage() -> None:
    with pytest.raises(MilesError, match="ann:9 is not on the shelf"):
        Stages().step("ann:9", None)


@given(moves=st.lists(st.tuples(st.sampled_from("1234"), st.sampled_from(["staging", "production", "back"]))))
def test_whatever_is_decided_one_voice_at_most_serves(moves: list[tuple[str, str]]) -> None:
    log = shelved(*(f"ann:{k}" for k in "1234"))
    for number, to in moves:
        before = Stages.after(log)
        if to == "back":
            former = before.former("ann")
            log += [Entry.now(ROLLED_BACK, former, {})] if former else []
        elif before.of[f"ann:{number}"] != "production":
            log.append(promoted(f"ann:{number}", to))
        after = Stages.after(log)
        serving = [name for name, stage in after.of.items() if stage == "production"]
        assert serving == ([after.production("ann")] if after.served.get("ann") else [])


@pytest.mark.parametrize("facts", [{}, {"to": "nowhere"}])
def test_a_promotion_that_leads_nowhere_is_told(facts: dict[str, str]) -> None:
    with pytest.raises(MilesError, match=r"ann:1 was promoted, which cannot have happened"):
        Stages.after([Entry.now("promoted", "ann:1", facts)])
    with pytest.raises(MilesError, match=r"ann:1 was rolled back, which cannot"):
        Stages.after([Entry.now("rolled back", "ann:1", facts)])
