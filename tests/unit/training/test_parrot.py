from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl

from miles.analysis.novelty import Memory
from miles.training.callbacks import KeepBest
from miles.training.checkpoint import Checkpoints, latest, weights_hash
from miles.training.finetune import Finetune
from miles.training.parrot import Parrot

Fit = Callable[..., tuple[Finetune, pl.Trainer]]
POST = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


@pytest.fixture
def parrot() -> Parrot:
    made = Parrot(max_copied=0.34, max_repetition=0.5, patience=2)
    made.memory = Memory.build([POST])
    return made


def test_copies_are_runs_of_more_than_twelve_words(parrot: Parrot) -> None:
    thirteen = " ".join(POST.split()[:13])
    twelve = " ".join(POST.split()[:12])
    seen = parrot.judge([(thirteen,), (twelve,), ("all of my own words", twelve), ("mine",)])
    assert seen["parrot/copied"] == 0.25
    assert seen["parrot/longest_run"] == 13
    assert seen["parrot/overlap8"] == (1 + 1 + 5 / 10 + 0) / 4


def test_two_looks_in_a_row_over_the_limit_are_enough_and_one_is_not(parrot: Parrot) -> None:
    parrot.judge([(POST,)])
    assert parrot.over == 1
    parrot.judge([("words of my own",)])
    assert parrot.over == 0
    parrot.judge([(POST,)])
    parrot.judge([(POST,)])
    assert parrot.over == parrot.patience


def test_stuttering_counts_only_once_the_voice_could_speak(parrot: Parrot) -> None:
    stutter = "buy the dip " * 10
    assert parrot.judge([(stutter,)])["parrot/repetition"] > 0.5
    assert parrot.over == 0
    parrot.judge([("words of my own that do not repeat",)])
    parrot.judge([(stutter,)])
    assert parrot.over == 1


def test_listening_changes_no_weight_and_leaves_its_samples(fit: Fit, tmp_path: Path) -> None:
    alone, _ = fit(max_epochs=2)
    heard, trainer = fit([Parrot(every_epochs=1, n=2, max_new_tokens=12)], max_epochs=2)
    assert weights_hash(heard) == weights_hash(alone)
    assert heard.training
    assert set(trainer.callback_metrics) >= {"parrot/copied", "parrot/longest_run", "parrot/overlap8"}
    page = (tmp_path / "samples.md").read_text()
    assert page.count("## After epoch") == 2
    assert page.count("\ndraft (") == 4


def test_a_copying_run_ends_early_and_a_resumed_one_keeps_to_that(fit: Fit, tmp_path: Path) -> None:
    def watching() -> list[pl.Callback]:
        # Nobody's share of copies is above 1 or below -1: every look is over this limit.
        return [Parrot(1, n=2, max_copied=-1.0, patience=2, max_new_tokens=8), KeepBest(), Checkpoints(every_s=None)]

    lesson, trainer = fit(watching(), max_epochs=6)
    assert trainer.current_epoch == 2
    resumed, again = fit(watching(), max_epochs=6, ckpt_path=latest(tmp_path / "checkpoints"))
    assert again.global_step == trainer.global_step
    assert weights_hash(resumed) == weights_hash(lesson)
    assert (tmp_path / "samples.md").read_text().count("## After epoch") == 2
