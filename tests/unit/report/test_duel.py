"""What a judge sees: two texts and a draft, never whose they are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from miles.feedback.pair import Duel
from miles.feedback.sitting import Question, Sitting, questions
from miles.feedback.vote import Ballot
from miles.report.duel import show_question, sit
from miles.report.keys import Keys

HASHES = ("a1b2c3d4a1b2c3d4", "e5f6e5f6e5f6e5f6")


def duels(n: int) -> list[Duel]:
    return [
        Duel(voice_a=f"ann:{HASHES[0]}", voice_b=f"ann:{HASHES[1]}", draft=f"draft {k} [bold]x[/]", kind="note",
             wishes="2 parts", a=(f"first {k} \x1b[2J", "its second"), b=(f"other {k} \u202egnorw",))
        for k in range(n)
    ]  # fmt: skip


def drawn(width: int, left: str = "a") -> str:
    file = io.StringIO()
    show_question(Question(duels(1)[0], left, 1), 12, 40, Console(file=file, width=width))
    return file.getvalue()


@pytest.mark.parametrize(("width", "is_beside"), [(40, False), (95, False), (96, True), (160, True)])
def test_texts_stand_side_by_side_where_there_is_room(width: int, is_beside: bool) -> None:
    lines = drawn(width).splitlines()
    assert any("first 0" in line and "other 0" in line for line in lines) is is_beside
    assert max(map(len, lines)) <= width
    told = "\n".join(lines)
    assert "12 of 40" in told
    assert "draft 0 [bold]x[/]" in told, "a draft is no markup"
    assert "2 parts" in told
    assert told.index("first 0") < told.index("its second")


def test_the_left_one_is_the_left_one() -> None:
    assert drawn(80).index("first 0") < drawn(80).index("other 0")
    assert drawn(80, "b").index("other 0") < drawn(80, "b").index("first 0")


def test_texts_cannot_drive_the_terminal() -> None:
    told = drawn(120)
    assert "\x1b[2J" not in told
    assert "\u202e" not in told


def sat(tmp_path: Path, lines: str, n: int = 4) -> tuple[str, Sitting]:
    sitting = Sitting(questions(duels(n), "eve", n=n, again=0, seed=0), "eve", Ballot(tmp_path, "ann"))
    file = io.StringIO()
    with Keys(io.StringIO(lines)) as keys:
        sit(sitting, keys, Console(file=file, width=120))
    return file.getvalue(), sitting


def test_nothing_tells_whose_a_text_is(tmp_path: Path) -> None:
    told, _ = sat(tmp_path, "1\n2\n0\ns\n")
    assert "4 of 4 answered" in told
    assert not [name for name in (*HASHES, "voice") if name[:6] in told]


def test_answers_are_kept_in_the_order_asked(tmp_path: Path) -> None:
    _, sitting = sat(tmp_path, "1\n2\n0\ns\n")
    assert [(vote.chose_left, vote.choice in ("a", "b")) for vote in sitting.votes[:2]] == [(True, True), (False, True)]
    assert [vote.choice for vote in sitting.votes[2:]] == ["tie", "skip"]
    assert [vote.pair for vote in sitting.votes] == [question.duel.id for question in sitting.asked]


def test_undo_help_nonsense_and_stop(tmp_path: Path) -> None:
    told, sitting = sat(tmp_path, "u\n1\n?\nhello\n2\nu\n0\nq\n1\n")
    assert "nothing to take back" in told
    assert "taken back" in told
    assert told.count("not a key of these") == 1
    assert "2 of 4 answered" in told
    assert [vote.choice for vote in sitting.votes][1:] == ["tie"]
    told, sitting = sat(tmp_path, "1\n")
    assert "3 of 4 ─" in told, "it goes on where it stopped"
    assert len(sitting.votes) == 3
