"""Pairs and votes as the tests of this room need them."""

from __future__ import annotations

from typing import Any

import pytest

from miles.feedback.pair import Duel
from miles.feedback.vote import Vote


def _duel(k: int = 0, *, voices: tuple[str, str] = ("a" * 16, "b" * 16), **others: Any) -> Duel:
    fields = {"draft": f"draft {k}", "kind": "note", "wishes": "2 parts", "a": (f"one {k}",), "b": (f"two {k}",)}
    return Duel(voice_a=f"ann:{voices[0]}", voice_b=f"ann:{voices[1]}", **fields | others)


def _vote(k: int | Duel = 0, choice: str = "a", judge: str = "eve", **others: Any) -> Vote:
    pair = k.id if isinstance(k, Duel) else _duel(k).id
    fields = {"time": "2026-01-01T00:00:00+00:00", "seconds": 1.5, "shown_left": "a"}
    return Vote(pair=pair, choice=choice, judge=judge, **fields | others)


@pytest.fixture
def duel():
    return _duel


@pytest.fixture
def vote():
    return _vote
