"""Ids sort by time, never go back, and tell when they were made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from miles.store.stamp import ID_CHARS, Stamp, first_of, is_id, time_of

START = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.lists(st.integers(-5_000, 5_000), min_size=2, max_size=50))
def test_ids_rise_however_the_clock_jumps(steps: list[int]) -> None:
    now = [START]
    stamp = Stamp(lambda: now[0], Random(1))
    made = []
    for step in steps:
        now[0] += timedelta(milliseconds=step)
        made.append(stamp.new())
    assert made == sorted(set(made))
    assert all(is_id(id_) and len(id_) == ID_CHARS for id_ in made)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_an_id_tells_its_time(moment: datetime) -> None:
    made = Stamp(lambda: moment, Random(1)).new()
    assert abs(time_of(made) - moment) <= timedelta(milliseconds=1)
    assert first_of(moment) <= made < first_of(moment + timedelta(milliseconds=2))


def test_the_same_clock_and_chance_make_the_same_ids() -> None:
    assert Stamp(lambda: START, Random(3)).new() == Stamp(lambda: START, Random(3)).new()
    assert Stamp().new() != Stamp().new()


def test_what_is_no_id() -> None:
    for text in ("", "x", "I" * 26, "ü" * 26, "\0" * 26):
        assert not is_id(text)
