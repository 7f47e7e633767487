from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch

from miles.post.error import MilesError
from miles.training.callbacks import KeepBest
from miles.training.checkpoint import Checkpoints, Untearable, is_whole, latest, read_manifest, sweep, weights_hash
from miles.training.finetune import Finetune

Fit = Callable[..., tuple[Finetune, pl.Trainer]]
STATE = {"weights": {"w": torch.arange(1000.0)}, "step": 3}


class Killed(RuntimeError):
    """Stands for kill -9; the real one is in tests/integration/test_resume.py."""


class KillAt(pl.Callback):
    def __init__(self, step: int) -> None:
        self.step = step

    def on_train_batch_start(self, trainer: pl.Trainer, *args: object) -> None:
        if trainer.global_step == self.step:
            raise Killed


class KillWhileValidating(pl.Callback):
    def on_validation_batch_start(self, trainer: pl.Trainer, *args: object) -> None:
        if trainer.current_epoch == 1:
            raise Killed


class Endings(pl.Callback):
    """Remembers which epochs were validated and which ended; a run dies where epoch 1 is about to be `fatal`."""

    def __init__(self, fatal: str = "") -> None:
        self.fatal = fatal
        self.told: list[tuple[str, int]] = []

    def on_validation_start(self, trainer: pl.Trainer, *args: object) -> None:
        self._tell("validated", trainer.current_epoch)

    def on_train_epoch_end(self, trainer: pl.Trainer, *args: object) -> None:
        self._tell("ended", trainer.current_epoch)

    def _tell(self, what: str, epoch: int) -> None:
        if (what, epoch) == (self.fatal, 1):
            raise Killed
        self.told.append((what, epoch))


class AlwaysDue(Checkpoints):
    """Wants to save after every batch, also where a clock would run out between two batches of one step."""

    def __init__(self) -> None:
        super().__init__(every_s=0.0, keep=1)

    def _save(self, trainer: pl.Trainer) -> None:
        super()._save(trainer)
        self._saved_step = -1


@pytest.mark.parametrize(
    ("accumulate", "step"),
    [(1, 3), (1, 4), (1, 7), (2, 2), (2, 3)],
    ids=["mid-epoch", "first batch of an epoch", "before a validation", "border, accumulating", "mid, accumulating"],
)
def test_a_resumed_run_ends_with_the_same_weights(fit: Fit, tmp_path: Path, accumulate: int, step: int) -> None:
    settings = {"max_epochs": 3, "accumulate_grad_batches": accumulate}
    straight, trainer = fit([KeepBest()], **settings)
    assert trainer.global_step == 12 // accumulate  # an epoch has 4 batches: the names above hold
    with pytest.raises(Killed):
        fit([KeepBest(), KillAt(step), Checkpoints(every_steps=2, every_s=None)], **settings)
    found = latest(tmp_path / "checkpoints")
    assert found is not None
    resumed, _ = fit([KeepBest(), Checkpoints(every_steps=2, every_s=None)], ckpt_path=found, **settings)
    assert weights_hash(resumed) == weights_hash(straight)


@pytest.mark.parametrize("accumulate", [1, 2, 3])
def test_no_checkpoint_lies_between_two_batches_of_one_step(fit: Fit, tmp_path: Path, accumulate: int) -> None:
    settings = {"max_epochs": 3, "accumulate_grad_batches": accumulate}
    straight, _ = fit([KeepBest()], **settings)
    with pytest.raises(Killed):
        fit([KeepBest(), KillWhileValidating(), AlwaysDue()], **settings)
    resumed, _ = fit([KeepBest()], ckpt_path=latest(tmp_path / "checkpoints"), **settings)
    assert weights_hash(resumed) == weights_hash(straight)


@pytest.mark.parametrize(("fatal", "every"), [("validated", 1), ("ended", 3)])
def test_no_checkpoint_lies_between_a_last_batch_and_what_follows_it(
    fit: Fit, tmp_path: Path, fatal: str, every: int
) -> None:
    """Lightning would go on with the next epoch: the one that was killed could never be the best, nor be looked at."""
    settings = {"max_epochs": 3, "check_val_every_n_epoch": every}
    straight, resumed = Endings(), Endings()
    fit([straight], **settings)
    with pytest.raises(Killed):
        fit([Endings(fatal), AlwaysDue()], **settings)
    fit([resumed], ckpt_path=latest(tmp_path / "checkpoints"), **settings)
    assert resumed.told == straight.told[straight.told.index((fatal, 1)) :]


def test_another_seed_gives_other_weights(fit: Fit) -> None:
    one, _ = fit(max_epochs=1)
    same, _ = fit(max_epochs=1)
    other, _ = fit(max_epochs=1, lr=4e-3)
    assert weights_hash(one) == weights_hash(same) != weights_hash(other)


def test_only_the_newest_checkpoints_stay_and_orphans_are_swept(fit: Fit, tmp_path: Path) -> None:
    folder = tmp_path / "checkpoints"
    folder.mkdir()
    (folder / ".step-00000001.ckpt.77.part").write_bytes(b"half")
    _, trainer = fit([Checkpoints(every_steps=1, every_s=None, keep=2)], max_epochs=2)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "manifest.json",
        f"step-{trainer.global_step - 1:08d}.ckpt",
        f"step-{trainer.global_step:08d}.ckpt",
    ]
    assert sorted(read_manifest(folder)) == names[1:]


def test_a_changed_byte_makes_a_checkpoint_unreadable_and_the_one_before_is_taken(tmp_path: Path) -> None:
    files = Untearable()
    old, young = tmp_path / "step-00000001.ckpt", tmp_path / "step-00000002.ckpt"
    files.save_checkpoint(STATE, old)
    files.save_checkpoint(STATE, young)
    assert latest(tmp_path) == young
    damaged = bytearray(young.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    young.write_bytes(damaged)
    with pytest.raises(MilesError, match="does not match"):
        files.load_checkpoint(young)
    with pytest.warns(UserWarning, match="passed over"):
        assert latest(tmp_path) == old
    torch.testing.assert_close(files.load_checkpoint(old), STATE)


def test_no_checkpoint_is_none_and_a_missing_one_an_error(tmp_path: Path) -> None:
    assert latest(tmp_path / "nowhere") is None
    with pytest.raises(MilesError, match="missing"):
        Untearable().load_checkpoint(tmp_path / "step-00000001.ckpt")


def test_a_damaged_manifest_is_told_with_the_next_step(tmp_path: Path) -> None:
    Untearable().save_checkpoint(STATE, tmp_path / "step-00000001.ckpt")
    (tmp_path / "manifest.json").write_text('{"step-0000')
    with pytest.raises(MilesError, match="start afresh"):
        latest(tmp_path)


def test_replacing_a_checkpoint_keeps_one_hash_and_removing_forgets_it(tmp_path: Path) -> None:
    files, path = Untearable(), tmp_path / "step-00000001.ckpt"
    files.save_checkpoint(STATE, path)
    before = read_manifest(tmp_path)[path.name]
    files.save_checkpoint(STATE | {"step": 4}, path)
    after = read_manifest(tmp_path)[path.name]
    assert len(before) == len(after) == 1
    assert before != after
    assert is_whole(path)
    files.remove_checkpoint(path)
    assert read_manifest(tmp_path) == {}
    assert not path.exists()


def test_a_full_disk_leaves_the_old_checkpoint_and_no_half_file(tmp_path: Path) -> None:
    files, path = Untearable(), tmp_path / "step-00000001.ckpt"
    files.save_checkpoint(STATE, path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(MilesError, match="could not be written"):
            files.save_checkpoint({"weights": torch.zeros(100_000)}, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    torch.testing.assert_close(files.load_checkpoint(path), STATE)
    assert sweep(tmp_path) == 0
