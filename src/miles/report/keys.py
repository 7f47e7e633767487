"""Answers from the keyboard: one key each on a terminal, whole lines where the input is none."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from types import TracebackType
from typing import TextIO

WORDS = {
    "1": "left", "2": "right", "0": "tie", " ": "tie", "s": "skip", "u": "undo", "q": "quit", "?": "help",
    "left": "left", "right": "right", "space": "tie",
    "\x1b[D": "left", "\x1b[C": "right", "\x1bOD": "left", "\x1bOC": "right", "\x04": "quit", "": "quit",
}  # fmt: skip
_ESCAPE_S = 0.05  # what an arrow key sends comes at once; after a bare Escape nothing does


class Keys:
    """Reads answers in a `with` block; on a terminal keys need no Enter and are not echoed, until the block ends.

    `next` gives left, right, tie, skip, undo, quit, help, or None for any other key or line. The input's end is quit.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdin
        self.is_terminal = self.stream.isatty()

    def __enter__(self) -> Keys:
        if self.is_terminal:
            self._before = termios.tcgetattr(self.stream)
            tty.setcbreak(self.stream)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.is_terminal:
            termios.tcsetattr(self.stream, termios.TCSADRAIN, self._before)

    def discard(self) -> None:
        """Forget keys pressed so far: a key held too long is no answer to what is shown next."""
        if self.is_terminal:
            termios.tcflush(self.stream, termios.TCIFLUSH)

    def next(self) -> str | None:
        return WORDS.get(self._key() if self.is_terminal else self._line())

    def _key(self) -> str:
        handle = self.stream.fileno()
        key = os.read(handle, 1)
        while key[:1] == b"\x1b" and len(key) < 3 and select.select([handle], [], [], _ESCAPE_S)[0]:
            more = os.read(handle, 1)
            key += more
            if not more:
                break
        return key.decode("latin-1").lower() if len(key) == 1 else key.decode("latin-1")

    def _line(self) -> str:
        """A line without its end; a blank one, but not an empty one, is a space."""
        line = self.stream.readline()
        if not line:
            return ""
        line = line.rstrip("\r\n")
        return (line.strip().lower() or " ") if line else "no answer"
