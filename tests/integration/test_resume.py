"""Promises 1 to 3: a killed training ends as if it had not been killed; checkpoints never tear."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from miles.pipelines.run import execute
from tiny import readers

pytestmark = pytest.mark.slow
ROOMS = ("training", "corpus")


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    places = [f"paths.{name}={folder}/{name}" for name in ("interim", "processed", "runs")]
    execute("data", [*places, *readers(folder), "vocab_size=640"])
    return folder / "processed"


def small(processed: Path, runs: Path) -> list[str]:
    """Two epochs with dropout and a checkpoint every third step; accumulation, so that steps are not batches."""
    return [
        f"paths.processed={processed}", f"paths.runs={runs}", f"paths.shelf={runs}/shelf", "~logger.wandb",
        "model=decoder", "model.hidden_size=64", "model.layers=1", "model.dropout=0.2",
        "corpus.batch_blocks=8", "corpus.block_len=320",
        "trainer.max_epochs=2", "+trainer.accumulate_grad_batches=2",
        "callbacks.checkpoints.every_s=null", "+callbacks.checkpoints.every_steps=3",
    ]  # fmt: skip


def begin(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "miles.cli", "finetune", *arguments],
        env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def end(process: subprocess.Popen[bytes]) -> None:
    _, told = process.communicate(timeout=600)
    assert process.returncode == 0, told.decode()[-2000:]


def weights(runs: Path) -> str:
    """sha256 of the sealed weights of the one run in `runs`."""
    [manifest] = runs.glob("*/bundle/bundle.json")
    return str(json.loads(manifest.read_text())["files"]["model.safetensors"])


@pytest.fixture(scope="module")
def uninterrupted(processed: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    runs = tmp_path_factory.mktemp("whole")
    end(begin(small(processed, runs)))
    return weights(runs)


def test_the_same_seed_and_config_give_the_same_weights(processed: Path, uninterrupted: str, tmp_path: Path) -> None:
    end(begin(small(processed, tmp_path)))
    assert weights(tmp_path) == uninterrupted


def checkpoints(runs: Path) -> list[int]:
    return sorted(int(path.stem.removeprefix("step-")) for path in runs.glob("*/checkpoints/step-*.ckpt"))


def epoch_len(runs: Path) -> int:
    """Steps of an epoch: the last row of the first epoch tells."""
    import csv

    [path] = runs.glob("*/metrics.csv")
    return max(int(row["step"]) + 1 for row in csv.DictReader(path.open()) if row["epoch"] and float(row["epoch"]) == 0)


def mid_epoch(runs: Path) -> bool:
    return any(step == 3 for step in checkpoints(runs))


def at_the_border(runs: Path) -> bool:
    """The checkpoint of a whole first epoch has just been written."""
    return bool(list(runs.glob("*/metrics.csv"))) and epoch_len(runs) in checkpoints(runs)


def in_the_middle_of_writing(runs: Path) -> bool:
    return any(step >= 3 for step in checkpoints(runs)) and bool(list(runs.glob("*/checkpoints/.step-*.part")))


def late(runs: Path) -> bool:
    return bool(list(runs.glob("*/metrics.csv"))) and max(checkpoints(runs)) > epoch_len(runs) + 3


def killed(instant: Callable[[Path], bool], processed: Path, tmp_path: Path) -> Path:
    """A folder of runs with one run killed at that instant; on a busy machine a short instant can go by unseen."""
    for attempt in range(5):
        runs = tmp_path / str(attempt)
        process = begin(small(processed, runs))
        deadline = time.monotonic() + 300
        while process.poll() is None:
            if instant(runs):
                process.send_signal(signal.SIGKILL)
                process.wait()
                return runs
            assert time.monotonic() < deadline
            time.sleep(0.0005)
        end(process)
    raise AssertionError(f"{instant.__name__} was not seen in 5 runs")


@pytest.mark.parametrize("instant", [mid_epoch, at_the_border, in_the_middle_of_writing, late])
def test_a_killed_run_goes_on_to_the_same_weights(
    instant: Callable[[Path], bool], processed: Path, uninterrupted: str, tmp_path: Path
) -> None:
    runs = killed(instant, processed, tmp_path)
    [run] = [path for path in runs.iterdir() if path.name != "shelf"]
    assert not (run / "bundle").exists(), "it was killed too late to prove anything"
    assert checkpoints(runs), "it was killed too early to prove anything"
    end(begin([f"resume={run}"]))
    assert weights(runs) == uninterrupted
    assert not list(run.rglob(".*.part"))


KILLS = """
    import os, random, signal, sys, time
    from pathlib import Path
    import torch
    torch.set_num_threads(1)  # a forked child would wait for its parent's threads for ever
    from miles.training.checkpoint import Untearable, latest, sweep

    folder, kills = Path(sys.argv[1]), 20
    rng, files = random.Random(0), Untearable()
    state = lambda k: {"k": k, "weights": {"w": torch.full((1_500_000,), float(k))}}
    files.save_checkpoint(state(0), folder / "step-00000000.ckpt")
    swept = writing = 0
    for _ in range(kills):
        child = os.fork()
        if not child:
            for k in range(1, 10**6):
                files.save_checkpoint(state(k), folder / f"step-{k % 2:08d}.ckpt")
        time.sleep(0.05 + rng.random() * 0.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        writing += len(list(folder.glob(".*.part")))
        swept += sweep(folder)
        found = files.load_checkpoint(latest(folder))
        assert (found["weights"]["w"] == found["k"]).all(), "torn"
        for path in folder.glob("step-*.ckpt"):
            found = files.load_checkpoint(path)
            assert (found["weights"]["w"] == found["k"]).all(), "torn"
        assert not list(folder.glob(".*")), "orphans"
    print(writing, swept)
"""


@pytest.mark.parametrize("place", ["beside", "/dev/shm"])
def test_twenty_kills_while_writing_never_tear_a_checkpoint(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "checkpoints" if place == "beside" else Path(place) / f"miles-{os.getpid()}"
    folder.mkdir()
    try:
        told = subprocess.run(
            [sys.executable, "-W", "error::UserWarning:miles", "-c", textwrap.dedent(KILLS), str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    assert told.returncode == 0, told.stderr[-2000:]
    writing, swept = map(int, told.stdout.split())
    assert writing == swept > 0, "no kill hit a half-written file: the test proves nothing"
