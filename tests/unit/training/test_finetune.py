from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch
from torch import nn

from miles.corpus.drafts import read_pairs
from miles.corpus.tokens import encode_pairs
from miles.model.decoder import Decoder, Pretrained
from miles.model.eager import EagerEngine
from miles.post.draft import DraftKind
from miles.post.error import MilesError
from miles.training.finetune import Finetune, _mixed
from miles.training.schedule import wsd

Fit = Callable[..., tuple[Finetune, pl.Trainer]]


def test_norms_and_embeddings_do_not_decay(processed: Path) -> None:
    lesson = Finetune(
        Decoder(str(processed), hidden_size=64, layers=1, heads=2, kv_heads=2, intermediate_size=128, tie=False)
    )
    decayed, kept = lesson._groups()
    names = {id(weight): name for name, weight in lesson.named_parameters()}
    assert {names[id(weight)].split(".")[-2] for weight in kept} == {
        "embed_tokens", "input_layernorm", "post_attention_layernorm", "norm",
    }  # fmt: skip
    assert all(names[id(weight)].endswith(("proj.weight", "lm_head.weight")) for weight in decayed)
    assert len(decayed) + len(kept) == len(list(lesson.parameters()))


def test_training_learns_and_the_logged_bits_are_those_of_the_engine(fit: Fit, processed: Path) -> None:
    lesson, trainer = fit(max_epochs=3)
    seen = {name: float(value) for name, value in trainer.callback_metrics.items()}
    assert seen["valid/bits_per_char"] < 4.0  # a uniform guess over 384 tokens costs far more
    held_out = [pair for pair in read_pairs(processed / "valid.parquet") if pair.draft.kind is DraftKind.NOTHING]
    encoded = encode_pairs(held_out, lesson.model.tokenizer)
    engine = EagerEngine(lesson.model.network, lesson.model.tokenizer)
    start = [int((sequence.labels == -100).sum()) for sequence in encoded]
    scores = engine.score([(s.ids[:k].tolist(), s.ids[k:].tolist()) for s, k in zip(encoded, start, strict=True)])
    bits = -sum(score.sum() for score in scores) / math.log(2)
    chars = sum(len(text) + 1 for pair in held_out for text in pair.texts)
    assert seen["valid/bits_per_char"] == pytest.approx(bits / chars, rel=1e-4)


def test_weights_that_were_loaded_train_with_dropout(fit: Fit, tmp_path: Path) -> None:
    """transformers loads in eval mode, and Lightning keeps the mode it finds."""
    made = fit(max_steps=1)[0].model
    made.plain().save_pretrained(tmp_path / "base")
    made.tokenizer.save(str(tmp_path / "base" / "tokenizer.json"))

    class Modes(pl.Callback):
        def __init__(self) -> None:
            self.seen: set[bool] = set()

        def on_train_batch_start(self, trainer: pl.Trainer, lesson: pl.LightningModule, *_: object) -> None:
            self.seen |= {module.training for module in lesson.modules()}

    modes = Modes()
    fit([modes], model=Pretrained(str(tmp_path / "base"), dropout=0.5), max_epochs=2)  # also after a validation
    assert modes.seen == {True}


def test_dropout_depends_on_the_batch_number_alone(processed: Path, fit: Fit) -> None:
    torch.manual_seed(1)
    one, _ = fit(max_epochs=1)
    torch.manual_seed(2)
    two, _ = fit(max_epochs=1)
    for a, b in zip(one.parameters(), two.parameters(), strict=True):
        assert torch.equal(a, b)
    assert len({_mixed(seed, index) for seed in range(20) for index in range(200)}) == 4000
    assert all(0 <= _mixed(seed, 7) < 2**63 for seed in range(50))


class Broken(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, input_ids: torch.Tensor, position_ids: torch.Tensor, keep: torch.Tensor) -> torch.Tensor:
        return self.weight * torch.full((int(keep.sum()), 8), torch.nan)


def test_a_loss_that_is_no_number_stops_with_the_next_step() -> None:
    labels = torch.tensor([[-100, 1, 2]])
    batch = {
        "input_ids": torch.ones(1, 3, dtype=torch.long), "position_ids": torch.arange(3)[None], "labels": labels,
        "chars": torch.tensor([2]), "index": torch.tensor(41),
    }  # fmt: skip
    with pytest.raises(MilesError, match="batch 41"):
        Finetune(Broken()).training_step(batch, 0)


def test_only_what_learns_is_put_into_checkpoints() -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    model[0].requires_grad_(False)
    checkpoint = {"state_dict": Finetune(model).state_dict()}
    Finetune(model).on_save_checkpoint(checkpoint)
    assert set(checkpoint["state_dict"]) == {"model.1.weight", "model.1.bias"}


def test_the_rate_follows_the_schedule_over_the_steps_that_are_asked_for(fit: Fit) -> None:
    options = {"schedule": "wsd", "floor": 0.0, "decay_share": 0.5, "warmup_share": 0.25}
    _, trainer = fit(max_steps=8, lesson=options, lr=1e-3)
    assert trainer.global_step == 8
    [group, _] = trainer.optimizers[0].param_groups
    assert group["lr"] == 0.0
    assert [1e-3 * wsd(step, 8, 2, 0.0, 4) for step in range(9)][-4:] == pytest.approx([7.5e-4, 5e-4, 2.5e-4, 0.0])


def test_a_budget_in_time_needs_one_in_steps(fit: Fit) -> None:
    with pytest.raises(MilesError, match="max_time leaves the schedule without an end"):
        fit(max_time={"minutes": 1})
    _, trainer = fit(max_time={"minutes": 1}, max_steps=2)
    assert trainer.global_step == 2


@pytest.mark.parametrize(("name", "value"), [("optimizer", "sgd"), ("schedule", "linear")])
def test_unknown_choices_are_told(name: str, value: str) -> None:
    with pytest.raises(MilesError, match=rf"training\.{name}={value} .*\n.*choose one of"):
        Finetune(nn.Linear(2, 2), **{name: value})


class Heard(Finetune):
    """Keeps what it logs."""

    def log(self, name: str, value: float, **_: object) -> None:
        self.seen = {**getattr(self, "seen", {}), name: value}


def test_utilisation_is_six_operations_a_weight_and_token_read() -> None:
    lesson = Heard(nn.Linear(10, 10, bias=False), peak_flops=1e6)
    labels = torch.full((2, 50), -100)
    labels[0, :20] = 1
    lesson._clock = (time.perf_counter() - 10.0, 0, 0)
    lesson._log_speed({"labels": labels})
    assert lesson.seen["train/tokens_per_s"] == pytest.approx(2.0, rel=0.01)
    assert lesson.seen["train/tokens_read_per_s"] == pytest.approx(10.0, rel=0.01)
    assert lesson.seen["train/flops_utilisation"] == pytest.approx(6 * 100 * 10.0 / 1e6, rel=0.01)
