"""The breaker, on a clock of the test's."""

from __future__ import annotations

from miles.store.breaker import Breaker


def test_it_opens_after_five_failures_and_lets_one_try_after_the_pause() -> None:
    now = [0.0]
    breaker = Breaker(5, 10.0, lambda: now[0])
    for _ in range(4):
        breaker.failed()
    breaker.succeeded()  # only failures in a row count
    for _ in range(5):
        assert breaker.allows()
        breaker.failed()
    assert breaker.is_open
    assert not breaker.allows()
    now[0] = 10.0
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.failed()
    now[0] = 19.9
    assert not breaker.allows()
    now[0] = 20.0
    assert breaker.allows()
    breaker.succeeded()
    assert all(breaker.allows() for _ in range(3))
