"""Posts that teachers write for the author's drafts, for a student that reads other tokens than they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from miles.corpus.drafts import Pair, read_pairs, write_pairs
from miles.corpus.posts import WEIGHTS, Drawing, weighed
from miles.registry.voice import Voice, hash_seed

PIECE = 256  # posts in a file: what a killed run has to write again


class Dictation:
    """Sequence-level distillation (Kim and Rush 2016): (draft, written post) pairs in parquet files of `folder`.

    For each training post of `processed` a teacher answers `rounds` of its drafts, drawn as training draws them.
    Only what may be shown is kept. A file that is there is not written again.
    """

    def __init__(
        self, processed: Path, folder: Path, weights: Mapping[str, float] | None, rounds: int, seed: int
    ) -> None:
        self.folder, self.rounds, self.seed = folder, rounds, seed
        self.pairs = read_pairs(processed / "train.parquet")
        self.drawing = Drawing(self.pairs, weighed(weights or WEIGHTS))

    def take(self, k: int, name: str, load: Callable[[], Voice]) -> dict[str, Any]:
        """Let the `k`-th teacher write; returns its name, how many posts it wrote and how many were left out.

        It is loaded only where there is something left to write.
        """
        asked = kept = 0
        voice: Voice | None = None
        for turn in range(self.rounds):
            drawn = [self.pairs[i] for i in self.drawing.epoch(hash_seed(self.seed, k), turn)]
            for start in range(0, len(drawn), PIECE):
                some, path = drawn[start : start + PIECE], self.folder / f"{k}-{turn:02d}-{start:06d}.parquet"
                if not path.is_file():
                    voice = voice or load()
                    write_pairs(answers(voice, some, f"{k}-{turn}", hash_seed(self.seed, k, turn)), path)
                asked += len(some)
                kept += len(read_pairs(path))
        print(f"{name} wrote {kept} posts to learn from; {asked - kept} more were not fit to be shown and are left out")
        return {"name": name, "written": kept, "left_out": asked - kept}


def answers(voice: Voice, pairs: Sequence[Pair], suffix: str, seed: int) -> list[Pair]:
    """What the voice writes for the drafts of `pairs`, where it may be shown, each a post of its own."""
    written = voice.write_many([pair.draft for pair in pairs], n=1, seed=seed)
    return [
        replace(pair, texts=best.texts, post_id=f"{pair.post_id}/{suffix}", thread_id=f"{pair.thread_id}/{suffix}")
        for pair, [best, *_] in zip(pairs, written, strict=True)
        if best.is_shown
    ]
