"""Labels: the last answer of a person about a text stands."""

from __future__ import annotations

import pytest

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.labels import Label, Labels, hash_of

pytestmark = pytest.mark.anyio


async def test_answers(database: Database) -> None:
    labels = Labels(database)
    for person, text, answer in (("ada", "gm", "neutral"), ("bob", "gm", "positive"), ("ada", "rekt", "negative")):
        await labels.give("t", Label(person=person, task="sentiment", text=text, answer=answer))
    await labels.give("t", Label(person="ada", task="sentiment", text="gm", answer="positive"))
    told = [(row.person, row.text, row.answer) for row in (await labels.page("t", "sentiment")).rows]
    assert told == [("ada", "gm", "positive"), ("ada", "rekt", "negative"), ("bob", "gm", "positive")]
    assert await labels.known("t", "ada", "sentiment") == {hash_of("gm"), hash_of("rekt")}
    assert await labels.known("t", "ada", "topic") == await labels.known("u", "ada", "sentiment") == frozenset()
    assert (await labels.page("u", "sentiment")).rows == ()
    with pytest.raises(MilesError, match="no answer"):
        await labels.give("t", Label(person="ada", task="topic", text="gm", answer=""))
