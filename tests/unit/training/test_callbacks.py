from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch
from rich.console import Console

from miles.training.callbacks import KeepBest, Patience, Screen, quiet
from miles.training.checkpoint import Checkpoints, latest, weights_hash
from miles.training.finetune import Finetune

Fit = Callable[..., tuple[Finetune, pl.Trainer]]


class Ledger(pl.Callback):
    """Notes the weights and the figure of every validation."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, str]] = []

    def on_validation_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        self.seen.append((float(trainer.callback_metrics["valid/bits_per_char"]), weights_hash(pl_module)))


class Spoiler(pl.Callback):
    """Ruins the weights from the third epoch on."""

    def on_train_epoch_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if trainer.current_epoch >= 2:
            with torch.no_grad():
                for weight in pl_module.parameters():
                    weight.add_(1.0)


def test_the_run_ends_with_the_best_weights_it_had(fit: Fit) -> None:
    ledger = Ledger()
    lesson, _ = fit([Spoiler(), ledger, KeepBest()], max_epochs=4)
    best = min(ledger.seen)
    assert best != ledger.seen[-1], "the last was the best: this proves nothing"
    assert weights_hash(lesson) == best[1]


def test_a_resumed_run_still_knows_the_best_weights(fit: Fit, tmp_path: Path) -> None:
    straight, _ = fit([Spoiler(), KeepBest()], max_epochs=4)
    fit([Spoiler(), KeepBest(), Checkpoints(every_s=None, keep=1)], max_epochs=4, limit_train_batches=4)
    resumed, _ = fit([KeepBest()], max_epochs=4, ckpt_path=latest(tmp_path / "checkpoints"))
    assert weights_hash(resumed) == weights_hash(straight)


def test_without_a_validation_the_last_weights_stay(fit: Fit) -> None:
    kept, _ = fit([KeepBest()], max_epochs=1, limit_val_batches=0)
    plain, _ = fit([], max_epochs=1, limit_val_batches=0)
    assert weights_hash(kept) == weights_hash(plain)


def test_patience_ends_the_run_and_a_resumed_run_stays_ended(fit: Fit, tmp_path: Path) -> None:
    watching = [Patience(patience=1, min_delta=100.0), KeepBest(), Checkpoints(every_s=None)]
    lesson, trainer = fit(watching, max_epochs=5)
    assert trainer.current_epoch == 2  # the first has nothing to compare with, the second gains less than 100 bits
    watching = [Patience(patience=1, min_delta=100.0), KeepBest(), Checkpoints(every_s=None)]
    resumed, again = fit(watching, max_epochs=5, ckpt_path=latest(tmp_path / "checkpoints"))
    assert again.global_step == trainer.global_step
    assert weights_hash(resumed) == weights_hash(lesson)


def test_the_screen_tells_each_epoch_in_one_line(fit: Fit, capsys: pytest.CaptureFixture[str]) -> None:
    fit([Screen()], max_epochs=2, enable_progress_bar=True)
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("epoch 2/2   loss ")
    assert "bits/char" in lines[1]


def test_an_epoch_validated_within_has_a_line_for_each_validation(fit: Fit, capsys: pytest.CaptureFixture[str]) -> None:
    lesson, trainer = fit([Screen()], max_epochs=1, max_steps=3, val_check_interval=2, enable_progress_bar=True)
    with quiet():
        trainer.validate(lesson, datamodule=trainer.datamodule, verbose=False)  # type: ignore[attr-defined]
    lines = capsys.readouterr().out.strip().splitlines()
    assert [line.partition("   ")[0] for line in lines] == ["step 2/3", "epoch 1/1"]
    assert "bits/char" in lines[0]


class Crash(pl.Callback):
    def on_train_batch_end(self, *args: object) -> None:
        raise RuntimeError("boom")


def test_on_a_terminal_a_bar_runs_over_all_steps_and_goes_away(fit: Fit) -> None:
    page = io.StringIO()
    fit([Screen(Console(file=page, force_terminal=True, width=100))], max_epochs=2, enable_progress_bar=True)
    assert "8/8\x1b[0m steps, loss" in page.getvalue()
    assert page.getvalue().count("bits/char") == 2
    page = io.StringIO()
    with pytest.raises(RuntimeError, match="boom"):
        fit([Screen(Console(file=page, force_terminal=True)), Crash()], enable_progress_bar=True)
    assert page.getvalue().endswith("\x1b[2K"), "the bar is wiped, so that the error stands alone"


def test_a_screen_turned_off_says_nothing(fit: Fit, capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    screen.disable()
    fit([screen], max_epochs=1, enable_progress_bar=True)
    assert capsys.readouterr().out == ""
    screen.enable()
    screen.print("back")
    assert capsys.readouterr().out == "back\n"


def test_quiet_hides_lightning_and_nobody_else() -> None:
    log = logging.getLogger("pytorch_lightning.utilities.rank_zero")
    before = log.getEffectiveLevel()
    with quiet():
        assert not log.isEnabledFor(logging.WARNING)
        with pytest.warns(UserWarning, match="ours"):
            warnings.warn("ours", stacklevel=1)
    assert log.getEffectiveLevel() == before


def test_best_weights_are_copies() -> None:
    module, keeper = torch.nn.Linear(2, 2), KeepBest()
    keeper.weights = {name: weight.detach().clone() for name, weight in module.named_parameters()}
    with torch.no_grad():
        module.weight.add_(1.0)
    keeper.on_fit_end(None, module)  # type: ignore[arg-type]
    torch.testing.assert_close(module.weight.detach(), keeper.weights["weight"])
