"""Training pairs for the product's main use: what a person might have typed before a real post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from miles.analysis.copying import Original
from miles.corpus.jotting import carried, type_bullets, type_keywords, type_note, type_topic
from miles.corpus.keyword import keywords
from miles.post.draft import MAX_DRAFT_CHARS, Draft, DraftKind, Length, Sentiment, length_of
from miles.post.error import MilesError
from miles.post.normal import words
from miles.post.parts import MAX_SELECTABLE, count
from miles.post.whole import whole


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft and the real post (or posts of a thread) that it stands for. `time` is UTC.

    `examples` are other posts of the author that the prompt shows.
    """

    draft: Draft
    texts: tuple[str, ...]
    post_id: str
    thread_id: str
    time: datetime
    examples: tuple[str, ...] = ()

    @property
    def is_thread(self) -> bool:
        return len(self.texts) > 1


class Degrader:
    """Turns a real post (or thread) into drafts that a person in a hurry might have typed.

    Every draft obeys `Original.allows`: at most 60 % of the post's content words and no run of six
    of its words, facts excepted. A draft that cannot be brought to obey is left out. KEYWORDS, NOTE
    and BULLETS carry the post's links and handles, so that a voice learns where to place them.
    The labellers give the wishes; without one, that wish is never made.
    """

    def __init__(
        self,
        sentiment: Callable[[str], Sentiment] | None = None,
        topic: Callable[[str], str] | None = None,
        p_control: float = 0.5,
        notes: int = 2,
    ) -> None:
        if not 0 <= p_control <= 1:
            raise MilesError(f"p_control={p_control} is no probability", "set corpus.p_control between 0 and 1")
        self.sentiment = sentiment
        self.topic = topic
        self.p_control = p_control
        self.notes = notes

    def drafts(self, texts: tuple[str, ...], rng: np.random.Generator) -> list[Draft]:
        """Drafts of the post: the first has neither text nor wishes, the second only wishes."""
        body = "\n\n".join(texts)
        original = Original(body)
        pool = keywords(body, original.facts)
        typed = [(DraftKind.NOTHING, "")]
        typed.append((DraftKind.TOPIC, type_topic(pool, original, rng)))
        typed.append((DraftKind.KEYWORDS, type_keywords(pool, original, carried(body), rng)))
        typed += [(DraftKind.NOTE, type_note(texts, original, rng)) for _ in range(self.notes)]
        if len(texts) > 1:
            typed.append((DraftKind.BULLETS, type_bullets(texts, original, rng)))
        wishes = self._wishes(texts)
        drafts = [Draft(kind=DraftKind.NOTHING)]
        for kind, text in dict.fromkeys(typed):
            is_safe = len(text) <= MAX_DRAFT_CHARS and original.allows(text)
            if is_safe and (text or kind is DraftKind.NOTHING):
                made = {name: wish for name, wish in wishes.items() if rng.random() < self.p_control}
                drafts.append(Draft(text=text, kind=kind, **made))
        return drafts

    def _wishes(self, texts: tuple[str, ...]) -> dict[str, Any]:
        """What a person could have wished to get this post."""
        body = "\n\n".join(texts)
        parts = len(texts) if len(texts) > 1 else count(body)
        return {
            "parts": parts if 1 <= parts <= MAX_SELECTABLE else None,
            "sentiment": self.sentiment(body) if self.sentiment else None,
            "topic": self.topic(body) if self.topic else None,
            "length": length_of(len(words(body))),
            "is_thread": len(texts) > 1,
        }


def write_pairs(pairs: Sequence[Pair], path: Path) -> None:
    """Write `pairs` as parquet, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {
            "text": pair.draft.text,
            "kind": pair.draft.kind.value,
            "parts": pair.draft.parts,
            "sentiment": pair.draft.sentiment,
            "topic": pair.draft.topic,
            "length": pair.draft.length,
            "is_thread": pair.draft.is_thread,
            "texts": list(pair.texts),
            "post_id": pair.post_id,
            "thread_id": pair.thread_id,
            "time": pair.time,
            "examples": list(pair.examples),
        }
        for pair in pairs
    ]
    schema = pa.schema(
        [(name, pa.string()) for name in ("text", "kind")]
        + [("parts", pa.int8())]
        + [(name, pa.string()) for name in ("sentiment", "topic", "length")]
        + [("is_thread", pa.bool_()), ("texts", pa.list_(pa.string()))]
        + [(name, pa.string()) for name in ("post_id", "thread_id")]
        + [("time", pa.timestamp("us", tz="UTC")), ("examples", pa.list_(pa.string()))]
    )
    with whole(path) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), temporary)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs that `write_pairs` wrote, in order."""
    import pyarrow.parquet as pq

    return [
        Pair(
            draft=Draft(
                text=row["text"],
                kind=DraftKind(row["kind"]),
                parts=row["parts"],
                sentiment=Sentiment(row["sentiment"]) if row["sentiment"] else None,
                topic=row["topic"],
                length=Length(row["length"]) if row["length"] else None,
                is_thread=row["is_thread"],
            ),
            texts=tuple(row["texts"]),
            post_id=row["post_id"],
            thread_id=row["thread_id"],
            time=row["time"],
            examples=tuple(row["examples"]),
        )
        for row in pq.read_table(path).to_pylist()
    ]
