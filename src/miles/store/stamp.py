"""Names and times of rows: ids that sort by when they were made."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

ID_CHARS = 26
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_RANDOM_BITS = 80


class Stamp:
    """Makes ids of 26 characters: 48 bits of milliseconds, then 80 drawn ones (the layout of ULID).

    One Stamp never makes an id that sorts before an earlier one of its own, also within a millisecond and when the
    clock is set back; those of several processes are ordered to the millisecond.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC), rng: Random | None = None) -> None:
        self.clock = clock
        self._rng = rng or secrets.SystemRandom()
        self._last = 0

    def new(self) -> str:
        """The next id; `time_of` it is when its row was made."""
        millis = int(self.clock().timestamp() * 1000)
        drawn = millis << _RANDOM_BITS | self._rng.getrandbits(_RANDOM_BITS)
        if millis <= self._last >> _RANDOM_BITS:
            drawn = self._last + 1 + self._rng.getrandbits(32)
        self._last = drawn
        return _text(drawn)


def time_of(id_: str) -> datetime:
    """When that id was made, to the millisecond."""
    return datetime.fromtimestamp((_number(id_) >> _RANDOM_BITS) / 1000, UTC)


def first_of(moment: datetime) -> str:
    """The least id that could be made at that time: ids from then on sort at or after it."""
    return _text(int(moment.timestamp() * 1000) << _RANDOM_BITS)


def is_id(text: str) -> bool:
    """Whether it looks like an id of ours."""
    return len(text) == ID_CHARS and set(text) <= set(_ALPHABET)


def _text(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (ID_CHARS - 1), -1, -5))


def _number(text: str) -> int:
    number = 0
    for char in text:
        number = number << 5 | _ALPHABET.index(char)
    return number
