from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from miles.evaluation.answers import Answers
from miles.evaluation.system import Case
from miles.post.draft import Draft, DraftKind
from miles.registry.voice import Candidate

Answered = Callable[..., Answers]


@pytest.fixture
def answered() -> Answered:
    """Answers from (draft, written, real) triples; a draft may be a text or a Draft, `hidden` places are not shown."""

    def build(*rows: tuple[str | Draft, str, str], hidden: Sequence[int] = ()) -> Answers:
        drafts = [Draft(text=d, kind=DraftKind.NOTE) if isinstance(d, str) else d for d, _, _ in rows]
        cases = [
            Case(draft, (real,), str(place))
            for place, (draft, (_, _, real)) in enumerate(zip(drafts, rows, strict=True))
        ]
        written = [
            Candidate(texts=tuple(text.split("\n~\n")), faults=("unfinished",) if place in hidden else ())
            for place, (_, text, _) in enumerate(rows)
        ]
        return Answers(cases, written)

    return build
