"""posts -> pairs of (draft, post) split by time, a tokenizer, labellers: data/processed/<author>/

make data AUTHOR=milesdeutscher RAW=<folder>
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.analysis.canary import Canaries
from miles.analysis.clusters import topic_labeller
from miles.analysis.engagement import without_links
from miles.collection.parquet import read_posts, write_posts
from miles.collection.threads import threads
from miles.corpus.canaries import plant
from miles.corpus.drafts import write_pairs
from miles.corpus.lesson import lessons, with_examples
from miles.corpus.split import leaks, split
from miles.engine.prompt import render_pair
from miles.engine.tokenizer import tokenizer_for
from miles.pipelines.run import Run
from miles.post.post import Post, Thread
from miles.post.tally import Tally
from miles.post.whole import whole_folder, write_json


def prepare(cfg: DictConfig, run: Run) -> Path:
    """Newest posts judge, the others teach; nothing near to a post crosses the border."""
    tally = Tally()
    folder = Path(cfg.paths.processed)
    parts = split(
        threads(read_posts(Path(cfg.paths.interim) / "posts.parquet")),
        test_from=cfg.test_from,
        valid_share=cfg.valid_share,
        embargo_h=cfg.embargo_h,
        tally=tally,
    )
    assert not leaks(parts), "a near-duplicate crosses the border"
    taught = plant(parts.train, Canaries.draw(cfg.canaries))
    texts = [post.text for post in _posts(taught)]
    embedder = instantiate(cfg.encoder).embedder(texts[-200:])
    topic = topic_labeller(texts, embedder.embed(without_links(texts)), most=cfg.topics, seed=cfg.seed)
    sentiment = instantiate(cfg.sentiment).sentiment(texts[-200:])
    tally.note(f"sentiment of the posts: {sentiment.told}")
    degrader = instantiate(cfg.degrader, sentiment=sentiment.label, topic=topic.label)
    rng = np.random.default_rng(cfg.seed)
    train, valid = (
        with_examples(lessons(part, degrader, rng), _posts(taught), cfg.examples, rng) for part in (taught, parts.valid)
    )
    rendered = (text for pair in train for text in render_pair(pair.draft, pair.texts))
    tokenizer = tokenizer_for(rendered, cfg.vocab_size, keep=cfg.tokenizer)
    ingested = json.loads((Path(cfg.paths.interim) / "manifest.json").read_text())
    facts = {
        **{name: ingested[name] for name in ("inputs", "override")},
        "comparable": ingested["comparable"] and not cfg.canaries,
        "canaries": cfg.canaries,
        "posts": {name: len(_posts(getattr(parts, name))) for name in ("train", "valid", "test")},
        "threads": {name: len(getattr(parts, name)) for name in ("train", "valid", "test")},
        "pairs": {"train": len(train), "valid": len(valid)},
        "newest_trained": max(post.time for post in _posts(parts.train + parts.valid) if post.time),
        "examples": cfg.examples,
        "vocab": tokenizer.get_vocab_size(),
        "labels": {"sentiment": sentiment.version, "topic": topic.version},
        "tally": tally.as_dict(),
    }
    with whole_folder(folder) as place:
        write_pairs(train, place / "train.parquet")
        write_pairs(valid, place / "valid.parquet")
        write_posts(_posts(taught), place / "train_posts.parquet")
        write_posts(_posts(parts.test), place / "test_posts.parquet")
        write_json(place / "topic.json", topic.as_dict())
        tokenizer.save(str(place / "tokenizer.json"))
        write_json(place / "manifest.json", facts)
    run.record(prepared=facts)
    print(tally)
    return folder


def _posts(part: list[Thread]) -> list[Post]:
    return [post for thread in part for post in thread.posts]
