"""`miles judge` on a real pseudo-terminal and through pipes: every key counts once, whatever happens."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from miles.cli import main
from miles.feedback.pair import Duel, write_duels
from miles.feedback.vote import Vote

VERDICT = "0123456789abcdef"
ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """The verb on a pseudo-terminal, with somebody who reads what is shown before a key is pressed."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "miles.cli", "judge", *settings],
            cwd=folder, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "110", "TERM": "xterm"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  a shell's & ignores it
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def see(self, text: str, seconds: float = 90) -> str:
        """Wait until `text` is shown after all that was seen before; what came until then."""
        until = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            if select.select([self.master], [], [], 0.2)[0]:
                self.shown += os.read(self.master, 65536).decode()
        before, _, self.shown = self.shown.partition(text)
        return before

    def press(self, keys: str) -> None:
        """Each key once its question is there."""
        for key in keys:
            self.see("u, q, ? ")
            os.write(self.master, key.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    duels = [
        Duel(voice_a=f"ann:{'a' * 16}", voice_b=f"ann:{'b' * 16}", draft=f"draft {k}", kind="note", wishes="2 parts",
             a=(f"one {k}",), b=(f"two {k}",), metrics={"likeness": (1.0, 0.0)})
        for k in range(30)
    ]  # fmt: skip
    write_duels(duels, tmp_path / ".shelf" / "verdicts" / f"{VERDICT}.pairs.jsonl")
    return tmp_path


@pytest.fixture
def terminal(folder: Path) -> Iterator[type[Terminal]]:
    opened: list[Terminal] = []

    def begin(*settings: str) -> Terminal:
        opened.append(Terminal(folder, *settings))
        return opened[-1]

    yield begin  # type: ignore[misc]
    for each in opened:
        each.close()


def lines(folder: Path, judge: str = "eve") -> list[Vote]:
    path = folder / ".shelf" / "votes" / "ann" / f"{judge}.jsonl"
    return [Vote.from_dict(json.loads(line)) for line in path.read_text().splitlines()]


@pytest.fixture
def piped(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """The verb with its input from a pipe: exit code, what it told, what it complained of."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*settings: str, keys: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        code = main(["judge", *settings])
        return code, *capsys.readouterr()

    return call


def test_one_key_each_and_a_kill_loses_no_answer(folder: Path, terminal) -> None:
    killed = terminal("judge=eve", "n=12", "again=0")
    killed.press("12u0s1")
    killed.see("5 of 12")  # 1, 2 taken back for 0, s, 1
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.process.wait()
    votes = lines(folder)
    assert [vote.choice for vote in votes[1:5]] == [votes[1].choice, "undone", "tie", "skip"]
    assert [vote.chose_left for vote in votes] == [True, False, None, None, None, True]
    path = folder / ".shelf" / "votes" / "ann" / "eve.jsonl"
    path.write_text(path.read_text() + votes[0].line()[:40])  # as if the kill had come while a line was written
    resumed = terminal("judge=eve", "n=12", "again=0")
    assert "1 of 12" not in resumed.see("5 of 12")
    resumed.press("2q")
    assert "all kept" in resumed.see("To go on")
    assert resumed.process.wait(20) == 0
    assert len(lines(folder)) == 7
    assert len({vote.pair for vote in lines(folder)}) == 5


def test_whose_a_text_is_comes_with_the_report_at_the_end(folder: Path, terminal) -> None:
    sitting = terminal("judge=eve", "n=20", "again=0")
    for _ in range(19):
        sitting.press("1")
    asked = sitting.see("20 of 20")
    sitting.press("1")
    asked += sitting.see("all kept")
    assert f"ann:{'a' * 8}" not in asked
    assert f"ann:{'a' * 8}" in sitting.see("Can the votes be trusted?")
    assert sitting.process.wait(20) == 0
    assert len(lines(folder)) == 20


def test_ctrl_c_stops_keeps_the_answers_and_gives_the_terminal_back(folder: Path, terminal) -> None:
    sitting = terminal("judge=eve", "n=5", "again=0")
    before = termios.tcgetattr(sitting.master)[3]
    sitting.press("1")
    sitting.see("u, q, ? ")
    assert not termios.tcgetattr(sitting.master)[3] & termios.ECHO
    os.kill(sitting.process.pid, signal.SIGINT)
    sitting.see("stopped")
    assert sitting.process.wait(20) == 130
    assert termios.tcgetattr(sitting.master)[3] == before
    assert len(lines(folder)) == 1


def test_votes_go_out_and_come_in_elsewhere(folder: Path, piped, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert piped("judge=eve", "again=0", keys="1\n2\n0\ns\n" * 6)[0] == 0
    assert piped("judge=bob", "again=0", keys="1\n" * 22 + "q\n")[0] == 0
    out = tmp_path_factory.mktemp("out") / "it's ${x}, votes.jsonl"
    assert "46 votes" in piped(f"export_to={out}")[1]
    shutil.rmtree(folder / ".shelf" / "votes")
    _, told, _ = piped(f"import_from={out}", "is_report=true")
    assert "46 new votes" in told
    assert "46 votes of 2 judges" in told
    assert "looks real" in told
    assert "46 are known already" in piped(f"import_from={out}", "verdict=all")[1]
    assert sum(vote.judge == "bob" for vote in lines(folder, "bob")) == 22


def test_what_is_wrong_is_told_with_the_next_step(folder: Path, piped) -> None:
    unknown = folder / "in.jsonl"
    vote = Vote(pair="0" * 16, choice="a", judge="eve", time="2026-01-01T00:00:00+00:00", seconds=1, shown_left="a")
    unknown.write_text("\n" + vote.line())
    for settings, told, next_step in (
        (("judge=../eve",), "cannot name a file", "small letters"),
        ((), "nobody is named", "JUDGE=<your name>"),
        (("judge=eve", "n=0"), "n=0", "n=1"),
        (("verdict=ffff",), "'ffff' names 0 comparisons", VERDICT),
        (("author=barackobama",), "no pairs of barackobama", "make compare"),
        ((f"import_from={unknown}",), f"line 2: pair {'0' * 16} is of none", "VERDICT=all"),
        ((f"import_from={folder}",), "is no file", "next:"),
    ):
        code, _, complaint = piped(*settings)
        assert code == 2, complaint
        assert told in complaint
        assert next_step in complaint
        assert not (folder / ".shelf" / "votes").exists()
