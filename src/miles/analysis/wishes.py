"""What of a draft's wishes a text grants: a voice chooses among its candidates by it, evaluation counts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from miles.analysis.sentiment import Listener
from miles.analysis.topic import TopicLabeller
from miles.post.draft import Draft, Sentiment, length_of
from miles.post.normal import words
from miles.post.parts import count, join

WISHES = ("parts", "length", "sentiment", "topic", "thread")


@dataclass(frozen=True, slots=True)
class Grant:
    """Whether a wish is granted, and how clearly, 0-1; what is counted (parts, words, posts) is clear either way."""

    is_granted: bool
    clarity: float

    @property
    def worth(self) -> float:
        """0-1 to choose by: half for granting it at all, half for being heard so by others, too."""
        return (self.is_granted + self.clarity) / 2


def grants(
    draft: Draft, written: Sequence[tuple[str, ...]], listener: Listener | None, topics: TopicLabeller | None
) -> list[dict[str, Grant]]:
    """For each post or thread in `written` its grant of every wish the draft makes, by name (see WISHES).

    A sentiment nobody listens for and a topic that `topics` does not know are no wishes.
    """
    found = [_counted(draft, texts) for texts in written]
    bodies = [join(texts) for texts in written]
    if draft.sentiment and listener:
        place = list(Sentiment).index(draft.sentiment)
        for grant, shares in zip(found, listener.shares(bodies), strict=True):
            grant["sentiment"] = Grant(int(shares.argmax()) == place, float(shares[place]))
    if topics and draft.topic in topics.names:
        for grant, body in zip(found, bodies, strict=True):
            grant["topic"] = Grant(topics.label(body) == draft.topic, topics.likeness(body, draft.topic))
    return found


def _counted(draft: Draft, texts: tuple[str, ...]) -> dict[str, Grant]:
    """Of a thread, `parts` are its posts."""
    body = join(texts)
    kept: dict[str, bool] = {}
    if draft.parts is not None:
        kept["parts"] = draft.parts == (len(texts) if draft.is_thread else count(body))
    if draft.length is not None:
        kept["length"] = draft.length == length_of(len(words(body)))
    if draft.is_thread is not None:
        kept["thread"] = draft.is_thread == (len(texts) > 1)
    return {name: Grant(is_kept, float(is_kept)) for name, is_kept in kept.items()}
