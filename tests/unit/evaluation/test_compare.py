"""Two voices on the same drafts: the sheet of each, and the Verdict."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.novelty import Memory
from miles.analysis.sentiment import SentimentLabeller
from miles.evaluation.answers import Answers
from miles.evaluation.compare import COMPARED, Comparison, duels, games, rule_for, sheets, timing
from miles.evaluation.system import Case
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.voice import Candidate

RNG = np.random.default_rng(0)
WORDS = ["market", "higher", "patience", "crowd", "sells", "dip", "alts", "cycle", "liquidity", "risk"]
REAL = [" ".join(RNG.choice(WORDS, 14)) for _ in range(60)]
CASES = [
    Case(Draft(text=f"btc up {k}%", kind=DraftKind.NOTE, parts=1 + k % 2), (text,), str(k))
    for k, text in enumerate(REAL)
]
IDS = [case.id for case in CASES]
POSTS = [(str(k), text) for k, text in enumerate(REAL)]


@dataclass
class Scribe:
    """A voice whose posts and bits a test decides."""

    texts: list[str]
    bits_a_char: float = 2.0
    pause_s: float = 0.0
    memory: Memory = field(default_factory=lambda: Memory.build(["nothing of this was ever said before by anybody"]))

    def bits(self, texts: list[str]) -> np.ndarray:
        return np.array([self.bits_a_char * len(text) for text in texts])

    def write(self, draft: Draft, seed: int = 0) -> list[Candidate]:
        time.sleep(self.pause_s)
        return [Candidate(texts=(self.texts[0],))]


def answers(voice: Scribe, hidden: int = 0) -> Answers:
    found = [Candidate(texts=(text,), faults=("unfinished",) * (k < hidden)) for k, text in enumerate(voice.texts)]
    return Answers(CASES, found)


def compared(a: Scribe, b: Scribe, hidden: int = 0, rule: str = "better", a_hidden: int = 0, **ways):
    voices = {"me:a": a, "me:b": b}
    found = sheets(
        voices, {"me:a": answers(a, a_hidden), "me:b": answers(b, hidden)}, REAL,
        listener=SentimentLabeller(), topics=None, reception=lambda texts: np.array([len(t) for t in texts]),
    )  # fmt: skip
    margins = {"likeness": 0.05, "bits_per_char": 0.01, "fact_survival": 0.05}
    comparison = Comparison(**({"margins": margins, "resamples": 299} | ways))
    [verdict] = comparison.verdicts(
        found, CASES, POSTS, rules={("me:a", "me:b"): rule}, fingerprint="f", measured={"run": "r"},
        spans={"me:a": np.array([5.0, 6, 5]), "me:b": np.array([9.0, 8, 7])},
    )  # fmt: skip
    return found, verdict


SAME = [" ".join(RNG.choice(WORDS, 14)) + f" btc {k}%" for k in range(60)]
NO_FACTS = [" ".join(RNG.choice(WORDS, 14)) for _ in range(60)]


def test_what_each_reached_stands_on_its_sheet() -> None:
    (a, b), verdict = compared(Scribe(SAME), Scribe(NO_FACTS, bits_a_char=1.5), hidden=3)
    assert (a.values["fact_survival"].mean(), np.nanmean(b.values["fact_survival"])) == (1.0, 0.0)
    assert np.isnan(b.values["fact_survival"][:3]).all()
    assert b.values["not_shown"].sum() == 3
    found = {one.metric: one for one in verdict.contrasts}
    assert (found["bits_per_char"].a, found["bits_per_char"].b) == (2.0, 1.5)
    assert found["bits_per_char"].wins == 60
    assert (found["fact_survival"].effect, found["fact_survival"].n) == (-1.0, 60)
    assert found["not_shown"].n == 60
    assert found["reception"].b == pytest.approx(np.mean([len(text) for text in NO_FACTS[3:]]))
    heard = {"control_obedience": f"+{SentimentLabeller().version}"}
    assert all(one.version == COMPARED[one.metric].version + heard.get(one.metric, "") for one in verdict.contrasts)


def test_the_verdict_follows_from_the_metrics_that_decide() -> None:
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=1.9))
    assert (verdict.winner, verdict.reason) == ("me:b", "B is better in bits_per_char")
    _, verdict = compared(Scribe(SAME), Scribe(NO_FACTS, bits_a_char=1.9))
    assert verdict.winner is None
    assert verdict.reason.startswith("B is better in bits_per_char")
    assert verdict.reason.endswith("A in fact_survival")
    _, verdict = compared(Scribe(SAME), Scribe(SAME))
    assert (verdict.winner, verdict.reason) == (None, "no deciding metric tells them apart")
    _, verdict = compared(Scribe(SAME), Scribe(NO_FACTS), margins={"likeness": 0.05})
    assert [one.metric for one in verdict.contrasts if one.decides] == ["likeness"]


@pytest.mark.parametrize("rule", ["better", "not worse"])
def test_nobody_wins_by_what_was_not_measured(rule: str) -> None:
    """Too few drafts are shown at all for a judge; and nothing times a draft among the decisive figures."""
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=1.9), hidden=58, a_hidden=41, rule=rule)
    assert (verdict.winner, verdict.reason) == (None, "too few values to decide by: likeness")
    margins = {"bits_per_char": 0.01, "post_ms": 5.0}
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=1.9), rule=rule, margins=margins)
    assert (verdict.winner, verdict.reason) == (None, "too few values to decide by: post_ms")


def test_who_holds_back_what_is_difficult_gains_nothing_by_it() -> None:
    """B shows two thirds of the very texts of A: on those they are alike, and on the rest B has nothing."""
    found, verdict = compared(Scribe(NO_FACTS), Scribe(NO_FACTS), hidden=20)
    rows = {one.metric: one for one in verdict.contrasts}
    assert (verdict.winner, verdict.reason) == ("me:a", "A is better in likeness")
    assert (rows["likeness"].n, rows["likeness"].ties) == (60, 40)
    assert rows["reception"].n == 40, "what nobody reads is liked by nobody, but no forecast says so"
    assert np.isnan(found[1].values["likeness"][:20]).all(), "the sheet tells what was measured"
    _, verdict = compared(Scribe(SAME), Scribe(SAME), hidden=20)
    assert verdict.of("fact_survival").b == pytest.approx(2 / 3)
    _, both = compared(Scribe(SAME), Scribe(SAME), hidden=20, a_hidden=20)
    assert {one.n for one in both.contrasts if one.metric in ("likeness", "fact_survival")} == {40}


def test_a_smaller_form_has_to_be_not_worse() -> None:
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=2.009), rule="not worse")
    assert verdict.winner is None
    assert verdict.reason.startswith("not shown to be within the margin")
    assert "bits_per_char" not in verdict.reason, "0.009 bits more, the same for every post"
    wide = {"likeness": 0.2, "bits_per_char": 0.01, "fact_survival": 0.1}
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=2.009), rule="not worse", margins=wide)
    assert verdict.winner == "me:b"
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=2.011), rule="not worse", margins=wide)
    assert verdict.reason == "not shown to be within the margin: bits_per_char"


def test_time_is_told_but_no_part_of_the_hash() -> None:
    _, verdict = compared(Scribe(SAME), Scribe(NO_FACTS))
    assert verdict.measured["post_ms"]["a"]["median"] == 5
    assert (verdict.measured["latency"]["a"], verdict.measured["latency"]["losses"]) == (pytest.approx(16 / 3), 3)
    _, again = compared(Scribe(SAME), Scribe(NO_FACTS))
    assert again.hash == verdict.hash


def test_voices_are_timed_in_turn() -> None:
    spans = timing({"a": Scribe(SAME), "b": Scribe(SAME, pause_s=0.02)}, [case.draft for case in CASES[:4]])
    assert spans["b"].shape == (4,)
    assert spans["b"].min() >= 20 > np.median(spans["a"])
    busy = timing({"b": Scribe(SAME, pause_s=0.02)}, [case.draft for case in CASES[:4]], clock=time.process_time)
    assert busy["b"].max() < 15, "asleep it takes no processor"


def test_several_voices_share_one_correction() -> None:
    voices = {f"me:{k}": Scribe(SAME, bits_a_char=2 + k / 10) for k in range(3)}
    found = sheets(
        voices, {name: answers(voice) for name, voice in voices.items()}, REAL, listener=SentimentLabeller(),
        topics=None,
    )  # fmt: skip
    names = list(voices)
    verdicts = Comparison(margins={"bits_per_char": 0.01, "likeness": 0.05}, resamples=299).verdicts(
        found, CASES, POSTS, rules={(a, b): "better" for a in names for b in names}, fingerprint="f", measured={},
        spans={name: np.zeros(0) for name in names},
    )  # fmt: skip
    assert [(one.a, one.b, one.winner) for one in verdicts] == [
        ("me:0", "me:1", "me:0"), ("me:0", "me:2", "me:0"), ("me:1", "me:2", "me:1"),
    ]  # fmt: skip
    for one in verdicts:
        assert one.of("bits_per_char").p_adjusted == pytest.approx(6 * one.of("bits_per_char").p)


def test_a_draft_is_won_by_the_better_in_more_metrics() -> None:
    found, _ = compared(Scribe(SAME), Scribe(NO_FACTS))
    assert {game.won for game in games(found, ["fact_survival"], IDS)} == {1.0}
    assert {game.won for game in games(found, ["fact_survival", "not_shown"], IDS)} == {1.0}, "both 0: no vote"
    assert {game.won for game in games(found, [], IDS)} == {0.5}
    silent, _ = compared(Scribe(SAME), Scribe(SAME), hidden=3)
    assert [game.won for game in games(silent, ["fact_survival"], IDS)] == [1.0] * 3 + [0.5] * 57, (
        "B shows nothing thrice"
    )
    assert [(game.a, game.b, game.draft) for game in games(found, [], IDS)[:2]] == [
        ("me:a", "me:b", "0"),
        ("me:a", "me:b", "1"),
    ]


def test_people_are_asked_about_what_both_would_show() -> None:
    written = {"me:a": answers(Scribe(SAME)), "me:b": answers(Scribe(NO_FACTS), hidden=5)}
    (a, b), _ = compared(Scribe(SAME), Scribe(NO_FACTS), hidden=5)
    found = duels(a, b, written)
    assert len(found) == 55
    assert (found[0].a, found[0].b, found[0].draft) == ((SAME[5],), (NO_FACTS[5],), "btc up 5%")
    assert found[0].wishes == "2 parts"
    assert found[0].metrics["fact_survival"] == (1.0, 0.0)
    assert found[0].metrics["train_run_mean"] == (-a.values["train_run_mean"][5], -b.values["train_run_mean"][5])


def test_a_voice_made_of_the_other_has_to_be_not_worse() -> None:
    parent = Bundle(Path(), {"author": "me", "hash": "aa"})
    assert rule_for(parent, Bundle(Path(), {"author": "me", "hash": "bb", "parent": "me:aa"})) == "not worse"
    assert rule_for(parent, Bundle(Path(), {"author": "me", "hash": "bb"})) == "better"
    one, other = (
        Bundle(Path(), {"author": "me", "hash": form, "parent": "me:aa", "form": form}) for form in ("onnx", "native")
    )
    assert rule_for(one, other) == "not worse", "both are forms of one voice"
    assert rule_for(one, parent) == "better"
    student = Bundle(Path(), {"author": "me", "hash": "ss", "parent": "me:aa"})
    assert rule_for(one, student) == "better", "it was not made of that form"
    mixed = {"author": "me", "hash": "bb", "parent": "me:aa", "form": "ensemble"}
    assert rule_for(parent, Bundle(Path(), mixed)) == "better"


def test_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(MilesError, match=r"likenes.*no metric"):
        Comparison(margins={"likenes": 0.1})
    with pytest.raises(MilesError, match="alpha=5"):
        Comparison(margins={}, alpha=5)
    for margin in (-0.1, float("nan"), float("inf"), "wide", True):
        with pytest.raises(MilesError, match=f"margins.likeness={margin} is no margin"):
            Comparison(margins={"likeness": margin})
    with pytest.raises(MilesError, match="no metric decides"):
        Comparison(margins={})
    for resamples in (0, 98):
        with pytest.raises(MilesError, match=f"resamples={resamples} can tell nothing"):
            Comparison(margins={"likeness": 0.1}, resamples=resamples)


def test_so_few_resamples_that_no_p_is_small_enough_are_refused() -> None:
    """The least p of 120 swaps is 2 / 121, just below the .05 / 3 of three tests; of 119 it is not below."""
    margins = {"likeness": 0.05, "bits_per_char": 0.01, "fact_survival": 0.05}
    _, verdict = compared(Scribe(SAME), Scribe(SAME, bits_a_char=1.9), resamples=120)
    assert verdict.winner == "me:b"
    with pytest.raises(MilesError, match=r"resamples=119 .* 3 tests\n.*comparison\.resamples=120 or more"):
        Comparison(margins=margins, resamples=119)
