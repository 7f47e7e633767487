"""Sweeps and adapters, on the sample author: every run ends with a Bundle that can write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.cli import main
from miles.engine.engine import Job
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode
from miles.model.eager import EagerEngine
from miles.pipelines.run import execute
from miles.registry.bundle import Bundle
from tiny import make_base, readers

pytestmark = pytest.mark.slow
ROOMS = ("training",)


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    places = [f"paths.{name}={folder}/{name}" for name in ("interim", "processed", "runs")]
    execute("data", [*places, *readers(folder), "vocab_size=640"])
    return folder / "processed"


def small(processed: Path, runs: Path) -> list[str]:
    return [
        f"paths.processed={processed}", f"paths.runs={runs}", f"paths.shelf={runs}/shelf", "~logger.wandb",
        "trainer.max_epochs=2", "+trainer.limit_train_batches=3", "rank_posts=4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "launcher", [["hydra/launcher=joblib", "hydra.launcher.n_jobs=2"], []], ids=["joblib", "basic"]
)
def test_a_sweep_makes_one_run_for_each_value(launcher: list[str], processed: Path, tmp_path: Path) -> None:
    given = ["-m", "model=decoder", "model.layers=1,2", "model.hidden_size=64", *launcher, *small(processed, tmp_path)]
    assert main(["finetune", *given, f"hydra.sweep.dir={tmp_path}/multirun"]) == 0
    made = [path for path in tmp_path.glob("*-sample-finetune*") if path.is_dir()]
    assert sorted(json.loads((path / "bundle" / "config.json").read_text())["num_hidden_layers"] for path in made) == [
        1,
        2,
    ]
    assert all((path / "metrics.csv").is_file() for path in made)


def test_a_mistake_in_a_sweep_is_one_line(processed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        "-m",
        "model=decoder",
        "model.hidden_size=60,100",
        *small(processed, tmp_path),
        f"hydra.sweep.dir={tmp_path}/multirun",
    ]
    assert main(["finetune", *given]) == 2
    assert "hidden_size=60 is not a multiple of 64" in capsys.readouterr().err
    assert main(["finetune", "-m", "model.layrs=1,2"]) == 2
    assert "layrs" in capsys.readouterr().err
    assert main(["finetune", "-m", "model.layers=1,2"]) == 2
    assert "give model=decoder too" in capsys.readouterr().err
    assert main(["finetune", "-m", "model=decoder,decodr"]) == 2
    assert "model=decodr is not known" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["llama-tied", "qwen2-untied"])
@pytest.mark.parametrize("model", ["lora", "lora-nf4"])
def test_an_adapted_base_becomes_a_bundle_that_writes(model: str, kind: str, processed: Path, tmp_path: Path) -> None:
    base = make_base(tmp_path / "base", kind)
    found = execute(
        "finetune", [f"model={model}", f"model.base={base}", "model.rank=4", *small(processed, tmp_path / "runs")]
    )
    bundle = found["finetune"]
    assert isinstance(bundle, Bundle)
    Bundle.open(bundle.path)  # every byte is as sealed
    engine = EagerEngine.load(bundle.path)
    job = Job(prompt=tuple(encode(engine.tokenizer, "<|bos|><|draft|>alts are weak<|post|>")), seed=1)
    assert engine.generate([job], Sampling(max_new_tokens=8))[0]
