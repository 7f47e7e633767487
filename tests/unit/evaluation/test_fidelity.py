from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from miles.analysis import judge, style
from miles.analysis.judge import AuthorJudge, RankJudge, text_ids
from miles.evaluation.fidelity import FEWEST, Gaps, fidelity, fidelity_of, keep_apart, style_distances, two_sample
from miles.evaluation.interval import Resampler
from miles.post.error import MilesError

BULL = [
    "the",
    "market",
    "wants",
    "higher",
    "and",
    "patience",
    "pays",
    "while",
    "the",
    "crowd",
    "sells",
    "into",
    "the",
    "dip",
    "number",
]
COOK = [
    "butter",
    "melts",
    "slowly",
    "over",
    "gentle",
    "heat",
    "then",
    "add",
    "flour",
    "whisk",
    "until",
    "smooth",
    "and",
    "season",
    "well",
]


def sentences(words: list[str], n: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(words, 12)) + "." for _ in range(n)]


def scored(answers, statistic):
    return Resampler([case.id for case in answers.cases], resamples=200).score(statistic, "1")


def test_the_same_hand_is_hard_to_tell_and_another_is_easy(answered) -> None:
    real, alike, other = sentences(BULL, 120, 1), sentences(BULL, 120, 2), sentences(COOK, 120, 3)
    near = answered(*[("d", made, text) for made, text in zip(alike, real, strict=True)])
    far = answered(*[("d", made, text) for made, text in zip(other, real, strict=True)])
    near_score, far_score = scored(near, two_sample(near)), scored(far, two_sample(far))
    assert near_score.value > 0.75
    assert far_score.value < 0.02
    assert near_score.lo <= near_score.value <= near_score.hi


def test_fidelity_agrees_with_the_judges_own_auc_and_interval(answered) -> None:
    real, made = sentences(BULL, 80, 1), sentences(BULL[:12], 80, 2)
    answers = answered(*[("d", text, truth) for text, truth in zip(made, real, strict=True)])
    scores, labels, groups = judge.two_sample_auc(real, made, [case.id for case in answers.cases])
    ours = scored(answers, two_sample(answers))
    assert ours.value == pytest.approx(judge.fidelity(judge.auc(scores, labels)), abs=1e-6)
    low, high = judge.auc_interval(scores, labels, groups)
    assert (ours.lo, ours.hi) == pytest.approx((judge.fidelity(high), judge.fidelity(low)), abs=0.05)


def test_ties_are_half_and_worse_than_chance_is_not_a_merit() -> None:
    everyone = np.ones((1, 3))
    same = fidelity_of(np.zeros(3), np.zeros(3), np.ones(3, bool))
    assert same.of(everyone)[0] == 1.0
    inverted = fidelity_of(np.array([5.0, 5, 5]), np.zeros(3), np.ones(3, bool))
    assert inverted.of(everyone)[0] == 1.0


def test_too_few_shown_drafts_have_no_fidelity(answered) -> None:
    rows = [("d", f"made {k} of it", f"real {k} of it") for k in range(FEWEST)]
    assert "fidelity" in fidelity(answered(*rows))
    assert "fidelity" not in fidelity(answered(*rows, hidden=[3]))


def test_style_distances_are_those_of_the_slow_formula(answered) -> None:
    real, made = sentences(BULL, 30, 1), [text.replace(".", "!!\n\nyes") for text in sentences(COOK, 30, 2)]
    answers = answered(*[("d", text, truth) for text, truth in zip(made, real, strict=True)], hidden=[4, 7])
    kept = [place for place in range(30) if place not in (4, 7)]
    slow = style.distances(style.features([real[k] for k in kept]), style.features([made[k] for k in kept]))
    found = style_distances(answers)
    everyone = answers.is_shown[None, :].astype(float)
    assert found["style_distance"].of(everyone)[0] == pytest.approx(slow.mean(), abs=1e-6)
    assert found["style_emoji"].of(everyone)[0] == pytest.approx(slow[style.FEATURES.index("emoji")], abs=1e-6)
    drawn = np.random.default_rng(0).integers(0, 3, (2, 30)) * answers.is_shown
    for row, value in zip(drawn, found["style_distance"].of(drawn.astype(float)), strict=True):
        picked = np.repeat(np.arange(30), row)
        again = style.style_distance(
            style.features([real[k] for k in picked]), style.features([made[k] for k in picked])
        )
        assert value == pytest.approx(again, abs=1e-6)


def test_the_interval_of_a_distance_does_not_lie_above_it() -> None:
    # the gap of two normals half a spread apart is 0.197; plain percentiles hold it in about 3 of 10 samples,
    # because drawing drafts twice adds roughness that the sample does not have
    truth, n, trials = 2 * stats.norm.cdf(0.25) - 1, 250, 40
    rng, held = np.random.default_rng(3), {"basic": 0, "percentile": 0}
    for seed in range(trials):
        real, made = rng.normal(size=(n, 4)), rng.normal(0.5, 1, size=(n, 4))
        distance = Gaps(real, made, np.ones(n, bool)).mean_of([0, 1, 2, 3])
        resampler = Resampler([str(k) for k in range(n)], seed=seed, resamples=300)
        for bounds, statistic in (("basic", distance), ("percentile", replace(distance, bounds="percentile"))):
            score = resampler.score(statistic, "1")
            assert score is not None
            held[bounds] += score.lo <= truth <= score.hi
    assert held["basic"] >= 0.7 * trials > 0.6 * trials > held["percentile"]


def test_contrast_rate_needs_a_judge_and_calls_authors_apart(answered) -> None:
    author = AuthorJudge.fit(sentences(BULL, 80, 1), sentences(COOK, 80, 2))
    ours = answered(*[("d", text, "real") for text in sentences(BULL, 25, 3)])
    theirs = answered(*[("d", text, "real") for text in sentences(COOK, 25, 4)])
    assert "contrast_rate" not in fidelity(ours)
    assert scored(ours, fidelity(ours, author)["contrast_rate"]).value > 0.95
    assert scored(theirs, fidelity(theirs, author)["contrast_rate"]).value < 0.05


def test_the_judge_that_ranks_never_evaluates() -> None:
    mine, other = sentences(BULL, 60, 1), sentences(COOK, 60, 2)
    evaluating = AuthorJudge.fit(mine[:30], other[:30])
    rank = RankJudge.fit(mine[30:], other[30:])
    assert rank.fingerprint != evaluating.fingerprint
    keep_apart(rank, evaluating, text_ids([*mine[:30], *other[:30]]))
    with pytest.raises(MilesError, match="shares 1 posts"):
        keep_apart(rank, evaluating, text_ids([*mine[:31], *other[:30]]))
