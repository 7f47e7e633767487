"""Simulated authors whose patterns do what we say they do, and authors of whom hardly anything is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from miles.analysis.effects import Reception, pattern_effects
from miles.analysis.level import History
from miles.analysis.outcomes import roots
from miles.analysis.pattern import PARTS, PATTERNS
from miles.post.error import MilesError
from miles.post.post import Kind, Metrics, Thread

START = 1_704_067_200.0  # Monday, 2024-01-01, UTC
DAY = 86_400.0


def author(seed: int, n: int = 300, days: int = 120, **factors: float) -> Reception:
    """Longer posts have more parts and more likes; `factors` are what patterns do besides ("closing_question")."""
    rng = np.random.default_rng(seed)
    parts = np.minimum(rng.poisson(1.5, n), len(PARTS) - 1)
    patterns = np.zeros((n, len(PATTERNS)), bool)
    patterns[np.arange(n), parts] = True
    patterns[:, len(PARTS) :] = rng.random((n, 4)) < (0.1, 0.2, 0.1, 0.2)
    day = rng.integers(0, days, n)
    characters = np.exp(4 + 0.3 * parts + rng.normal(scale=0.4, size=n)).round()
    ratios = 0.4 * np.log(characters / 100) + rng.normal(scale=0.3, size=days)[day] + rng.normal(scale=0.5, size=n)
    for name, factor in factors.items():
        ratios += np.log(factor) * patterns[:, PATTERNS.index(name.replace("_", " "))]
    seconds = START + DAY * day + rng.integers(0, int(DAY), n)
    return Reception(
        patterns, np.expm1(ratios + 6), ratios, seconds, rng.integers(-1, 3, n), characters, rng.random(n) < 0.1
    )


def named(reception: Reception) -> dict:
    return {effect.name: effect for effect in pattern_effects(reception).patterns}


def test_what_a_pattern_does_is_found_and_called_clear() -> None:
    found = named(author(0, 600, 200, list=1.6))
    assert found["list"].is_clear
    assert found["list"].effect.lo < 1.6 < found["list"].effect.hi
    assert found["list"].usual.value > found["question"].usual.value
    assert not found["question"].is_clear


def test_long_posts_do_not_make_parts_look_good() -> None:
    """Without the correction five parts are ahead, because long posts are; with it they are not."""
    found = named(author(1, 800, 300))["5 parts"]
    assert found.usual.lo > 1.3 * named(author(1, 800, 300))["1 part"].usual.value
    assert found.effect.lo < 1 < found.effect.hi


def test_drift_that_the_level_lags_behind_is_no_effect() -> None:
    """The pattern comes into fashion in the months in which all counts fall."""
    base = author(2, 800, 240)
    late = base.days >= base.days.min() + 120
    patterns = base.patterns.copy()
    patterns[:, -1] = np.random.default_rng(2).random(len(base)) < np.where(late, 0.5, 0.1)
    effect = named(replace(base, patterns=patterns, ratios=base.ratios - 0.8 * late))["list"].effect
    assert effect.lo < 1 < effect.hi


def test_among_many_patterns_that_do_nothing_hardly_one_is_clear() -> None:
    """Each of ten authors has ten or so: unadjusted about four of them would be told a story; 3 has p = 0.001."""
    told = [pattern_effects(author(seed)) for seed in range(10)]
    assert sum(any(effect.is_clear for effect in found.patterns) for found in told) <= 3
    plain = [any(e.effect and e.effect.excludes_one for e in found.patterns) for found in told]
    assert sum(plain) > sum(any(e.is_clear for e in found.patterns) for found in told)


def test_the_adjusted_chance_counts_what_was_looked_at() -> None:
    found = pattern_effects(author(3))
    looked_at = [effect for effect in found.patterns if effect.effect]
    assert found.looked_at == len(looked_at) >= 8
    assert all(effect.chance is not None and effect.is_clear == (effect.chance < 0.05) for effect in looked_at)
    assert sum(effect.share for effect in found.patterns[: len(PARTS)]) == pytest.approx(1.0)


def test_few_posts_get_no_number() -> None:
    base = author(4)
    patterns = base.patterns.copy()
    patterns[:, -1] = False
    patterns[:7, -1] = True
    found = named(replace(base, patterns=patterns))["list"]
    assert (found.n, found.count, found.usual, found.effect, found.is_clear) == (7, None, None, None, False)
    assert len(found.examples) == 3
    patterns[:40, -1] = True
    seconds = np.where(patterns[:, -1], START, base.seconds)
    assert named(replace(base, patterns=patterns, seconds=seconds))["list"].effect is None, "all on one day"


def test_examples_lie_in_the_middle_of_what_is_known() -> None:
    base = author(5)
    rows = np.flatnonzero(base.patterns[:, -1])
    distance = np.abs(base.ratios[rows] - np.median(base.ratios[rows]))
    assert set(named(base)["list"].examples) == set(rows[np.argsort(distance)[:3]])


def test_the_median_comes_with_its_interval() -> None:
    base = author(6)
    found = named(base)["question"].count
    assert found.value == np.median(base.counts[base.patterns[:, PATTERNS.index("question")]])
    assert found.lo < found.value < found.hi


def test_without_counts_only_shares_are_told(received: list[Thread]) -> None:
    bare = [Thread((replace(thread.posts[0], metrics=Metrics()),)) for thread in received[:40]]
    topics = np.zeros(40, np.int64)
    found = pattern_effects(Reception.of(bare, topics, History.of(roots(bare))))
    assert (found.told, found.days, found.looked_at) == (0, 0, 0)
    assert found.patterns[0].share == 1.0
    assert found.patterns[0].usual is None
    timeless = [Thread((replace(thread.posts[0], time=None),)) for thread in bare]
    again = pattern_effects(Reception.of(timeless, topics, History.of([])))
    assert [effect.share for effect in again.patterns] == [effect.share for effect in found.patterns]


@pytest.mark.parametrize("n", [0, 5, 12])
def test_an_author_of_few_posts_is_no_error(received: list[Thread], n: int) -> None:
    few = received[:n]
    found = pattern_effects(Reception.of(few, np.full(n, -1), History.of(roots(few))))
    assert found.posts == n
    assert found.looked_at == 0
    assert not any(effect.effect for effect in found.patterns)


def test_a_day_is_no_evidence() -> None:
    base = author(7)
    one = replace(base, seconds=START + np.arange(len(base)) * 60.0)
    assert pattern_effects(one).looked_at == 0


def test_one_topic_is_as_good_as_none() -> None:
    base = author(8)
    one, none = (pattern_effects(replace(base, topics=np.full(len(base), topic))) for topic in (3, -1))
    assert [effect.effect for effect in one.patterns] == [effect.effect for effect in none.patterns]


def test_a_reception_is_read_off_threads(received: list[Thread]) -> None:
    known = History.of(roots(received))
    found = Reception.of(received, np.zeros(240, np.int64), known)
    post = received[30].posts[0]
    assert found.ratios[30] == pytest.approx(np.log1p(post.metrics.likes) - known.level(post.time)[0])
    assert (found.hours[31], found.weekdays[31]) == (8.0, (post.time + timedelta(hours=8)).weekday())
    assert not np.isfinite(found.ratios[:11]).any()
    assert len(found.told) == 229
    with pytest.raises(MilesError, match="239 topics were given for 240 threads"):
        Reception.of(received, np.zeros(239, np.int64), known)
    lost = Thread((replace(post, kind=Kind.CONTINUATION),))
    with pytest.raises(MilesError, match="do not begin with a root post"):
        Reception.of([lost], np.zeros(1, np.int64), known)
