"""The whole loop twice, small: every stage as it should be, and the same hashes both times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.pipelines.run import execute

pytestmark = pytest.mark.slow
ROOMS = ("registry", "abtest", "evaluation", "pipelines")
SMALL = {
    "finetune": "paths.base=data/base/xs,trainer.max_epochs=1,rank_posts=20,~logger.wandb",
    "distill": "model=decoder,model.tokenizer=data/base/xs,model.hidden_size=64,model.layers=1,trainer.max_epochs=1,"
    "rank_posts=10,~logger.wandb",
    "quantize": "prompts=2",
    "evaluate": "cases=30,resamples=100,extraction=5,timed=2",
    "compare": "cases=30,timed=2,comparison.resamples=999,tracker.mode=disabled",
    "promote": "gate.fewest_drafts=20,gate.most_copies_possible=0.2,gate.lowest_fidelity=0,gate.lowest_fact_survival=0,"
    "gate.most_not_shown=0.5,gate.most_extraction_excess=0.2",
}
STAGES = [
    "import", "train", "distil", "quantise", "quantise", "judge", "promote", "judge", "compare", "promote", "spoil",
    "judge", "compare", "refuse", "inject", "roll back",
]  # fmt: skip


def test_two_loops_are_the_same_loop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = [f"settings.{verb}={given.split(',')}" for verb, given in SMALL.items()]
    hashes = [execute("loop", [f"paths.runs={tmp_path}/{turn}", *settings])["loop"] for turn in range(2)]
    told = capsys.readouterr().out
    assert hashes[0] == hashes[1]
    assert told.count(f"two runs of the same code give the same: {hashes[0]}") == 2
    first, second = (json.loads(path.read_text()) for path in sorted(tmp_path.glob("*/*-loop/loop.json")))
    assert first == second
    assert [name for name, _ in first["stages"]] == STAGES
