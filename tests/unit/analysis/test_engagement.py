"""What becomes of the members' answers; learning is tested in training/test_engage.py."""

from __future__ import annotations

import json

import numpy as np
import pytest

from miles.analysis.engagement import (
    GOALS,
    GRID,
    Combination,
    Forecast,
    Forecaster,
    check_texts,
    goal_of,
    without_links,
)
from miles.analysis.level import HEADS, History
from miles.analysis.misses import Misses
from miles.analysis.predictors import Inputs, Kernel, LengthOnly
from miles.analysis.traits import Scale
from miles.post.error import MilesError

RNG = np.random.default_rng(4)
NO_MISSES = Misses(np.zeros(0), np.zeros((0, len(HEADS))))


def test_the_member_that_is_right_gets_the_weight_and_shyness_is_undone() -> None:
    truth = RNG.normal(size=(400, 2))
    members = np.stack([0.5 * truth + 0.05 * RNG.normal(size=truth.shape), RNG.normal(size=truth.shape)])
    found = Combination.fit(members, np.ones_like(truth), truth + 3.0)
    assert found.weights[0] > 0.95
    assert found.weights.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(found.slope, 2.0, atol=0.2)
    np.testing.assert_allclose(found.centre(members), truth + 3.0, atol=0.8)


def test_members_that_hardly_differ_keep_the_weights_they_start_with() -> None:
    """Two members that err alike: no evidence moves them far; a strong one does (the test above)."""
    truth = RNG.normal(size=(300, 1))
    members = np.stack([truth + 0.5 * RNG.normal(size=truth.shape) for _ in range(2)])
    alike, led = (Combination.fit(members, np.ones_like(truth), truth, prior) for prior in (None, [3.0, 1.0]))
    np.testing.assert_allclose(alike.weights, 0.5, atol=0.1)
    assert led.weights[0] > alike.weights[0] + 0.03
    nothing = Combination.fit(-members, np.ones_like(truth), truth, [3.0, 1.0])
    assert nothing.weights[0] >= 0.75


def test_the_newest_misses_make_the_doubt() -> None:
    truth = np.concatenate([RNG.normal(size=(400, 1)), 3.0 * RNG.normal(size=(200, 1))])
    members = np.zeros((1, 600, 1))
    found = Combination.fit(members, np.ones_like(truth), truth)
    width = found.residuals[0, GRID.index(0.9)] - found.residuals[0, GRID.index(0.1)]
    assert width > np.subtract(*np.quantile(truth, [0.9, 0.1])) * 1.15


def test_unknown_outcomes_and_counts_that_never_move_do_no_harm() -> None:
    truth = np.stack([RNG.normal(size=100), np.zeros(100), np.full(100, np.nan)], axis=1)
    members = np.stack([truth, truth]) + 0.1 * RNG.normal(size=(2, 100, 3))
    found = Combination.fit(members, np.ones_like(truth), truth)
    assert np.isfinite(found.weights).all()
    assert np.isnan(found.residuals[2]).all()
    again = Combination.from_dict(json.loads(json.dumps(found.as_dict())))
    np.testing.assert_array_equal(again.residuals, found.residuals)


def forecast(centre: float, spread: float = 1.0) -> Forecast:
    """One post; residuals uniform on -1 to 1; the level of every count is log(100)."""
    residuals = np.tile(2 * np.array(GRID) - 1, (len(HEADS), 1))
    shape = (1, len(HEADS))
    return Forecast(
        np.full(shape, centre), np.full(shape, spread), np.full(shape, np.log(100)), residuals, np.array([True]), {}
    )


def test_quantiles_counts_and_chances_by_arithmetic() -> None:
    found = forecast(0.5, 2.0)
    assert found.quantile(0.9)[0, 0] == pytest.approx(0.5 + 2.0 * 0.8)
    assert found.count(0.5)[0, 0] == pytest.approx(100 * np.exp(0.5) - 1)
    assert found.above_level()[0, 0] == pytest.approx(0.5 + 0.25 / 2)  # the residual must exceed -0.25
    assert forecast(9.0).above_level()[0, 0] == 1.0
    assert forecast(-9.0).above_level()[0, 0] == 0.0
    assert (forecast(-9.0).count(0.01) >= 0).all()


def test_each_text_may_have_its_own_doubt() -> None:
    """The second post's misses lie one higher: so do its quantiles, and its chance is what the first's is at -1."""
    one = forecast(0.5)
    both = Forecast(
        np.repeat(one.centre, 2, axis=0),
        np.repeat(one.spread, 2, axis=0),
        np.repeat(one.level, 2, axis=0),
        np.stack([one.residuals, one.residuals + 1.0]),
        np.array([True, True]),
        {},
    )
    np.testing.assert_allclose(both.quantile(0.25)[0], one.quantile(0.25)[0])
    np.testing.assert_allclose(both.quantile(0.25)[1], one.quantile(0.25)[0] + 1.0)
    np.testing.assert_allclose(both.above_level()[:, 0], [0.75, 1.0])
    assert both.missed(np.full((2, len(HEADS)), 2.5))[0, 0] == pytest.approx(2.0)


def test_a_goal_weighs_counts_against_the_usual() -> None:
    found = forecast(np.log(2.0))
    for goal in GOALS.values():
        assert found.score(goal)[0] == pytest.approx(np.log(2.0), abs=0.05)
    likes_only = Forecast(
        np.where(np.arange(len(HEADS)) == 0, found.centre, np.nan),
        found.spread,
        found.level,
        found.residuals,
        found.is_familiar,
        {},
    )
    assert likes_only.score({"likes": 1.0, "bookmarks": 100.0})[0] == pytest.approx(np.log(2.0), abs=0.05)
    with pytest.raises(MilesError, match="no post tells bookmarks"):
        likes_only.score({"bookmarks": 1.0})


def test_a_goal_may_be_written_as_weights() -> None:
    assert goal_of("saves") == {"bookmarks": 1.0}
    assert goal_of("likes:1,replies:5") == goal_of("likes:1 + replies:5.0") == {"likes": 1.0, "replies": 5.0}
    for wrong, words in (
        ("fame", "goal=fame is not known"),
        ("likes:1,fame:2", "'fame' is no count"),
        ("likes:1,likes:2", "'likes' is weighed twice"),
        ("likes:", "'' is no weight"),
        ("likes:-1", "'-1' is no weight"),
        ("likes:nan", "'nan' is no weight"),
        ("likes:0,replies:0", "weighs nothing"),
        ("likes:1,", "'' is no count"),
    ):
        with pytest.raises(MilesError, match=words):
            goal_of(wrong)


def test_beyond_three_deviations_all_is_alike() -> None:
    scale = Scale.of(np.array([[0.0], [2.0]]))
    assert scale(np.array([[1.0], [3.0], [1e9], [-1e9]]))[:, 0] == pytest.approx([0.0, 2.0, 3.0, -3.0], abs=1e-4)


def test_the_place_of_a_bad_text_is_told() -> None:
    check_texts(["fine"])
    with pytest.raises(MilesError, match="text 2 of 2 is empty"):
        check_texts(["fine", "\n"])
    assert without_links(["see https://t.co/abc now"]) == ["see   now"]


def test_the_doubt_about_a_change_is_open_questions_and_disagreement() -> None:
    """Two members move by 0.1 and 0.3 and weigh alike, so they disagree by 0.1; the rest is the kernel's."""
    vectors = np.eye(3, dtype=np.float32)
    inputs = Inputs(["a", "b", "a"], vectors[[1, 2, 1]], np.zeros((3, 1)))
    kernel = Kernel(np.array([[4.0, 0.0, 0.0, 0.0]]), np.ones((1, len(HEADS))), np.zeros(len(HEADS)), 0.05, 3)
    ones = np.ones(len(HEADS))
    residuals = np.tile(2 * np.array(GRID) - 1, (len(HEADS), 1))
    combination = Combination(np.array([0.5, 0.5]), ones, 0 * ones, residuals)
    history, yardstick = History.of([]), LengthOnly(ones, ones)
    made = Forecaster([kernel], combination, Scale(np.zeros(1), np.ones(1)), history, 0.0, "none", yardstick, NO_MISSES)
    moves = {name: np.outer([0.0, move, 0.0], ones) for name, move in (("one", 0.1), ("two", 0.3))}
    said = Forecast(np.zeros((3, len(HEADS))), np.ones((3, len(HEADS))), np.zeros((3, len(HEADS))), residuals,
                    np.ones(3, bool), moves)  # fmt: skip
    far = np.exp(-0.05 * 32)
    alone = 2 * (1 - far * far * 2 / 3)
    noise = 0.68**2 / (1 + alone)
    found = made.doubt(inputs, said, {"likes": 1.0})
    assert found == pytest.approx([0.0, np.sqrt(noise * 2 * 2 * (1 - far) + 0.01), 0.0], rel=1e-4)
