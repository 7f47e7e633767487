from __future__ import annotations

import json
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch
from safetensors.torch import load_file

from miles.corpus.texts import TextsData
from miles.engine.tokenizer import train_tokenizer
from miles.model.decoder import Decoder, Pretrained
from miles.model.eager import EagerEngine
from miles.post.whole import file_sha256
from miles.training.callbacks import quiet
from miles.training.finetune import Finetune
from miles.training.foundation import Foundation

LINEAGE = {"command": "miles finetune experiment=pretrain", "code": "abc", "started_at": "now"}
TEXTS = [f"Bitcoin reclaimed {k}k today, but alts are still weak and volume is fading" for k in range(40)]


@pytest.fixture
def trained(tmp_path: Path) -> tuple[Finetune, pl.Trainer]:
    for name, texts in (("train", TEXTS[:32]), ("valid", TEXTS[32:])):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    train_tokenizer(TEXTS, 384).save(str(tmp_path / "tokenizer.json"))
    model = Decoder(
        str(tmp_path), hidden_size=64, layers=1, heads=2, kv_heads=2, intermediate_size=128, is_qk_norm=True,
        max_positions=64,
    )  # fmt: skip
    lesson = Finetune(model, optimizer="muon", schedule="wsd")
    data = TextsData(str(tmp_path), model.tokenizer, str(tmp_path / "made"), block_len=64, batch_blocks=4, workers=1)
    with quiet():
        trainer = pl.Trainer(
            accelerator="cpu", max_epochs=2, logger=False, enable_progress_bar=False, enable_model_summary=False,
            enable_checkpointing=False, num_sanity_val_steps=0, default_root_dir=tmp_path,
        )  # fmt: skip
        trainer.fit(lesson, datamodule=data)
    return lesson, trainer


def test_a_base_folder_holds_all_that_a_voice_starts_from(trained: tuple[Finetune, pl.Trainer], tmp_path: Path) -> None:
    lesson, trainer = trained
    with quiet():
        target, facts = Foundation().make(lesson, trainer, tmp_path / "run", LINEAGE)
    assert target == tmp_path / "run" / "foundation"
    weights = load_file(target / "model.safetensors")
    assert {weight.dtype for weight in weights.values()} == {torch.bfloat16}
    again = Pretrained(str(target), max_positions=64)
    for (name, ours), theirs in zip(lesson.model.named_parameters(), again.parameters(), strict=True):
        assert torch.equal(ours, theirs), f"{name}: what was measured is not what was written"
    told = (target / "README.md").read_text()
    for name in ("model.safetensors", "config.json", "tokenizer.json"):
        assert file_sha256(target / name) in told
    assert f"{facts['facts']['metrics']['valid/bits_per_char']:.4f}" in told
    assert len(EagerEngine.load(target).score([([1, 3], [30, 5])])[0]) == 2


def test_the_measures_are_those_of_the_rounded_weights(trained: tuple[Finetune, pl.Trainer], tmp_path: Path) -> None:
    lesson, trainer = trained
    before = float(trainer.callback_metrics["valid/bits_per_char"])
    with quiet():
        _, facts = Foundation().make(lesson, trainer, tmp_path / "run", LINEAGE)
        [again, _] = trainer.validate(lesson, datamodule=trainer.datamodule, verbose=False)  # type: ignore[attr-defined]
    seen = facts["facts"]["metrics"]
    assert set(seen) == {
        "valid/loss", "valid/bits_per_char", "valid/loss_with_draft", "valid/bits_per_char_with_draft",
    }  # fmt: skip
    assert seen["valid/bits_per_char"] == pytest.approx(again["valid/bits_per_char"])
    assert seen["valid/bits_per_char"] == pytest.approx(before, rel=0.02)
    assert seen["valid/bits_per_char"] != before


def test_a_named_folder_is_replaced_and_weights_are_cut_where_asked(
    trained: tuple[Finetune, pl.Trainer], tmp_path: Path
) -> None:
    lesson, trainer = trained
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "old.txt").write_text("old")
    with quiet():
        target, _ = Foundation(str(tmp_path / "base"), max_shard="50KB").make(lesson, trainer, tmp_path, LINEAGE)
    assert len(list(target.glob("model-*.safetensors"))) > 1
    assert not (target / "old.txt").exists()
    Pretrained(str(target))
