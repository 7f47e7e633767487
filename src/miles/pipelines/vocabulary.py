"""general texts -> tokenizer.json for base weights: data/processed/base/

make vocabulary TEXTS=../shared/data/base_corpus VOCAB=8192
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from omegaconf import DictConfig

from miles.collection.parquet import read_posts
from miles.corpus.shards import Shards
from miles.engine.prompt import plain
from miles.engine.tokenizer import train_tokenizer
from miles.pipelines.run import Run
from miles.post.whole import whole


def vocabulary(cfg: DictConfig, run: Run) -> Path:
    """Learn merges from what a base will be trained on; held-out texts only say how well they fit."""
    shards = Shards(cfg.texts)
    held_out = [plain(text) for text in shards.valid()]
    posts = [post.text for folder in cfg.authors for post in read_posts(Path(folder) / "train_posts.parquet")]
    tokenizer = train_tokenizer((plain(text) for text in chain(shards.train(), posts)), cfg.vocab_size)
    path = Path(cfg.paths.processed) / "tokenizer.json"
    with whole(path) as temporary:
        tokenizer.save(str(temporary))
    tokens = sum(len(found.ids) for found in tokenizer.encode_batch(held_out, add_special_tokens=False))
    facts = {
        "vocab": tokenizer.get_vocab_size(),
        "chars_per_token": sum(map(len, held_out)) / tokens,
        "inputs": shards.hashes,
        "posts": len(posts),
    }
    run.record(vocabulary=facts, seconds=run.seconds())
    print(f"{path}: {facts['vocab']:,} tokens, {facts['chars_per_token']:.2f} characters a token on held-out texts")
    return path
