"""A corpus of a few posts, small enough to train on in a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytorch_lightning as pl

from miles.corpus.drafts import Pair, write_pairs
from miles.corpus.posts import PostsData
from miles.engine.tokenizer import train_tokenizer
from miles.model.decoder import Decoder
from miles.post.draft import Draft, DraftKind
from miles.training.callbacks import quiet
from miles.training.checkpoint import Untearable
from miles.training.finetune import Finetune

START = datetime(2024, 1, 1, tzinfo=UTC)


def pair(k: int, kind: DraftKind) -> Pair:
    draft = Draft(kind=kind) if kind is DraftKind.NOTHING else Draft(text=f"btc {k} up", kind=kind, parts=2)
    text = f"Bitcoin at {k}k.\n\nPatience pays for the {k} who wait " + "and wait " * (k % 5)
    return Pair(draft, (text.strip(),), f"p{k}", f"t{k}", START + timedelta(hours=k))


@pytest.fixture(scope="session")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """train.parquet (40 posts, each with and without draft), valid.parquet (6) and tokenizer.json."""
    folder = tmp_path_factory.mktemp("processed")
    kinds = (DraftKind.NOTHING, DraftKind.NOTE)
    write_pairs([pair(k, kind) for k in range(40) for kind in kinds], folder / "train.parquet")
    write_pairs([pair(k, kind) for k in range(40, 46) for kind in kinds], folder / "valid.parquet")
    train_tokenizer((text for k in range(46) for text in pair(k, kinds[1]).texts), 384).save(
        str(folder / "tokenizer.json")
    )
    return folder


@pytest.fixture
def fit(processed: Path, tmp_path: Path) -> Callable[..., tuple[Finetune, pl.Trainer]]:
    """fit(callbacks, ckpt_path=..., lr=..., lesson={...}, kind=..., model=..., **trainer) trains a tiny decoder."""

    def train(
        callbacks: Any = (),
        ckpt_path: Any = None,
        lr: float = 5e-3,
        lesson: Any = None,
        model: Any = None,
        kind: type[Finetune] = Finetune,
        **options: Any,
    ) -> Any:
        model = model or Decoder(
            str(processed), hidden_size=64, layers=1, heads=2, kv_heads=2, intermediate_size=128, dropout=0.2
        )
        taught = kind(model, lr=lr, seed=3, **(lesson or {}))
        data = PostsData(str(processed), model.tokenizer, block_len=96, batch_blocks=4, seed=3)
        settings = {
            "accelerator": "cpu", "max_epochs": 2, "logger": False, "plugins": [Untearable()],
            "num_sanity_val_steps": 0,
            "enable_progress_bar": False, "enable_model_summary": False, "default_root_dir": tmp_path,
            "enable_checkpointing": any(isinstance(found, pl.callbacks.Checkpoint) for found in callbacks),
        }  # fmt: skip
        with quiet():
            trainer = pl.Trainer(callbacks=list(callbacks), **(settings | options))
            trainer.fit(taught, datamodule=data, ckpt_path=ckpt_path)
        return taught, trainer

    return train
