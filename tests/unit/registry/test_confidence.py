from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judged import sealed
from miles.analysis.sentiment import SentimentLabeller
from miles.post.draft import Draft, Length, Sentiment
from miles.post.error import MilesError
from miles.registry.confidence import (
    FILE,
    UNCALIBRATED,
    Confidence,
    Confidences,
    SealedConfidence,
    accepted,
    raw,
)
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate

WISHES = ("parts", "length", "topic", "thread", "sentiment")
ABOUT: dict[str, Any] = {"voice": "ann:12ab", "basis": "proxy", "likeness": 0.3}
GOOD = Candidate(texts=("BTC holds",), kept=1.0, likeness=0.5, granted=("parts", "topic"))

shares = st.floats(0, 1)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    asked = draw(st.lists(st.sampled_from(WISHES), unique=True))
    granted = tuple(name for name in asked if draw(st.booleans()))
    missed = tuple(name for name in asked if name not in granted)
    kept, likeness = draw(st.none() | shares), draw(st.none() | shares)
    return Candidate(texts=("x",), kept=kept, likeness=likeness, granted=granted, missed=missed)


def posts_of(n: int, each: int = 1) -> list[str]:
    return [str(k // each) for k in range(n)]


def test_what_is_known_comes_first_and_how_well_second() -> None:
    fails = replace(GOOD, granted=("parts",), missed=("topic",))
    another = replace(GOOD, missed=("sentiment",))
    as_wished = replace(GOOD, granted=("parts", "topic", "sentiment"))
    found = [raw(one, 0.3) for one in (replace(GOOD, kept=0.5), fails, another, as_wished, GOOD)]
    # kept + granted + likeness: (.5 + 1 + .5) / 3, (1 + 1/2 + .5) / 3, (1 + 2/3 + .5) / 3, (1 + 1 + .5) / 3 twice
    expected = [(0 + 2 / 3) / 4, (0 + 2 / 3) / 4, (1 + (1 + 2 / 3 + 0.5) / 3) / 4, (2 + 2.5 / 3) / 4, (3 + 2.5 / 3) / 4]
    assert found == pytest.approx(expected)
    assert raw(replace(GOOD, likeness=0.3), 0.3) == pytest.approx((1 + 1 + 0.3) / 3 / 4), "above, not at, the threshold"


def test_a_draft_that_asks_for_nothing_scores_as_one_that_got_all_it_asked_for() -> None:
    assert raw(replace(GOOD, kept=None, granted=()), 0.3) == raw(GOOD, 0.3)


@given(candidates(), shares, st.sampled_from(WISHES[:-1]))
@settings(deadline=None)
def test_a_raw_score_lies_within_0_1_and_never_gains_by_a_miss(one: Candidate, likeness: float, wish: str) -> None:
    score = raw(one, likeness)
    assert 0 <= score <= 1
    if wish not in one.granted + one.missed:
        assert raw(replace(one, missed=(*one.missed, wish)), likeness) <= score
        assert raw(replace(one, granted=(*one.granted, wish)), likeness) >= score - 1e-9
    assert raw(replace(one, kept=0.0), likeness) <= score
    assert raw(replace(one, likeness=0.0), likeness) <= score


@pytest.mark.parametrize(
    ("change", "draft", "is_accepted"),
    [
        ({}, Draft(text="BTC at 100k"), True),
        ({}, Draft(), True),
        ({}, Draft(text="ETH at 100k"), False),  # half of the facts
        ({"faults": ("copies a training post",)}, Draft(), False),
        ({"likeness": 0.3}, Draft(), False),
        ({"likeness": None}, Draft(), False),
        ({}, Draft(length=Length.SHORT, parts=1), True),
        ({}, Draft(length=Length.SHORT, parts=2), False),
        ({}, Draft(sentiment=Sentiment.POSITIVE), True),
        ({}, Draft(sentiment=Sentiment.NEGATIVE), False),
    ],
)
def test_the_proxy_accepts_what_keeps_all_facts_and_wishes_and_looks_like_the_author(
    change: dict[str, Any], draft: Draft, is_accepted: bool
) -> None:
    one = replace(Candidate(texts=("A great, wonderful day: BTC holds 100k!",), likeness=0.31), **change)
    assert accepted(one, draft, SentimentLabeller(), None, 0.3) is is_accepted


def test_the_label_hears_for_itself_whatever_the_voice_heard() -> None:
    one = Candidate(texts=("A great, wonderful day!",), likeness=0.9, granted=("sentiment",))
    assert not accepted(one, Draft(sentiment=Sentiment.NEGATIVE), SentimentLabeller(), None, 0.3)


def pooled(scores: Sequence[float], labels: Sequence[bool]) -> list[float]:
    """Isotonic regression by its max-min formula (Barlow et al. 1972), a quadratic way that pools nothing."""
    y = np.array(labels, float)[np.argsort(scores, kind="stable")]
    sums = np.concatenate([[0.0], np.cumsum(y)])
    n = len(y)
    return [
        max(min((sums[b] - sums[a]) / (b - a) for b in range(i + 1, n + 1)) for a in range(i + 1)) for i in range(n)
    ]


def test_the_curve_is_the_isotonic_one_with_one_against_it_at_each_end() -> None:
    rng = np.random.default_rng(0)
    scores = rng.permutation(np.linspace(0.01, 0.99, 40))
    labels = rng.random(40) < scores
    found = Confidence.fit(scores, labels, posts_of(40), **ABOUT)
    expected = pooled([0.0, *scores, 1.0], [True, *labels, False])[1:-1]
    told = np.interp(np.sort(scores), *zip(*found.knots, strict=True))
    np.testing.assert_allclose(told, expected, atol=1e-12)


def test_few_that_were_all_accepted_say_less_than_many() -> None:
    for n in (20, 300):
        found = Confidence.fit([0.5] * n, [True] * n, posts_of(n), **ABOUT)
        assert found.of(replace(GOOD, kept=0.0)) == pytest.approx((n + 1) / (n + 2))  # and one of each kind added


def test_labels_that_have_nothing_to_do_with_the_score_leave_the_usual_share() -> None:
    rng = np.random.default_rng(1)
    scores, labels = rng.random(2000), rng.permutation(np.repeat([True, False], [600, 1400]))
    found = Confidence.fit(scores, labels, posts_of(2000), **ABOUT)
    told = np.interp(rng.random(2000), *zip(*found.knots, strict=True))
    assert np.abs(told - 0.3).mean() < 0.04  # of a score that tells it: .42, as 2 * .3 * .7
    assert np.interp(0.5, *zip(*found.knots, strict=True)) == pytest.approx(0.3, abs=0.06)


def test_what_must_not_be_shown_has_no_chance_and_the_uncalibrated_says_its_raw_score() -> None:
    assert UNCALIBRATED.basis == "uncalibrated"
    assert UNCALIBRATED.of(GOOD) == pytest.approx(raw(GOOD, 0.0))
    assert UNCALIBRATED.of(replace(GOOD, faults=("unfinished",))) == 0.0


def test_a_calibration_survives_its_file_and_a_wrong_one_is_refused() -> None:
    found = replace(
        Confidence.fit(np.linspace(0, 1, 30), [False, True] * 15, posts_of(30), **ABOUT), ece=(0.1, 0.0, 0.2), judged=30
    )
    plain = found.as_dict()
    assert Confidence.from_dict(plain) == found
    for change, why in (
        ({"basis": "guess"}, "basis 'guess' is none of: proxy, people, uncalibrated"),
        ({"knots": [[0.0, 0.5], [1.0, 0.4]]}, "no curve that rises"),
        ({"knots": [[0.0, 0.5], [1.0, 1.4]]}, "no curve that rises"),
        ({"knots": [[0.0, float("nan")]]}, "no curve that rises"),
        ({"knots": []}, "no curve that rises"),
        ({"knots": 3}, "is no calibration"),
        ({"more": 1}, "is no calibration"),
    ):
        with pytest.raises(MilesError, match=why):
            Confidence.from_dict(plain | change)
    with pytest.raises(MilesError, match=r"9 posts are too few to calibrate on\n.*at least 10"):
        Confidence.fit([0.5] * 18, [True] * 18, posts_of(18, each=2), **ABOUT)


def put(store: Confidences, folder: Path, voice: str, likeness: float) -> SealedConfidence:
    one = replace(UNCALIBRATED, voice=voice, basis="proxy", likeness=likeness)
    return store.put(SealedConfidence.of(one, folder / f"{likeness}", {"author": voice.partition(":")[0]}))


def test_the_newest_of_a_voice_is_its_own_and_a_form_is_lent_one(tmp_path: Path) -> None:
    shelf, store = Shelf(tmp_path / "shelf"), Confidences(tmp_path / "shelf")
    whole = shelf.put(sealed(tmp_path, 1))
    half = shelf.put(sealed(tmp_path, 2, form="native-int8", parent=whole.name))
    quarter = shelf.put(sealed(tmp_path, 3, form="native-int4", parent=half.name))
    student = shelf.put(sealed(tmp_path, 4, parent=whole.name))
    mixed = shelf.put(sealed(tmp_path, 5, form="ensemble", parent=whole.name))
    assert store.of(whole.name) is None
    put(store, tmp_path, whole.name, 0.1)
    newest = put(store, tmp_path, whole.name, 0.2)
    assert newest.path.parent.name == "ann.confidence"
    assert newest.manifest["parent"] == whole.name
    for asked, is_lent in ((whole, False), (half, True), (quarter, True)):
        found = store.of(asked.name)
        assert found is not None
        assert (found.voice, found.likeness, found.is_lent) == (whole.name, 0.2, is_lent), asked.manifest
    assert store.of(student.name) is None
    assert store.of(mixed.name) is None
    assert store.of("ann:unknown") is None
    put(store, tmp_path, half.name, 0.3)
    lent, own = store.of(quarter.name), store.of(half.name)
    assert lent is not None
    assert own is not None
    assert (lent.voice, lent.is_lent, own.is_lent) == (half.name, True, False), "the nearest lends"


def test_a_changed_calibration_is_refused(tmp_path: Path) -> None:
    store = Confidences(tmp_path / "shelf")
    made = put(store, tmp_path, "ann:12ab", 0.1)
    (made.path / FILE).write_text((made.path / FILE).read_text().replace("0.1", "0.2"))
    with pytest.raises(MilesError, match=r"was changed after sealing: calibration\.json\n.*make calibrate"):
        store.of("ann:12ab")


def test_serving_one_loads_no_library_that_learns() -> None:
    code = "import sys; from miles.registry.confidence import UNCALIBRATED; from miles.registry.voice import Candidate;"
    code += "UNCALIBRATED.of(Candidate(texts=('x',)));"
    code += "print([name for name in ('torch', 'sklearn', 'transformers') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
