"""texts with labels -> a trained head in data/heads/<task>, and scores.json beside simpler readers

make classify TEXTS=../shared/data/tweeteval TASK=sentiment
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.evaluation.classify import OURS, score_labels, show_labels, simpler
from miles.evaluation.metric import write_scores
from miles.pipelines.run import Run
from miles.training.callbacks import quiet
from miles.training.card import head_card
from miles.training.checkpoint import FOLDER, latest


def classify(cfg: DictConfig, run: Run) -> Path:
    """Train a head, judge it as it is served, through ONNX Runtime, and keep it with its card."""
    data = instantiate(cfg.corpus)
    model = instantiate(cfg.model, labels=len(data.names))
    lesson = instantiate(cfg.training, model=model, priors=data.priors.tolist())
    callbacks = [instantiate(callback) for callback in cfg.callbacks.values()]
    place = str(run.folder)
    loggers = [instantiate(logger, save_dir=place, version=run.folder.name) for logger in cfg.logger.values()]
    run.record()
    with quiet():
        trainer = instantiate(cfg.trainer, logger=loggers, callbacks=callbacks, default_root_dir=place)
        trainer.fit(lesson, datamodule=data.serve(model.tokenizer), ckpt_path=latest(run.folder / FOLDER))
    facts = {"task": data.task, **data.facts(), "code": run.lineage["code"], "command": run.lineage["command"]}
    model.save(run.folder / "head", facts, head_card(facts, {}))
    head = instantiate(cfg.served, folder=f"{place}/head", built=f"{place}/built").head(data.parts["val"].texts)
    train, test = data.parts["train"], data.parts["test"]
    guesses = {OURS: head.guess(test.texts)} | simpler(train.texts, train.labels, test.texts, data.names)
    scores = score_labels(guesses, test.labels, len(data.names), seed=cfg.seed)
    measured = {name: asdict(score) for name, score in scores[OURS].items()}
    model.save(Path(cfg.paths.heads) / data.task, {**facts, "test": measured}, head_card(facts, scores))
    path = run.folder / "scores.json"
    write_scores(scores, path)
    run.record(facts=facts, scores=str(path), seconds=run.seconds())
    show_labels(scores, data.task, Console(width=100))
    print(f"{Path(cfg.paths.heads) / data.task}: {head.version}; {run.seconds():.0f} s\n{path}")
    return path
