"""pairs of (draft, post) -> a Bundle on the shelf

make finetune AUTHOR=milesdeutscher SET="model.layers=4 training.lr=1e-3"
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import read_posts
from miles.corpus.drafts import read_pairs
from miles.model.eager import EagerEngine
from miles.pipelines.run import Run
from miles.post.whole import whole
from miles.registry.bundle import Bundle, file_sha256, seal
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, Voice, pack
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
    callbacks = [instantiate(callback) for callback in cfg.callbacks.values()]
    place = str(run.folder)
    loggers = [instantiate(logger, save_dir=place, version=run.folder.name) for logger in cfg.logger.values()]
    run.record()
    with quiet():
        trainer = instantiate(cfg.trainer, logger=loggers, callbacks=callbacks, default_root_dir=place)
        trainer.fit(lesson, datamodule=corpus, ckpt_path=latest(run.folder / FOLDER))
    network, folder = lesson.model.plain(), run.folder / "bundle"
    network.save_pretrained(folder, safe_serialization=True)
    with whole(folder / "tokenizer.json") as temporary:
        model.tokenizer.save(str(temporary))
    prepared, topics = (json.loads((processed / f"{name}.json").read_text()) for name in ("manifest", "topic"))
    raw = Voice(
        engine=EagerEngine(network, model.tokenizer),
        sampling=replace(instantiate(cfg.sampling), oversample=1),
        memory=Memory.build(taught),
        topics=TopicLabeller.from_dict(topics),
        recall=Recall(prepared["examples"], taught),
    )
    judge = learn_to_rank(raw, read_pairs(processed / "train.parquet"), n=cfg.rank_posts, seed=cfg.seed)
    pack(folder, instantiate(cfg.sampling), raw.memory, raw.topics, judge, raw.recall)
    facts = {
        "author": cfg.author.name,
        "handle": cfg.author.handle,
        "synthetic": cfg.author.synthetic,
        "comparable": prepared["comparable"],
        "override": prepared["override"],
        "canaries": prepared["canaries"],
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
