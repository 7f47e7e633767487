"""Training pairs for the product's main use: what a person might have typed before a real post."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from miles.analysis.content import STOPWORDS, content_words
from miles.post.draft import Draft, DraftKind, Sentiment, length_of
from miles.post.normal import LINK, words
from miles.post.parts import MAX_SELECTABLE, count


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft and the real post (or posts of a thread) that it stands for. `time` is UTC."""

    draft: Draft
    texts: tuple[str, ...]
    post_id: str
    thread_id: str
    time: datetime

    @property
    def is_thread(self) -> bool:
        return len(self.texts) > 1


class Degrader:
    """Turns a real post into several drafts that a person in a hurry might have typed."""

    def __init__(
        self,
        sentiment: Callable[[str], Sentiment] | None = None,
        topic: Callable[[str], str] | None = None,
        p_control: float = 0.5,
        notes: int = 2,
    ) -> None:
        self.sentiment = sentiment
        self.topic = topic
        self.p_control = p_control
        self.notes = notes

    def drafts(self, texts: tuple[str, ...], rng: np.random.Generator) -> list[Draft]:
        """Drafts of the post (or thread): the first is empty and without wishes."""
        whole = "\n\n".join(texts)
        links = " ".join(LINK.findall(whole))
        kept = [word for word in dict.fromkeys(words(whole)) if word not in STOPWORDS]
        half = kept[: max(1, len(content_words(whole)) // 2)]
        keywords = " ".join([", ".join(half[:6]), links]).strip()
        note = " ".join(["he says", *half[::-1], links]).strip()
        drafts = [Draft(kind=DraftKind.NOTHING), self._wish(Draft(kind=DraftKind.NOTHING), texts, rng)]
        drafts.append(self._wish(Draft(text=" ".join(half[:2]), kind=DraftKind.TOPIC), texts, rng))
        drafts.append(self._wish(Draft(text=keywords, kind=DraftKind.KEYWORDS), texts, rng))
        drafts.append(self._wish(Draft(text=note, kind=DraftKind.NOTE), texts, rng))
        if len(texts) > 1:
            bullets = "\n".join("- " + " ".join(w for w in words(t) if w not in STOPWORDS)[:40] for t in texts)
            drafts.append(self._wish(Draft(text=bullets, kind=DraftKind.BULLETS), texts, rng))
        return drafts

    def _wish(self, draft: Draft, texts: tuple[str, ...], rng: np.random.Generator) -> Draft:
        """The draft with each of the post's own controls, present with probability `p_control`."""
        whole = "\n\n".join(texts)
        parts = len(texts) if len(texts) > 1 else count(whole)
        is_wished = rng.random(5) < self.p_control
        return Draft(
            text=draft.text,
            kind=draft.kind,
            parts=parts if is_wished[0] and 1 <= parts <= MAX_SELECTABLE else None,
            sentiment=self.sentiment(whole) if is_wished[1] and self.sentiment else None,
            topic=self.topic(whole) if is_wished[2] and self.topic else None,
            length=length_of(len(re.findall(r"\S+", whole))) if is_wished[3] else None,
            is_thread=len(texts) > 1 if is_wished[4] else None,
        )


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
        }
        for pair in pairs
    ]
    schema = pa.schema(
        [(name, pa.string()) for name in ("text", "kind")]
        + [("parts", pa.int8())]
        + [(name, pa.string()) for name in ("sentiment", "topic", "length")]
        + [("is_thread", pa.bool_()), ("texts", pa.list_(pa.string()))]
        + [(name, pa.string()) for name in ("post_id", "thread_id")]
        + [("time", pa.timestamp("us", tz="UTC"))]
    )
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs that `write_pairs` wrote, in order."""
    import pyarrow.parquet as pq

    from miles.post.draft import Length

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
        )
        for row in pq.read_table(path).to_pylist()
    ]
