"""pairs of (draft, post) -> a Bundle on the shelf; with experiment=pretrain: texts -> a folder of base weights

make finetune AUTHOR=milesdeutscher SET="model.dropout=0.2 training.lr=1e-3"
make pretrain TEXTS=../shared/data/base_corpus
"""

from __future__ import annotations

from typing import Any

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.pipelines.run import Run
from miles.training.callbacks import quiet
from miles.training.checkpoint import FOLDER, latest


def finetune(cfg: DictConfig, run: Run) -> Any:
    """Train, then make of the network what `product` says: a sealed voice, or the base of other voices."""
    model = instantiate(cfg.model)
    corpus = instantiate(cfg.corpus, tokenizer=model.tokenizer)
    lesson = instantiate(cfg.training, model=model)
    product = instantiate(cfg.product)
    callbacks = [instantiate(callback) for callback in cfg.callbacks.values()]
    place = str(run.folder)
    loggers = [instantiate(logger, save_dir=place, version=run.folder.name) for logger in cfg.logger.values()]
    run.record()
    with quiet():
        trainer = instantiate(cfg.trainer, logger=loggers, callbacks=callbacks, default_root_dir=place)
        trainer.fit(lesson, datamodule=corpus, ckpt_path=latest(run.folder / FOLDER))
        made, facts = product.make(lesson, trainer, run.folder, run.lineage)
    run.record(**facts, seconds=run.seconds())
    return made
