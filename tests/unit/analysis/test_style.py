from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from miles.analysis import style
from miles.analysis.style import FEATURES, distances, features, is_emoji, style_distance
from miles.post.error import MilesError


def habit(text: str, name: str) -> float:
    return float(features([text])[0, FEATURES.index(name)])


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("one two three", "words", 3),
        ("one\n\ntwo\n\nthree", "parts", 3),
        ("one\ntwo", "lines", 2),
        ("- one\n- two\nthree\n1. four", "list_lines", 3 / 4),
        ("-5% today\n3.2 trillion", "list_lines", 0),
        ("word" * 25, "emoji", 0),
        ("a" * 99 + "🚀", "emoji", 1),
        ("a" * 96 + "🚀🔥📈✅", "emoji", 4),
        ("x" * 99 + ",", "commas", 1),
        ("1,000,000", "commas", 0),
        ("x" * 97 + "...", "ellipses", 1),
        ("x" * 97 + "...", "full_stops", 0),
        ("3.5 is no stop", "full_stops", 0),
        ("a" * 98 + "!?", "exclamations", 1),
        ("a" * 98 + "!?", "questions", 1),
        ("a well-known thing", "dashes", 0),
        ("x" * 97 + " - ", "dashes", 100 / 99),
        ("$BTC and $ETH go up", "cashtags", 2 / 5 * 100),
        ("BTC is HODL", "all_caps", 2 / 3 * 100),
        ("Ab", "capitals", 0.5),
        ("no mark", "open_end", 1),
        ("A mark.", "open_end", 0),
        ("A mark. 🚀", "open_end", 0),
        ("a. b_ )", "open_end", 1),
        ("why?!\u2019 ", "open_end", 0),
        ("!!!", "open_end", 0),
        ("one two?!... three", "sentence_mean", 1.5),
        ("v1.5 is out", "sentence_mean", 4),
        ("30\u00b0 \u00a9 \u2122 \ufffd", "emoji", 0),
        ("a" * 98 + "\U0001f44d\U0001f3fd", "emoji", 1),
        ("one two. one two three four.", "sentence_mean", 3),
        ("one two. one two three four.", "sentence_sd", 1),
        ("don\u2019t can't", "apostrophes", 2 / 11 * 100),
        ("ab abcd", "word_length", 3),
    ],
)
def test_each_habit_is_counted(text: str, name: str, value: float) -> None:
    assert habit(text, name) == pytest.approx(value)


def test_links_and_empty_texts_do_no_harm() -> None:
    assert habit("see https://t.co/abcdefghij", "words") == 1
    assert habit("see <url>", "words") == 1
    assert np.isfinite(features(["", "\n", "<url>", "🚀"])).all()
    assert features([]).shape == (0, len(FEATURES))


def test_joiners_and_selectors_are_no_emoji_of_their_own() -> None:
    assert [is_emoji(c) for c in "🚀❤\ufe0f\u200da1"] == [True, True, False, False, False, False]
    assert sum(map(is_emoji, "🇿🇦")) == 2


def test_distances_are_kolmogorov_smirnovs() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(40, len(FEATURES))).round(1), rng.normal(0.5, 1, (55, len(FEATURES))).round(1)
    wanted = [stats.ks_2samp(a[:, k], b[:, k]).statistic for k in range(len(FEATURES))]
    assert distances(a, b) == pytest.approx(wanted)
    assert style_distance(a, b) == pytest.approx(np.mean(wanted))


def test_the_same_texts_are_at_no_distance_and_others_far() -> None:
    plain = features(["one two three.", "four five six seven.", "a b c d e f g."])
    loud = features(["WOW!!! 🚀🚀\n\n- YES\n\n- $BTC", "LOL!!! 🔥\n\n- NO\n\n- $ETH 9%", "HA!!! 📈\n\n- GO\n\n- $SOL"])
    assert style_distance(plain, plain) == 0
    assert style_distance(plain, loud) > 0.6


def test_every_feature_is_computed_once() -> None:
    assert len(set(FEATURES)) == len(FEATURES) == features(["x"]).shape[1]
    assert set(style._PATTERNS) <= set(FEATURES)


odd = st.text(
    st.one_of(st.characters(), st.sampled_from(".!?\u2026\n\r\t -<>|$@#1,'\u200d\ufe0f\U0001f680\u2028")), max_size=60
)


@settings(max_examples=150, deadline=None)
@given(st.lists(odd, max_size=4))
def test_features_of_odd_texts_are_finite_and_each_texts_own(texts: list[str]) -> None:
    rows = features(texts)
    assert rows.shape == (len(texts), len(FEATURES))
    assert np.isfinite(rows).all()
    assert (rows >= 0).all()
    for text, row in zip(texts, rows, strict=True):
        assert (features([text])[0] == row).all()


@pytest.mark.parametrize("mark", ["!", ".", "\u2026", "\n", " ", "- ", "1,"])
def test_a_long_row_of_marks_costs_no_more_than_as_many_letters(mark: str) -> None:
    start = time.process_time()
    features([mark * 25_000 + "a"])
    assert time.process_time() - start < 1.0  # its square took ten


def test_distance_grows_with_the_share_of_another_hand() -> None:
    plain = [f"a calm sentence number {k} of some words." for k in range(40)]
    loud = [f"WOW!!! 🚀\n\n- ${'BTC' if k % 2 else 'ETH'} {k}%" for k in range(40)]
    steps = [style_distance(features(plain), features(plain[share:] + loud[:share])) for share in (0, 10, 20, 30, 40)]
    assert steps[0] == 0
    assert (np.diff(steps) > 0).all()
    assert steps[-1] <= 1


def test_nothing_has_no_style_to_compare() -> None:
    with pytest.raises(MilesError, match="0 real and 1 made"):
        style_distance(features([]), features(["a"]))
