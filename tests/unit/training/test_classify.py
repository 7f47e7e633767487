"""The lesson of labels: it learns, counts rare labels alike, and keeps only what it trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import pytorch_lightning as pl
import torch
from torch import nn

from miles.corpus.labelled import LabelledData
from miles.model.classifier import Classifier
from miles.post.error import MilesError
from miles.training.callbacks import KeepBest, quiet
from miles.training.classify import Classify
from tiny import make_bert, make_task


def trained(encoder: Path, folder: Path, epochs: int, place: Path, path: str | None = None) -> tuple[Classify, float]:
    data = LabelledData(str(folder), "sentiment", batch=8)
    model = Classifier(len(data.names), str(encoder), rank=2)
    lesson = Classify(model, data.priors.tolist(), lr=2e-2)
    with quiet():
        trainer = pl.Trainer(
            accelerator="cpu", max_epochs=epochs, logger=False, enable_checkpointing=False, enable_progress_bar=False,
            enable_model_summary=False, num_sanity_val_steps=0, callbacks=[KeepBest("valid/error")],
        )  # fmt: skip
        trainer.fit(lesson, datamodule=data.serve(model.tokenizer), ckpt_path=path)
        trainer.save_checkpoint(place)
    return lesson, float(trainer.callback_metrics["valid/error"])


def test_it_learns_the_words_that_decide(tmp_path: Path) -> None:
    encoder, folder = make_bert(tmp_path / "bert"), make_task(tmp_path / "task")
    lesson, error = trained(encoder, folder, 6, tmp_path / "a.ckpt")
    assert error < 0.1
    assert lesson.model.training
    kept = torch.load(tmp_path / "a.ckpt", weights_only=True)["state_dict"]
    assert kept
    assert all("lora_" in name or "layer" in name for name in kept)


def test_a_rare_label_counts_as_much() -> None:
    """With nothing to read, the balanced lesson gives both labels the same chance, the other one their shares."""

    class Blind(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.logits = nn.Parameter(torch.zeros(2))

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            return self.logits.expand(len(ids), 2)

    labels = torch.tensor([0] * 9 + [1])
    batch = {"ids": torch.zeros(10, 1), "mask": torch.ones(10, 1), "labels": labels, "index": torch.tensor(0)}
    found = []
    for balance in (1.0, 0.0):
        lesson = Classify(Blind(), [0.9, 0.1], balance=balance)
        lesson.log = lambda *args, **kwargs: None  # type: ignore[method-assign]
        optimizer = torch.optim.SGD(lesson.parameters(), lr=1.0)
        for _ in range(200):
            optimizer.zero_grad()
            lesson.training_step(batch, 0).backward()
            optimizer.step()
        found.append(lesson.model.logits.detach().softmax(dim=0).numpy())
    assert np.allclose(found[0], [0.5, 0.5], atol=0.01)
    assert np.allclose(found[1], [0.9, 0.1], atol=0.01)


def test_what_cannot_be_learnt_is_told() -> None:
    with pytest.raises(MilesError, match="no training text"):
        Classify(nn.Linear(1, 1), [1.0, 0.0])
    lesson = Classify(nn.Linear(1, 2), [0.5, 0.5])
    lesson.model.forward = lambda ids, mask: torch.full((1, 2), torch.nan)  # type: ignore[method-assign]
    batch = {"ids": torch.zeros(1, 1), "mask": torch.ones(1, 1), "labels": torch.tensor([0]), "index": torch.tensor(0)}
    with pytest.raises(MilesError, match=r"lower training\.lr"):
        lesson.training_step(batch, 0)
