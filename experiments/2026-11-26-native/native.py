"""a voice -> results/<voice>.json: bits that the native engine's kinds cost, read by their reference in torch

PYTHONPATH=src python experiments/2026-11-26-native/native.py milesdeutscher 32aadd90 int8 nearest own

Ways: int8; nearest (int4 by the best scale alone); posts (int4 by 256 posts that taught the voice); own (by 256 texts
it writes); small (as own, the embedding to the nearest four bits too). What was measured is not measured again.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from miles.collection.parquet import read_posts
from miles.corpus.given import taught_posts
from miles.engine.packed import SCALE, packed, restored
from miles.engine.prompt import END, plain, render
from miles.engine.tokenizer import encode
from miles.evaluation.interval import Resampler, ratio
from miles.model.eager import EagerEngine
from miles.model.native import TEXTS, pack, written
from miles.model.rounding import to_int4
from miles.post.draft import Draft
from miles.post.post import Post
from miles.post.whole import write_json
from miles.registry.shelf import Shelf

EMBEDDING = "model.embed_tokens.weight"


def main(author: str, name: str, *ways: str) -> None:
    bundle, prepared = Shelf(".shelf").get(name, author), Path(f"data/processed/{author}")
    taught, posts = taught_posts(prepared, bundle), read_posts(prepared / "test_posts.parquet")
    chars, resampler = (
        [len(plain(post.text)) + 1 for post in posts],
        Resampler([post.thread or post.id for post in posts]),
    )
    place = Path(__file__).parent / "results" / f"{bundle.hash}.json"
    found = json.loads(place.read_text()) if place.is_file() else {}
    first = EagerEngine.load(bundle.path)
    whole = _bits(first, posts)
    own = written(first) if {"own", "small"} & set(ways) else []
    rows = [[*prompt, *text][: first.positions] for prompt, text in _pairs(first, taught)]
    chosen = [rows[k] for k in np.random.default_rng(0).choice(len(rows), min(TEXTS, len(rows)), replace=False)]
    for way in ways:
        if way in found:
            continue
        start = time.perf_counter()
        engine = EagerEngine.load(bundle.path)
        texts = {"posts": chosen, "own": own, "small": own}.get(way, [])
        tensors = pack(engine.network, "int8" if way == "int8" else "int4", texts)
        if way == "small":
            numbers, tensors[EMBEDDING + SCALE] = to_int4(first.network.get_parameter(EMBEDDING).detach().numpy())
            tensors[EMBEDDING] = packed(numbers)
            engine.network.get_parameter(EMBEDDING).data.copy_(torch.from_numpy(restored(tensors)[EMBEDDING]))
        seconds = time.perf_counter() - start
        more = resampler.score(ratio(_bits(engine, posts) - whole, chars), "1")
        found[way] = {
            "megabytes": sum(values.nbytes for values in tensors.values()) / 1e6,
            "worse_by": asdict(more) if more else None,
            "texts": len(texts),
            "tokens": sum(map(len, texts)),
            "seconds": seconds,
        }
        write_json(place, found)
        print(way, found[way], flush=True)


def _pairs(engine: EagerEngine, posts: Sequence[Post]) -> list[tuple[list[int], list[int]]]:
    prompt = encode(engine.tokenizer, render(Draft()).text)
    return [(prompt, encode(engine.tokenizer, plain(post.text) + END)) for post in posts]


def _bits(engine: EagerEngine, posts: Sequence[Post]) -> np.ndarray:
    return np.array([-found.sum() / np.log(2) for found in engine.score(_pairs(engine, posts))])


if __name__ == "__main__":
    main(*sys.argv[1:])
