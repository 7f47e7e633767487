from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch

from miles.corpus.posts import PostsData
from miles.engine.tokenizer import train_tokenizer
from miles.model.decoder import Decoder
from miles.post.error import MilesError
from miles.training.distill import Distill
from miles.training.finetune import Batch, Finetune
from miles.training.losses import places, post_loss, targets

Fit = Callable[..., tuple[Finetune, pl.Trainer]]
SMALL = {"hidden_size": 64, "layers": 1, "heads": 2, "kv_heads": 2, "intermediate_size": 128, "dropout": 0.0}


def decoder(folder: Path, seed: int = 0) -> Decoder:
    return Decoder(str(folder), **SMALL, init_seed=seed)  # type: ignore[arg-type]


@pytest.fixture
def batch(processed: Path) -> Batch:
    data = PostsData(str(processed), decoder(processed).tokenizer, block_len=96, batch_blocks=4, seed=3)
    data.setup()
    return next(iter(data.train_dataloader()))


def minimised(lesson: Distill, batch: Batch) -> float:
    lesson.log = lambda *_, **__: None  # type: ignore[method-assign]  # no trainer here
    logits = lesson.model(batch["input_ids"], batch["position_ids"], places(batch["labels"]))
    return lesson.loss(logits, post_loss(logits, targets(batch["labels"])), batch).item()


def test_a_teacher_who_agrees_leaves_the_share_of_cross_entropy(processed: Path, batch: Batch) -> None:
    student = decoder(processed)
    plain = minimised(Distill(student, [decoder(processed, seed=1)], share=0.0), batch)
    assert minimised(Distill(student, [decoder(processed)], share=0.3), batch) == pytest.approx(0.7 * plain, rel=1e-5)
    assert minimised(Distill(student, [decoder(processed, seed=1)], share=0.3), batch) > 0.7 * plain + 1e-4


def test_several_teachers_speak_as_the_mean_of_their_distributions(processed: Path, batch: Batch) -> None:
    one, two = decoder(processed, seed=1), decoder(processed, seed=2)
    told = Distill(decoder(processed), [one, two]).taught(batch).exp()
    alone = [Distill(decoder(processed), [teacher]).taught(batch).exp() for teacher in (one, two)]
    torch.testing.assert_close(told, (alone[0] + alone[1]) / 2, atol=1e-6, rtol=1e-4)
    torch.testing.assert_close(told.sum(-1), torch.ones(len(told)))


def test_a_student_comes_to_expect_what_its_teacher_does(fit: Fit, processed: Path, batch: Batch) -> None:
    teacher = fit(max_epochs=4, model=decoder(processed, seed=5))[0].model
    before = {name: weight.clone() for name, weight in teacher.state_dict().items()}
    given = {"teachers": [teacher], "share": 1.0}
    student, trainer = fit(max_epochs=4, kind=Distill, lesson=given, model=decoder(processed))
    assert minimised(student, batch) < 0.3 * minimised(Distill(decoder(processed), **given), batch)
    assert all(torch.equal(weight, before[name]) for name, weight in teacher.state_dict().items())
    trainer.save_checkpoint(trainer.default_root_dir + "/kept.ckpt")
    kept = torch.load(trainer.default_root_dir + "/kept.ckpt", weights_only=True)["state_dict"]
    assert set(kept) == {f"model.{name}" for name in decoder(processed).state_dict()}


def test_a_teacher_of_another_vocabulary_is_refused(processed: Path, tmp_path: Path) -> None:
    train_tokenizer(["quite other words"] * 3, 350).save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(MilesError, match="teacher and student read different tokens"):
        Distill(decoder(processed), [decoder(tmp_path)])


@pytest.mark.parametrize(
    ("given", "told"),
    [({"share": 1.5}, "training.share=1.5"), ({"beta": -1}, "training.beta=-1"), ({"temperature": 0}, "above 0")],
)
def test_settings_out_of_range_are_told(processed: Path, given: dict[str, float], told: str) -> None:
    with pytest.raises(MilesError, match=told):
        Distill(decoder(processed), [decoder(processed)], **given)
    with pytest.raises(MilesError, match="a student needs a teacher"):
        Distill(decoder(processed), [])
