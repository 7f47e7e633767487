from __future__ import annotations

from itertools import pairwise

import pytest

from miles.training.schedule import cosine


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
