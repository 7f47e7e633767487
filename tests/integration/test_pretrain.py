"""General texts -> a vocabulary -> base weights -> a voice that starts from them; and back from a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hydra.utils import instantiate

from miles.collection.parquet import write_posts
from miles.engine.tokenizer import load_tokenizer
from miles.pipelines.run import compose_all, execute
from miles.post.post import Post
from miles.post.whole import file_sha256
from tiny import readers

ROOMS = ("training", "corpus", "model")
SMALL = [
    "model.hidden_size=64", "model.layers=1", "corpus.block_len=64", "corpus.batch_blocks=4", "corpus.workers=1",
    "~logger.wandb",
]  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pretrain")
    found = {name: folder / name for name in ("texts", "processed", "runs", "base")}
    found["texts"].mkdir()
    words = ["rates", "bitcoin", "alts", "volume", "banks", "patience"]
    for part, n in (("train", 120), ("valid", 8)):
        lines = [
            {
                "text": f"Today {words[k % 6]} moved {k} points while {words[k % 5]} did nothing at all.",
                "source": "made",
            }
            for k in range(n)
        ]
        (found["texts"] / f"{part}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (found["texts"] / "manifest.json").write_text('{"sources": [{"source": "made", "licence": "CC0 1.0"}]}')
    return found


def where(places: dict[str, Path]) -> list[str]:
    return [f"texts={places['texts']}", f"paths.processed={places['processed']}", f"paths.runs={places['runs']}"]


@pytest.fixture(scope="module")
def base(places: dict[str, Path]) -> Path:
    execute("vocabulary", [*where(places), "vocab_size=384"])
    made = execute("finetune", ["experiment=pretrain", *where(places), *SMALL, f"product.folder={places['base']}"])
    return Path(made["finetune"])


def test_pretraining_writes_a_base_with_its_card(base: Path, places: dict[str, Path]) -> None:
    assert base == places["base"]
    assert {"config.json", "model.safetensors", "tokenizer.json", "README.md"} <= {path.name for path in base.iterdir()}
    card = (base / "README.md").read_text()
    assert "| made | unknown | ? | ? | CC0 1.0 |" in card
    assert file_sha256(base / "model.safetensors") in card
    [run] = (places["runs"]).glob("*-base-finetune")
    lineage = json.loads((run / "lineage.json").read_text())
    assert lineage["facts"]["metrics"]["valid/bits_per_char"] < 8
    assert lineage["facts"]["files"]["model.safetensors"] in card
    assert (run / "metrics.csv").is_file()


def test_an_author_s_posts_teach_words_too(places: dict[str, Path], tmp_path: Path) -> None:
    write_posts(
        [Post(id=str(k), text="zyxomma quixotry") for k in range(300)], tmp_path / "ann" / "train_posts.parquet"
    )
    own = [*where(places)[::2], f"paths.processed={tmp_path}/made", "vocab_size=384"]
    alone = load_tokenizer(execute("vocabulary", own)["vocabulary"])
    with_ann = load_tokenizer(execute("vocabulary", [*own, f"authors=[{tmp_path}/ann]"])["vocabulary"])
    told = "zyxomma quixotry"
    assert len(with_ann.encode(told).ids) < len(alone.encode(told).ids)


def test_a_decoder_starts_from_the_base(base: Path) -> None:
    cfg = compose_all("finetune", ["model=decoder-pretrained", f"model.folder={base}"])
    model = instantiate(cfg["finetune"].model)
    assert model.network.config.model_type == "qwen3"
    assert model.network.config.hidden_size == 64
    assert model.tokenizer.get_vocab() == load_tokenizer(base).get_vocab()


@pytest.mark.slow
def test_a_voice_starts_from_the_base_and_keeps_its_vocabulary(base: Path, tmp_path: Path) -> None:
    own = [f"paths.{name}={tmp_path}/{name}" for name in ("interim", "processed", "runs")]
    execute("data", [*own, *readers(tmp_path), f"tokenizer={base}"])
    assert load_tokenizer(tmp_path / "processed").get_vocab() == load_tokenizer(base).get_vocab()
    start = [f"model.folder={base}", "rank_posts=30", "trainer.max_epochs=1", "~logger.wandb"]
    bundle = execute("finetune", [*own, f"paths.shelf={tmp_path}/shelf", *start])["finetune"]
    config = json.loads((bundle.path / "config.json").read_text())
    assert (config["model_type"], config["hidden_size"], config["max_position_embeddings"]) == ("qwen3", 64, 512)
    assert load_tokenizer(bundle.path).get_vocab() == load_tokenizer(base).get_vocab()
    weights = {"model.safetensors": file_sha256(base / "model.safetensors")}
    assert bundle.manifest["base"] == {"name": "base", "files": weights}


@pytest.mark.parametrize("extra", [[], ["trainer=gpu", "model.is_compiled=true", "training.peak_flops=989e12"]])
def test_pretraining_composes_on_every_trainer(extra: list[str]) -> None:
    given = [item if not item.startswith("training.peak") else f"+{item}" for item in extra]
    cfg = compose_all("finetune", ["experiment=pretrain", *given])["finetune"]
    assert cfg.product._target_ == "miles.training.foundation.Foundation"
    assert cfg.corpus._target_ == "miles.corpus.texts.TextsData"
    assert "parrot" not in cfg.callbacks
    assert cfg.trainer.max_epochs == 1
    assert cfg.model.is_compiled == bool(extra)


def test_the_gpu_recipe_makes_the_base_that_is_shipped(root: Path) -> None:
    cfg = compose_all("finetune", ["experiment=pretrain-gpu"])["finetune"]
    shipped = json.loads((root / "data/base/s/config.json").read_text())
    sizes = {"layers": "num_hidden_layers", "heads": "num_attention_heads", "kv_heads": "num_key_value_heads"}
    for name in ("hidden_size", "intermediate_size", "layers", "heads", "kv_heads"):
        assert cfg.model[name] == shipped[sizes.get(name, name)]
    assert cfg.model.is_compiled
    assert cfg.trainer.accelerator == "gpu"
    assert f"{cfg.trainer.max_steps:,} steps" in (root / "data/base/s/README.md").read_text()


@pytest.mark.slow
def test_a_killed_pretraining_goes_on_to_the_same_weights(base: Path, places: dict[str, Path], tmp_path: Path) -> None:
    places = places | {"runs": tmp_path / "runs"}
    arguments = [
        "experiment=pretrain", *where(places), *SMALL, "trainer.max_epochs=6", "callbacks.checkpoints.every_s=null",
        "+callbacks.checkpoints.every_steps=3", "model.dropout=0.1",
    ]  # fmt: skip

    def begin(given: list[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "miles.cli", "finetune", *given]
        return subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"}, stderr=subprocess.PIPE)

    def end(process: subprocess.Popen[bytes]) -> None:
        told = process.communicate(timeout=300)[1]
        assert process.returncode == 0, told.decode()[-2000:]

    whole = begin([*arguments, f"product.folder={tmp_path}/whole"])
    end(whole)
    killed = begin([*arguments, f"product.folder={tmp_path}/killed", f"paths.runs={tmp_path}/killed-runs"])
    while not list(tmp_path.glob("killed-runs/*/checkpoints/step-*.ckpt")):
        assert killed.poll() is None, killed.communicate()[1].decode()[-2000:]
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not (tmp_path / "killed").exists(), "it was killed too late to prove anything"
    [run] = (tmp_path / "killed-runs").iterdir()
    end(begin([f"resume={run}"]))
    one, two = (file_sha256(tmp_path / name / "model.safetensors") for name in ("whole", "killed"))
    assert one == two
