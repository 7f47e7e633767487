"""What people said, in words that do not say more than the votes do."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from miles.evaluation.compare import COMPARED
from miles.feedback.agree import FEWEST
from miles.feedback.pair import Duel
from miles.feedback.vote import Imported, Vote
from miles.report.votes import games, show_imported, show_votes


def pair(k: int, a: str = "aaaa", b: str = "bbbb", **metrics: tuple[float, float]) -> Duel:
    return Duel(voice_a=f"ann:{a}", voice_b=f"ann:{b}", draft=f"d{k}", kind="note", wishes="", a=(f"{a} {k}",),
                b=(f"{b} {k}",), metrics=metrics)  # fmt: skip


def said(duel: Duel, choice: str, judge: str = "eve", turn: int = 1, left: str = "a") -> Vote:
    return Vote(pair=duel.id, choice=choice, judge=judge, time="2026-01-01T00:00:00+00:00", seconds=1, shown_left=left,
                turn=turn)  # fmt: skip


def shown_in(width: int, duels: list[Duel], votes: list[Vote]) -> str:
    file = io.StringIO()
    show_votes(duels, votes, Console(file=file, width=width), COMPARED, seed=0)
    return file.getvalue()


def told(duels: list[Duel], votes: list[Vote]) -> str:
    return " ".join(shown_in(200, duels, votes).split())


def test_two_voices_have_a_win_rate_and_metrics_their_agreement() -> None:
    duels = [pair(k, likeness=(1, 0), noise=(float(k % 2), 0.5)) for k in range(40)]
    votes = [
        said(duel, "a" if k < 34 else "tie" if k < 36 else "b", left="ab"[k // 2 % 2]) for k, duel in enumerate(duels)
    ]
    shown = told(duels, votes)
    assert "40 votes of 1 judge about 40 of 40 pairs: 38 decided, 2 no difference, 0 cannot say" in shown
    assert "ann:aaaa 34 2 4 88 %" in shown  # 35 of 40
    assert "n = 40 votes about 40 drafts" in shown
    assert "The order is certain" in shown
    assert "strength" not in shown.lower()
    assert "looks real 89 %" in shown  # 34 of 38
    assert "noise " in shown, "a metric of others keeps its own name"
    assert "38 more often than a coin" in shown
    assert "cannot be told from a coin" in shown.partition("noise")[2]
    assert "no leaning can be told" in shown
    assert "asked again: too few votes to say (0, 10 are needed)" in shown


def test_what_a_metric_comes_to_stays_in_one_line_on_a_narrow_screen() -> None:
    duels = [pair(k, invented_numbers=(float(k % 2), 0.5)) for k in range(40)]
    lines = shown_in(80, duels, [said(duel, "a") for duel in duels]).splitlines()
    assert [line for line in lines if "50 %" in line and "cannot be told from a coin" in line]


def test_more_voices_have_strengths_and_groups() -> None:
    names = [("aaaa", "bbbb"), ("bbbb", "cccc"), ("aaaa", "cccc")]
    duels = [pair(k, *voices) for voices in names for k in range(40)]
    votes = [said(duel, "a" if k % 40 < (36 if k >= 40 else 21) else "b") for k, duel in enumerate(duels)]
    shown = told(duels, votes)
    assert "Strength: Bradley-Terry" in shown
    assert "Cannot be told apart: ann:aaaa, ann:bbbb." in shown
    assert shown.index("ann:aaaa 57 0 23") < shown.index("ann:bbbb 55 0 25") < shown.index("ann:cccc 8 0 72")
    assert "a leaning to one side" in shown  # a always stood left


@pytest.mark.parametrize("n", [0, FEWEST - 1])
def test_too_few_votes_say_nothing(n: int) -> None:
    duels = [pair(k, likeness=(1, 0)) for k in range(30)]
    shown = told(duels, [said(duel, "a") for duel in duels[:n]])
    assert f"too few votes to say ({n}, {FEWEST} are needed)" in shown
    assert "%" not in shown.replace("95 %", "")


def test_judges_are_compared_with_each_other_and_themselves() -> None:
    duels = [pair(k) for k in range(24)]
    votes = [said(duel, "ab"[k % 2], judge) for judge in ("eve", "bob") for k, duel in enumerate(duels)]
    votes += [said(duel, "ab"[k % 2] if k < 9 else "tie", turn=2) for k, duel in enumerate(duels[:12])]
    shown = told(duels, votes)
    assert "sides swapped, judges gave the same answer in 75 %" in shown  # 9 of 12
    assert "2 judges gave the same answer to 100 % of 24 shared pairs (Krippendorff's alpha 1.00" in shown
    assert "n = 48 votes about 24 drafts" in shown
    only_one = told(duels, [said(duel, "a", judge) for judge in ("eve", "bob") for duel in duels])
    assert "alpha not defined" in only_one


def test_same_texts_are_told_and_cannot_say_is_no_game() -> None:
    twin = Duel(voice_a="ann:aaaa", voice_b="ann:bbbb", draft="d", kind="note", wishes="", a=("x",), b=("x",))
    assert "2 pairs: 0 decided, 0 no difference, 0 cannot say; 1 pair with the same text twice, not asked" in told(
        [pair(0), twin], []
    )
    duel = pair(0)
    votes = [said(duel, "a"), said(duel, "skip", "bob"), said(duel, "b", turn=2), said(pair(1), "a")]
    assert [(game.won, game.a) for game in games([duel], votes)] == [(1.0, "ann:aaaa")]


def test_an_import_is_told() -> None:
    file = io.StringIO()
    show_imported(Imported(new=3, replaced=2, older=1, same=4), Console(file=file, width=200))
    assert "3 new votes; 2 replaced an older one" in file.getvalue()
    assert "1 were older than one that is kept; 4 are known already" in file.getvalue()
