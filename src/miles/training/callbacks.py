"""What watches a training run: the best weights, patience, and a calm screen."""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytorch_lightning as pl
import torch
from pytorch_lightning.callbacks import EarlyStopping, ProgressBar
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from torch import Tensor

BEST = "valid/bits_per_char"


class KeepBest(pl.Callback):
    """Remembers the learnt weights of the validation with the lowest `monitor`, and ends the run with them.

    They travel in every checkpoint, so a resumed run ends with the same ones.
    """

    def __init__(self, monitor: str = BEST) -> None:
        self.monitor = monitor
        self.value, self.epoch = math.inf, -1
        self.weights: dict[str, Tensor] = {}

    def on_validation_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        value = float(trainer.callback_metrics.get(self.monitor, math.inf))
        if trainer.sanity_checking or not value < self.value:
            return
        self.value, self.epoch = value, trainer.current_epoch
        self.weights = {name: weight.detach().cpu().clone() for name, weight in _learnt(pl_module)}

    def on_fit_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        with torch.no_grad():
            for name, weight in _learnt(pl_module) if self.weights else ():
                weight.copy_(self.weights[name])

    def state_dict(self) -> dict[str, Any]:
        return {"value": self.value, "epoch": self.epoch, "weights": self.weights}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self.value, self.epoch, self.weights = state_dict["value"], state_dict["epoch"], state_dict["weights"]


class Patience(EarlyStopping):
    """Lightning's early stopping, decided right after validation and kept to by a resumed run.

    Lightning decides at the end of an epoch, after our checkpoint was written without the decision.
    """

    def __init__(self, monitor: str = BEST, patience: int = 3, min_delta: float = 0.0) -> None:
        super().__init__(monitor=monitor, patience=patience, min_delta=min_delta, check_on_train_epoch_end=False)

    def on_train_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if self.wait_count >= self.patience:
            trainer.should_stop = True


class Screen(ProgressBar):
    """One bar over the whole run and one line for each epoch; without a terminal, the lines alone.

    An epoch that is validated more than once has a line for each validation.
    """

    def __init__(self, console: Console | None = None) -> None:
        super().__init__()
        self._console = console or Console()
        self._bar = Progress(
            TextColumn("training"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("steps, loss {task.fields[loss]:.3f}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._shown = True

    def disable(self) -> None:
        self._shown = False

    def enable(self) -> None:
        self._shown = True

    def print(self, *args: Any, **kwargs: Any) -> None:
        self._console.print(*args, **kwargs)

    def on_train_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if self._shown and self._console.is_terminal:
            total = int(trainer.estimated_stepping_batches)
            self._task = self._bar.add_task("", total=total, completed=trainer.global_step, loss=math.nan)
            self._bar.start()

    def on_train_batch_end(
        self, trainer: pl.Trainer, pl_module: pl.LightningModule, outputs: Any, batch: Any, batch_idx: int
    ) -> None:
        if self._task is not None:
            loss = float(trainer.callback_metrics.get("train/loss", math.nan))
            self._bar.update(self._task, completed=trainer.global_step, loss=loss)

    def on_validation_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        is_within = trainer.state.fn == "fit" and not trainer.fit_loop.epoch_loop.batch_progress.is_last_batch
        if self._shown and is_within and not trainer.sanity_checking:
            at = f"step {trainer.global_step:,}/{int(trainer.estimated_stepping_batches):,}"
            self.print(_line(trainer, at), highlight=False, soft_wrap=True)

    def on_train_epoch_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if self._shown:
            at = f"epoch {trainer.current_epoch + 1}/{trainer.max_epochs}"
            self.print(_line(trainer, at), highlight=False, soft_wrap=True)

    def on_train_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        self._stop()

    def on_exception(self, trainer: pl.Trainer, pl_module: pl.LightningModule, exception: BaseException) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._task is not None:
            self._bar.stop()
            self._task = None


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Lightning's adverts and hints from the screen; its errors and other people's warnings stay."""
    loggers = [
        logging.getLogger(name)
        for name in ("pytorch_lightning", "lightning_fabric", "pytorch_lightning.utilities.rank_zero")
    ]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"pytorch_lightning|lightning_fabric")
        warnings.filterwarnings("ignore", message=r".*(does not have many workers|LeafSpec|srun).*")
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _line(trainer: pl.Trainer, at: str) -> str:
    """How far a run has come, for people."""
    seen = {name: float(value) for name, value in trainer.callback_metrics.items()}
    told = [at]
    for name, words in (
        ("train/loss", "loss {:.3f}"),
        ("valid/error", "valid {:.1%} wrong"),
        ("valid/bits_per_char", "valid {:.3f} bits/char"),
        ("valid/bits_per_char_with_draft", "with draft {:.3f}"),
        ("train/tokens_per_s", "{:,.0f} tokens/s"),
        ("parrot/copied", "copied {:.0%}"),
    ):
        if name in seen:
            told.append(words.format(seen[name]))
    return "   ".join(told)


def _learnt(module: torch.nn.Module) -> Iterator[tuple[str, torch.nn.Parameter]]:
    return ((name, weight) for name, weight in module.named_parameters() if weight.requires_grad)
