"""Exposures: each unit once, in one arm."""

from __future__ import annotations

from collections import Counter

import pytest

from miles.abtest.assign import Arm, Layer, Trial
from miles.abtest.exposure import Exposure, counted
from miles.post.error import MilesError


def test_a_unit_counts_once_however_often_it_is_shown_something() -> None:
    assert counted([Exposure("u", "A"), Exposure("v", "B"), Exposure("u", "A")]) == {"A": 1, "B": 1}
    assert counted([]) == {}


def test_what_a_layer_assigns_counts_as_it_assigns() -> None:
    layer = Layer("voices", (Trial("int8", (Arm("A"), Arm("B", 3.0))),))
    found = {f"user {k}": layer.assign(f"user {k}") for k in range(400)}
    arms = {unit: each.arm.name for unit, each in found.items() if each}
    assert counted(Exposure(unit, arm) for unit, arm in [*arms.items()] * 2) == Counter(arms.values())


def test_a_unit_in_two_arms_is_told() -> None:
    with pytest.raises(MilesError, match="was shown 'A' and 'B'"):
        counted([Exposure("u", "A"), Exposure("u", "B")])
    with pytest.raises(MilesError, match="name the unit"):
        Exposure("", "A")
