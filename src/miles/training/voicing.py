"""What finetuning ends with: the trained network sealed with all that writing needs, on the shelf."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytorch_lightning as pl

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import read_posts
from miles.corpus.drafts import read_pairs
from miles.engine.sampling import Sampling
from miles.model.eager import EagerEngine
from miles.post.whole import file_sha256, whole
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, Voice, pack
from miles.training.rank import learn_to_rank


class Voicing:
    """A network -> a Bundle: what it was taught, its topics, its sampling, and a judge of its own writing.

    Everything about the author is read from `processed` before training begins, so that what is missing
    there is told first. `rank_posts` drafts are written for once to learn to choose among candidates. `parent`
    is the voice it learnt from, if any, `teachers` what its bundle tells of all that it learnt from.
    """

    def __init__(
        self,
        processed: str,
        shelf: Shelf,
        author: str,
        handle: str | None,
        synthetic: bool,
        sampling: Sampling,
        rank_posts: int = 300,
        seed: int = 0,
        parent: str | None = None,
        teachers: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.parent, self.teachers = parent, [dict(teacher) for teacher in teachers]
        self.processed, self.shelf = Path(processed), shelf
        self.who = {"author": author, "handle": handle, "synthetic": synthetic}
        self.sampling, self.rank_posts, self.seed = sampling, rank_posts, seed
        self.taught = [post.text for post in read_posts(self.processed / "train_posts.parquet")]

    def make(
        self, lesson: Any, trainer: pl.Trainer, place: Path, lineage: Mapping[str, Any]
    ) -> tuple[Bundle, dict[str, Any]]:
        """The Bundle, sealed in `place` and put on the shelf, and what a run's lineage keeps of it."""
        network, tokenizer, folder = lesson.model.plain(), lesson.model.tokenizer, place / "bundle"
        network.save_pretrained(folder, safe_serialization=True)
        with whole(folder / "tokenizer.json") as temporary:
            tokenizer.save(str(temporary))
        prepared, topics = (json.loads((self.processed / f"{name}.json").read_text()) for name in ("manifest", "topic"))
        raw = Voice(
            engine=EagerEngine(network, tokenizer),
            sampling=replace(self.sampling, oversample=1),
            memory=Memory.build(self.taught),
            topics=TopicLabeller.from_dict(topics),
            recall=Recall(prepared["examples"], self.taught),
        )
        judge = learn_to_rank(raw, read_pairs(self.processed / "train.parquet"), n=self.rank_posts, seed=self.seed)
        pack(folder, self.sampling, raw.memory, raw.topics, judge, raw.recall)
        facts = {
            **self.who,
            "comparable": prepared["comparable"],
            "override": prepared["override"],
            "canaries": prepared["canaries"],
            "newest_post": prepared["newest_trained"],
            "labels": prepared["labels"],
            "data": file_sha256(self.processed / "train_posts.parquet"),
            "parent": self.parent,
            **({"teachers": self.teachers} if self.teachers else {}),
            "base": _base(lesson.model.base),
            "command": lineage["command"],
            "code": lineage["code"],
            "parameters": sum(weight.numel() for weight in network.parameters()),
        }
        bundle = self.shelf.put(Bundle.seal(folder, facts))
        return bundle, {"bundle": bundle.name, "facts": facts}


def _base(name: str | None) -> dict[str, Any] | None:
    """What a network started from: a hub's name, or a local folder's without its place, and its weights' hashes."""
    if name is None:
        return None
    files = sorted(Path(name).glob("*.safetensors"))
    hashes = {path.name: file_sha256(path) for path in files}
    return {"name": Path(name).name if files else name, "files": hashes}
