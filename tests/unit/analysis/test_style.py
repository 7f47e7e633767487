from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from miles.analysis import style
from miles.analysis.style import FEATURES, distances, features, is_emoji, style_distance


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
