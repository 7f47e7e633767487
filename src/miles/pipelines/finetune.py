"""pairs of (draft, post) -> a Bundle on the shelf

make finetune AUTHOR=milesdeutscher SET="model.layers=4 training.lr=1e-3"
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from safetensors.numpy import save_file

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import read_posts
from miles.corpus.drafts import read_pairs
from miles.model.eager import EagerEngine
from miles.pipelines.run import Run
from miles.post.whole import whole, write_json
from miles.registry.bundle import Bundle, file_sha256, seal
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, Voice
from miles.training.callbacks import quiet
from miles.training.checkpoint import FOLDER, latest
from miles.training.rank import learn_to_rank


def finetune(cfg: DictConfig, run: Run) -> Bundle:
    """Train, keep the weights that did best on validation, seal them with all that writing needs."""
    processed = Path(cfg.paths.processed)
    model = instantiate(cfg.model)
    corpus = instantiate(cfg.corpus, tokenizer=model.tokenizer)
    lesson = instantiate(cfg.training, model=model)
    taught = [post.text for post in read_posts(processed / "train_posts.parquet")]
    memory = Memory.build(taught)
    callbacks = [instantiate(callback) for callback in cfg.callbacks.values()]
    place = str(run.folder)
    loggers = [instantiate(logger, save_dir=place, version=run.folder.name) for logger in cfg.logger.values()]
    run.record()
    with quiet():
        trainer = instantiate(cfg.trainer, logger=loggers, callbacks=callbacks, default_root_dir=place)
        trainer.fit(lesson, datamodule=corpus, ckpt_path=latest(run.folder / FOLDER))
    folder, network, sampling = run.folder / "bundle", lesson.model.plain(), instantiate(cfg.sampling)
    network.save_pretrained(folder, safe_serialization=True)
    topics = TopicLabeller.from_dict(json.loads((processed / "topic.json").read_text()))
    prepared = json.loads((processed / "manifest.json").read_text())
    shown = {"k": prepared["examples"], "posts": taught if prepared["examples"] else []}
    voice = Voice(
        EagerEngine(network, model.tokenizer), replace(sampling, oversample=1), memory, topics, recall=Recall(**shown)
    )
    judge = learn_to_rank(voice, read_pairs(processed / "train.parquet"), n=cfg.rank_posts, seed=cfg.seed)
    with whole(folder / "tokenizer.json") as temporary:
        model.tokenizer.save(str(temporary))
    save_file(memory.as_arrays(), folder / "memory.safetensors")
    parts = {"sampling": asdict(sampling), "topic": topics.as_dict(), "rank": judge.as_dict(), "examples": shown}
    for name, part in parts.items():
        write_json(folder / f"{name}.json", part)
    facts = {
        "author": cfg.author.name,
        "handle": cfg.author.handle,
        "synthetic": cfg.author.synthetic,
        "comparable": cfg.until == cfg.author.until,
        "newest_post": prepared["newest_trained"],
        "labels": prepared["labels"],
        "data": file_sha256(processed / "train_posts.parquet"),
        "parent": None,
        "command": run.lineage["command"],
        "code": run.lineage["code"],
        "parameters": sum(weight.numel() for weight in network.parameters()),
    }
    bundle = Shelf(cfg.paths.shelf).put(seal(folder, facts))
    run.record(bundle=bundle.name, seconds=run.seconds(), facts=facts)
    return bundle
