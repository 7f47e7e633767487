from __future__ import annotations

from itertools import pairwise

import pytest

from miles.training.schedule import cosine, wsd


def test_up_in_a_line_then_down_half_a_cosine_to_the_floor() -> None:
    rates = [cosine(step, total=110, warmup=10, floor=0.1) for step in range(111)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[9] == rates[10] == 1.0
    assert rates[60] == pytest.approx(0.55)  # half way: the mean of 1 and the floor
    assert rates[110] == pytest.approx(0.1)
    assert all(a >= b for a, b in pairwise(rates[10:]))


def test_past_the_end_it_stays_at_the_floor_and_without_warmup_it_begins_at_one() -> None:
    assert cosine(500, total=100, warmup=0, floor=0.2) == pytest.approx(0.2)
    assert cosine(0, total=100, warmup=0) == 1.0
    assert cosine(0, total=0, warmup=0) == 1.0


def test_warm_up_stable_decay() -> None:
    rates = [wsd(step, total=100, warmup=10, floor=0.1, decay=20) for step in range(101)]
    assert rates[:10] == pytest.approx([k / 10 for k in range(1, 11)])
    assert set(rates[10:81]) == {1.0}
    assert rates[90] == pytest.approx(0.55)  # half way down
    assert rates[100] == pytest.approx(0.1)
    assert [a - b for a, b in pairwise(rates[80:])] == pytest.approx([0.045] * 20)
    assert wsd(500, total=100, warmup=0, floor=0.2, decay=20) == pytest.approx(0.2)


def test_without_decay_it_stays_constant_to_the_end() -> None:
    assert {wsd(step, total=50, warmup=0) for step in range(51)} == {1.0}
    assert wsd(51, total=50, warmup=0) == 1.0
