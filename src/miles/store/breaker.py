"""A circuit breaker: after several failures in a row nothing is asked for a while, then one call tries."""

from __future__ import annotations

import time
from collections.abc import Callable


class Breaker:
    """Closed until `most_failures` in a row; then open for `pause_s`; then half open: one call at a time may try."""

    def __init__(
        self, most_failures: int = 5, pause_s: float = 5.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most_failures = most_failures
        self.pause_s = pause_s
        self._clock = clock
        self._failures = 0
        self._next_try = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the last calls failed so that few are let through."""
        return self._failures >= self.most_failures

    def allows(self) -> bool:
        """Whether to call. Half open, a yes lets nobody else try before `pause_s` or `succeeded`."""
        if not self.is_open:
            return True
        if self._clock() < self._next_try:
            return False
        self._next_try = self._clock() + self.pause_s
        return True

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        if self.is_open:
            self._next_try = self._clock() + self.pause_s
