"""The whole loop twice, small: every stage as it should be, and the same hashes both times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.pipelines.run import execute
from tiny import readers

pytestmark = pytest.mark.slow
ROOMS = ("registry", "abtest", "evaluation")
STAGES = ["import", "train", "distil", "quantise", "quantise", "judge", "promote", "judge", "compare", "promote", "spoil",
          "judge", "compare", "refuse", "inject", "roll back"]  # fmt: skip


def test_two_loops_are_the_same_loop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = "settings.finetune=[paths.base=data/base/xs,trainer.max_epochs=1,trainer.max_steps=12,rank_posts=30,~logger.wandb]"
    given = [small, *(f"+settings.{verb}=[{','.join(readers(tmp_path))}]" for verb in ())]
    hashes = [execute("loop", [f"paths.runs={tmp_path}/{turn}", *given])["loop"] for turn in range(2)]
    told = capsys.readouterr().out
    assert hashes[0] == hashes[1]
    assert told.count(f"two runs of the same code give the same: {hashes[0]}") == 2
    [first, second] = [json.loads(path.read_text()) for path in sorted(tmp_path.glob("*/*-loop/loop.json"))]
    assert first == second
