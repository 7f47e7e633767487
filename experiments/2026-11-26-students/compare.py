"""voices of a shelf -> results/bits.json: bits per character of held-out posts, and differences post by post

PYTHONPATH=src python experiments/2026-11-26-students/compare.py data/processed/<author> .shelf teacher=<name> xs=<name>

The first voice is the one that the others are compared with.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from miles.collection.parquet import read_posts
from miles.engine.prompt import END, plain, render
from miles.engine.tokenizer import encode
from miles.evaluation.interval import Resampler, ratio
from miles.model.engines import load_engine
from miles.post.draft import Draft
from miles.post.whole import write_json
from miles.registry.shelf import Shelf


def main(processed: str, shelf: str, *voices: str) -> None:
    """Each voice reads every post alone; intervals over threads."""
    posts = read_posts(Path(processed) / "test_posts.parquet")
    texts = [plain(post.text) for post in posts]
    chars = [len(text) + 1 for text in texts]
    resampler = Resampler([post.thread or post.id for post in posts])
    found: dict[str, dict[str, object]] = {}
    first: np.ndarray | None = None
    for label, name in (voice.split("=", 1) for voice in voices):
        engine = load_engine(Shelf(shelf).get(name).path)
        prompt = encode(engine.tokenizer, render(Draft()).text)
        scores = engine.score([(prompt, encode(engine.tokenizer, text + END)) for text in texts])
        bits = np.array([-score.sum() / np.log(2) for score in scores])
        first = bits if first is None else first
        told = {"bits": ratio(bits, chars), "worse": ratio(bits - first, chars)}
        found[label] = {
            key: asdict(score) for key, value in told.items() if (score := resampler.score(value, "1")) is not None
        }
        print(label, found[label], flush=True)
    write_json(Path(__file__).parent / "results" / "bits.json", found)


if __name__ == "__main__":
    main(*sys.argv[1:])
