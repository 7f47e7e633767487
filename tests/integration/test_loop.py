"""The whole loop twice, small: every stage is passed, and both end with the same hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOMS = ("registry", "abtest", "evaluation", "pipelines")
SMALL = {
    "finetune": "paths.base=data/base/xs,trainer.max_epochs=1,rank_posts=20,~logger.wandb",
    "distill": "model=decoder,model.tokenizer=data/base/xs,model.hidden_size=64,model.layers=1,trainer.max_epochs=1,"
    "rank_posts=10,~logger.wandb",
    "quantize": "prompts=2",
    "evaluate": "cases=60,resamples=100,extraction=5,timed=2",
    "compare": "cases=60,timed=2,comparison.resamples=999,tracker.mode=disabled",
    "promote": "gate.fewest_drafts=20,gate.most_copies_possible=0.2,gate.lowest_fidelity=0,gate.lowest_fact_survival=0,"
    "gate.most_not_shown=0.5,gate.most_extraction_excess=0.2",
}
STAGES = [
    "import", "train", "distil", "quantise", "quantise", "judge", "promote", "judge", "compare", "promote", "spoil",
    "judge", "compare", "refuse", "inject", "roll back",
]  # fmt: skip


def test_two_loops_are_the_same_loop(tmp_path: Path, root: Path) -> None:
    """Side by side in two processes, each where its relative paths lead to a folder of its own."""
    settings = [f"settings.{verb}={given.split(',')}" for verb, given in SMALL.items()]
    running = []
    for place in (tmp_path / "one", tmp_path / "other"):
        place.mkdir()
        (place / "data").symlink_to(root / "data")
        ways = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(root / "src")}
        call = [sys.executable, "-m", "miles.cli", "loop", *settings]
        running.append(subprocess.Popen(call, cwd=place, env=ways, stdout=subprocess.PIPE, text=True))
    told = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], told[0][-3000:]
    first, second = (json.loads(path.read_text()) for path in sorted(tmp_path.glob("*/runs/*-loop/loop.json")))
    assert first == second
    assert [name for name, _ in first["stages"]] == STAGES
    assert all(f"two runs of the same code give the same: {first['loop']}" in each for each in told)
