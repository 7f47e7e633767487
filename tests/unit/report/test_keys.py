"""Keys on a real pseudo-terminal, lines from a pipe."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import termios
from collections.abc import Iterator

import pytest

from miles.report.keys import Keys


@pytest.fixture
def terminal() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """The end that a person types at, and the program's input."""
    master, slave = pty.openpty()
    with os.fdopen(slave) as stream:
        yield master, stream
    os.close(master)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"120 s?uq", ["left", "right", "tie", "tie", "skip", "help", "undo", "quit"]),
        (b"SUQ", ["skip", "undo", "quit"]),
        (b"\x1b[D\x1b[C\x1bOD\x1bOC1", ["left", "right", "left", "right", "left"]),
        (b"\x1b[A\xc3x\n2", [None, None, None, None, "right"]),
        (b"\x1b", [None]),
        (b"\x04", ["quit"]),
    ],
)
def test_one_key_is_an_answer_without_enter(terminal, sent: bytes, words: list[str | None]) -> None:
    master, stream = terminal
    with Keys(stream) as keys:
        os.write(master, sent)
        assert [keys.next() for _ in words] == words


def test_keys_are_not_echoed_and_the_terminal_is_as_before_even_after_an_error(terminal) -> None:
    _, stream = terminal
    before = termios.tcgetattr(stream)
    with Keys(stream):
        assert not termios.tcgetattr(stream)[3] & (termios.ECHO | termios.ICANON)
        assert termios.tcgetattr(stream)[3] & termios.ISIG, "Ctrl-C still stops"
    assert termios.tcgetattr(stream) == before
    with contextlib.suppress(KeyboardInterrupt), Keys(stream):
        raise KeyboardInterrupt
    assert termios.tcgetattr(stream) == before


def test_what_was_pressed_before_is_no_answer_to_what_comes(terminal) -> None:
    master, stream = terminal
    with Keys(stream) as keys:
        os.write(master, b"1111")
        keys.discard()
        os.write(master, b"2")
        assert keys.next() == "right"


def test_without_a_terminal_lines_are_answers_and_the_end_is_stop() -> None:
    with Keys(io.StringIO("1\n right \r\n \n0\nLEFT\nundo it\n\nu\n?\ns")) as keys:
        keys.discard()
        words = [keys.next() for _ in range(12)]
    assert words == ["left", "right", "tie", "tie", "left", None, None, "undo", "help", "skip", "quit", "quit"]
