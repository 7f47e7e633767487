"""What is asked: blind, in an order of its own for each judge, and going on where it stopped."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from scipy import stats

from miles.feedback.sitting import GAP, Question, Sitting, questions
from miles.feedback.vote import Ballot
from miles.post.error import MilesError


@pytest.fixture
def ballot(tmp_path: Path) -> Ballot:
    return Ballot(tmp_path, "ann")


def asked(duels, judge: str = "eve", n: int = 1000, again: float = 0.1, seed: int = 0) -> list[Question]:
    return questions(duels, judge, n=n, again=again, seed=seed)


def test_every_pair_once_and_a_tenth_again_with_sides_swapped(duel) -> None:
    found = asked([duel(k) for k in range(600)])
    first = {q.duel.id: (place, q) for place, q in enumerate(found) if q.turn == 1}
    second = [(place, q) for place, q in enumerate(found) if q.turn == 2]
    assert len(first) == 600
    assert stats.binomtest(len(second), 600, 0.1).pvalue > 1e-3
    for place, question in second:
        before, once = first[question.duel.id]
        assert question.left != once.left
        assert question.sides == once.sides[::-1]
        assert place - before >= GAP or place >= len(found) - GAP
    left = sum(q.left == "a" for _, q in first.values())
    assert stats.binomtest(left, 600).pvalue > 1e-3


def test_the_seed_and_the_judge_decide_order_and_sides(duel) -> None:
    duels = [duel(k) for k in range(40)]
    eve, bob, seed = asked(duels), asked(duels, "bob"), asked(duels, seed=1)
    assert eve == asked(duels[::-1])
    assert [q.duel.id for q in eve] != [q.duel.id for q in bob]
    assert [q.left for q in eve] != [q.left for q in bob]
    assert eve != seed


def test_judges_of_one_seed_are_asked_the_same_pairs(duel) -> None:
    duels = [duel(k) for k in range(60)]
    eve, bob = ({q.duel.id for q in asked(duels, judge, n=20)} for judge in ("eve", "bob"))
    assert eve == bob
    assert len(eve) == 20
    more = {q.duel.id for q in asked(duels, n=30)}
    assert eve < more, "asking for more keeps what was answered"


def test_voices_are_asked_about_evenly_and_what_is_the_same_is_not(duel) -> None:
    duels = [duel(k) for k in range(50)] + [duel(k, voices=("a" * 16, "c" * 16)) for k in range(8)]
    duels += [duel(k, a=("same",), b=("same",)) for k in range(100, 120)]
    found = asked(duels, n=12, again=0)
    assert sum(q.duel.voice_b.endswith("c") for q in found) == 6
    assert not any(q.duel.is_same for q in asked(duels))
    assert len(asked(duels, again=0)) == 58


def test_no_pair_stands_beside_its_own_second_turn_where_there_are_others(duel) -> None:
    for k in range(20):
        found = asked([duel(j) for j in range(k)], again=1.0)
        assert all(one.duel.id != two.duel.id for one, two in itertools.pairwise(found)) or k <= 2
    with pytest.raises(MilesError, match=r"again=0\.1"):
        asked([duel()], again=1.5)


def test_a_sitting_goes_on_where_it_stopped(duel, ballot: Ballot) -> None:
    found = asked([duel(k) for k in range(10)], again=0.5)
    sitting = Sitting(found, "eve", ballot)
    for _ in range(4):
        question = sitting.open
        assert question is not None
        sitting.answer(question, "left", 1.0)
    resumed = Sitting(found, "eve", ballot)
    assert resumed.votes == sitting.votes
    assert resumed.open == found[4]
    assert Sitting(found, "bob", ballot).open == found[0]


@pytest.mark.parametrize("choice", ["left", "right", "tie", "skip"])
def test_an_answer_is_told_by_voice_and_the_side_is_kept(duel, ballot: Ballot, choice: str) -> None:
    for question in asked([duel(k) for k in range(8)]):
        vote = Sitting([question], "eve", ballot).answer(question, choice, 2.341)
        expected = {"left": True, "right": False}.get(choice)
        assert vote.chose_left is expected
        assert vote.choice in (("a", "b") if expected is not None else (choice,))
        assert (vote.shown_left, vote.turn, vote.seconds) == (question.left, question.turn, 2.34)


def test_the_last_is_taken_back_also_after_a_break(duel, ballot: Ballot) -> None:
    found = asked([duel(k) for k in range(3)], again=0)
    sitting = Sitting(found, "eve", ballot)
    assert not sitting.undo()
    sitting.answer(found[0], "left", 1)
    sitting.answer(found[1], "right", 1)
    resumed = Sitting(found, "eve", ballot)
    assert resumed.undo()
    assert resumed.open == found[1]
    assert Sitting(found, "eve", ballot).open == found[1], "on the disk too"
    assert resumed.undo()
    assert not resumed.undo()
    assert ballot.votes() == []
