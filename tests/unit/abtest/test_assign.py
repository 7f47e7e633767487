"""Sticky assignment: shares, independence, exclusion, and units that never move."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from miles.abtest.assign import Arm, Layer, Trial, position
from miles.post.error import MilesError

ARMS = (Arm("stays", 0.7), Arm("tries", 0.2), Arm("dares", 0.1))
UNITS = [f"user-{k}" for k in range(20_000)]


def test_positions_are_uniform_and_independent_between_salts() -> None:
    one, other = (np.array([position(salt, unit) for unit in UNITS]) for salt in ("a", "b"))
    assert stats.kstest(one, "uniform").pvalue > 0.001
    table = np.histogram2d(one, other, bins=8, range=[[0, 1], [0, 1]])[0]
    assert stats.chi2_contingency(table).pvalue > 0.001


def test_salt_and_unit_are_not_run_together() -> None:
    assert position("ab", "c") != position("a", "bc")


def test_arms_get_their_shares() -> None:
    trial = Trial("round-3", ARMS)
    counts = [sum(trial.arm(unit).name == arm.name for unit in UNITS) for arm in ARMS]
    assert stats.chisquare(counts, np.array(trial.promised) * len(UNITS)).pvalue > 0.001
    assert trial.promised == pytest.approx((0.7, 0.2, 0.1))


def test_another_process_assigns_alike() -> None:
    arms = "(Arm('stays', .7), Arm('tries', .2), Arm('dares', .1))"
    code = f"from miles.abtest.assign import *; t = Trial('round-3', {arms})"
    code += "; print([t.arm(f'user-{k}').name for k in range(50)])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str([Trial("round-3", ARMS).arm(unit).name for unit in UNITS[:50]])


@given(low=st.floats(0, 1), high=st.floats(0, 1), end=st.floats(0.5, 1))
def test_letting_in_more_moves_nobody(low: float, high: float, end: float) -> None:
    low, high = min(low, high), max(low, high)
    narrow = Trial("round-3", ARMS, share=low, end=0.5)
    before, after = Layer("voices", (narrow,)), Layer("voices", (replace(narrow, share=high, end=end),))
    for unit in UNITS[:60]:
        if found := before.assign(unit):
            again = after.assign(unit)
            assert again
            assert again.arm == found.arm


def test_trials_of_a_layer_exclude_one_another_and_layers_do_not() -> None:
    first, second = Trial("a", ARMS, end=0.4), Trial("b", ARMS, share=0.5, begin=0.4, end=0.8)
    layer, other = Layer("voices", (first, second)), Layer("screens", (Trial("c", ARMS),))
    found = [layer.assign(unit) for unit in UNITS]
    counts = [sum(each is not None and each.trial.name == name for each in found) for name in ("a", "b")]
    rest = len(UNITS) - sum(counts)
    assert stats.chisquare([*counts, rest], np.array([0.4, 0.2, 0.4]) * len(UNITS)).pvalue > 0.001
    both = [(a.arm.name, c.arm.name) for unit in UNITS if (a := layer.assign(unit)) and (c := other.assign(unit))]
    names = [arm.name for arm in ARMS]
    table = np.array([[both.count((x, y)) for y in names] for x in names])
    assert stats.chi2_contingency(table).pvalue > 0.001


def test_those_held_out_are_in_no_trial_of_any_layer() -> None:
    voices, screens = (Layer(name, (Trial(name, ARMS),), holdout=0.1) for name in ("voices", "screens"))
    out = [{unit for unit in UNITS if layer.assign(unit) is None} for layer in (voices, screens)]
    assert out[0] == out[1]
    assert stats.binomtest(len(out[0]), len(UNITS), 0.1).pvalue > 0.001


def test_entering_tells_nothing_of_the_arm() -> None:
    trial = Trial("round-3", ARMS, share=0.3)
    table = [
        [sum(trial.enters(unit) is inside and trial.arm(unit) == arm for unit in UNITS) for arm in ARMS]
        for inside in (True, False)
    ]
    assert stats.chi2_contingency(table).pvalue > 0.001


@pytest.mark.parametrize(
    "make",
    [
        lambda: Arm("a", 0),
        lambda: Arm("a", float("nan")),
        lambda: Arm(""),
        lambda: Trial("t", (Arm("a"),)),
        lambda: Trial("t", (Arm("a"), Arm("a"))),
        lambda: Trial("", ARMS),
        lambda: Trial("t", ARMS, share=1.1),
        lambda: Trial("t", ARMS, begin=0.5, end=0.5),
        lambda: Layer("l", (Trial("a", ARMS, end=0.6), Trial("b", ARMS, begin=0.5))),
        lambda: Layer("l", (Trial("a", ARMS, end=0.5), Trial("a", ARMS, begin=0.5))),
        lambda: Layer("l", (), holdout=1.0),
        lambda: Layer("l", (Trial("a", ARMS),)).assign(""),
    ],
)
def test_what_cannot_be_is_refused(make) -> None:
    with pytest.raises(MilesError):
        make()
