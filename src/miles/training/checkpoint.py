"""Checkpoints that never tear and that a killed run resumes from, bit for bit.

A file is written beside its target, fsynced and renamed; `manifest.json` in the same folder names
the sha256 of every checkpoint before it gets its final name. A checkpoint is taken only where no
gradient is half accumulated and no validation half done.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

import pytorch_lightning as pl
import torch
from pytorch_lightning.callbacks import Checkpoint
from pytorch_lightning.plugins.io import CheckpointIO

from miles.post.error import MilesError
from miles.post.whole import file_sha256, sync

FOLDER = "checkpoints"
MANIFEST = "manifest.json"
_PART = ".part"


class Untearable(CheckpointIO):
    """Lightning's way to files: atomic, verified, readable with `weights_only=True`."""

    def save_checkpoint(self, checkpoint: dict[str, Any], path: str | Path, storage_options: Any | None = None) -> None:
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = _part_of(path)
        try:
            with part.open("wb") as file:
                hashing = _Hashing(file.write)
                torch.save(checkpoint, cast(IO[bytes], hashing))
                file.flush()
                os.fsync(file.fileno())
            # While both hashes stand in the manifest a kill on either side of the rename is harmless.
            manifest = read_manifest(path.parent)
            _write_manifest(path.parent, {**manifest, path.name: [hashing.hexdigest(), *manifest.get(path.name, [])]})
            part.replace(path)
            sync(path.parent)
            _write_manifest(path.parent, {**manifest, path.name: [hashing.hexdigest()]})
        except (OSError, RuntimeError) as error:
            part.unlink(missing_ok=True)
            raise MilesError(
                f"the checkpoint {path} could not be written: {error}",
                "free some space (or raise the limit) and start again: training resumes from the last whole checkpoint",
            ) from error
        finally:
            part.unlink(missing_ok=True)

    def load_checkpoint(
        self, path: str | Path, map_location: Any | None = None, weights_only: bool | None = True
    ) -> dict[str, Any]:
        path = Path(path)
        if not is_whole(path):
            raise MilesError(
                f"{path} is missing or does not match {path.parent / MANIFEST}", "resume from another checkpoint"
            )
        checkpoint: dict[str, Any] = torch.load(path, map_location=map_location or "cpu", weights_only=True)
        return checkpoint

    def remove_checkpoint(self, path: str | Path) -> None:
        path = Path(path)
        _write_manifest(path.parent, {k: v for k, v in read_manifest(path.parent).items() if k != path.name})
        path.unlink(missing_ok=True)


class Checkpoints(Checkpoint):
    """Saves after every `every_steps` optimiser steps or `every_s` seconds and after every epoch.

    Keeps the newest `keep` in `folder`, which is relative to the trainer's default_root_dir. Files are
    named by step, `step-00000120.ckpt`. Being a Checkpoint, it acts after all other callbacks.
    """

    def __init__(
        self, folder: str = FOLDER, every_steps: int | None = None, every_s: float | None = 60.0, keep: int = 2
    ) -> None:
        self.named = folder
        self.folder = Path(folder)
        self.every_steps, self.every_s, self.keep = every_steps, every_s, keep
        self._saved_at = 0.0
        self._saved_step = 0

    def setup(self, trainer: pl.Trainer, pl_module: pl.LightningModule, stage: str) -> None:
        self.folder = Path(trainer.default_root_dir) / self.named
        sweep(self.folder)

    def on_train_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        self._saved_at, self._saved_step = time.monotonic(), trainer.global_step

    def on_train_batch_end(
        self, trainer: pl.Trainer, pl_module: pl.LightningModule, outputs: Any, batch: Any, batch_idx: int
    ) -> None:
        if trainer.global_step == self._saved_step or not self._is_due(trainer.global_step):
            return
        if self._is_quiet(trainer):
            self._save(trainer)

    def on_train_epoch_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        self._save(trainer)

    def _is_due(self, step: int) -> bool:
        by_step = self.every_steps is not None and step - self._saved_step >= self.every_steps
        by_time = self.every_s is not None and time.monotonic() - self._saved_at >= self.every_s
        return by_step or by_time

    @staticmethod
    def _is_quiet(trainer: pl.Trainer) -> bool:
        """No gradient is half accumulated, and no validation or end of epoch is about to follow."""
        loop = trainer.fit_loop.epoch_loop
        fetcher = trainer.fit_loop._data_fetcher
        assert fetcher is not None, "training has begun"
        return not (
            loop._should_accumulate() or loop.batch_progress.is_last_batch or loop._should_check_val_fx(fetcher)
        )

    def _save(self, trainer: pl.Trainer) -> None:
        step = trainer.global_step
        trainer.save_checkpoint(self.folder / f"step-{step:08d}.ckpt")
        self._saved_at, self._saved_step = time.monotonic(), step
        for old in _by_step(self.folder)[self.keep :]:
            trainer.strategy.remove_checkpoint(old)


def latest(folder: str | Path) -> Path | None:
    """The newest whole checkpoint, or None; torn and corrupt ones are passed over with a warning."""
    for path in _by_step(Path(folder)):
        if is_whole(path):
            return path
        warnings.warn(f"{path} does not match its sha256 and is passed over", stacklevel=2)
    return None


def sweep(folder: str | Path) -> int:
    """Delete what a killed run left half-written; returns the number of files."""
    orphans = list(Path(folder).glob(f".*{_PART}"))
    for orphan in orphans:
        orphan.unlink(missing_ok=True)
    return len(orphans)


def is_whole(path: Path) -> bool:
    """Whether the file is the one its manifest names."""
    return path.is_file() and file_sha256(path) in read_manifest(path.parent).get(path.name, [])


def read_manifest(folder: Path) -> dict[str, list[str]]:
    """Checkpoint name -> sha256 it may have (two only while one is being replaced)."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        manifest: dict[str, list[str]] = json.loads(path.read_text())
    except ValueError as error:
        raise MilesError(
            f"{path} is damaged, so no checkpoint beside it can be verified", "start afresh, without resume="
        ) from error
    return manifest


def weights_hash(module: torch.nn.Module) -> str:
    """sha256 over all weights in the order of their names: two models are equal when it is."""
    digest = hashlib.sha256()
    for name, weight in sorted(module.state_dict().items()):
        digest.update(name.encode())
        digest.update(weight.detach().cpu().contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


class _Hashing:
    """A file for `torch.save` that hashes what passes; it writes front to back and never seeks."""

    def __init__(self, write: Callable[[Any], int]) -> None:
        self._write, self._digest = write, hashlib.sha256()

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return self._write(data)

    def flush(self) -> None:
        """Nothing is buffered here."""

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _by_step(folder: Path) -> list[Path]:
    return sorted(folder.glob("step-*.ckpt"), reverse=True)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{_PART}")


def _write_manifest(folder: Path, manifest: dict[str, list[str]]) -> None:
    path = folder / MANIFEST
    part = _part_of(path)
    try:
        with part.open("w") as file:
            json.dump(manifest, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync(folder)
    finally:
        part.unlink(missing_ok=True)
